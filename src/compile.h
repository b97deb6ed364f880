/* compile.h - the whole pipeline as a library: what every command of netc stands on. */
#ifndef NETC_COMPILE_H
#define NETC_COMPILE_H

#include "emit/emit.h"
#include "front/read.h"

struct compile_options {
    struct model_options model;
    struct plan_options plan;
};

/* Each stage from the one before; NULL once diags has an error. */
struct ast *compile_read(struct arena *arena, struct diags *diags, const char *path);
struct model *compile_model(struct arena *arena, struct diags *diags, const char *path,
                            const struct model_options *options);
struct plan *compile_plan(struct arena *arena, struct diags *diags, const char *path,
                          const struct compile_options *options);

/* Writes `path` whole (temporary file in the same folder, fsync, rename) or not at all; reports a
 * FAULT_IO. Several files: all temporary files are written before the first is renamed. */
struct output_file {
    const char *path, *data;
    size_t length;
};
bool write_files(struct diags *diags, const struct output_file *files, unsigned count);

/* Whether write_files() to `path` has a chance, reported if not: asked before long work. */
bool output_writable(struct diags *diags, const char *path);

#endif
