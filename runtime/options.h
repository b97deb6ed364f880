/* options.h - options of a command, read by a table: `--name value`, `--name=value`, switches. */
#ifndef NETC_OPTIONS_H
#define NETC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_type {
    OPTION_SWITCH, /* bool */
    OPTION_TEXT,   /* const char *, points into argv */
    OPTION_COUNT,  /* uint64_t, in low..high */
    OPTION_RATE,   /* float, above 0 and finite */
    OPTION_WORDS   /* struct option_words: as often as it is wanted */
};

/* The arguments of all that were given, in order; `words` is the caller's, as large as argc, and
 * what is in it points into argv. */
struct option_words {
    const char **words;
    size_t count;
};

struct option {
    const char *name;     /* "epochs" is written --epochs */
    const char *argument; /* what --help calls it: "N"; NULL for a switch */
    const char *help;
    enum option_type type;
    size_t offset; /* of the value in the caller's struct */
    uint64_t low, high;
};

/* What one command takes. `operands` is what --help calls them ("FILE..."), NULL if it takes none.
 */
struct syntax {
    const char *program, *command, *operands, *summary;
    const struct option *options;
    size_t option_count;
};

enum options_result {
    OPTIONS_RUN,  /* values are set; go on */
    OPTIONS_HELP, /* --help was there and is printed: status 0 */
    OPTIONS_WRONG /* what is wrong is printed: status 2 */
};

/* Reads argv[1..argc) (argv[0] is the command itself) into the struct at `values`; options that are
 * not given leave it alone. Operands move to argv[1..]; their number goes to *operands. `--` ends
 * the options. */
enum options_result options_parse(const struct syntax *syntax, int argc, char **argv, void *values,
                                  int *operands);

#endif
