/* trial_look.c - what the report shows beside curves: the feature maps of one image, times, and the
 * test images on which networks disagree. */
#include "report/report.h"
#include "trial.h"

#include <string.h>
#include <unistd.h>

/* The first run that is done; 0: none is. */
static unsigned first_seed(const struct trained *trained) {
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].state == RUN_DONE)
            return i + 1;
    return 0;
}

/* Reports a program that fails here: the report would lack what it was to show. */
static bool expect_success(struct errand *errand, const char *command, int status) {
    struct diags *diags = errand->work->call->diags;
    struct run kept = *errand->run;
    if (status == 0)
        return true;
    errand_fail(errand, command, status);
    diag_fault(diags, FAULT_IO, "`%s` of %s failed: %s", command, errand->entry->column->title,
               errand->run->reason);
    *errand->run = kept;
    return false;
}

/* Runs `activations` of the images, with these options (the last NULL), into `path`. */
static bool activate(struct errand *errand, const char *const *options, const char *path,
                     const char *const *images, unsigned image_count) {
    struct arena *arena = errand->work->call->arena;
    const char **words = ARENA_ARRAY(arena, image_count + 16, const char *), **next = words;
    *next++ = "activations";
    *next++ = "--data";
    *next++ = errand->work->trial.data;
    *next++ = "--weights";
    *next++ = errand_path(errand, "weights.safetensors");
    *next++ = "--output";
    *next++ = path;
    for (; *options; options++)
        *next++ = *options;
    *next++ = "--";
    for (unsigned i = 0; i < image_count; i++)
        *next++ = images[i];
    int status;
    errand->said = text_create(arena);
    return errand_run(errand, words, errand_keep, &status) &&
           expect_success(errand, "activations", status);
}

static bool show_image(struct errand *errand) {
    static const char *const ALL[] = {NULL};
    struct call *call = errand->work->call;
    struct trained *trained = &errand->work->trial.networks[errand->index];
    const char *path = arena_printf(call->arena, "%s/activations.json", errand->entry->folder);
    unsigned count;
    return activate(errand, ALL, path, &errand->work->image, 1) &&
           activations_read(call->arena, call->diags, path, &trained->shown, &count,
                            &trained->filters);
}

/* Times are measured once and kept, as the runs are. */
static bool measure(struct errand *errand) {
    static const char *const WORDS[] = {"bench", "--json",    "--only", "operations", "--time",
                                        "50",    "--repeats", "5",      NULL};
    struct call *call = errand->work->call;
    struct trained *trained = &errand->work->trial.networks[errand->index];
    const char *path = arena_printf(call->arena, "%s/bench.json", errand->entry->folder);
    int status;
    if (access(path, F_OK) != 0) {
        errand->said = text_create(call->arena);
        if (!errand_run(errand, WORDS, errand_keep, &status) ||
            !expect_success(errand, "bench", status))
            return false;
        const struct output_file file = {path, errand->said.data, errand->said.length};
        if (!write_files(call->diags, &file, 1))
            return false;
    }
    return times_read(call->arena, call->diags, path, trained);
}

/* The test images that the report asks for, as the network of the errand gets them. */
static bool fetch_pictures(struct errand *errand) {
    static const char *const INPUT[] = {"--layer", "input", NULL};
    struct call *call = errand->work->call;
    struct trial *trial = &errand->work->trial;
    size_t *indices;
    unsigned wanted = report_wanted_pictures(call->arena, trial, &indices), count;
    if (!wanted)
        return true;
    const char *path = arena_printf(call->arena, "%s/pictures.json", errand->work->keep);
    const char **names = ARENA_ARRAY(call->arena, wanted, const char *);
    struct activation *images;
    for (unsigned i = 0; i < wanted; i++)
        names[i] = arena_printf(call->arena, "test:%zu", indices[i]);
    bool good = activate(errand, INPUT, path, names, wanted) &&
                activations_read(call->arena, call->diags, path, &images, &count, NULL);
    (void)unlink(path);
    if (!good)
        return false;
    trial->pictures = ARENA_ARRAY(call->arena, wanted, struct picture);
    trial->picture_count = count < wanted ? count : wanted;
    for (unsigned i = 0; i < trial->picture_count; i++) {
        const struct maps *input = &images[i].layers[0];
        trial->pictures[i] = (struct picture){indices[i], input->height, input->width,
                                              input->channels, input->values};
    }
    return true;
}

bool trial_look(struct trial_work *work) {
    bool fetched = false;
    for (unsigned i = 0; i < work->trial.comparison->column_count; i++) {
        unsigned seed = first_seed(&work->trial.networks[i]);
        if (!seed)
            continue;
        struct errand errand = errand_for(work, i, seed);
        if (!show_image(&errand) || !measure(&errand) || !(fetched || fetch_pictures(&errand)))
            return false;
        fetched = true;
    }
    return true;
}
