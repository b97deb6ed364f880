/* netc: from the description of a convolutional network to C that runs and trains it.
 *
 * The pipeline is source_read -> read_spec -> model_build -> plan_build -> emit_source; compile.c
 * strings it together, and each command below goes as far along it as it needs. */
#include "commands.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES (OPTION(VARIANT) | OPTION(SET))
#define TUNING  (OPTION(TARGET) | OPTION(LANES) | OPTION(SHARDS))
#define PLAN    (TUNING | OPTION(INFERENCE_ONLY))

static const struct command COMMANDS[] = {
    {NULL, "SPEC -o OUT.c", "Writes OUT.c and OUT.h: the network as C, or neither",
     "SPEC is a .net or .yaml file, or - for standard input.",
     OPTION(OUTPUT) | CHANGES | PLAN | OPTION(DUMP), 1, 1, command_compile},
    {"check", "SPEC...", "Proves shapes, counts and claims, and writes nothing",
     "Without --variant, every variant of the spec is checked, too.", CHANGES | OPTION(SUMMARY), 1,
     0, command_check},
    {"summary", "SPEC", "Prints the layers with their shapes, counts and memory", NULL,
     OPTION(JSON) | OPTION(ROOFLINE) | OPTION(CEILING) | CHANGES | TUNING, 1, 1, command_summary},
    {"draw", "SPEC", "Draws the network as SVG, its maps as stacked planes",
     "Without -o, it goes to standard output.", OPTION(OUTPUT) | CHANGES, 1, 1, command_draw},
    {"compare", "SPEC[:VARIANT]...", "Sets networks side by side: layers, costs, recipes",
     "One SPEC alone: the network and all its variants; otherwise two to eight networks, each\n"
     "`SPEC` or `SPEC:VARIANT`. What differs from the first is marked.",
     OPTION(JSON) | OPTION(HTML) | OPTION(TRAIN) | OPTION(EPOCHS) | OPTION(SEEDS) | OPTION(DATA) |
         OPTION(THREADS) | OPTION(KEEP) | OPTION(IMAGE) | OPTION(SET) | TUNING,
     1, 0, command_compare},
    {"train", "SPEC [-- ARGUMENT...]", "Writes the C, compiles it with $CC, and runs it",
     "The program runs its `train` with the ARGUMENTs, or another of its commands where they "
     "begin\n"
     "with one: `netc train lenet5.net -- test --data DIR`. Its exit status is passed on.\n\n"
     "  CC            the C compiler; default the one that built netc\n"
     "  CFLAGS        options behind netc's own\n"
     "  NETC_RUNTIME  folder of netc.h and libnetc_runtime.a, or the prefix they are installed in\n"
     "  TMPDIR        where the C and the program lie meanwhile; default /tmp",
     CHANGES | TUNING, 1, 0, command_train},
    {"fmt", "SPEC...", "Prints the spec in canonical form", NULL,
     OPTION(EXPLICIT) | OPTION(CHECK) | OPTION(IN_PLACE), 1, 0, command_fmt},
    {"convert", "SPEC --to=net|yaml", "Writes the spec in the other form",
     "Nothing but comments is lost. Without -o, it goes to standard output.",
     OPTION(TO) | OPTION(OUTPUT) | OPTION(EXPLICIT), 1, 1, command_convert},
    {"export", "SPEC [--weights FILE] -o OUT", "Writes the network for ONNX, PyTorch or Keras",
     "An ONNX file has the network for inference and its weights, in operators of opset 13; a "
     "script\n"
     "builds the network, and reads the weights when it runs.",
     OPTION(WEIGHTS) | OPTION(FORMAT) | OPTION(OUTPUT) | CHANGES, 1, 1, command_export},
    {"reference", "[NAME]", "Prints the words of the language, and what they take",
     "NAME is a section (layers), or a word of the language (conv, tanh, adam).", OPTION(MARKDOWN),
     0, 1, command_reference},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof COMMANDS[0] };

static const struct command *find_command(const char *word) {
    for (unsigned i = 1; i < COMMAND_COUNT; i++)
        if (strcmp(COMMANDS[i].name, word) == 0)
            return &COMMANDS[i];
    return NULL;
}

/* A word that is no command is a spec if it looks like a file's name. */
static bool report_unknown_command(struct call *call, const char *word) {
    const char *names[COMMAND_COUNT];
    FILE *file;
    if (strpbrk(word, "-./"))
        return false;
    file = fopen(word, "rb");
    if (file) {
        fclose(file);
        return false;
    }
    for (unsigned i = 1; i < COMMAND_COUNT; i++)
        names[i - 1] = COMMANDS[i].name;
    diag_fault(call->diags, FAULT_USAGE, "`%s` is neither a command of netc nor a file", word);
    diag_did_you_mean(call->diags, word, names, COMMAND_COUNT - 1);
    diag_help(call->diags, "`netc --help` lists the commands");
    return true;
}

static int run(struct call *call, int argc, char **argv) {
    const struct command *command = argc > 1 ? find_command(argv[1]) : NULL;
    call->command = command ? command : &COMMANDS[0];
    if (!command && argc > 1 && report_unknown_command(call, argv[1]))
        return 0;
    if (!call_parse(call, argc - (command != NULL), argv + (command != NULL)))
        return 0;
    if (call->given[OPTION_VERSION])
        puts("netc " NETC_VERSION);
    else if (call->given[OPTION_HELP])
        print_help(call->command, COMMANDS, COMMAND_COUNT);
    else
        return call->command->run(call);
    return 0;
}

/* JSON is built by many calls, none of which has anything else left to do without memory. */
static void *json_memory(size_t size) {
    void *memory = malloc(size);
    if (!memory)
        out_of_memory();
    return memory;
}

int main(int argc, char **argv) {
    /* A limit on the size of files is a write that fails, and no reason to be killed. */
    signal(SIGXFSZ, SIG_IGN);
    json_set_alloc_funcs(json_memory, free);
    struct call call = {.arena = arena_create()};
    call.diags = diags_create(call.arena);
    int status = run(&call, argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout))
        diag_fault(call.diags, FAULT_IO, "cannot write to standard output: %s", strerror(errno));
    call_print(&call, call.diags);
    if (call.diags->fault)
        status = (int)call.diags->fault;
    arena_free(call.arena);
    return status;
}
