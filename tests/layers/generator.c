#include "generator.h"

#include "layers/layer.h"

/* Words of the cards. */
enum { PADS = 3, STRIDES = 4, FORMS = 4, CONV_STRIDES = 3, MACS_LIMIT = 40000 };
static const char *const POOLS[] = {"avgpool", "maxpool"};
static const unsigned LANES[] = {16, 8, 4, 1};
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
};
enum { OPTIMIZER_CARDS = sizeof OPTIMIZERS_OF / sizeof OPTIMIZERS_OF[0] };
static const char *const SCHEDULES_OF[] = {
    "",
    "schedule constant, warmup 2",
    "schedule exponential, decay 0.5",
    "schedule exponential, decay 0.7, every 1.5, staircase yes, warmup 0.5",
    "schedule cosine, epochs 5",
    "schedule cosine, epochs 4, end 0.1, warmup 1",
};
enum { SCHEDULE_CARDS = sizeof SCHEDULES_OF / sizeof SCHEDULES_OF[0] };

static unsigned draw_card(struct generator *g, enum deck_id id) {
    return deck_draw(&g->decks[id], &g->state);
}

/* Takes the lowest digit, in base `base`, off a card. */
static unsigned digit(unsigned *card, unsigned base) {
    unsigned result = *card % base;
    *card /= base;
    return result;
}

