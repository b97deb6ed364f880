/* cmd_compare_train.c - compare --train: what is compared must be comparable; then run after run,
 * seed by seed, and at the end what came of it. */
#include "compare/statistics.h"
#include "report/report.h"
#include "trial.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEEDS_LIMIT = 100, THREADS_LIMIT = 1024 };

/* --- what may be compared --------------------------------------------------------------------- */

static const char *images_text(struct arena *arena, const struct model *model) {
    struct shape images = model->input;
    images.height -= 2 * model->data.pad;
    images.width -= 2 * model->data.pad;
    return arena_printf(arena, "images of %s", shape_text(arena, images));
}

static const char *classes_text(struct arena *arena, const struct model *model) {
    return arena_printf(arena, "%lld classes", (long long)shape_count(model->output));
}

static const char *split_text(struct arena *arena, const struct model *model) {
    static const char *const SETS[] = {"none", "the test images", "the first", "the last"};
    const struct train_recipe *train = &model->train;
    const char *text = arena_printf(arena, "validation on %s", SETS[train->validation]);
    if (train->validation < VALIDATE_FIRST)
        return text;
    return arena_printf(arena, "%s %s, %s", text, text_grouped(arena, train->validation_count),
                        train->held_out ? "held out" : "which are trained on, too");
}

/* What all networks of a trial must have in common. */
static const struct {
    const char *(*text)(struct arena *arena, const struct model *model);
    const char *reason, *help;
} COMMON[] = {
    {images_text, "they cannot be shown the same images", NULL},
    {classes_text, "their answers do not mean the same", NULL},
    {split_text, "they would not be trained on the same images",
     "give all of them the same: `--set 'train.validate=test'`"},
};

static bool is_fair(struct call *call, const struct comparison *comparison) {
    const struct column *first = &comparison->columns[0];
    for (size_t i = 0; i < sizeof COMMON / sizeof COMMON[0]; i++) {
        const char *text = COMMON[i].text(call->arena, first->model);
        for (unsigned c = 1; c < comparison->column_count; c++) {
            const struct column *other = &comparison->columns[c];
            const char *its = COMMON[i].text(call->arena, other->model);
            if (strcmp(text, its) == 0)
                continue;
            diag_fault(call->diags, FAULT_USAGE, "`%s` and `%s` cannot be trained side by side: %s",
                       first->title, other->title, COMMON[i].reason);
            diag_note(call->diags, "`%s` has %s, `%s` has %s", first->title, text, other->title,
                      its);
            if (COMMON[i].help)
                diag_help(call->diags, "%s", COMMON[i].help);
            return false;
        }
    }
    return true;
}

/* --- preparing -------------------------------------------------------------------------------- */

static const char *find_data(struct call *call) {
    static const char FOLDER[] = "data/mnist";
    const char *named = call->given[OPTION_DATA] ? call->given[OPTION_DATA] : getenv("NETC_DATA");
    struct stat info;
    if (named && *named)
        return named;
    if (stat(FOLDER, &info) == 0 && S_ISDIR(info.st_mode))
        return FOLDER;
    diag_fault(call->diags, FAULT_USAGE,
               "no data: neither `--data` nor NETC_DATA is given, and there is no folder `%s`",
               FOLDER);
    diag_help(call->diags, "`--data DIR` reads the four files of MNIST from DIR, `--data "
                           "synthetic` draws digits and needs no files");
    return NULL;
}

static unsigned processors(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > THREADS_LIMIT ? THREADS_LIMIT : (unsigned)count;
}

static bool read_options(struct trial_work *work) {
    struct call *call = work->call;
    struct trial *trial = &work->trial;
    if (!call_number(call, OPTION_SEEDS, SEEDS_LIMIT, 1, &work->seeds) ||
        !call_number(call, OPTION_THREADS, THREADS_LIMIT, processors(), &trial->threads))
        return false;
    trial->data = find_data(call);
    work->keep = call->given[OPTION_KEEP] ? call->given[OPTION_KEEP] : "netc-compare";
    work->image = call->given[OPTION_IMAGE] ? call->given[OPTION_IMAGE] : "test:0";
    for (unsigned i = 0; i < trial->comparison->column_count; i++) {
        const struct column *column = &trial->comparison->columns[i];
        struct entry *entry = &work->entries[i];
        struct trained *trained = &trial->networks[i];
        *entry = (struct entry){.column = column,
                                .epochs = (uint64_t)column->model->train.epochs,
                                .paces = ARENA_ARRAY(call->arena, work->seeds, struct pace)};
        trained->runs = ARENA_ARRAY(call->arena, work->seeds, struct run);
        trained->run_count = work->seeds;
        for (unsigned s = 0; s < work->seeds; s++) {
            trained->runs[s].seed = s + 1;
            entry->paces[s] = (struct pace){.loss = NAN, .val_accuracy = NAN, .test_accuracy = NAN};
        }
    }
    return trial->data != NULL;
}

