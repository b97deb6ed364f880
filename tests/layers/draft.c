#include "draft.h"

#include "layers/layer.h"

enum { MACS_LIMIT = 40000, MANY_MACS_LIMIT = 160000 };
enum { AVGPOOL, MAXPOOL };
static const char *const POOLS[] = {[AVGPOOL] = "avgpool", [MAXPOOL] = "maxpool"};

unsigned deck_card(struct generator *g, enum deck_id id) {
    return deck_draw(&g->decks[id], &g->state);
}

unsigned card_digit(unsigned *card, unsigned base) {
    unsigned result = *card % base;
    *card /= base;
    return result;
}

unsigned draft_below(struct draft *d, unsigned limit) {
    return random_below(&d->g->state, limit);
}

bool draft_chance(struct draft *d, unsigned one_in) {
    return draft_below(d, one_in) == 0;
}

static bool is_flat(const struct draft *d) {
    return d->size[0] == 0;
}

/* Labels that could be taken for names of the generated C, were it careless. */
static const char *const AWKWARD[] = {
    "lane",    "LANES", "SHARDS", "weights",   "gradient",   "images",  "block",   "infer",
    "forward", "loss",  "memset", "optimizer", "any",        "mse",     "tanh",    "load",
    "L1_out",  "d_L1",  "d_out",  "L1_tanh",   "L1_softmax", "L2_rows", "d_L2_in", "softmax",
};
enum { AWKWARD_COUNT = sizeof AWKWARD / sizeof AWKWARD[0] };

/* Some layers have a label, some get the name of their kind; some networks have one awkward
 * label, or their own name as a label. */
static void start(struct draft *d) {
    text_puts(&d->text, "    ");
    if (draft_chance(d, 4))
        return;
    d->labels++;
    if (d->awkward || !draft_chance(d, 12)) {
        text_printf(&d->text, "L%u: ", d->labels);
        return;
    }
    unsigned pick = draft_below(d, AWKWARD_COUNT + 1);
    text_printf(&d->text, "%s: ", pick < AWKWARD_COUNT ? AWKWARD[pick] : d->name);
    d->awkward = true;
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
    if (choice->parameter && !draft_chance(d, 3))
        text_printf(&d->text, " %u.%u", draft_below(d, 2), 1 + draft_below(d, 9));
}

static void write_pair(struct draft *d, const char *before, const unsigned pair[2]) {
    text_printf(&d->text, pair[0] == pair[1] && draft_chance(d, 2) ? "%s%u" : "%s%ux%u", before,
                pair[0], pair[1]);
}

/* Window, stride, padding and dilation of one axis, so that the window fits. */
struct axis {
    unsigned size, stride, pad, out, dilation;
};

static struct axis choose_axis(struct draft *d, unsigned in, unsigned pad, unsigned limit) {
    struct axis a = {.pad = pad == 2 ? 1 + draft_below(d, 2) : 0};
    unsigned most = pad == 1 ? limit : in + 2 * a.pad < limit ? in + 2 * a.pad : limit;
    a.size = 1 + draft_below(d, most);
    if (pad == 2 && a.size <= a.pad)
        a.size = a.pad + 1;
    a.stride = a.dilation = 1;
    return a;
}

static unsigned extent(const struct axis *a) {
    return a->dilation * (a->size - 1) + 1;
}

static void place_windows(struct axis *a, unsigned in, unsigned pad) {
    a->out =
        pad == 1 ? (in + a->stride - 1) / a->stride : (in + 2 * a->pad - extent(a)) / a->stride + 1;
}

/* Dilates the kernel where there is room: alike on both axes, or each as it comes. Without a bias,
 * every window sees an input: sums of nothing lie on the kinks of activations. */
static void dilate(struct draft *d, struct axis a[2], unsigned pad, bool bias, unsigned card) {
    unsigned both = 2 + draft_below(d, 2);
    for (int i = 0; i < 2 && card > 0; i++) {
        a[i].dilation = card == 1 ? both : 1 + draft_below(d, 4);
        if (!bias && a[i].dilation > d->size[i])
            a[i].dilation = d->size[i];
        while (pad != 1 && extent(&a[i]) > d->size[i] + 2 * a[i].pad)
            a[i].dilation--;
    }
}

