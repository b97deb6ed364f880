#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int create(void **state) {
    *state = arena_create();
    return 0;
}

int destroy(void **state) {
    arena_free(*state);
    return 0;
}

const char *file_of(struct arena *arena, const char *name, const char *bytes, size_t length) {
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return arena_strdup(arena, name);
}

const char *file_of_text(struct arena *arena, const char *name, const char *text) {
    return file_of(arena, name, text, strlen(text));
}

const char *message_of(const struct diags *diags) {
    assert_int_equal(diags->errors, 1);
    assert_int_equal(diags->fault, FAULT_IO);
    assert_ptr_equal(diags->first, diags->last);
    return diags->first->message;
}

struct predictions *predictions_of(struct arena *arena, size_t count, const char *wrong) {
    struct predictions *p = ARENA_NEW(arena, struct predictions);
    p->count = p->correct = count;
    p->classes = 2;
    p->labels = ARENA_ARRAY(arena, count, uint8_t);
    p->answers = ARENA_ARRAY(arena, count, uint8_t);
    p->outputs = ARENA_ARRAY(arena, count * 2, float);
    for (char *at = arena_strdup(arena, wrong); *at;) {
        size_t first = strtoul(at, &at, 10), last = *at == '-' ? strtoul(at + 1, &at, 10) : first;
        for (size_t i = first; i <= last; i++) {
            assert_true(i < count && p->answers[i] == 0);
            p->answers[i] = 1;
            p->correct--;
        }
        at += *at == ' ';
    }
    for (size_t i = 0; i < count; i++)
        p->outputs[2 * i + p->answers[i]] = 1;
    p->loss = 3 * (1 - (double)p->correct / (double)count);
    return p;
}

enum { RUNS_LIMIT = 16 };

struct trial *trial_of(struct arena *arena, const char *const *titles, unsigned count) {
    struct comparison *comparison = ARENA_NEW(arena, struct comparison);
    struct trial *trial = ARENA_NEW(arena, struct trial);
    comparison->column_count = count;
    comparison->columns = ARENA_ARRAY(arena, count, struct column);
    trial->comparison = comparison;
    trial->networks = ARENA_ARRAY(arena, count, struct trained);
    for (unsigned i = 0; i < count; i++) {
        struct model *model = ARENA_NEW(arena, struct model);
        model->totals.params = 61706;
        model->train.loss = &LOSSES[0];
        comparison->columns[i] = (struct column){.title = titles[i], .model = model};
        trial->networks[i].runs = ARENA_ARRAY(arena, RUNS_LIMIT, struct run);
    }
    trial->data = "digits";
    trial->threads = 2;
    trial->training_images = 60000;
    trial->validation_images = 10000;
    return trial;
}

struct run *add_run(struct arena *arena, struct trial *trial, unsigned column, uint64_t seed,
                    enum run_state run_state, unsigned epochs, double floor,
                    struct predictions *test) {
    struct trained *trained = &trial->networks[column];
    assert_true(trained->run_count < RUNS_LIMIT);
    struct run *run = &trained->runs[trained->run_count++];
    *run = (struct run){.seed = seed, .state = run_state, .epoch_count = epochs, .test = test};
    run->epochs = ARENA_ARRAY(arena, epochs, struct epoch);
    for (unsigned i = 0; i < epochs; i++) {
        double error = floor + 0.3 / ((i + 1.0) * (i + 1.0));
        run->epochs[i] = (struct epoch){
            .epoch = i + 1,
            .rate = 0.01,
            .loss = 3.3 * error,
            .accuracy = 1 - 1.1 * error,
            .val_loss = 3 * error,
            .val_accuracy = 1 - error,
            .train_seconds = 1.5 + 0.01 * (double)seed,
            .seconds = 1.7 + 0.01 * (double)seed,
        };
    }
    return run;
}
