#include "commands.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option_row OPTION_ROWS[OPTION_COUNT] = {
    [OPTION_OUTPUT] = {"output", 'o', "FILE", "write FILE"},
    [OPTION_VARIANT] = {"variant", 0, "NAME", "take this variant of the network"},
    [OPTION_SET] =
        {"set", 0, "PATH=VALUE",
         "change one thing: train.batch=32, C1.filters=20 (then the file's claims are dropped)"},
    [OPTION_TARGET] = {"target", 0, TARGET_NAMES,
                       "machine to plan for; default what $CC says of this one"},
    [OPTION_LANES] = {"lanes", 0, "1|4|8|16",
                      "images side by side in one vector, at most; default by the batch"},
    [OPTION_SHARDS] =
        {"shards", 0, "N",
         "parts of a batch that may run at the same time; default by its size, at most 8"},
    [OPTION_INFERENCE_ONLY] = {"inference-only", 0, NULL, "leave out training"},
    [OPTION_DUMP] = {"dump", 0, "tokens|ast|model|plan", "print what a stage made, write no C"},
    [OPTION_SUMMARY] = {"summary", 0, "FILE", "also check against a Keras model.summary() text"},
    [OPTION_JSON] = {"json", 0, NULL, "print JSON"},
    [OPTION_HTML] = {"html", 0, "FILE", "write a report to FILE"},
    [OPTION_TRAIN] = {"train", 0, NULL, "train the networks, and compare what they learn"},
    [OPTION_EPOCHS] = {"epochs", 0, "N", "train for N epochs; default what each spec says"},
    [OPTION_SEEDS] = {"seeds", 0, "K", "train each network K times, with as many seeds"},
    [OPTION_DATA] = {"data", 0, "DIR", "folder of the data set, or synthetic"},
    [OPTION_THREADS] = {"threads", 0, "N", "threads of the training; default all processors"},
    [OPTION_KEEP] = {"keep", 0, "DIR", "folder of the runs; default netc-compare"},
    [OPTION_IMAGE] = {"image", 0, "IMAGE",
                      "whose feature maps the report shows: test:N, or a file; default test:0"},
    [OPTION_ROOFLINE] = {"roofline", 0, NULL,
                         "how long each operation should take, and what bounds it"},
    [OPTION_CEILING] =
        {"ceiling", 0, "GFLOPS",
         "of a core, for --roofline: 10^9 operations a second; default the target's"},
    [OPTION_EXPLICIT] = {"explicit", 0, NULL, "write out every default"},
    [OPTION_CHECK] = {"check", 0, NULL,
                      "only say whether the form is canonical; exit with 1 if it is not"},
    [OPTION_IN_PLACE] = {"in-place", 'i', NULL, "replace the file"},
    [OPTION_TO] = {"to", 0, "net|yaml", "the form to write; by default by the ending of FILE"},
    [OPTION_FORMAT] = {"to", 0, "onnx|pytorch|keras",
                       "the format to write; by default by the ending of FILE"},
    [OPTION_WEIGHTS] = {"weights", 0, "FILE", "take the trained weights from FILE (safetensors)"},
    [OPTION_MARKDOWN] = {"markdown", 0, NULL, "print Markdown tables"},
    [OPTION_COLOR] = {"color", 0, "auto|always|never", "colour of messages"},
    [OPTION_HELP] = {"help", 'h', NULL, "print this help"},
    [OPTION_VERSION] = {"version", 'V', NULL, "print the version"},
};

enum {
    LONG_VALUE = 256,
    ALTERNATIVES_LIMIT = 8,
    COMMON_OPTIONS = OPTION(COLOR) | OPTION(HELP) | OPTION(VERSION)
};

/* What getopt_long needs, and the names for "did you mean". */
struct getopt_tables {
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 2];
    const char *names[OPTION_COUNT];
    unsigned count;
};

static const char *command_title(const struct call *call) {
    const char *name = call->command->name;
    return name ? arena_printf(call->arena, "netc %s", name) : "netc";
}