/* Groups of a conv: one, some, or as many as there are inputs. Rounds its filters. */
static unsigned choose_groups(struct draft *d, unsigned card, unsigned *filters) {
    unsigned groups = card == DRAFT_GROUPS - 1 ? d->channels : 1;
    if (card == DRAFT_GROUPS - 2 && d->channels > 1) {
        groups = 2 + draft_below(d, d->channels - 1);
        while (d->channels % groups > 0)
            groups--;
    }
    *filters -= *filters % groups;
    if (*filters == 0)
        *filters = groups;
    return groups;
}

/* Writes " HxW", stride and padding; moves the shape on. With a connection table to `via` output
 * maps (0: without). */
static void write_windows(struct draft *d, struct axis a[2], unsigned pad, bool stride,
                          unsigned via) {
    write_pair(d, " ", (unsigned[]){a[0].size, a[1].size});
    if (via > 0)
        text_printf(&d->text, " via %s", draft_table(d, d->channels, via));
    if (stride)
        write_pair(d, ", stride ", (unsigned[]){a[0].stride, a[1].stride});
    if (a[0].dilation * a[1].dilation > 1)
        write_pair(d, ", dilation ", (unsigned[]){a[0].dilation, a[1].dilation});
    if (pad == 1)
        text_puts(&d->text, ", pad same");
    else if (pad == 2)
        write_pair(d, ", pad ", (unsigned[]){a[0].pad, a[1].pad});
    else if (draft_chance(d, 2))
        text_puts(&d->text, ", pad valid");
    for (int i = 0; i < 2; i++) {
        place_windows(&a[i], d->size[i], pad);
        d->size[i] = a[i].out;
    }
}

void add_conv(struct draft *d, bool whole, int activation) {
    static const unsigned FILTERS[] = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 16};
    unsigned card =
        whole ? draft_below(d, 2) * DRAFT_PADS * DRAFT_CONV_STRIDES : deck_card(d->g, DECK_CONV);
    unsigned pad = card_digit(&card, DRAFT_PADS), stride = card_digit(&card, DRAFT_CONV_STRIDES);
    bool bias = card_digit(&card, 2);
    unsigned sparse = deck_card(d->g, DECK_SPARSE);
    struct axis a[2];
    for (int i = 0; i < 2; i++) {
        a[i] = choose_axis(d, d->size[i], pad, 5);
        if (whole)
            a[i].size = d->size[i];
        else if (stride > 0)
            a[i].stride = stride == 1 ? 2 : 1 + draft_below(d, 3);
    }
    dilate(d, a, pad, !bias, card_digit(&sparse, DRAFT_DILATIONS));
    for (int i = 0; i < 2; i++)
        place_windows(&a[i], d->size[i], pad);
    unsigned cost = a[0].out * a[1].out * a[0].size * a[1].size * d->channels;
    bool many = !whole && draft_chance(d, 4); /* as many as a vector of one image holds, or more */
    unsigned filters = whole  ? 2 + draft_below(d, 11)
                       : many ? 16 * (1 + draft_below(d, 2)) + draft_below(d, 2)
                              : FILTERS[draft_below(d, 11)];
    while (filters > 1 && cost * filters > (many ? MANY_MACS_LIMIT : MACS_LIMIT))
        filters--;
    unsigned groups = choose_groups(d, sparse, &filters);
    bool table = groups == 1 && draft_chance(d, 2);
    start(d);
    text_printf(&d->text, "conv %u of", filters);
    write_windows(d, a, pad, stride > 0 && !whole, table ? filters : 0);
    if (groups > 1)
        text_printf(&d->text, ", groups %u", groups);
    d->channels = filters;
    text_puts(&d->text, bias ? ", bias none, " : ", ");
    write_activation(d, activation < 0 ? card : (unsigned)activation);
    finish(d);
}

