#include "options.h"

#include "status.h"
#include "suggest.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32, HELP_COLUMN = 22 };

/* Says what is wrong, whatever the words of the command line hold. */
__attribute__((format(printf, 1, 2))) static bool fail(const char *format, ...) {
    struct netc_error error;
    va_list list;
    va_start(list, format);
    vsnprintf(error.text, sizeof error.text, format, list);
    va_end(list);
    status_fail(STATUS_USAGE, &error);
    return false;
}

static enum options_result wrong(const struct syntax *syntax) {
    fprintf(stderr, "help: `%s %s --help` lists the options\n", syntax->program, syntax->command);
    return OPTIONS_WRONG;
}

static void print_help(const struct syntax *syntax) {
    printf("usage: %s %s [OPTION...]%s%s\n\n%s\n\noptions:\n", syntax->program, syntax->command,
           syntax->operands ? " " : "", syntax->operands ? syntax->operands : "", syntax->summary);
    for (size_t i = 0; i < syntax->option_count; i++) {
        const struct option *option = &syntax->options[i];
        int used = printf("  --%s%s%s", option->name, option->argument ? " " : "",
                          option->argument ? option->argument : "");
        printf("%*s%s\n", used < HELP_COLUMN ? HELP_COLUMN - used : 1, "", option->help);
    }
    printf("  --help%*s%s\n", HELP_COLUMN - 8, "", "print this and stop");
}

static const struct option *find(const struct syntax *syntax, const char *name, size_t length) {
    for (size_t i = 0; i < syntax->option_count; i++) {
        const struct option *option = &syntax->options[i];
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0) {
            return option;
        }
    }
    return NULL;
}

static enum options_result unknown(const struct syntax *syntax, const char *name, size_t length) {
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (; count < syntax->option_count && count < OPTIONS_MAX - 1; count++) {
        names[count] = syntax->options[count].name;
    }
    names[count++] = "help";
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), name);
    fail("unknown option `--%s` of `%s`", word, syntax->command);
    const char *near = suggest(word, names, count);
    if (near) {
        fprintf(stderr, "help: did you mean `--%s`?\n", near);
    }
    return wrong(syntax);
}

static bool read_count(const struct option *option, const char *text, uint64_t *value) {
    char *end = NULL;
    errno = 0;
    /* strtoull takes signs and blanks, and turns -1 into the largest number. */
    uint64_t number = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    if (end && *end == '\0' && errno == 0 && number >= option->low && number <= option->high) {
        *value = number;
        return true;
    }
    return fail("`--%s %s`: a whole number from %llu to %llu is wanted", option->name, text,
                (unsigned long long)option->low, (unsigned long long)option->high);
}

static bool read_rate(const struct option *option, const char *text, float *value) {
    char *end = NULL;
    float number = strtof(text, &end);
    if (end != text && *end == '\0' && isfinite(number) && number > 0) {
        *value = number;
        return true;
    }
    return fail("`--%s %s`: a number above 0 is wanted, such as 0.01", option->name, text);
}

static bool is_filled(const struct option *option, const char *text) {
    return *text != '\0' || fail("`--%s` is empty", option->name);
}

static bool store(const struct option *option, const char *text, void *values) {
    void *place = (char *)values + option->offset;
    switch (option->type) {
    case OPTION_SWITCH:
        *(bool *)place = true;
        return true;
    case OPTION_TEXT:
        *(const char **)place = text;
        return is_filled(option, text);
    case OPTION_WORDS: {
        struct option_words *words = place;
        words->words[words->count++] = text;
        return is_filled(option, text);
    }
    case OPTION_COUNT:
        return read_count(option, text, place);
    case OPTION_RATE:
        return read_rate(option, text, place);
    }
    return false;
}

/* Reads the option at argv[*at], and moves *at on over its argument. */
static enum options_result read_option(const struct syntax *syntax, int argc, char **argv, int *at,
                                       void *values) {
    const char *name = argv[*at] + 2;
    size_t length = strcspn(name, "=");
    const struct option *option = find(syntax, name, length);
    if (!option) {
        return unknown(syntax, name, length);
    }
    const char *text = name[length] ? name + length + 1 : NULL;
    if (text && !option->argument) {
        fail("`--%s` takes no argument", option->name);
        return wrong(syntax);
    }
    if (!text && option->argument) {
        if (*at + 1 >= argc) {
            fail("`--%s` needs an argument: %s", option->name, option->argument);
            return wrong(syntax);
        }
        text = argv[++*at];
    }
    return store(option, text, values) ? OPTIONS_RUN : wrong(syntax);
}

enum options_result options_parse(const struct syntax *syntax, int argc, char **argv, void *values,
                                  int *operands) {
    bool ended = false;
    *operands = 0;
    for (int at = 1; at < argc; at++) {
        const char *word = argv[at];
        if (ended || word[0] != '-' || word[1] == '\0') {
            if (!syntax->operands) {
                fail("`%s` takes no operand, but `%s` is given", syntax->command, word);
                return wrong(syntax);
            }
            argv[1 + (*operands)++] = argv[at];
        } else if (strcmp(word, "--") == 0) {
            ended = true;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            print_help(syntax);
            return OPTIONS_HELP;
        } else if (word[1] != '-') {
            fail("unknown option `%s` of `%s`", word, syntax->command);
            return wrong(syntax);
        } else {
            enum options_result result = read_option(syntax, argc, argv, &at, values);
            if (result != OPTIONS_RUN) {
                return result;
            }
        }
    }
    return OPTIONS_RUN;
}
