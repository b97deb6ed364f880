/* support.h - specs to plans in memory, generated C to compilers. */
#ifndef TEST_EMIT_SUPPORT_H
#define TEST_EMIT_SUPPORT_H

#include "compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* An arena as the state of a test. */
int create_arena(void **state);
int destroy_arena(void **state);
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, create_arena, destroy_arena)

/* The model and the plan of a spec; NULL after an error, which `diags` has. */
struct model *model_of(struct arena *arena, struct diags *diags, const char *spec);
struct plan *plan_of(struct arena *arena, struct diags *diags, const char *spec, unsigned lanes);

/* The same; fails the test, with the diagnostics, if there is an error. */
struct plan *good_plan(struct arena *arena, const char *spec, unsigned lanes);

/* A temporary folder, removed with what is in it. */
const char *folder_make(struct arena *arena);
void folder_remove(const char *folder);

/* Writes `text` to FOLDER/NAME. */
void write_text(struct arena *arena, const char *folder, const char *name, const char *text);

/* Writes NAME.h and NAME.c of the plan. */
void write_plan(struct arena *arena, const char *folder, const char *name, const struct plan *plan);

/* $CC if it is set, otherwise those of gcc and clang that are there. */
const char *const *compilers(struct arena *arena, unsigned *count);

/* Runs "COMPILER -std=c11 -Wall ... -Werror ARGUMENTS" in the folder; fails the test if it fails.
 */
void compile(struct arena *arena, const char *compiler, const char *folder, const char *arguments);

/* Runs a shell command in the folder; its exit status. */
int run(struct arena *arena, const char *folder, const char *command);

#endif
