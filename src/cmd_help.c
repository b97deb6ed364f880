#include "commands.h"

#include <stdio.h>
#include <string.h>

enum { OPTION_COLUMN = 30 };

static void print_option(const struct option_row *row) {
    char form[64];
    if (row->letter)
        snprintf(form, sizeof form, "-%c, --%s", row->letter, row->name);
    else
        snprintf(form, sizeof form, "    --%s", row->name);
    size_t length = strlen(form);
    if (row->argument)
        snprintf(form + length, sizeof form - length, "=%s", row->argument);
    if (strlen(form) > OPTION_COLUMN)
        printf("  %s\n  %*s  %s\n", form, OPTION_COLUMN, "", row->doc);
    else
        printf("  %-*s  %s\n", OPTION_COLUMN, form, row->doc);
}

static void print_options(const struct command *command) {
    unsigned options = command->options | OPTION(COLOR) | OPTION(HELP) | OPTION(VERSION);
    puts("\nOptions:");
    for (int id = 0; id < OPTION_COUNT; id++)
        if (options & 1u << id)
            print_option(&OPTION_ROWS[id]);
}

static void print_commands(const struct command *commands, unsigned count) {
    puts("\nCommands (each has its own --help):");
    for (unsigned i = 0; i < count; i++)
        if (commands[i].name)
            printf("  %-10s %s\n", commands[i].name, commands[i].doc);
}

void print_help(const struct command *command, const struct command *commands, unsigned count) {
    printf("Usage: netc %s%s%s\n%s.\n", command->name ? command->name : "",
           command->name ? " " : "", command->operands, command->doc);
    if (command->details)
        printf("\n%s\n", command->details);
    print_options(command);
    if (!command->name)
        print_commands(commands, count);
    puts("\nExit status: 0 done, 1 the spec is wrong, 2 usage, 3 input/output or the C compiler "
         "failed.");
}
