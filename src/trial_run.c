/* trial_run.c - one run after the other: the network's own program trains and tests, and the files
 * that it leaves are read. */
#include "trial.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct errand errand_for(struct trial_work *work, unsigned index, unsigned seed) {
    struct entry *entry = &work->entries[index];
    return (struct errand){
        .work = work,
        .entry = entry,
        .run = &work->trial.networks[index].runs[seed - 1],
        .index = index,
        .seed = seed,
        .steps = 1,
        .folder = arena_printf(work->call->arena, "%s/seed-%u", entry->folder, seed),
    };
}

const char *errand_path(const struct errand *errand, const char *name) {
    return arena_printf(errand->work->call->arena, "%s/%s", errand->folder, name);
}

/* Beside the programs: the disk of the runs may be full. */
static const char *errors_path(const struct errand *errand) {
    const struct trial_work *work = errand->work;
    return arena_printf(work->call->arena, "%s/errors.txt", work->shop.folder);
}

static bool is_there(const char *path) {
    return access(path, F_OK) == 0;
}

/* What the program wrote to standard error first, without "error: ". */
static const char *first_error(struct arena *arena, const char *path) {
    char line[512] = "";
    FILE *file = fopen(path, "r");
    if (file) {
        if (!fgets(line, sizeof line, file))
            line[0] = '\0';
        fclose(file);
    }
    line[strcspn(line, "\n")] = '\0';
    const char *text = strncmp(line, "error: ", 7) == 0 ? line + 7 : line;
    return *text ? arena_strdup(arena, text) : NULL;
}

bool errand_run(struct errand *errand, const char *const *words, process_line *each, int *status) {
    struct trial_work *work = errand->work;
    struct arena *arena = work->call->arena;
    unsigned count = 0;
    *status = 0;
    if (!trial_program(work, errand->index))
        return false;
    while (words[count])
        count++;
    char **argv = ARENA_ARRAY(arena, count + 2, char *);
    argv[0] = arena_strdup(arena, errand->entry->program);
    for (unsigned i = 0; i < count; i++)
        argv[i + 1] = arena_strdup(arena, words[i]);
    struct process process =
        process_stream(work->shop.signals, argv, errors_path(errand), each, errand);
    *status = process.status;
    if (process.signal) {
        work->signal = process.signal;
        return false;
    }
    if (!process.error)
        return true;
    diag_fault(work->call->diags, FAULT_IO, "cannot run `%s`: %s", argv[0],
               strerror(process.error));
    diag_help(work->call->diags, "set TMPDIR to a folder in which programs may run");
    return false;
}

void errand_fail(struct errand *errand, const char *command, int status) {
    struct arena *arena = errand->work->call->arena;
    const char *said = first_error(arena, errors_path(errand));
    errand->run->state = RUN_FAILED;
    errand->run->reason =
        said           ? said
        : status > 128 ? arena_printf(arena, "`%s` was stopped by signal %d", command, status - 128)
                       : arena_printf(arena, "`%s` ended with status %d", command, status);
}

/* --- training --------------------------------------------------------------------------------- */