static void build_tables(const struct call *call, struct getopt_tables *tables) {
    unsigned options = call->command->options | COMMON_OPTIONS;
    char *shorts = tables->shorts;
    *shorts++ = ':'; /* a missing argument is told from an unknown option */
    for (int id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = &OPTION_ROWS[id];
        if (!(options & 1u << id))
            continue;
        int has_argument = row->argument ? required_argument : no_argument;
        tables->names[tables->count] = arena_printf(call->arena, "--%s", row->name);
        tables->longs[tables->count++] =
            (struct option){row->name, has_argument, NULL, LONG_VALUE + id};
        if (row->letter)
            *shorts++ = row->letter;
        if (row->letter && row->argument)
            *shorts++ = ':';
    }
}

static enum option_id option_of(int value) {
    if (value >= LONG_VALUE)
        return (enum option_id)(value - LONG_VALUE);
    unsigned id = 0;
    while (OPTION_ROWS[id].letter != value)
        id++;
    return (enum option_id)id;
}

static bool report_unknown(struct call *call, const struct getopt_tables *tables,
                           const char *argument) {
    const char *title = command_title(call);
    if (optopt >= LONG_VALUE) {
        diag_fault(call->diags, FAULT_USAGE, "`--%s` takes no argument",
                   OPTION_ROWS[option_of(optopt)].name);
        return false;
    }
    const char *word = optopt ? arena_printf(call->arena, "-%c", optopt)
                              : arena_strndup(call->arena, argument, strcspn(argument, "="));
    diag_fault(call->diags, FAULT_USAGE, "`%s` has no option `%s`", title, word);
    diag_did_you_mean(call->diags, word, tables->names, tables->count);
    if (call->command->run == command_train)
        diag_help(call->diags, "options of the network's own program go behind `--`: "
                               "`netc train SPEC -- --epochs 5`");
    else
        diag_help(call->diags, "`%s --help` lists its options", title);
    return false;
}

/* "a|b|c" -> whether `word` is one of them. */
static bool is_alternative(const char *alternatives, const char *word) {
    size_t length = strlen(word);
    for (const char *p = alternatives; p; p = strchr(p, '|')) {
        p += *p == '|';
        if (strcspn(p, "|") == length && strncmp(p, word, length) == 0)
            return true;
    }
    return false;
}

/* "a|b|c" -> "a, b or c". */
static const char *in_words(struct arena *arena, const char *alternatives) {
    struct text text = text_create(arena);
    for (const char *p = alternatives; *p;) {
        size_t length = strcspn(p, "|");
        if (p != alternatives)
            text_puts(&text, strchr(p, '|') ? ", " : " or ");
        text_append(&text, p, length);
        p += length + (p[length] == '|');
    }
    return text.data;
}

static void suggest_alternative(struct call *call, const char *alternatives, const char *word) {
    const char *names[ALTERNATIVES_LIMIT];
    unsigned count = 0;
    for (const char *p = alternatives; *p && count < ALTERNATIVES_LIMIT; count++) {
        size_t length = strcspn(p, "|");
        names[count] = arena_strndup(call->arena, p, length);
        p += length + (p[length] == '|');
    }
    diag_did_you_mean(call->diags, word, names, count);
}

static bool take(struct call *call, enum option_id id, const char *argument) {
    const struct option_row *row = &OPTION_ROWS[id];
    if (id == OPTION_SET) {
        call->settings[call->setting_count++] = argument;
        if (strchr(argument, '=') && argument[0] != '=')
            return true;
        diag_fault(call->diags, FAULT_USAGE, "`--set %s` is not of the form PATH=VALUE", argument);
        diag_help(call->diags, "for example `--set C1.filters=20` or `--set train.batch=32`");
        return false;
    }
    if (row->argument && strchr(row->argument, '|') && !is_alternative(row->argument, argument)) {
        diag_fault(call->diags, FAULT_USAGE, "`--%s` takes %s, not `%s`", row->name,
                   in_words(call->arena, row->argument), argument);
        suggest_alternative(call, row->argument, argument);
        return false;
    }
    if (call->given[id] && row->argument) {
        diag_fault(call->diags, FAULT_USAGE, "`--%s` is given twice", row->name);
        return false;
    }
    call->given[id] = row->argument ? argument : "";
    return true;
}

