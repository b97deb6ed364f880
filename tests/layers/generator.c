#include "draft.h"

#include "layers/layer.h"

/* Words of the cards. */
enum { FORMS = 4, LOSSES_BUT_MSE = 3 };
static const unsigned LANES[] = {16, 8, 4, 1}, SHARDS[] = {1, 2, 3, 16};
enum { LANES_CARDS = 4, SHARDS_CARDS = 4, THREADS_LIMIT = 16, IMAGES_LIMIT = 112 };
static const char *const OPTIMIZERS_OF[] = {
    "sgd, rate 0.02*2 : 0.01 : 0.005",
    "sgd, rate 0.1, momentum 0.9",
    "sgd, rate 0.05, momentum 0.8, nesterov yes",
    "sgd, rate 0.1, weight_decay 0.05",
    "sgd, rate 0.1, momentum 0.5, nesterov yes, weight_decay 0.01",
    "adam",
    "adam, rate 0.002 : 0.001",
    "adam, rate 0.01, beta_1 0.8, beta_2 0.95, epsilon 1e-5",
    "adam, rate 0.01, weight_decay 0.1",
    "adamw",
    "adamw, rate 0.02, beta_1 0, weight_decay 0.2",
    "rmsprop",
    "rmsprop, rate 0.01, rho 0.7, epsilon 1e-4",
    "rmsprop, rate 0.01, momentum 0.9, weight_decay 0.1",
    "sdlm",
    "sdlm, rate 0.01*3 : 0.002, mu 0.5, patterns 7",
    "sdlm, rate 0.001, mu 0.001, patterns 1",
};
enum { OPTIMIZER_CARDS = sizeof OPTIMIZERS_OF / sizeof OPTIMIZERS_OF[0] };
static const char *const SCHEDULES_OF[] = {
    "",
    "schedule constant, warmup 2",
    "schedule exponential, decay 0.5",
    "schedule exponential, decay 0.7, every 1.5, staircase yes, warmup 0.5",
    "schedule linear, epochs 4.5",
    "schedule linear, epochs 3, end 0.2, warmup 0.7",
    "schedule cosine, epochs 5",
    "schedule cosine, epochs 4, end 0.1, warmup 1",
};
enum { SCHEDULE_CARDS = sizeof SCHEDULES_OF / sizeof SCHEDULES_OF[0] };

void generator_start(struct generator *g, struct arena *arena, uint64_t seed) {
    const unsigned counts[DECK_COUNT] = {
        [DECK_CONV] = ACTIVATION_COUNT * DRAFT_PADS * DRAFT_CONV_STRIDES * 2,
        [DECK_SPARSE] = DRAFT_DILATIONS * DRAFT_GROUPS,
        [DECK_TABLE] = DRAFT_TABLES,
        [DECK_POOL] = 2 * DRAFT_PADS * DRAFT_POOL_STRIDES,
        [DECK_SUBSAMPLE] = ACTIVATION_COUNT * 2,
        [DECK_DENSE] = ACTIVATION_COUNT * 2,
        [DECK_ACTIVATION] = ACTIVATION_COUNT,
        [DECK_HEAD] = FORMS * (ACTIVATION_COUNT + LOSSES_BUT_MSE),
        [DECK_OPTIMIZER] = OPTIMIZER_CARDS,
        [DECK_SCHEDULE] = SCHEDULE_CARDS,
        [DECK_MACHINE] = LANES_CARDS * SHARDS_CARDS * TARGET_COUNT,
    };
    *g = (struct generator){.arena = arena, .state = seed};
    for (unsigned i = 0; i < DECK_COUNT; i++)
        deck_start(&g->decks[i], counts[i], &g->state);
}

unsigned generator_rounds(const struct generator *g) {
    unsigned rounds = g->decks[0].rounds;
    for (unsigned i = 1; i < DECK_COUNT; i++)
        rounds = g->decks[i].rounds < rounds ? g->decks[i].rounds : rounds;
    return rounds;
}

/* The last layer, in one of its forms, with the activation and the loss of the card. */
enum form { FORM_DENSE, FORM_DENSE_ACTIVATION, FORM_CONV_ACTIVATION, FORM_CONV };

/* What is on a card behind the activations, whose loss is mse. */
enum { HEAD_CROSS_ENTROPY, HEAD_MAP, HEAD_MSE_RBF };
static const char *const LOSSES_OF[] = {"cross_entropy", "map", "mse_rbf"};

