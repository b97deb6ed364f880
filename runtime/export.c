/* export.c - the command `export`. */
#include "export.h"

#include "commands.h"
#include "files.h"
#include "options.h"
#include "setup.h"
#include "status.h"
#include "text_stream.h"
#include "weights.h"

#include <ctype.h>
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_WIDTH = 100, LITERAL_SIZE = 32, INDENT = 8 };

struct export_options {
    const char *weights, *output;
};

#define FIELD(name) offsetof(struct export_options, name)

static const struct option OPTIONS[] = {
    {"weights", "FILE", "the weights to export; default NAME.safetensors", OPTION_TEXT,
     FIELD(weights), 0, 0},
    {"output", "FILE", "the header to write; default NAME_weights.h", OPTION_TEXT, FIELD(output), 0,
     0},
};

static void put_upper(FILE *out, const char *name) {
    for (; *name; name++) {
        fputc(toupper((unsigned char)*name), out);
    }
}

static void put_guard(FILE *out, const char *directive, const char *name) {
    fprintf(out, "#%s NETC_WEIGHTS_", directive);
    put_upper(out, name);
    fprintf(out, "_H\n");
}

static void put_check(FILE *out, const char *keyword, const struct netc_model *model) {
    fprintf(out, "%s(", keyword);
    put_upper(out, model->name);
    fprintf(out, "_PARAMETERS == %zu, \"weights of another network\");\n", model->parameters);
}

static void put_opening(FILE *out, const struct netc_model *model) {
    const char *name = model->name;
    fprintf(out,
            "/* The trained weights of %s as constants, written by its command `export`.\n"
            " * Include the header that netc generated first. */\n",
            name);
    put_guard(out, "ifndef", name);
    put_guard(out, "define", name);
    fprintf(out, "\n#ifdef __cplusplus\n");
    put_check(out, "static_assert", model);
    fprintf(out, "#else\n");
    put_check(out, "_Static_assert", model);
    fprintf(out, "#endif\n\nstatic const struct %s_weights %s_trained = {\n", name, name);
}

/* Nine digits tell all floats apart; without a point or an exponent, `f` may not follow them. */
static int literal(float value, char text[static LITERAL_SIZE]) {
    int length = snprintf(text, LITERAL_SIZE, "%.*g", FLT_DECIMAL_DIG, (double)value);
    const char *ending = strpbrk(text, ".e") ? "f," : ".0f,";
    return length + snprintf(text + length, LITERAL_SIZE - (size_t)length, "%s", ending);
}

static void put_tensor(FILE *out, const struct netc_tensor *tensor, const float *values) {
    char text[LITERAL_SIZE];
    int column = LINE_WIDTH;
    fprintf(out, "    /* %s:", tensor->name);
    for (int i = 0; i < tensor->rank; i++) {
        fprintf(out, "%s %lld", i ? " x" : "", (long long)tensor->dims[i]);
    }
    fprintf(out, " */\n    {");
    for (size_t i = 0; i < tensor->count; i++) {
        int length = literal(values[i], text);
        if (column + 1 + length > LINE_WIDTH) {
            fprintf(out, "\n%*s%s", (int)INDENT, "", text);
            column = INDENT + length;
        } else {
            fprintf(out, " %s", text);
            column += 1 + length;
        }
    }
    fprintf(out, "\n    },\n");
}

char *export_text(const struct netc_model *model, const void *weights, size_t *size,
                  struct netc_error *error) {
    char *text = NULL;
    if (!weights_finite(model, weights)) {
        error_set(error, "some weights are no finite numbers, which cannot be written as C");
        return NULL;
    }
    FILE *out = text_stream(&text, size);
    if (out) {
        put_opening(out, model);
        for (size_t i = 0; i < model->tensor_count; i++) {
            put_tensor(out, &model->tensors[i], (const float *)weights + model->tensors[i].offset);
        }
        fprintf(out, "};\n\n#endif\n");
        bool whole = !ferror(out);
        if (fclose(out) == 0 && whole) {
            return text;
        }
        free(text);
    }
    error_set(error, "no memory for the weights as C");
    return NULL;
}

static bool write_header(const struct netc_model *model, const void *weights, const char *path,
                         struct netc_error *error) {
    struct file_part part = {0};
    char *text = export_text(model, weights, &part.size, error);
    part.data = text;
    bool written = text && file_write(path, &part, 1, error);
    free(text);
    return written;
}

int export_command(const struct netc_model *model, int argc, char **argv) {
    char standard[SETUP_PATH_MAX];
    struct netc_error error;
    struct export_options options = {NULL, standard};
    struct syntax syntax = {model->name, "export",
                            NULL,        "Writes trained weights as C: the constant NAME_trained.",
                            OPTIONS,     sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0;
    snprintf(standard, sizeof standard, "%s_weights.h", model->name);
    enum options_result parsed = options_parse(&syntax, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN) {
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    }
    void *weights = setup_weights(model, options.weights);
    if (!weights) {
        return STATUS_IO;
    }
    bool written = write_header(model, weights, options.output, &error);
    free(weights);
    return written ? STATUS_DONE : status_fail(STATUS_IO, &error);
}
