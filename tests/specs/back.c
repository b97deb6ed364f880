#include "back.h"

#include "trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { MACS = 1000000, BYTES = 1 << 26, WIDEST = 16, SANITIZED_BY = 4 };

char back_note[256];

#define SANITIZED "-O0 -fsanitize=address,undefined -fno-sanitize-recover=all"
#define LOOKED_AT "-fsyntax-only -Wno-unused-command-line-argument"

/* Every compiler but that of the objects looks at the sources for what it would warn of. */
static bool look(struct back *back, const struct batch *batch, const char *compiler) {
    struct batch other = *batch;
    int status = -1;
    other.compiler = compiler;
    other.flags = LOOKED_AT;
    other.object = "/dev/null";
    batch_start(back->arena, &other);
    if (other.pid >= 0 && waitpid(other.pid, &status, 0) >= 0 && status == 0)
        return true;
    printf("FAILED: %s does not like the C of %s to %s\n", compiler, batch->items[0].network.name,
           batch->items[batch->count - 1].network.name);
    return false;
}

/* Objects of gcc want gcc's sanitizers in this program; those of clang take either, and are made in
 * a third of the time. */
static const char *sanitizing(const struct back *back, const char *const *compilers,
                              unsigned count) {
#ifdef __clang__
    (void)back;
    return compilers[count - 1];
#else
    return compilers[count == 1 || back->turn % SANITIZED_BY == 0 ? 0 : 1];
#endif
}

/* Whether all numbers of the statement are of an order that floats can be held to doubles in. Means
 * that keep next to nothing are not: v + (1 - b)(g^2 - v) loses a small g^2 behind a large one. */
static bool is_tame(const struct schema *schema, const struct value *values) {
    enum { FAR = 100, LARGE = 10 };
    static const double ALL = 0.9999; /* 1 - b is a float less a float */
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        double usual = attr->default_text ? fabs(strtod(attr->default_text, NULL)) : 0;
        double number = fabs(values[i].real), limit = fmax(LARGE, FAR * usual);
        if (!values[i].present || (attr->type != ATTR_REAL && attr->type != ATTR_CHOICE))
            continue;
        if (number > limit || number < usual / FAR)
            return false;
        if (attr->max > ALL && attr->max < 1 && number > ALL)
            return false;
        if (attr->type == ATTR_REAL && number == 0 && attr->min > 0)
            return false;
    }
    return true;
}

/* Steps that throw weights far away leave nothing to compare. */
static bool rates_are_tame(const struct train_recipe *train) {
    const struct list_item *rate = train->optimizer_values[OPTIMIZER_RATE].rates;
    for (; rate; rate = rate->next)
        if (rate->real > 0.1)
            return false;
    return true;
}

static bool comparable(const struct model *model) {
    const struct train_recipe *train = &model->train;
    for (unsigned i = 0; i < model->layer_count; i++)
        if (!is_tame(&model->layers[i].kind->schema, model->layers[i].values))
            return false;
    return rates_are_tame(train) && is_tame(&train->optimizer->schema, train->optimizer_values) &&
           is_tame(&train->schedule->schema, train->schedule_values) &&
           is_tame(&train->loss->method.schema, train->loss_values);
}

static bool affordable(const struct plan *plan) {
    return plan->model->totals.macs <= MACS && plan->inference_bytes <= BYTES &&
           plan->shard_bytes * plan->shards <= BYTES && plan->weight_bytes <= BYTES;
}

/* One inference and one step, whatever comes out. */
static void run(const struct item *item, struct verdict *verdict) {
    struct trial t = trial_of(item, verdict);
    const struct netc_model *m = item->machine;
    uint64_t random = item->network.seed;
    trial_open(&t);
    m->init(t.weights, random);
    for (size_t i = 0; i < t.batch * t.pixels; i++)
        t.images[i] = (float)random_real(&random, -1, 1);
    for (size_t i = 0; i < t.batch; i++)
        t.labels[i] = (uint8_t)random_below(&random, (unsigned)t.outputs);
    float *outputs = malloc(t.batch * t.outputs * sizeof *outputs);
    if (!outputs)
        abort();
    m->forward(t.weights, t.images, t.batch, outputs, t.memory);
    for (int shard = 0; shard < m->shards; shard++)
        m->shard(t.weights, t.images, t.labels, t.batch, shard, random, trial_shard(&t, shard));
    m->update(t.weights, t.state, t.shards, t.batch, m->rate(0, 1));
    block_check(&t, t.memory, m->inference_bytes, "inference memory");
    block_check(&t, t.shards, m->shard_bytes * (size_t)m->shards, "shards");
    block_check(&t, t.weights, m->weight_bytes, "weights");
    block_check(&t, t.state, m->state_bytes, "optimizer state");
    free(outputs);
    trial_close(&t);
}

static void check_item(struct back *back, const struct batch *batch, const struct item *item) {
    bool compare = comparable(item->plan->model);
    back->verdict.failures = 0;
    if (!item->machine) {
        printf("FAILED %s: its symbols are not there\n", item->network.name);
        back->verdict.failures = 1;
    } else if (!affordable(item->plan)) {
        back->counted.compiled++;
        return;
    } else {
        snprintf(back_note, sizeof back_note, "%s, sanitized by %s", item->network.name,
                 batch->compiler);
        (compare ? verify : run)(item, &back->verdict);
        *back_note = 0;
    }
    if (back->verdict.failures > 0)
        printf("  %s, target %s, %u lanes, %u shards, %u threads, %u images:\n%s\n",
               batch->compiler, item->network.target->name, item->lanes, item->network.shards,
               item->network.threads, item->network.images, item->network.text);
    back->counted.failed += back->verdict.failures > 0;
    back->counted.compared += compare;
    back->counted.run += !compare;
}

void back_check(struct back *back, struct item *items, unsigned count) {
    unsigned compilers;
    const char *const *found = compilers_found(back->arena, &compilers);
    struct batch batch = {.items = items,
                          .count = count,
                          .folder = back->folder,
                          .object =
                              arena_printf(back->arena, "%s/b%u.so", back->folder, back->turn),
                          .compiler = sanitizing(back, found, compilers),
                          .flags = SANITIZED,
                          .lanes = back->turn % 2 ? WIDEST : 0,
                          .width = TARGET_ROWS[TARGET_COUNT - 1].lanes};
    batch_start(back->arena, &batch);
    for (unsigned i = 0; i < compilers; i++)
        if (found[i] != batch.compiler && !look(back, &batch, found[i]))
            back->counted.failed++;
    if (batch_load(back->arena, &batch))
        for (unsigned i = 0; i < count; i++)
            check_item(back, &batch, &items[i]);
    else
        back->counted.failed++;
    batch_unload(&batch);
    back->turn++;
}