static bool count_operands(struct call *call) {
    const struct command *command = call->command;
    unsigned count = call->operand_count;
    if (call->given[OPTION_HELP] || call->given[OPTION_VERSION])
        return true;
    if (count < command->min_operands) {
        diag_fault(call->diags, FAULT_USAGE, "no spec is given");
        diag_help(call->diags, "usage: %s %s", command_title(call), command->operands);
        return false;
    }
    if (command->max_operands && count > command->max_operands) {
        diag_fault(call->diags, FAULT_USAGE, "`%s` is one argument too many",
                   call->operands[command->max_operands]);
        diag_help(call->diags, "usage: %s %s", command_title(call), command->operands);
        return false;
    }
    return true;
}

bool call_parse(struct call *call, int argc, char **argv) {
    call->command_line = arena_printf(call->arena, "%s%s", command_title(call),
                                      join_words(call->arena, argv + 1, argc - 1));
    struct getopt_tables tables = {0};
    build_tables(call, &tables);
    call->settings = ARENA_ARRAY(call->arena, (size_t)argc + 1, const char *);
    opterr = 0;
    bool ok = true;
    for (int value;
         ok && (value = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) >= 0;)
        if (value == '?') {
            ok = report_unknown(call, &tables, argv[optind - 1]);
        } else if (value == ':') {
            const struct option_row *row = &OPTION_ROWS[option_of(optopt)];
            diag_fault(call->diags, FAULT_USAGE, "`--%s` needs an argument: %s", row->name,
                       row->argument);
            ok = false;
        } else {
            ok = take(call, option_of(value), optarg);
        }
    call->operands = argv + optind;
    call->operand_count = (unsigned)(argc - optind);
    return ok && count_operands(call);
}

bool call_number(struct call *call, enum option_id id, unsigned max, unsigned otherwise,
                 unsigned *number) {
    const char *text = call->given[id];
    *number = otherwise;
    if (!text)
        return true;
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || value < 1 || value > max) {
        diag_fault(call->diags, FAULT_USAGE, "`--%s` takes a whole number from 1 to %u, not `%s`",
                   OPTION_ROWS[id].name, max, text);
        return false;
    }
    *number = (unsigned)value;
    return true;
}

bool call_compile_options(struct call *call, struct compile_options *options) {
    enum { LANES_LIMIT = 16, SHARDS_LIMIT = 256 };
    options->model.variant = call->given[OPTION_VARIANT];
    options->model.settings = call->settings;
    options->model.setting_count = call->setting_count;
    if (call->given[OPTION_TARGET])
        options->plan.target = target_find(call->given[OPTION_TARGET]);
    options->plan.inference_only = call->given[OPTION_INFERENCE_ONLY] != NULL;
    return call_number(call, OPTION_LANES, LANES_LIMIT, 0, &options->plan.lanes) &&
           call_number(call, OPTION_SHARDS, SHARDS_LIMIT, 0, &options->plan.shards);
}

static bool wants_colour(const struct call *call, int file) {
    const char *when = call->given[OPTION_COLOR];
    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(file) && !(no_colour && *no_colour) && terminal && strcmp(terminal, "dumb") != 0;
}

void call_print(const struct call *call, const struct diags *diags) {
    diags_print(diags, stderr, wants_colour(call, STDERR_FILENO));
}

bool call_output_colour(const struct call *call) {
    return wants_colour(call, STDOUT_FILENO);
}

void print_text(const struct text *text) {
    fwrite(text->data, 1, text->length, stdout);
}

int call_each_spec(struct call *call,
                   void (*each)(struct call *call, struct diags *diags, const char *path)) {
    enum fault gravest = FAULT_NONE;
    for (unsigned i = 0; i < call->operand_count; i++) {
        struct diags *diags = diags_create(call->arena);
        each(call, diags, call->operands[i]);
        fflush(stdout); /* so that both streams keep their order */
        call_print(call, diags);
        if (diags->fault > gravest)
            gravest = diags->fault;
    }
    return (int)gravest;
}
