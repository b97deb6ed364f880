/* raw_json.c - values of JSON, each of the type that is asked for. */
#include "compare/raw.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

bool document_fault(struct document *document, const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (!document->failed)
        diag_fault(document->diags, FAULT_IO, "`%s`: %s", document->path,
                   arena_vprintf(document->arena, format, args));
    va_end(args);
    document->failed = true;
    return false;
}

bool document_open(struct document *document, struct arena *arena, struct diags *diags,
                   const char *path) {
    size_t length = 0, flags = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL;
    json_error_t error;
    *document = (struct document){.arena = arena, .diags = diags, .path = path};
    char *data = raw_bytes(diags, path, &length);
    if (!data)
        return false;
    document->root = json_loadb(data, length, flags, &error);
    free(data);
    if (!document->root)
        diag_fault(diags, FAULT_IO, "`%s`, line %d: %s", path, error.line > 0 ? error.line : 1,
                   error.text);
    else if (!json_is_object(document->root))
        document_fault(document, "it is no object");
    if (document->root && document->failed)
        document_close(document);
    return document->root != NULL;
}

void document_close(struct document *document) {
    json_decref(document->root);
    document->root = NULL;
}

/* Says that the value is missing, or what it has to be. */
static bool not_a(struct document *document, const char *where, const json_t *value,
                  const char *key, const char *what) {
    const char *dot = *where ? "." : "";
    if (!value)
        return document_fault(document, "`%s%s%s` is missing", where, dot, key);
    return document_fault(document, "`%s%s%s` is not %s", where, dot, key, what);
}

json_t *json_list(struct document *document, const char *where, json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    if (json_is_array(value))
        return value;
    not_a(document, where, value, key, "a list");
    return NULL;
}

const char *json_words(struct document *document, const char *where, json_t *object,
                       const char *key) {
    json_t *value = json_object_get(object, key);
    if (json_is_string(value))
        return arena_strdup(document->arena, json_string_value(value));
    not_a(document, where, value, key, "a text");
    return NULL;
}

bool json_number(struct document *document, const char *where, json_t *object, const char *key,
                 double *number) {
    json_t *value = json_object_get(object, key);
    if (!json_is_real(value) && !json_is_null(value))
        return not_a(document, where, value, key, "a number");
    *number = json_is_null(value) ? NAN : json_real_value(value);
    return true;
}

static bool is_whole(const json_t *value, double least, double most) {
    double number = json_real_value(value);
    return json_is_real(value) && number >= least && number <= most && number == floor(number);
}

bool json_count(struct document *document, const char *where, json_t *object, const char *key,
                double most, double *number) {
    json_t *value = json_object_get(object, key);
    bool whole = is_whole(value, 0, most);
    *number = whole ? json_real_value(value) : 0;
    return whole || not_a(document, where, value, key,
                          arena_printf(document->arena, "a whole number from 0 to %.0f", most));
}

float *json_floats(struct document *document, const char *where, json_t *object, const char *key,
                   size_t *count) {
    json_t *list = json_list(document, where, object, key), *value;
    size_t i;
    if (!list)
        return NULL;
    float *numbers = ARENA_ARRAY(document->arena, json_array_size(list), float);
    json_array_foreach(list, i, value) {
        numbers[i] = json_is_null(value) ? NAN : (float)json_real_value(value);
        if ((!json_is_real(value) && !json_is_null(value)) || isinf(numbers[i])) {
            not_a(document, where, value, arena_printf(document->arena, "%s[%zu]", key, i),
                  "a float");
            return NULL;
        }
    }
    *count = json_array_size(list);
    return numbers;
}

bool json_shape(struct document *document, const char *where, json_t *object, const char *key,
                int *sizes, size_t rank) {
    json_t *list = json_object_get(object, key);
    bool good = json_array_size(list) == rank;
    double product = 1;
    for (size_t i = 0; i < rank && good; i++) {
        const json_t *value = json_array_get(list, i);
        good = is_whole(value, 1, INT_MAX);
        sizes[i] = good ? (int)json_real_value(value) : 0;
        product *= sizes[i];
    }
    return (good && product <= RAW_LIMIT) ||
           not_a(document, where, list, key,
                 arena_printf(document->arena, "a shape of %zu sizes", rank));
}
