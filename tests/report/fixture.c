#include "fixture.h"

#include "plan/costs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 3, EPOCHS = 10, IMAGES = 2000, CLASSES = 10, SIDE = 28 };

/* --- networks --------------------------------------------------------------------------------- */

static const struct {
    const char *file, *variant, *title;
} NETWORKS[] = {
    {"lenet5", NULL, "lenet5"},
    {"lenet5", "relu_max", "relu_max"},
    {"lenet5", "one_epoch", "one_epoch"},
    {"lenet5_1998", NULL, "lenet5_1998"},
    {"lenet5_valid", NULL, "lenet5_valid"},
    {"lenet5_dense", NULL, "lenet5_dense"},
    {"lenet5_subsample", NULL, "lenet5_subsample"},
    {"lenet_20_50_500", NULL, "lenet_20_50_500"},
};

static struct column column_of(struct arena *arena, unsigned network, const char *title) {
    struct diags *diags = diags_create(arena);
    struct compile_options options = {.model.variant = NETWORKS[network].variant};
    const char *path = arena_printf(arena, "%s/%s.net", MODELS, NETWORKS[network].file);
    struct plan *plan = compile_plan(arena, diags, path, &options);
    if (!plan) {
        diags_print(diags, stderr, false);
        abort();
    }
    return (struct column){title, strstr(path, "models/"), plan->model, plan};
}

struct comparison *made_comparison(struct arena *arena, unsigned count, const char *title) {
    struct column columns[COLUMNS_LIMIT];
    for (unsigned i = 0; i < count; i++)
        columns[i] =
            column_of(arena, i, title ? arena_printf(arena, "%s%u", title, i) : NETWORKS[i].title);
    return compare_build(arena, columns, count);
}

/* --- runs ------------------------------------------------------------------------------------- */

/* 0 to 1; Numerical Recipes' constants. */
static double random_next(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) / 16777216.0;
}

/* Errors that fall by a power of the epoch, faster from network to network. */
static void make_epochs(struct run *run, struct arena *arena, unsigned network,
                        const struct trouble *trouble) {
    bool validated = !trouble->no_validation;
    uint32_t state = (uint32_t)(run->seed * 77 + network);
    static const double START[] = {0.105, 0.042, 0.031, 0.08, 0.12, 0.095, 0.13, 0.025};
    static const double POWER[] = {0.85, 0.72, 0.6, 0.9, 0.7, 0.8, 0.65, 0.5};
    run->epoch_count = trouble->epochs ? trouble->epochs : EPOCHS;
    run->epochs = ARENA_ARRAY(arena, run->epoch_count, struct epoch);
    for (unsigned i = 0; i < run->epoch_count; i++) {
        double noise = 1 + 0.16 * (random_next(&state) - 0.5);
        double error = START[network] * pow(i + 1, -POWER[network]) * noise;
        double training = START[network] * 1.3 * pow(i + 1, -POWER[network] * 1.5) *
                          (1 + 0.1 * (random_next(&state) - 0.5));
        run->epochs[i] = (struct epoch){
            .epoch = i + 1,
            .rate = 0.01,
            .loss = training * 3.3,
            .accuracy = 1 - training,
            .val_loss = validated ? error * 3.1 : NAN,
            .val_accuracy = validated ? 1 - error : NAN,
            .seconds = 0.71 - 0.05 * network,
            .train_seconds = 0.62 - 0.05 * network + 0.01 * random_next(&state),
        };
    }
}

static void make_outputs(float *outputs, unsigned answer, unsigned other, double sure) {
    for (unsigned c = 0; c < CLASSES; c++)
        outputs[c] = (float)((1 - sure) * 0.3 / (CLASSES - 2));
    outputs[other] = (float)((1 - sure) * 0.7);
    outputs[answer] = (float)sure;
}

