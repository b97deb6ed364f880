/* readers_test - the raw files of training, to the bit what was written. */
#include "files.h"
#include "support.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void same_bits(double number, double wanted) {
    assert_memory_equal(&number, &wanted, sizeof number);
}

static void same_floats(float number, float wanted) {
    assert_memory_equal(&number, &wanted, sizeof number);
}

static void history(void **state) {
    struct diags *diags = diags_create(*state);
    struct run run = {.seed = 7, .state = RUN_WAITING};
    const char *path = file_of_text(*state, "history.csv",
                                    HISTORY EPOCH_1 "2,1e-05,nan,0,,,2.5,0\n"
                                                    "3,0,inf,1,-nan,0.5,0.000001,2.25\n");
    assert_true(history_read(*state, diags, path, &run));
    assert_int_equal(run.epoch_count, 3);
    assert_int_equal(run.epochs[0].epoch, 1);
    same_bits(run.epochs[0].rate, 0.01);
    same_bits(run.epochs[0].loss, 0.5);
    same_bits(run.epochs[0].accuracy, 0.875);
    same_bits(run.epochs[0].val_loss, 0.25);
    same_bits(run.epochs[0].val_accuracy, 0.9375);
    same_bits(run.epochs[0].seconds, 1.7);
    same_bits(run.epochs[0].train_seconds, 1.5);
    assert_true(isnan(run.epochs[1].loss) && isnan(run.epochs[1].val_loss));
    assert_true(isnan(run.epochs[1].val_accuracy));
    assert_true(isinf(run.epochs[2].loss) && isnan(run.epochs[2].val_loss));
    assert_int_equal(run.seed, 7); /* the rest of the run is the caller's */
    assert_int_equal(run.state, RUN_WAITING);
    assert_true(history_read(*state, diags, file_of_text(*state, "none.csv", HISTORY), &run));
    assert_int_equal(run.epoch_count, 0);
    assert_int_equal(diags->errors, 0);
}

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed ^ *seed >> 29;
}

/* Doubles of all sizes, as %.17g writes them. */
static void history_to_the_bit(void **state) {
    enum { COUNT = 2000 };
    struct text text = text_create(*state);
    double losses[COUNT] = {-0.0, 0x1p-1074, DBL_MAX, -DBL_MAX, DBL_MIN, 0.1};
    uint64_t seed = 5;
    text_puts(&text, HISTORY);
    for (unsigned i = 0; i < COUNT; i++) {
        while (i > 5) {
            uint64_t bits = next(&seed);
            memcpy(&losses[i], &bits, sizeof bits);
            if (isfinite(losses[i]))
                break;
        }
        text_printf(&text, "%u,0.01,%.17g,%.17g,,,0,0\n", i + 1, losses[i],
                    fabs(fmod(losses[i], 1)));
    }
    struct run run = {0};
    struct diags *diags = diags_create(*state);
    const char *path = file_of_text(*state, "bits.csv", text.data);
    assert_true(history_read(*state, diags, path, &run));
    assert_int_equal(run.epoch_count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        same_bits(run.epochs[i].loss, losses[i]);
        same_bits(run.epochs[i].accuracy, fabs(fmod(losses[i], 1)));
    }
}

/* Floats of all sizes, as %.9g writes them, in CSV and in JSON. */
static void floats_to_the_bit(void **state) {
    enum { COUNT = 3000 };
    float floats[COUNT] = {-0.0f, 0x1p-149f, FLT_MAX, -FLT_MAX, FLT_MIN, 0.1f};
    struct text csv = text_create(*state), json = text_create(*state);
    uint64_t seed = 6;
    text_puts(&csv, "image,label,answer,output_0\n");
    text_puts(&json, "{\"images\":[{\"image\":\"test:0\",\"label\":null,\"answer\":0,\"layers\":[],"
                     "\"outputs\":[");
    for (unsigned i = 0; i < COUNT; i++) {
        while (i > 5) {
            uint32_t bits = (uint32_t)next(&seed);
            memcpy(&floats[i], &bits, sizeof bits);
            if (isfinite(floats[i]))
                break;
        }
        text_printf(&csv, "%u,0,0,%.9g\n", i, (double)floats[i]);
        text_printf(&json, "%s%.9g", i ? "," : "", (double)floats[i]);
    }
    text_puts(&json, "]}]}\n");
    struct diags *diags = diags_create(*state);
    struct predictions *p = NULL;
    struct activation *images = NULL;
    unsigned count = 0;
    const char *test =
        file_of_text(*state, "test.json", "{\"images\":3000,\"wrong\":0,\"loss\":1}");
    const char *path = file_of_text(*state, "bits.csv", csv.data);
    assert_true(predictions_read(*state, diags, path, test, &p));
    path = file_of_text(*state, "bits.json", json.data);
    assert_true(activations_read(*state, diags, path, &images, &count, NULL));
    assert_int_equal(p->count, COUNT);
    assert_int_equal(images->classes, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        same_floats(p->outputs[i], floats[i]);
        same_floats(images->outputs[i], floats[i]);
    }
}

