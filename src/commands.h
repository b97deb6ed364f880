/* commands.h - what main.c and the commands share: the table's row, the options, one call.
 *
 * A command is a row in main.c and one file cmd_NAME.c. It reports through call->diags, which main
 * prints, and returns an exit status: 0, or that of a program it ran. The gravest fault among the
 * diagnostics goes before it. */
#ifndef NETC_COMMANDS_H
#define NETC_COMMANDS_H

#include "base/text.h"
#include "compile.h"

/* Every option of every command: the rows are in cmd_options.c. */
enum option_id {
    OPTION_OUTPUT,
    OPTION_VARIANT,
    OPTION_SET,
    OPTION_TARGET,
    OPTION_LANES,
    OPTION_SHARDS,
    OPTION_INFERENCE_ONLY,
    OPTION_DUMP,
    OPTION_SUMMARY,
    OPTION_JSON,
    OPTION_HTML,
    OPTION_TRAIN,
    OPTION_EPOCHS,
    OPTION_SEEDS,
    OPTION_DATA,
    OPTION_THREADS,
    OPTION_KEEP,
    OPTION_IMAGE,
    OPTION_ROOFLINE,
    OPTION_CEILING,
    OPTION_EXPLICIT,
    OPTION_CHECK,
    OPTION_IN_PLACE,
    OPTION_TO,
    OPTION_FORMAT,
    OPTION_WEIGHTS,
    OPTION_MARKDOWN,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

#define OPTION(id) (1u << (OPTION_##id))

struct option_row {
    const char *name;     /* without "--" */
    char letter;          /* short form, or 0 */
    const char *argument; /* "FILE"; alternatives ("net|yaml") are checked; NULL: takes none */
    const char *doc;
};

extern const struct option_row OPTION_ROWS[OPTION_COUNT];

struct call;

struct command {
    const char *name;     /* NULL: netc itself, `netc SPEC -o OUT.c` */
    const char *operands; /* "SPEC..." */
    const char *doc;      /* one line */
    const char *details;  /* paragraphs for --help, or NULL */
    unsigned options;     /* OPTION(...) | ...; color, help and version belong to all */
    unsigned min_operands, max_operands; /* max 0: any number */
    int (*run)(struct call *call);
};

/* One call of netc. */
struct call {
    struct arena *arena;
    struct diags *diags;
    const struct command *command;
    const char *given[OPTION_COUNT]; /* NULL: not given; "" for those without argument */
    const char **settings;           /* the arguments of every --set, in order */
    unsigned setting_count;
    char **operands;
    unsigned operand_count;
    const char *command_line; /* as it was given, words quoted where a shell asks for it */
};

/* Reads argv[1..argc) into `call` by the options of call->command; false after a usage error.
 * With --help or --version in it, the operands are not counted. */
bool call_parse(struct call *call, int argc, char **argv);

/* The option's argument as a whole number; `otherwise` if it is not given. False after a usage
 * error. */
bool call_number(struct call *call, enum option_id id, unsigned max, unsigned otherwise,
                 unsigned *number);

/* The options that --variant, --set, --target, --lanes, --shards and --inference-only ask for;
 * false after a usage error. */
bool call_compile_options(struct call *call, struct compile_options *options);

/* cmd_target.c: where no --target is given, that of the machine that the C compiler compiles for.
 */
void call_choose_target(struct call *call, struct compile_options *options);

/* The plan of the operand's network, for the target that call_choose_target() finds. NULL after an
 * error. */
const struct plan *call_plan(struct call *call, const struct compile_options *options);

/* Calls `each` for every operand with diagnostics of its own, prints them, and returns the gravest
 * fault: for commands that take several specs. */
int call_each_spec(struct call *call,
                   void (*each)(struct call *call, struct diags *diags, const char *path));

/* Whether the path says YAML, as read_spec() understands it. */
bool path_is_yaml(const char *path);

/* The spec as text: bound (words and attributes known, shapes and claims not asked for), in
 * canonical form. False after an error. */
bool call_write_spec(struct call *call, struct diags *diags, const char *path, bool yaml,
                     const struct source **source, struct text *out);

/* cmd_check.c: a note `in variant` under every message with a place
 * behind `before`; NULL: under all. */
void note_variant(struct diags *diags, struct diag *before, const char *variant);

/* cmd_terminal.c: columns of the terminal that standard output goes to: what COLUMNS says, or the
 * terminal itself; otherwise 80. */
unsigned terminal_width(void);

/* Prints diagnostics to standard error, coloured as --color asks. */
void call_print(const struct call *call, const struct diags *diags);

/* Whether standard output is to be coloured. */
bool call_output_colour(const struct call *call);

/* Text to standard output. */
void print_text(const struct text *text);

/* --help: for `netc` (all the commands) if command->name is NULL. */
void print_help(const struct command *command, const struct command *commands, unsigned count);

/* cmd_process.c: programs, run without a shell. */
struct process {
    int error;  /* errno if it could not be started, otherwise 0 */
    int status; /* exit status; 128 + signal if it was killed */
    int signal; /* SIGINT, SIGTERM or SIGHUP that came meanwhile, or 0 */
};

/* Runs argv[0] (looked up in PATH) and waits. A signal that this process alone gets meanwhile is
 * passed on, so that the caller can always clean up; `quiet` sends the program's output away.
 * Signals are handled as in one signals_hold / signals_release section around the calls. */
struct signals;
struct signals *signals_hold(struct arena *arena);
void signals_release(struct signals *signals);
struct process process_run(const struct signals *signals, char *const *argv, bool quiet);

/* The same, and gives each line that the program writes to standard output to `each`; what it
 * writes to standard error goes to the file `errors`, which is made anew. */
typedef void process_line(void *context, const char *line);
struct process process_stream(const struct signals *signals, char *const *argv, const char *errors,
                              process_line *each, void *context);

/* What argv[0] writes to standard output; "" if it cannot be run. */
const char *process_output(struct arena *arena, char *const *argv);

/* The value of an environment variable; `otherwise` where it is unset or blank. */
const char *variable(const char *name, const char *otherwise);

/* Splits at blanks: CC="ccache gcc". The list ends with NULL. */
char **split_words(struct arena *arena, const char *text, unsigned *count);

/* The words as one would type them to a shell, a blank before each. */
const char *join_words(struct arena *arena, char *const *words, int count);

struct comparison;

/* cmd_compare.c: the networks that the operands name, each planned, and what compare_build() makes
 * of them. NULL after an error. */
struct comparison *call_comparison(struct call *call);

/* Writes the report that --html asks for, if it does; `trial` NULL: of the comparison on paper.
 * False after an error. */
struct trial;
bool call_write_report(struct call *call, const struct comparison *comparison,
                       const struct trial *trial);

/* cmd_compare_train.c: compare --train. First all that may be wrong with the options is asked, NULL
 * after an error; then the work itself, which returns an exit status. */
struct trial_work;
struct trial_work *trial_prepare(struct call *call, const struct comparison *comparison);
int trial_start(struct trial_work *work);

/* summary --roofline. */
void print_roofline(struct call *call, const struct plan *plan);

int command_compile(struct call *call);
int command_check(struct call *call);
int command_summary(struct call *call);
int command_compare(struct call *call);
int command_draw(struct call *call);
int command_train(struct call *call);
int command_fmt(struct call *call);
int command_convert(struct call *call);
int command_export(struct call *call);
int command_reference(struct call *call);

#endif