void generator_start(struct generator *g, struct arena *arena, uint64_t seed) {
    const unsigned counts[DECK_COUNT] = {
        [DECK_CONV] = ACTIVATION_COUNT * PADS * CONV_STRIDES * 2,
        [DECK_POOL] = 2 * PADS * STRIDES,
        [DECK_DENSE] = ACTIVATION_COUNT * 2,
        [DECK_ACTIVATION] = ACTIVATION_COUNT,
        [DECK_HEAD] = FORMS * (ACTIVATION_COUNT + 1),
        [DECK_OPTIMIZER] = OPTIMIZER_CARDS,
        [DECK_SCHEDULE] = SCHEDULE_CARDS,
        [DECK_MACHINE] = 4 * 3,
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

/* A network in the making: its text so far, and the shape that reached its end. */
struct draft {
    struct generator *g;
    struct text text;
    unsigned size[2], channels; /* flat: size is {0, 0} */
    unsigned labels;
};

static unsigned below(struct draft *d, unsigned limit) {
    return random_below(&d->g->state, limit);
}

static bool chance(struct draft *d, unsigned one_in) {
    return below(d, one_in) == 0;
}

static bool is_flat(const struct draft *d) {
    return d->size[0] == 0;
}

/* Some layers have a label, some get the name of their kind. */
static void start(struct draft *d) {
    text_puts(&d->text, "    ");
    if (!chance(d, 4))
        text_printf(&d->text, "L%u: ", ++d->labels);
}

static void finish(struct draft *d) {
    if (is_flat(d))
        text_printf(&d->text, " -> %u\n", d->channels);
    else
        text_printf(&d->text, " -> %ux%ux%u\n", d->size[0], d->size[1], d->channels);
}

static void write_activation(struct draft *d, unsigned id) {
    const struct choice *choice = &ACTIVATION_CHOICES[id];
    text_printf(&d->text, "%s", choice->name);
    if (choice->parameter && !chance(d, 3))
        text_printf(&d->text, " %u.%u", below(d, 2), 1 + below(d, 9));
}

static void write_pair(struct draft *d, const char *before, const unsigned pair[2]) {
    text_printf(&d->text, pair[0] == pair[1] && chance(d, 2) ? "%s%u" : "%s%ux%u", before, pair[0],
                pair[1]);
}

/* Window, stride and padding of one axis, so that the window fits. */
struct axis {
    unsigned size, stride, pad, out;
};

static struct axis choose_axis(struct draft *d, unsigned in, unsigned pad, unsigned limit) {
    struct axis a = {.pad = pad == 2 ? 1 + below(d, 2) : 0};
    unsigned most = pad == 1 ? limit : in + 2 * a.pad < limit ? in + 2 * a.pad : limit;
    a.size = 1 + below(d, most);
    if (pad == 2 && a.size <= a.pad)
        a.size = a.pad + 1;
    a.stride = 1;
    return a;
}

static void place_windows(struct axis *a, unsigned in, unsigned pad) {
    a->out =
        pad == 1 ? (in + a->stride - 1) / a->stride : (in + 2 * a->pad - a->size) / a->stride + 1;
}

/* Writes " HxW", stride and padding; moves the shape on. */
static void write_windows(struct draft *d, struct axis a[2], unsigned pad, bool stride) {
    write_pair(d, " ", (unsigned[]){a[0].size, a[1].size});
    if (stride)
        write_pair(d, ", stride ", (unsigned[]){a[0].stride, a[1].stride});
    if (pad == 1)
        text_puts(&d->text, ", pad same");
    else if (pad == 2)
        write_pair(d, ", pad ", (unsigned[]){a[0].pad, a[1].pad});
    else if (chance(d, 2))
        text_puts(&d->text, ", pad valid");
    for (int i = 0; i < 2; i++) {
        place_windows(&a[i], d->size[i], pad);
        d->size[i] = a[i].out;
    }
}

static void add_conv(struct draft *d, bool whole, int activation) {
    static const unsigned FILTERS[] = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 16};
    unsigned card = whole ? below(d, 2) * PADS * CONV_STRIDES : draw_card(d->g, DECK_CONV);
    unsigned pad = digit(&card, PADS), stride = digit(&card, CONV_STRIDES);
    bool bias = digit(&card, 2);
    struct axis a[2];
    for (int i = 0; i < 2; i++) {
        a[i] = choose_axis(d, d->size[i], pad, 5);
        if (whole)
            a[i].size = d->size[i];
        else if (stride > 0)
            a[i].stride = stride == 1 ? 2 : 1 + below(d, 3);
        place_windows(&a[i], d->size[i], pad);
    }
    unsigned cost = a[0].out * a[1].out * a[0].size * a[1].size * d->channels;
    unsigned filters = whole ? 2 + below(d, 11) : FILTERS[below(d, 11)];
    while (filters > 1 && cost * filters > MACS_LIMIT)
        filters--;
    start(d);
    text_printf(&d->text, "conv %u of", filters);
    write_windows(d, a, pad, stride > 0 && !whole);
    d->channels = filters;
    text_puts(&d->text, bias ? ", bias none, " : ", ");
    write_activation(d, activation < 0 ? card : (unsigned)activation);
    finish(d);
}

static void add_pool(struct draft *d) {
    unsigned card = draw_card(d->g, DECK_POOL), pad = digit(&card, PADS);
    unsigned stride = digit(&card, STRIDES);
    struct axis a[2];
    for (int i = 0; i < 2; i++) {
        a[i] = choose_axis(d, d->size[i], pad, 4);
        const unsigned strides[STRIDES] = {a[i].size, 1 + below(d, a[i].size), a[i].size + 1,
                                           1 + below(d, 4)};
        a[i].stride = strides[stride];
    }
    start(d);
    text_puts(&d->text, POOLS[card]);
    write_windows(d, a, pad, stride > 0);
    finish(d);
}

static void add_dense(struct draft *d, unsigned units, int activation) {
    unsigned card = draw_card(d->g, DECK_DENSE);
    bool bias = digit(&card, 2);
    start(d);
    text_printf(&d->text, "dense %u, %s", units, bias ? "bias none, " : "");
    write_activation(d, activation < 0 ? card : (unsigned)activation);
    d->channels = units;
    finish(d);
}

static void add_activation(struct draft *d, int activation) {
    start(d);
    text_puts(&d->text, "activation ");
    write_activation(d, activation < 0 ? draw_card(d->g, DECK_ACTIVATION) : (unsigned)activation);
    finish(d);
}

static void add_dropout(struct draft *d) {
    start(d);
    text_printf(&d->text, "dropout 0.%u", below(d, 8));
    finish(d);
}

static void add_flatten(struct draft *d) {
    start(d);
    text_puts(&d->text, "flatten");
    if (!is_flat(d))
        d->channels *= d->size[0] * d->size[1];
    d->size[0] = d->size[1] = 0;
    finish(d);
}

/* The last layer, in one of its forms, with the activation and the loss of the card. */
enum form { FORM_DENSE, FORM_DENSE_ACTIVATION, FORM_CONV_ACTIVATION, FORM_CONV };

static void add_head(struct draft *d, enum form form, int activation) {
    bool dense = form == FORM_DENSE || form == FORM_DENSE_ACTIVATION;
    bool alone = form == FORM_DENSE || form == FORM_CONV;
    if (dense)
        add_dense(d, 2 + below(d, 11), alone ? activation : ACTIVATION_linear);
    else
        add_conv(d, true, alone ? activation : ACTIVATION_linear);
    if (form == FORM_CONV_ACTIVATION)
        add_flatten(d);
    if (!alone)
        add_activation(d, activation);
}

static void add_maps(struct draft *d) {
    static const unsigned SIZES[] = {1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13};
    d->size[0] = SIZES[below(d, 11)];
    d->size[1] = SIZES[below(d, 11)];
    d->channels = 1 + below(d, 4);
    text_printf(&d->text, "    input %ux%ux%u\n", d->size[0], d->size[1], d->channels);
    for (unsigned count = 1 + below(d, 4); count > 0; count--)
        switch (below(d, 8)) {
        case 0:
            add_activation(d, -1);
            break;
        case 1:
            add_dropout(d);
            break;
        case 2:
        case 3:
            add_pool(d);
            break;
        default:
            add_conv(d, false, -1);
            break;
        }
}

static void add_vector(struct draft *d) {
    add_flatten(d);
    for (unsigned count = below(d, 3); count > 0; count--) {
        add_dense(d, 1 + below(d, 17), -1);
        if (chance(d, 3))
            add_dropout(d);
    }
}

struct network generator_next(struct generator *g, unsigned number) {
    struct draft d = {.g = g, .text = text_create(g->arena)};
    const char *name = arena_printf(g->arena, "n%03u", number);
    unsigned head = draw_card(g, DECK_HEAD);
    enum form form = digit(&head, FORMS);
    bool cross_entropy = head == ACTIVATION_COUNT;
    if (cross_entropy && form == FORM_CONV) /* the classes of cross_entropy are a flat vector */
        form = FORM_CONV_ACTIVATION;
    text_printf(&d.text, "network %s {\n", name);
    add_maps(&d);
    if (form == FORM_DENSE || form == FORM_DENSE_ACTIVATION)
        add_vector(&d);
    add_head(&d, form, cross_entropy ? ACTIVATION_softmax : (int)head);
    text_printf(&d.text, "}\n\ntrain {\n    loss %s\n    optimizer %s\n",
                cross_entropy ? "cross_entropy" : "mse",
                OPTIMIZERS_OF[draw_card(g, DECK_OPTIMIZER)]);
    const char *schedule = SCHEDULES_OF[draw_card(g, DECK_SCHEDULE)];
    if (*schedule)
        text_printf(&d.text, "    %s\n", schedule);
    unsigned machine = draw_card(g, DECK_MACHINE), lanes = LANES[digit(&machine, 4)];
    unsigned shards = machine + 1, images = 1 + below(&d, 2 * lanes * shards + lanes);
    text_printf(&d.text, "    batch %u\n}\n", images);
    return (struct network){name, d.text.data, lanes, shards, images, random_next(&g->state)};
}