static void predictions(void **state) {
    struct diags *diags = diags_create(*state);
    struct predictions *p = NULL;
    const char *path =
        file_of_text(*state, "predictions.csv", PREDICTIONS "0,1,1,0.25,0.75\n1,0,1,0,1e-30\n");
    const char *test = file_of_text(*state, "test.json", TEST);
    assert_true(predictions_read(*state, diags, path, test, &p));
    assert_int_equal(p->count, 2);
    assert_int_equal(p->classes, 2);
    assert_int_equal(p->correct, 1);
    assert_int_equal(p->labels[0], 1);
    assert_int_equal(p->labels[1], 0);
    assert_int_equal(p->answers[1], 1);
    same_floats(p->outputs[1], 0.75f);
    same_floats(p->outputs[3], 1e-30f);
    same_bits(p->loss, 0.125);
    test = file_of_text(*state, "test.json", "{\"images\":2,\"loss\":null,\"wrong\":1}");
    assert_true(predictions_read(*state, diags, path, test, &p));
    assert_true(isnan(p->loss));
    assert_int_equal(diags->errors, 0);
}

static void activations(void **state) {
    struct diags *diags = diags_create(*state);
    struct activation *images = NULL;
    struct filters filters = {0};
    unsigned count = 0;
    const char *path = file_of_text(*state, "activations.json",
                                    "{\"network\":\"n\"," FILTERS ",\"images\":[" IMAGE "]}");
    assert_true(activations_read(*state, diags, path, &images, &count, &filters));
    assert_int_equal(count, 1);
    assert_string_equal(images->image, "test:7");
    assert_int_equal(images->label, 1);
    assert_int_equal(images->answer, 0);
    assert_int_equal(images->classes, 2);
    same_floats(images->outputs[0], 0.5f);
    assert_true(isnan(images->outputs[1]));
    assert_int_equal(images->layer_count, 2);
    const struct maps *maps = &images->layers[1];
    assert_string_equal(maps->layer, "C1");
    assert_string_equal(maps->kind, "conv");
    assert_int_equal(maps->height, 2);
    assert_int_equal(maps->width, 1);
    assert_int_equal(maps->channels, 2);
    same_floats(maps->values[3], 4);
    assert_string_equal(filters.tensor, "C1.weight");
    assert_int_equal(filters.maps, 1);
    assert_int_equal(filters.channels, 2);
    assert_int_equal(filters.height, 1);
    assert_int_equal(filters.width, 2);
    same_floats(filters.values[2], 3.5f);
    path = file_of_text(*state, "none.json", "{\"filters\":null,\"images\":[]}");
    assert_true(activations_read(*state, diags, path, &images, &count, &filters));
    assert_int_equal(count, 0);
    assert_null(filters.tensor);
    assert_int_equal(diags->errors, 0);
}

static void times(void **state) {
    struct diags *diags = diags_create(*state);
    struct trained trained = {0};
    const char *path = file_of_text(
        *state, "bench.json",
        "{\"programs\":[{\"name\":\"inference\",\"batch\":1,\"operations\":[]},"
        "{\"name\":\"training\",\"batch\":64,\"operations\":["
        "{\"name\":\"C1_forward\",\"pass\":\"forward\",\"runs\":4,\"microseconds\":2.5},"
        "{\"name\":\"step\",\"pass\":\"step\",\"runs\":1,\"microseconds\":0.5}]}]}");
    assert_true(times_read(*state, diags, path, &trained));
    assert_int_equal(trained.time_batch, 64);
    assert_int_equal(trained.time_count, 2);
    assert_string_equal(trained.times[0].name, "C1_forward");
    assert_string_equal(trained.times[0].pass, "forward");
    assert_true(fabs(trained.times[0].seconds - 1e-5) < 1e-18); /* 4 x 2.5 us */
    assert_int_equal(diags->errors, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(history),     WITH_ARENA(history_to_the_bit), WITH_ARENA(floats_to_the_bit),
        WITH_ARENA(predictions), WITH_ARENA(activations),        WITH_ARENA(times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
