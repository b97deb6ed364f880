#include "safetensors.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LENGTH_BYTES = 8, DATA_ALIGNMENT = 8 };

void safetensors_shape(const uint64_t *dims, int rank, char *text, size_t size) {
    if (rank == 0) {
        snprintf(text, size, "scalar");
        return;
    }
    size_t used = 0;
    for (int i = 0; i < rank && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%llu", i ? "x" : "",
                                 (unsigned long long)dims[i]);
    }
}

static unsigned bytes_of(const char *dtype) {
    static const struct {
        const char *name;
        unsigned bytes;
    } KNOWN[] = {{"F32", 4}, {"F64", 8}, {"F16", 2}, {"BF16", 2}, {"I64", 8},
                 {"I32", 4}, {"I16", 2}, {"I8", 1},  {"U64", 8},  {"U32", 4},
                 {"U16", 2}, {"U8", 1},  {"BOOL", 1}};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (strcmp(dtype, KNOWN[i].name) == 0) {
            return KNOWN[i].bytes;
        }
    }
    return 0;
}

/* A JSON number that is a whole one and not negative. */
static bool read_number(const json_t *json, uint64_t *number) {
    if (!json_is_integer(json) || json_integer_value(json) < 0) {
        return false;
    }
    *number = (uint64_t)json_integer_value(json);
    return true;
}

static bool read_dims(struct safetensors_entry *entry, const json_t *shape) {
    size_t rank = json_array_size(shape);
    if (!json_is_array(shape) || rank > SAFETENSORS_RANK_MAX) {
        return false;
    }
    entry->rank = (int)rank;
    entry->count = 1;
    for (size_t i = 0; i < rank; i++) {
        uint64_t dim = 0;
        if (!read_number(json_array_get(shape, i), &dim) || dim == 0 ||
            entry->count > INT64_MAX / 8 / dim) {
            return false;
        }
        entry->dims[i] = dim;
        entry->count *= dim;
    }
    return true;
}

static bool read_entry(struct safetensors_entry *entry, const char *name, const json_t *json,
                       const char *path, struct netc_error *error) {
    const json_t *dtype = json_object_get(json, "dtype");
    const json_t *offsets = json_object_get(json, "data_offsets");
    entry->name = name;
    entry->dtype = json_is_string(dtype) ? json_string_value(dtype) : "";
    unsigned bytes = bytes_of(entry->dtype);
    if (bytes == 0) {
        return error_set(error, "%s: tensor `%s` has no known dtype (F32 is wanted)", path, name);
    }
    if (!read_dims(entry, json_object_get(json, "shape"))) {
        return error_set(error, "%s: tensor `%s` has no proper shape", path, name);
    }
    if (!json_is_array(offsets) || json_array_size(offsets) != 2 ||
        !read_number(json_array_get(offsets, 0), &entry->begin) ||
        !read_number(json_array_get(offsets, 1), &entry->end) || entry->begin > entry->end) {
        return error_set(error, "%s: tensor `%s` has no proper data_offsets", path, name);
    }
    if (entry->end - entry->begin != entry->count * bytes) {
        return error_set(error, "%s: tensor `%s` needs %llu bytes, but its data_offsets span %llu",
                         path, name, (unsigned long long)(entry->count * bytes),
                         (unsigned long long)(entry->end - entry->begin));
    }
    return true;
}

static int by_begin(const void *a, const void *b) {
    const struct safetensors_entry *left = a, *right = b;
    return (left->begin > right->begin) - (left->begin < right->begin);
}

/* Sorted by place, each tensor must begin where the one before ends. */
static bool check_layout(struct safetensors *header, const char *path, struct netc_error *error) {
    uint64_t end = 0;
    qsort(header->entries, header->count, sizeof *header->entries, by_begin);
    for (size_t i = 0; i < header->count; i++) {
        const struct safetensors_entry *entry = &header->entries[i];
        if (entry->begin != end) {
            return error_set(error, "%s: the data of tensor `%s` begins at %llu, %s of %llu", path,
                             entry->name, (unsigned long long)entry->begin,
                             entry->begin < end ? "before the end" : "leaving a gap after the end",
                             (unsigned long long)end);
        }
        end = entry->end;
    }
    if (header->data_size != end) {
        return error_set(error, "%s: %s: the tensors take %llu bytes, but %llu follow the header",
                         path,
                         header->data_size < end ? "the file is truncated" : "the file is too long",
                         (unsigned long long)end, (unsigned long long)header->data_size);
    }
    return true;
}

