/* cmd_compare.c - networks side by side: which ones, and the comparison on paper. */
#include "commands.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A network that is asked for. */
struct wanted {
    const char *path;
    const char *variant;   /* NULL: the network itself */
    const struct ast *ast; /* NULL: the file is wrong, and that was reported */
};

/* --- operands --------------------------------------------------------------------------------- */

/* SPEC or SPEC:VARIANT; the whole is the path if there is such a file. */
static struct wanted read_operand(struct arena *arena, const char *operand) {
    const char *colon = strrchr(operand, ':');
    if (!colon || access(operand, F_OK) == 0)
        return (struct wanted){.path = operand};
    return (struct wanted){.path = arena_strndup(arena, operand, (size_t)(colon - operand)),
                           .variant = colon + 1};
}

/* Reads every file once. */
static void read_specs(struct call *call, struct wanted *list, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        unsigned first = 0;
        while (strcmp(list[first].path, list[i].path) != 0)
            first++;
        list[i].ast =
            first < i ? list[first].ast : compile_read(call->arena, call->diags, list[i].path);
    }
}

static bool count_fits(struct call *call, unsigned count) {
    if (count <= COLUMNS_LIMIT)
        return true;
    diag_fault(call->diags, FAULT_USAGE, "%u networks are too many: at most %d can be compared",
               count, (int)COLUMNS_LIMIT);
    diag_help(call->diags, "name those that you mean: `netc compare SPEC SPEC:VARIANT ...`");
    return false;
}

/* The network of a spec, and its variants. */
static struct wanted *all_of_spec(struct call *call, const struct wanted *spec, unsigned *count) {
    unsigned variant_count;
    const char *const *variants = model_variants(call->arena, spec->ast, &variant_count);
    *count = variant_count + 1;
    if (variant_count == 0) {
        diag_fault(call->diags, FAULT_USAGE, "`%s` has no variants to compare its network with",
                   spec->path);
        diag_help(call->diags, "name another spec as well, or write a variant of the network: "
                               "`variant NAME of NETWORK { tanh -> relu }`");
        return NULL;
    }
    if (!count_fits(call, *count))
        return NULL;
    struct wanted *list = ARENA_ARRAY(call->arena, *count, struct wanted);
    for (unsigned i = 0; i < *count; i++)
        list[i] = (struct wanted){spec->path, i ? variants[i - 1] : NULL, spec->ast};
    return list;
}

static struct wanted *read_operands(struct call *call, unsigned *count) {
    *count = call->operand_count;
    if (!count_fits(call, *count))
        return NULL;
    struct wanted *list = ARENA_ARRAY(call->arena, *count, struct wanted);
    for (unsigned i = 0; i < *count; i++)
        list[i] = read_operand(call->arena, call->operands[i]);
    if (*count == 1 && list[0].variant) {
        diag_fault(call->diags, FAULT_USAGE, "one network alone cannot be compared");
        diag_help(call->diags, "`netc compare %s` compares all that the spec has", list[0].path);
        return NULL;
    }
    read_specs(call, list, *count);
    if (*count == 1)
        return list[0].ast ? all_of_spec(call, &list[0], count) : NULL;
    return list;
}

/* --- titles ----------------------------------------------------------------------------------- */

static bool of_one_file(const struct column *columns, unsigned count) {
    for (unsigned i = 1; i < count; i++)
        if (strcmp(columns[i].path, columns[0].path) != 0)
            return false;
    return true;
}

/* "models/lenet5.net" -> "lenet5" */
static const char *stem_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash && slash[1] ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    return text_clean(arena, arena_strndup(arena, name, length));
}

static const char *title_of(struct arena *arena, const struct model *model, const char *network,
                            bool one_file) {
    if (!model->variant)
        return network;
    return one_file ? model->variant : arena_printf(arena, "%s:%s", network, model->variant);
}

/* Whether a column of another file has the same title. */
static bool is_ambiguous(const struct column *columns, unsigned count, unsigned column) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(columns[i].path, columns[column].path) != 0 &&
            strcmp(columns[i].title, columns[column].title) == 0)
            return true;
    return false;
}

static bool is_taken(const struct column *columns, unsigned count, const char *title) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(columns[i].title, title) == 0)
            return true;
    return false;
}

/* The network's or the variant's name; of several files both, or the file's name where that says
 * more; a number where nothing else tells them apart. */
static void set_titles(struct arena *arena, struct column *columns, unsigned count) {
    bool ambiguous[COLUMNS_LIMIT], one_file = of_one_file(columns, count);
    for (unsigned i = 0; i < count; i++)
        columns[i].title = title_of(arena, columns[i].model, columns[i].model->network, one_file);
    for (unsigned i = 0; i < count; i++)
        ambiguous[i] = is_ambiguous(columns, count, i);
    for (unsigned i = 0; i < count; i++)
        if (ambiguous[i])
            columns[i].title =
                title_of(arena, columns[i].model, stem_of(arena, columns[i].path), one_file);
    for (unsigned i = 1; i < count; i++) {
        const char *title = columns[i].title;
        for (unsigned number = 2; is_taken(columns, i, columns[i].title); number++)
            columns[i].title = arena_printf(arena, "%s#%u", title, number);
    }
}