/* So that the report does not fail for a name after hours of training. */
static bool picture_there(const struct trial_work *work) {
    if (strncmp(work->image, "test:", 5) == 0 || access(work->image, R_OK) == 0)
        return true;
    diag_fault(work->call->diags, FAULT_IO, "cannot open `%s`: %s", work->image, strerror(errno));
    diag_help(work->call->diags, "`--image` takes a picture, PNG or PGM, or `test:N`");
    return false;
}

bool trial_program(struct trial_work *work, unsigned index) {
    struct entry *entry = &work->entries[index];
    const struct plan *plan = entry->column->plan;
    if (entry->program)
        return true;
    board_say(work, arena_printf(work->call->arena, "compiling %s", entry->column->title));
    entry->program = workshop_build(
        &work->shop, plan, arena_printf(work->call->arena, "%s-%u", plan->model->name, index + 1));
    work->signal = work->shop.signal;
    return entry->program != NULL;
}

/* Before the first run, so that a compiler that fails does not stop the work half-way. */
static bool build_programs(struct trial_work *work) {
    for (unsigned i = 0; i < work->trial.comparison->column_count; i++) {
        bool done = true;
        for (unsigned seed = 1; seed <= work->seeds; seed++)
            done = trial_done(work, i, seed) && done;
        if (!done && !trial_program(work, i))
            return false;
    }
    return true;
}

/* --- what came of it -------------------------------------------------------------------------- */

static void print_results(struct trial_work *work) {
    struct call *call = work->call;
    struct text out = text_create(call->arena);
    if (call->given[OPTION_JSON]) {
        json_t *root = compare_json(call->arena, work->trial.comparison);
        json_object_set_new(root, "trial", results_json(call->arena, &work->trial));
        put_json(&out, root, 0); /* reals in full: they tell runs apart */
        json_decref(root);
        print_text(&out);
        return;
    }
    text_puts(&out, "\n");
    results_print(&out, &work->trial, terminal_width(), call_output_colour(call));
    print_text(&out);
}

/* A run that failed is a fault of the command, though the others went on. */
static void report_failures(const struct trial_work *work) {
    for (unsigned i = 0; i < work->trial.comparison->column_count; i++)
        for (unsigned s = 0; s < work->seeds; s++) {
            const struct run *run = &work->trial.networks[i].runs[s];
            if (run->state == RUN_FAILED)
                diag_fault(work->call->diags, FAULT_IO, "`%s` failed with seed %u: %s",
                           work->entries[i].column->title, s + 1, run->reason);
        }
}

/* --- the command ------------------------------------------------------------------------------ */

/* Every run; false if a signal came or after a report. */
static bool run_all(struct trial_work *work) {
    for (unsigned seed = 1; seed <= work->seeds; seed++)
        for (unsigned i = 0; i < work->trial.comparison->column_count; i++)
            if (!trial_run(work, i, seed))
                return false;
    return true;
}

static void run_trial(struct trial_work *work) {
    struct call *call = work->call;
    if (!trial_folders(work) || !build_programs(work))
        return;
    const struct comparison *comparison = work->trial.comparison;
    bool good = run_all(work);
    bool shown = good && (!call->given[OPTION_HTML] || trial_look(work));
    if (good || work->signal) {
        print_results(work);
        fflush(stdout);
    }
    report_failures(work);
    if (shown)
        call_write_report(call, comparison, &work->trial);
    if (work->signal)
        fprintf(stderr, "stopped; what is done is kept in %s, and the same command goes on\n",
                text_clean(call->arena, work->keep));
}

struct trial_work *trial_prepare(struct call *call, const struct comparison *comparison) {
    struct trial_work *work = ARENA_NEW(call->arena, struct trial_work);
    const char *report = call->given[OPTION_HTML];
    *work = (struct trial_work){.call = call, .lock = -1, .board = board_open()};
    work->trial.comparison = comparison;
    work->trial.command = call->command_line;
    work->trial.networks = ARENA_ARRAY(call->arena, comparison->column_count, struct trained);
    bool good = read_options(work) && (!report || output_writable(call->diags, report)) &&
                picture_there(work);
    return good ? work : NULL;
}

int trial_start(struct trial_work *work) {
    const struct comparison *comparison = work->trial.comparison;
    if (!is_fair(work->call, comparison))
        return 0;
    if (workshop_open(&work->shop, work->call, comparison->columns[0].plan->target))
        run_trial(work);
    else
        work->signal = work->shop.signal;
    workshop_close(&work->shop);
    trial_unlock(work);
    return work->signal ? 128 + work->signal : 0;
}