static bool read_entries(struct safetensors *header, const char *path, struct netc_error *error) {
    if (!json_is_object(header->json)) {
        return error_set(error, "%s: the header is no JSON object", path);
    }
    header->entries = calloc(json_object_size(header->json) + 1, sizeof *header->entries);
    if (!header->entries) {
        return error_set(error, "%s: no memory for its header", path);
    }
    const char *name;
    json_t *value;
    json_object_foreach(header->json, name, value) {
        if (strcmp(name, "__metadata__") == 0) {
            continue;
        }
        if (!read_entry(&header->entries[header->count], name, value, path, error)) {
            return false;
        }
        header->count++;
    }
    return check_layout(header, path, error);
}

/* The JSON text behind the 8 bytes of length; freed by the caller. */
static char *read_text(struct safetensors *header, FILE *file, size_t *length, const char *path,
                       struct netc_error *error) {
    unsigned char bytes[LENGTH_BYTES];
    uint64_t size = 0;
    struct stat info;
    if (fstat(fileno(file), &info) != 0 || !S_ISREG(info.st_mode)) {
        error_set(error, "%s: cannot be read: it is no regular file", path);
        return NULL;
    }
    uint64_t end = (uint64_t)info.st_size;
    if (fread(bytes, 1, sizeof bytes, file) != sizeof bytes) {
        error_set(error, "%s: no safetensors file: only %llu bytes long", path,
                  (unsigned long long)end);
        return NULL;
    }
    for (int i = LENGTH_BYTES - 1; i >= 0; i--) {
        size = size << 8 | bytes[i];
    }
    if (size > SAFETENSORS_HEADER_MAX || size > end - LENGTH_BYTES) {
        error_set(error,
                  "%s: truncated, or no safetensors file: a header of %llu bytes is announced, and "
                  "%llu follow",
                  path, (unsigned long long)size, (unsigned long long)(end - LENGTH_BYTES));
        return NULL;
    }
    header->data_begin = LENGTH_BYTES + size;
    header->data_size = end - header->data_begin;
    *length = (size_t)size;
    char *text = memory_alloc(*length + 1);
    if (fread(text, 1, *length, file) != *length) {
        error_set(error, "%s: the header cannot be read", path);
        free(text);
        return NULL;
    }
    return text;
}

bool safetensors_open(struct safetensors *header, FILE *file, const char *path,
                      struct netc_error *error) {
    size_t length = 0;
    json_error_t cause;
    memset(header, 0, sizeof *header);
    char *text = read_text(header, file, &length, path, error);
    if (!text) {
        return false;
    }
    header->json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &cause);
    free(text);
    if (!header->json) {
        return error_set(error, "%s: the header is no proper JSON: %s at byte %d", path, cause.text,
                         cause.position);
    }
    if (!read_entries(header, path, error)) {
        safetensors_free(header);
        return false;
    }
    return true;
}

void safetensors_free(struct safetensors *header) {
    json_decref(header->json);
    free(header->entries);
    memset(header, 0, sizeof *header);
}

const char *safetensors_metadata(const struct safetensors *header, const char *key) {
    return json_string_value(json_object_get(json_object_get(header->json, "__metadata__"), key));
}

unsigned char *safetensors_header(json_t *json, size_t *size) {
    char *text = json_dumps(json, JSON_COMPACT);
    if (!text) {
        return NULL;
    }
    size_t length = strlen(text);
    size_t padded = (length + DATA_ALIGNMENT - 1) / DATA_ALIGNMENT * DATA_ALIGNMENT;
    unsigned char *bytes = malloc(LENGTH_BYTES + padded);
    if (bytes) {
        memset(bytes, ' ', LENGTH_BYTES + padded);
        memcpy(bytes + LENGTH_BYTES, text, length);
        for (int i = 0; i < LENGTH_BYTES; i++) {
            bytes[i] = (unsigned char)((uint64_t)padded >> (8 * i));
        }
        *size = LENGTH_BYTES + padded;
    }
    free(text);
    return bytes;
}