/* --- the comparison --------------------------------------------------------------------------- */

static const struct model *build(struct call *call, const struct wanted *wanted) {
    struct model_options options = {wanted->variant, call->settings, call->setting_count};
    struct diag *before = call->diags->last;
    const struct model *model = model_build(call->arena, call->diags, wanted->ast, &options);
    if (wanted->variant)
        note_variant(call->diags, before, wanted->variant);
    return model;
}

/* The models; NULL after an error. What is wrong in a file is said once. */
static struct column *build_models(struct call *call, struct wanted *list, unsigned count) {
    struct column *columns = ARENA_ARRAY(call->arena, count, struct column);
    bool ok = true;
    for (unsigned i = 0; i < count; i++) {
        columns[i].path = list[i].path;
        columns[i].model = list[i].ast ? build(call, &list[i]) : NULL;
        ok = ok && columns[i].model;
        for (unsigned j = i + 1; j < count && !columns[i].model; j++)
            if (strcmp(list[j].path, list[i].path) == 0)
                list[j].ast = NULL;
    }
    return ok ? columns : NULL;
}

struct comparison *call_comparison(struct call *call) {
    struct compile_options options = {0};
    unsigned count;
    if (!call_compile_options(call, &options))
        return NULL;
    struct wanted *list = read_operands(call, &count);
    struct column *columns = list ? build_models(call, list, count) : NULL;
    if (!columns)
        return NULL;
    call_choose_target(call, &options);
    for (unsigned i = 0; i < count; i++) {
        columns[i].plan = plan_build(call->arena, call->diags, columns[i].model, &options.plan);
        if (!columns[i].plan)
            return NULL;
    }
    set_titles(call->arena, columns, count);
    return compare_build(call->arena, columns, count);
}

/* --- the command ------------------------------------------------------------------------------ */

/* Options that mean nothing without --train. */
static bool options_fit(struct call *call) {
    static const enum option_id TRAINING[] = {OPTION_EPOCHS,  OPTION_SEEDS, OPTION_DATA,
                                              OPTION_THREADS, OPTION_KEEP,  OPTION_IMAGE};
    for (unsigned i = 0; i < sizeof TRAINING / sizeof TRAINING[0]; i++)
        if (call->given[TRAINING[i]] && !call->given[OPTION_TRAIN]) {
            diag_fault(call->diags, FAULT_USAGE, "`--%s` belongs to `--train`",
                       OPTION_ROWS[TRAINING[i]].name);
            return false;
        }
    if (call->given[OPTION_IMAGE] && !call->given[OPTION_HTML]) {
        diag_fault(call->diags, FAULT_USAGE, "`--image` belongs to `--html`");
        return false;
    }
    return true;
}

/* --epochs N is --set train.epochs=N for all, so that the comparison on paper says so, too. */
static bool set_epochs(struct call *call) {
    enum { EPOCHS_LIMIT = 1000000 };
    unsigned epochs;
    if (!call_number(call, OPTION_EPOCHS, EPOCHS_LIMIT, 0, &epochs))
        return false;
    if (epochs)
        call->settings[call->setting_count++] =
            arena_printf(call->arena, "train.epochs=%u", epochs);
    return true;
}

bool call_write_report(struct call *call, const struct comparison *comparison,
                       const struct trial *trial) {
    struct text page = text_create(call->arena);
    if (!call->given[OPTION_HTML])
        return true;
    report_write(&page, comparison, trial);
    const struct output_file file = {call->given[OPTION_HTML], page.data, page.length};
    return write_files(call->diags, &file, 1);
}

static void print_json(struct call *call, const struct comparison *comparison) {
    json_t *root = compare_json(call->arena, comparison);
    struct text out = text_create(call->arena);
    put_json(&out, root, JSON_REAL_PRECISION(6));
    json_decref(root);
    print_text(&out);
}

static void print_table(struct call *call, const struct comparison *comparison) {
    struct text out = text_create(call->arena);
    compare_print(&out, comparison, terminal_width(), call_output_colour(call));
    print_text(&out);
    fflush(stdout);
}

int command_compare(struct call *call) {
    const struct comparison *comparison =
        options_fit(call) && set_epochs(call) ? call_comparison(call) : NULL;
    const bool training = call->given[OPTION_TRAIN] != NULL;
    struct trial_work *work = comparison && training ? trial_prepare(call, comparison) : NULL;
    if (!comparison || (training && !work))
        return 0;
    if (!call->given[OPTION_JSON])
        print_table(call, comparison);
    else if (!training)
        print_json(call, comparison);
    if (work)
        return trial_start(work);
    call_write_report(call, comparison, NULL);
    return 0;
}