static void add_head(struct draft *d, enum form form, int activation) {
    bool dense = form == FORM_DENSE || form == FORM_DENSE_ACTIVATION;
    bool alone = form == FORM_DENSE || form == FORM_CONV;
    if (dense)
        add_dense(d, 2 + draft_below(d, 11), alone ? activation : ACTIVATION_linear);
    else
        add_conv(d, true, alone ? activation : ACTIVATION_linear);
    if (form == FORM_CONV_ACTIVATION)
        add_flatten(d);
    if (!alone)
        add_activation(d, activation);
}

static void add_maps(struct draft *d) {
    static const unsigned SIZES[] = {1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13};
    d->size[0] = SIZES[draft_below(d, 11)];
    d->size[1] = draft_chance(d, 4) ? 16 + draft_below(d, 17) : SIZES[draft_below(d, 11)];
    d->channels = 1 + draft_below(d, 4);
    text_printf(&d->text, "    input %ux%ux%u\n", d->size[0], d->size[1], d->channels);
    for (unsigned count = 1 + draft_below(d, 4); count > 0; count--)
        switch (draft_below(d, 8)) {
        case 0:
            add_activation(d, -1);
            break;
        case 1:
            add_dropout(d);
            break;
        case 2:
        case 3:
            (draft_chance(d, 3) ? add_subsample : add_pool)(d);
            if (draft_chance(d, 4)) /* a second one is no part of the convolution in front */
                add_pool(d);
            break;
        default:
            add_conv(d, false, -1);
            break;
        }
}

/* Two layers between which there are more weights than a second-level cache holds half of: kernels
 * take them in blocks. */
static void add_far_weights(struct draft *d) {
    add_dense(d, 360 + draft_below(d, 40), -1);
    add_dense(d, 370 + draft_below(d, 60), -1);
}

static void add_vector(struct draft *d) {
    add_flatten(d);
    if (draft_chance(d, 12))
        add_far_weights(d);
    for (unsigned count = draft_below(d, 3); count > 0; count--) {
        add_dense(d, 1 + draft_below(d, 17), -1);
        if (draft_chance(d, 3))
            add_dropout(d);
    }
}

static void draw_machine(struct draft *d, struct network *network) {
    unsigned card = deck_card(d->g, DECK_MACHINE), limit;
    network->lanes = LANES[card_digit(&card, LANES_CARDS)];
    network->shards = SHARDS[card_digit(&card, SHARDS_CARDS)];
    network->target = &TARGET_ROWS[card];
    network->threads = 1 + draft_below(d, THREADS_LIMIT);
    limit = 2 * network->lanes * network->shards + network->lanes;
    network->images = 1 + draft_below(d, limit < IMAGES_LIMIT ? limit : IMAGES_LIMIT);
}

struct network generator_next(struct generator *g, unsigned number) {
    const char *name = arena_printf(g->arena, "n%03u", number);
    struct draft d = {.g = g, .text = text_create(g->arena), .name = name};
    d.blocks = text_create(g->arena);
    unsigned head = deck_card(g, DECK_HEAD);
    enum form form = card_digit(&head, FORMS);
    int card = (int)head - (int)ACTIVATION_COUNT;
    bool cross_entropy = card == HEAD_CROSS_ENTROPY, distances = card > HEAD_CROSS_ENTROPY;
    if (cross_entropy && form == FORM_CONV) /* the classes of cross_entropy are a flat vector */
        form = FORM_CONV_ACTIVATION;
    text_printf(&d.text, "network %s {\n", name);
    add_maps(&d);
    if (distances || form == FORM_DENSE || form == FORM_DENSE_ACTIVATION)
        add_vector(&d);
    if (distances)
        add_rbf(&d, form == FORM_DENSE || form == FORM_CONV);
    else
        add_head(&d, form, cross_entropy ? ACTIVATION_softmax : (int)head);
    text_printf(&d.text, "}\n\ntrain {\n    loss %s", card < 0 ? "mse" : LOSSES_OF[card]);
    if (card == HEAD_MAP && !draft_chance(&d, 4))
        text_printf(&d.text, ", j %u", draft_below(&d, 60));
    text_printf(&d.text, "\n    optimizer %s\n", OPTIMIZERS_OF[deck_card(g, DECK_OPTIMIZER)]);
    const char *schedule = SCHEDULES_OF[deck_card(g, DECK_SCHEDULE)];
    if (*schedule)
        text_printf(&d.text, "    %s\n", schedule);
    struct network network = {.name = name};
    draw_machine(&d, &network);
    text_printf(&d.text, "    batch %u\n}\n", network.images);
    network.text = arena_printf(g->arena, "%s%s", d.blocks.data, d.text.data);
    network.seed = random_next(&g->state);
    return network;
}