void add_pool(struct draft *d) {
    unsigned card = deck_card(d->g, DECK_POOL), pad = card_digit(&card, DRAFT_PADS);
    unsigned stride = card_digit(&card, DRAFT_POOL_STRIDES);
    struct axis a[2];
    for (int i = 0; i < 2; i++) {
        a[i] = choose_axis(d, d->size[i], pad, 4);
        const unsigned strides[DRAFT_POOL_STRIDES] = {a[i].size, 1 + draft_below(d, a[i].size),
                                                      a[i].size + 1, 1 + draft_below(d, 4)};
        a[i].stride = strides[stride];
    }
    if (card == MAXPOOL && draft_chance(d, 3)) { /* its outputs repeat: ties for the next one */
        start(d);
        text_puts(&d->text, "maxpool 2x3, stride 1, pad same");
        finish(d);
    }
    start(d);
    text_puts(&d->text, POOLS[card]);
    write_windows(d, a, pad, stride > 0, 0);
    finish(d);
}

void add_subsample(struct draft *d) {
    unsigned card = deck_card(d->g, DECK_SUBSAMPLE), step = draft_below(d, 3);
    bool bias = card_digit(&card, 2);
    struct axis a[2];
    for (int i = 0; i < 2; i++) {
        a[i] = choose_axis(d, d->size[i], 0, 4);
        a[i].stride = step == 0 ? a[i].size : 1 + draft_below(d, 4);
        place_windows(&a[i], d->size[i], 0);
        d->size[i] = a[i].out;
    }
    start(d);
    write_pair(d, "subsample ", (unsigned[]){a[0].size, a[1].size});
    if (step > 0)
        write_pair(d, ", stride ", (unsigned[]){a[0].stride, a[1].stride});
    text_puts(&d->text, bias ? ", bias none, " : ", ");
    write_activation(d, card);
    finish(d);
}

void add_dense(struct draft *d, unsigned units, int activation) {
    unsigned card = deck_card(d->g, DECK_DENSE);
    bool bias = card_digit(&card, 2);
    start(d);
    text_printf(&d->text, "dense %u, %s", units, bias ? "bias none, " : "");
    write_activation(d, activation < 0 ? card : (unsigned)activation);
    d->channels = units;
    finish(d);
}

void add_activation(struct draft *d, int activation) {
    start(d);
    text_puts(&d->text, "activation ");
    write_activation(d, activation < 0 ? deck_card(d->g, DECK_ACTIVATION) : (unsigned)activation);
    finish(d);
}

void add_dropout(struct draft *d) {
    start(d);
    text_printf(&d->text, "dropout 0.%u", draft_below(d, 8));
    finish(d);
}

void add_flatten(struct draft *d) {
    start(d);
    text_puts(&d->text, "flatten");
    if (!is_flat(d))
        d->channels *= d->size[0] * d->size[1];
    d->size[0] = d->size[1] = 0;
    finish(d);
}

/* Random pictures, side by side or in two bands. The cells of each are the bits of a number, and an
 * odd step makes no two of these equal. */
static void write_pictures(struct draft *d, unsigned count, unsigned height, unsigned width) {
    unsigned bands = count % 2 == 0 && draft_chance(d, 2) ? 2 : 1, across = count / bands;
    unsigned first = draft_below(d, 1u << 25), step = 2 * draft_below(d, 1u << 24) + 1;
    text_printf(&d->blocks, "targets pictures %u of %ux%u {\n", count, height, width);
    for (unsigned row = 0; row < bands * height; row++) {
        text_puts(&d->blocks, row % height == 0 && row > 0 ? "\n   " : "   ");
        for (unsigned picture = 0; picture < across; picture++) {
            unsigned bits = first + (row / height * across + picture) * step;
            text_puts(&d->blocks, " ");
            for (unsigned column = 0; column < width; column++)
                text_puts(&d->blocks, bits >> (row % height * width + column) & 1 ? "X" : ".");
        }
        text_puts(&d->blocks, "\n");
    }
    text_puts(&d->blocks, "}\n\n");
}

void add_rbf(struct draft *d, bool trainable) {
    unsigned height = 1 + draft_below(d, 5), width = 1 + draft_below(d, 5);
    unsigned units = 2 + draft_below(d, 11);
    if (height * width < 4) /* too few for 12 different pictures */
        height = 4;
    add_dense(d, height * width, -1);
    write_pictures(d, units, height, width);
    start(d);
    text_printf(&d->text, "rbf %u, targets pictures", units);
    if (trainable || draft_chance(d, 2))
        text_printf(&d->text, ", trainable %s", trainable ? "yes" : "no");
    d->channels = units;
    finish(d);
}
