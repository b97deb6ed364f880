/* support.h - what the tests of front share: a compilation's arena, texts in, texts out. */
#ifndef NETC_TESTS_FRONT_SUPPORT_H
#define NETC_TESTS_FRONT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"
#include "front/read.h"

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
};

/* cmocka's setup and teardown: *state is a struct fixture. */
int fixture_create(void **state);
int fixture_free(void **state);

/* Reads a text as a file of this name, .net or .yaml. */
struct ast *read_text(struct fixture *fixture, const char *name, const char *text);

/* The tree, as ast_dump prints it. */
const char *dump(struct fixture *fixture, const struct ast *ast);

/* The diagnostics so far, "LINE:COLUMN message" each, notes and helps indented. */
const char *messages(struct fixture *fixture);

/* Forgets them. */
void clear_messages(struct fixture *fixture);

/* Fails unless the tokens of the text are these, as --dump=tokens prints them. */
void check_tokens(struct fixture *fixture, const char *text, const char *tokens);

/* The text of a file beside the tests, in memory of the arena. */
const char *file_text(struct fixture *fixture, const char *path);

#endif