static double real_of(const json_t *event, const char *key) {
    const json_t *value = json_object_get(event, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static bool write_text(struct errand *errand, const char *name, const char *text) {
    const struct output_file file = {errand_path(errand, name), text, strlen(text)};
    return write_files(errand->work->call->diags, &file, 1);
}

static void note_start(struct errand *errand, const json_t *event) {
    struct trial *trial = &errand->work->trial;
    trial->training_images = (size_t)real_of(event, "training_images");
    trial->validation_images = (size_t)real_of(event, "validation_images");
    errand->steps = real_of(event, "steps_per_epoch");
}

static void note_progress(struct errand *errand, const json_t *event, const char *kind) {
    struct entry *entry = errand->entry;
    struct pace *pace = &entry->paces[errand->seed - 1];
    pace->loss = real_of(event, "loss");
    if (strcmp(kind, "step") == 0) {
        pace->part = real_of(event, "step") / errand->steps;
    } else {
        pace->epochs = (uint64_t)real_of(event, "epoch");
        pace->part = 0;
        pace->val_accuracy = real_of(event, "val_accuracy");
        entry->epoch_seconds += real_of(event, "seconds");
        entry->measured++;
    }
}

static void on_event(void *context, const char *line) {
    struct errand *errand = context;
    json_t *event = json_loads(line, 0, NULL);
    const char *kind = json_string_value(json_object_get(event, "event"));
    if (kind && strcmp(kind, "start") == 0) {
        note_start(errand, event);
        errand->entry->paces[errand->seed - 1].epochs = (uint64_t)real_of(event, "epoch");
        write_text(errand, "start.json", arena_printf(errand->work->call->arena, "%s\n", line));
    } else if (kind && strcmp(kind, "end") != 0) {
        note_progress(errand, event, kind);
    }
    board_draw(errand->work, false);
    json_decref(event);
}

/* False if a signal came or after a report; how it ended is in the run's state. */
static bool train(struct errand *errand) {
    enum { DONE = 0, DIVERGED = 1 };
    struct arena *arena = errand->work->call->arena;
    const struct trial *trial = &errand->work->trial;
    const char *const words[] = {
        "train",        "--json",
        "--data",       trial->data,
        "--threads",    arena_printf(arena, "%u", trial->threads),
        "--seed",       arena_printf(arena, "%u", errand->seed),
        "--epochs",     arena_printf(arena, "%llu", (unsigned long long)errand->entry->epochs),
        "--output",     errand_path(errand, "weights.safetensors"),
        "--history",    errand_path(errand, "history.csv"),
        "--checkpoint", errand_path(errand, "checkpoint"),
        "--resume",     NULL,
    };
    int status;
    if (!errand_run(errand, words, on_event, &status))
        return false;
    if (status == DIVERGED) {
        errand->run->state = RUN_DIVERGED;
        return write_text(errand, "diverged", "the loss is not a number\n");
    }
    if (status != DONE)
        errand_fail(errand, "train", status);
    return true;
}

/* --- testing ---------------------------------------------------------------------------------- */

void errand_keep(void *context, const char *line) {
    struct errand *errand = context;
    text_printf(&errand->said, "%s\n", line);
}

/* test.json is written last: where it is, the run is done. */
static bool test(struct errand *errand) {
    const struct trial *trial = &errand->work->trial;
    struct arena *arena = errand->work->call->arena;
    const char *const words[] = {
        "test",
        "--json",
        "--data",
        trial->data,
        "--threads",
        arena_printf(arena, "%u", trial->threads),
        "--weights",
        errand_path(errand, "weights.safetensors"),
        "--predictions",
        errand_path(errand, "predictions.csv"),
        NULL,
    };
    int status;
    errand->said = text_create(arena);
    if (!errand_run(errand, words, errand_keep, &status))
        return false;
    if (status != 0) {
        errand_fail(errand, "test", status);
        return true;
    }
    errand->run->state = RUN_DONE;
    return write_text(errand, "test.json", errand->said.data);
}

/* --- one run ---------------------------------------------------------------------------------- */

/* How many images the run had. */
static void read_start(struct errand *errand) {
    json_t *start = json_load_file(errand_path(errand, "start.json"), 0, NULL);
    if (start)
        note_start(errand, start);
    json_decref(start);
}

/* What a run that failed has left may be cut off: then it has no epochs. */
static bool read_history(struct errand *errand) {
    struct call *call = errand->work->call;
    struct run *run = errand->run;
    const char *path = errand_path(errand, "history.csv");
    bool whole = run->state == RUN_DONE || run->state == RUN_DIVERGED;
    struct diags *diags = whole ? call->diags : diags_create(call->arena);
    if (!is_there(path) || history_read(call->arena, diags, path, run))
        return true;
    run->epoch_count = 0;
    return !whole;
}

/* The test images' classes are those of the network. */
static bool read_test(struct errand *errand) {
    struct call *call = errand->work->call;
    struct run *run = errand->run;
    const char *path = errand_path(errand, "predictions.csv");
    int64_t classes = shape_count(errand->entry->column->model->output);
    if (!predictions_read(call->arena, call->diags, path, errand_path(errand, "test.json"),
                          &run->test))
        return false;
    if (run->test->classes == classes)
        return true;
    diag_fault(call->diags, FAULT_IO, "`%s` has %u outputs, and the network %lld", path,
               run->test->classes, (long long)classes);
    return false;
}

static bool read_run(struct errand *errand) {
    struct run *run = errand->run;
    struct pace *pace = &errand->entry->paces[errand->seed - 1];
    read_start(errand);
    if (!read_history(errand))
        return false;
    pace->epochs = run->epoch_count;
    if (run->epoch_count) {
        const struct epoch *last = &run->epochs[run->epoch_count - 1];
        pace->loss = last->loss;
        pace->val_accuracy = last->val_accuracy;
    }
    if (run->state != RUN_DONE)
        return true;
    if (!read_test(errand))
        return false;
    pace->test_accuracy = (double)run->test->correct / (double)run->test->count;
    return true;
}

static bool find_done(struct errand *errand) {
    if (is_there(errand_path(errand, "diverged")))
        errand->run->state = RUN_DIVERGED;
    else if (is_there(errand_path(errand, "test.json")))
        errand->run->state = RUN_DONE;
    return errand->run->state != RUN_WAITING;
}

bool trial_done(struct trial_work *work, unsigned index, unsigned seed) {
    struct errand errand = errand_for(work, index, seed);
    return find_done(&errand);
}

static bool work_on(struct errand *errand) {
    if (find_done(errand))
        return true;
    if (!make_folder_path(errand->work->call->diags, errand->folder) || !train(errand))
        return false;
    return errand->run->state != RUN_WAITING || test(errand);
}

bool trial_run(struct trial_work *work, unsigned index, unsigned seed) {
    struct errand errand = errand_for(work, index, seed);
    errand.entry->paces[seed - 1].began = seconds_now();
    board_draw(work, true);
    bool good = work_on(&errand);
    if (!good && !work->signal)
        return false;
    if (!read_run(&errand))
        return false;
    board_run_done(work, index, seed);
    return good;
}
