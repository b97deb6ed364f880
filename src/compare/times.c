/* times.c - what `bench --json` wrote of the operations of a training step. */
#include "compare/raw.h"

#include <limits.h>
#include <string.h>

static const char PROGRAM[] = "training";

/* The program, and where it stands; NULL after a fault. */
static json_t *find_program(struct document *document, const char **where) {
    json_t *programs = json_list(document, "", document->root, "programs"), *program;
    size_t i;
    json_array_foreach(programs, i, program) {
        *where = arena_printf(document->arena, "programs[%zu]", i);
        const char *name = json_words(document, *where, program, "name");
        if (!name)
            return NULL;
        if (strcmp(name, PROGRAM) == 0)
            return program;
    }
    document_fault(document, "no program of `programs` is `%s`", PROGRAM);
    return NULL;
}

static void read_operation(struct document *document, const char *where, json_t *json,
                           struct operation_time *time) {
    double runs = 0, microseconds = 0;
    if (!(time->name = json_words(document, where, json, "name")) ||
        !(time->pass = json_words(document, where, json, "pass")) ||
        !json_count(document, where, json, "runs", INT_MAX, &runs) ||
        !json_number(document, where, json, "microseconds", &microseconds))
        return;
    time->seconds = 1e-6 * microseconds * runs;
    if (!(microseconds >= 0))
        document_fault(document, "`%s.microseconds` is not a time", where);
}

bool times_read(struct arena *arena, struct diags *diags, const char *path,
                struct trained *trained) {
    struct document document;
    const char *where = NULL;
    double batch = 0;
    size_t i;
    json_t *operations = NULL, *operation;
    if (!document_open(&document, arena, diags, path))
        return false;
    json_t *program = find_program(&document, &where);
    if (program && json_count(&document, where, program, "batch", INT_MAX, &batch))
        operations = json_list(&document, where, program, "operations");
    trained->time_batch = (size_t)batch;
    trained->time_count = (unsigned)json_array_size(operations);
    trained->times = ARENA_ARRAY(arena, trained->time_count, struct operation_time);
    json_array_foreach(operations, i, operation) {
        if (!document.failed)
            read_operation(&document, arena_printf(arena, "%s.operations[%zu]", where, i),
                           operation, &trained->times[i]);
    }
    document_close(&document);
    return !document.failed;
}