static struct predictions *make_test(struct arena *arena, uint64_t seed, unsigned network) {
    static const double ERRORS[] = {0.021, 0.011, 0.010, 0.013, 0.025, 0.02, 0.028, 0.008};
    static const unsigned TAKEN_FOR[CLASSES] = {6, 7, 7, 5, 9, 3, 0, 2, 3, 4};
    uint32_t state = (uint32_t)(seed * 1000 + network), common = 5;
    struct predictions *test = ARENA_NEW(arena, struct predictions);
    *test = (struct predictions){.count = IMAGES, .classes = CLASSES, .loss = 0.0};
    test->labels = ARENA_ARRAY(arena, IMAGES, uint8_t);
    test->answers = ARENA_ARRAY(arena, IMAGES, uint8_t);
    test->outputs = ARENA_ARRAY(arena, IMAGES * CLASSES, float);
    for (unsigned i = 0; i < IMAGES; i++) {
        bool hard = random_next(&common) < 0.05;
        unsigned label = i * 7 % CLASSES;
        bool wrong = hard && random_next(&state) < ERRORS[network] / 0.05;
        unsigned other = random_next(&state) < 0.6 ? TAKEN_FOR[label] : (label + i) % CLASSES;
        other = other == label ? (label + 1) % CLASSES : other;
        double sure = hard ? 0.51 + 0.4 * random_next(&state) : 0.98;
        test->labels[i] = (uint8_t)label;
        test->answers[i] = (uint8_t)(wrong ? other : label);
        test->correct += !wrong;
        make_outputs(&test->outputs[i * CLASSES], test->answers[i], wrong ? label : other, sure);
        test->loss -= log(test->outputs[i * CLASSES + label]) / IMAGES;
    }
    return test;
}

static void make_runs(struct arena *arena, struct trained *trained, unsigned network,
                      const struct trouble *trouble) {
    trained->run_count = SEEDS;
    trained->runs = ARENA_ARRAY(arena, SEEDS, struct run);
    for (unsigned s = 0; s < SEEDS; s++) {
        struct run *run = &trained->runs[s];
        run->seed = s + 1;
        if (trouble->unfinished)
            continue;
        run->state = RUN_DONE;
        make_epochs(run, arena, network, trouble);
        run->test = make_test(arena, run->seed, network);
    }
}

static void diverge(struct run *run) {
    run->state = RUN_DIVERGED;
    run->test = NULL;
    run->epoch_count = 4;
    for (unsigned i = 1; i < 4; i++) {
        run->epochs[i].loss = i < 3 ? run->epochs[i].loss * (1 + 6 * i) : NAN;
        run->epochs[i].accuracy = i < 3 ? 0.9 - 0.3 * i : 0.1;
        run->epochs[i].val_loss = i < 3 ? run->epochs[i].val_loss * (1 + 7 * i) : NAN;
        run->epochs[i].val_accuracy = i < 3 ? 0.88 - 0.3 * i : 0.1;
    }
}

/* --- what was measured of a network ----------------------------------------------------------- */

/* A ring with a tail, wider for larger n: nearly a digit. */
static float ink(unsigned n, double y, double x) {
    double ring = fabs(hypot((y - 0.36) * 1.1, x - 0.5) - 0.14 - 0.004 * (n % 9)) - 0.045;
    double tail = fabs(x - 0.66 + 0.2 * (y - 0.4)) - 0.045 + (y < 0.4 ? y * 2 : 0);
    double edge = fmin(ring, tail);
    return edge < 0 && y < 0.88 ? 1 : edge < 0.04 && y < 0.9 ? (float)(1 - edge / 0.04) : 0;
}

static void make_maps(struct arena *arena, struct maps *maps, const char *layer, const char *kind,
                      struct shape shape) {
    size_t area = (size_t)(shape.height * shape.width);
    *maps = (struct maps){layer,
                          kind,
                          (int)shape.height,
                          (int)shape.width,
                          (int)shape.channels,
                          ARENA_ARRAY(arena, area * (size_t)shape.channels, float)};
    for (int c = 0; c < maps->channels; c++)
        for (size_t i = 0; i < area; i++) {
            double y = ((double)(i / (size_t)shape.width) + 0.5) / (double)shape.height;
            double x = ((double)(i % (size_t)shape.width) + 0.5) / (double)shape.width;
            double shift = 0.05 * (c % 5 - 2), sign = c % 3 == 2 ? -1 : 1;
            maps->values[(size_t)c * area + i] =
                area == 1 ? (float)sin(c * 1.7)
                          : (float)(sign * (ink(7, y + shift, x) - 0.8 * ink(7, y, x + shift)));
        }
}

static void make_shown(struct arena *arena, struct trained *trained, const struct model *model) {
    struct activation *shown = trained->shown = ARENA_NEW(arena, struct activation);
    *shown = (struct activation){.image = "test:7", .label = 9, .answer = 9, .classes = CLASSES};
    shown->outputs = ARENA_ARRAY(arena, CLASSES, float);
    make_outputs(shown->outputs, 9, 4, 0.87);
    shown->layers = ARENA_ARRAY(arena, model->layer_count + 1, struct maps);
    make_maps(arena, &shown->layers[0], "input", "input", model->input);
    for (size_t i = 0; i < SIDE * SIDE; i++)
        shown->layers[0].values[i] =
            ink(7, ((double)(i / SIDE) + 0.5) / SIDE, ((double)(i % SIDE) + 0.5) / SIDE);
    for (unsigned i = 0; i < model->layer_count; i++)
        make_maps(arena, &shown->layers[i + 1], model->layers[i].name,
                  model->layers[i].kind->schema.name, model->layers[i].out);
    shown->layer_count = model->layer_count + 1;
}

static void make_filters(struct arena *arena, struct filters *filters, unsigned network) {
    enum { MAPS = 6, KERNEL = 5 };
    *filters = (struct filters){"C1.weight", MAPS, 1, KERNEL, KERNEL, NULL};
    filters->values = ARENA_ARRAY(arena, MAPS * KERNEL * KERNEL, float);
    for (int m = 0; m < MAPS; m++)
        for (int i = 0; i < KERNEL * KERNEL; i++)
            filters->values[m * KERNEL * KERNEL + i] =
                (float)(0.4 * sin(m + 1.3 * network + (i / KERNEL - 2) * cos(m * 1.05) +
                                  (i % KERNEL - 2) * sin(m * 1.05)));
}

/* The operations are those of the plan; their times follow from their arithmetic. */
static void make_times(struct arena *arena, struct trained *trained, const struct plan *plan) {
    struct costs costs = plan_costs(arena, plan, &plan->training);
    trained->times = ARENA_ARRAY(arena, costs.count, struct operation_time);
    trained->time_count = costs.count;
    trained->time_batch = 64;
    for (unsigned i = 0; i < costs.count; i++)
        trained->times[i] = (struct operation_time){costs.rows[i].name, costs.rows[i].pass,
                                                    (double)costs.rows[i].macs * 64 / 4e10 +
                                                        (double)costs.rows[i].written.lanes * 3e-8};
}

static void make_pictures(struct arena *arena, struct trial *trial) {
    trial->picture_count = IMAGES;
    trial->pictures = ARENA_ARRAY(arena, IMAGES, struct picture);
    for (unsigned p = 0; p < IMAGES; p++) {
        struct picture *picture = &trial->pictures[p];
        *picture = (struct picture){p, SIDE, SIDE, 1, ARENA_ARRAY(arena, SIDE * SIDE, float)};
        for (size_t i = 0; i < SIDE * SIDE; i++)
            picture->values[i] =
                ink(p, ((double)(i / SIDE) + 0.5) / SIDE, ((double)(i % SIDE) + 0.5) / SIDE);
    }
}

struct trial *made_trial(struct arena *arena, const struct comparison *comparison,
                         const struct trouble *trouble) {
    unsigned count = comparison->column_count;
    struct trial *trial = ARENA_NEW(arena, struct trial);
    *trial = (struct trial){.comparison = comparison,
                            .data = trouble->text ? trouble->text : "data/mnist",
                            .threads = 2,
                            .training_images = 60000,
                            .validation_images = trouble->no_validation ? 0 : 10000};
    trial->command = trouble->text
                         ? trouble->text
                         : "netc compare models/lenet5.net --train --seeds 3 --html report.html";
    trial->networks = ARENA_ARRAY(arena, count, struct trained);
    for (unsigned i = 0; i < count; i++) {
        make_runs(arena, &trial->networks[i], i, trouble);
        if (trouble->bare)
            continue;
        make_shown(arena, &trial->networks[i], comparison->columns[i].model);
        make_filters(arena, &trial->networks[i].filters, i);
        make_times(arena, &trial->networks[i], comparison->columns[i].plan);
    }
    if (!trouble->bare)
        make_pictures(arena, trial);
    if (trouble->diverged)
        diverge(&trial->networks[count - 1].runs[1]);
    if (trouble->text) {
        trial->networks[0].runs[0].state = RUN_FAILED;
        trial->networks[0].runs[0].test = NULL;
        trial->networks[0].runs[0].reason = trouble->text;
    }
    return trial;
}
