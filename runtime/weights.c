#include "weights.h"

#include "files.h"
#include "memory.h"
#include "safetensors.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FLOAT_BYTES = 4, SHAPE_TEXT = 128, CRC_TEXT = 9 };

void weights_default_path(const struct netc_model *model, char *name, size_t size) {
    snprintf(name, size, "%s.safetensors", model->name);
}

/* Little-endian on every machine. */
static void encode(unsigned char *bytes, const float *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t word;
        memcpy(&word, &values[i], sizeof word);
        for (int b = 0; b < FLOAT_BYTES; b++) {
            bytes[i * FLOAT_BYTES + (size_t)b] = (unsigned char)(word >> (8 * b));
        }
    }
}

static void decode(float *values, const unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t word = 0;
        for (int b = FLOAT_BYTES - 1; b >= 0; b--) {
            word = word << 8 | bytes[i * FLOAT_BYTES + (size_t)b];
        }
        memcpy(&values[i], &word, sizeof word);
    }
}

static void crc_text(const unsigned char *data, size_t size, char text[static CRC_TEXT]) {
    uLong crc = crc32_z(crc32_z(0, NULL, 0), data, size);
    snprintf(text, CRC_TEXT, "%08lx", (unsigned long)crc);
}

bool weights_finite(const struct netc_model *model, const void *weights) {
    const float *values = weights;
    for (size_t i = 0; i < model->parameters; i++) {
        if (!isfinite(values[i])) {
            return false;
        }
    }
    return true;
}

/* ---- writing ---- */

static json_t *describe_tensor(const struct netc_tensor *tensor, size_t begin) {
    json_t *shape = json_array();
    for (int i = 0; i < tensor->rank; i++) {
        json_array_append_new(shape, json_integer(tensor->dims[i]));
    }
    return json_pack("{s:s, s:o, s:[I, I]}", "dtype", "F32", "shape", shape, "data_offsets",
                     (json_int_t)begin, (json_int_t)(begin + tensor->count * FLOAT_BYTES));
}

/* `format` says whose layouts these are: "pt", PyTorch's. */
static json_t *describe(const struct netc_model *model, const char *crc) {
    json_t *json = json_object();
    size_t begin = 0;
    json_object_set_new(json, "__metadata__",
                        json_pack("{s:s, s:s, s:s, s:s, s:s}", "format", "pt", "netc_version",
                                  model->version, "network", model->name, "fingerprint",
                                  model->fingerprint, "crc32", crc));
    for (size_t i = 0; i < model->tensor_count; i++) {
        const struct netc_tensor *tensor = &model->tensors[i];
        json_object_set_new(json, tensor->name, describe_tensor(tensor, begin));
        begin += tensor->count * FLOAT_BYTES;
    }
    return json;
}

bool weights_save(const struct netc_model *model, const char *path, const void *weights,
                  struct netc_error *error) {
    size_t size = 0, header_size = 0;
    unsigned char *data = block_alloc(model->parameters, FLOAT_BYTES);
    for (size_t i = 0; i < model->tensor_count; i++) {
        const struct netc_tensor *tensor = &model->tensors[i];
        encode(data + size, (const float *)weights + tensor->offset, tensor->count);
        size += tensor->count * FLOAT_BYTES;
    }
    char crc[CRC_TEXT];
    crc_text(data, size, crc);
    json_t *json = describe(model, crc);
    unsigned char *header = safetensors_header(json, &header_size);
    json_decref(json);
    const struct file_part parts[] = {{header, header_size}, {data, size}};
    bool good = header ? file_write(path, parts, 2, error)
                       : error_set(error, "%s: no memory for its header", path);
    free(header);
    free(data);
    return good;
}

/* ---- reading ---- */

static const struct safetensors_entry *find(const struct safetensors *header, const char *name) {
    for (size_t i = 0; i < header->count; i++) {
        if (strcmp(header->entries[i].name, name) == 0) {
            return &header->entries[i];
        }
    }
    return NULL;
}

/* "made for network `x`: ", so that the next words say how one sees it. */
static void made_for(const struct netc_model *model, const struct safetensors *header, char *text,
                     size_t size) {
    const char *network = safetensors_metadata(header, "network");
    const char *print = safetensors_metadata(header, "fingerprint");
    bool other = network && (strcmp(network, model->name) != 0 ||
                             (print && strcmp(print, model->fingerprint) != 0));
    bool another = network && strcmp(network, model->name) == 0;
    *text = '\0';
    if (other) {
        snprintf(text, size, "made for %snetwork `%.60s`, ", another ? "another " : "", network);
    }
}

static bool check_tensor(const struct netc_model *model, const struct netc_tensor *tensor,
                         const struct safetensors *header, const char *path,
                         struct netc_error *error) {
    char origin[SHAPE_TEXT], there[SHAPE_TEXT], here[SHAPE_TEXT];
    uint64_t dims[4];
    const struct safetensors_entry *entry = find(header, tensor->name);
    made_for(model, header, origin, sizeof origin);
    if (!entry) {
        return error_set(error, "%s: %stensor `%s` is missing", path, origin, tensor->name);
    }
    bool same = entry->rank == tensor->rank;
    for (int i = 0; i < tensor->rank; i++) {
        dims[i] = (uint64_t)tensor->dims[i];
        same = same && entry->dims[i] == dims[i];
    }
    if (!same) {
        safetensors_shape(entry->dims, entry->rank, there, sizeof there);
        safetensors_shape(dims, tensor->rank, here, sizeof here);
        return error_set(error, "%s: %stensor `%s` is %s there but %s here", path, origin,
                         tensor->name, there, here);
    }
    if (strcmp(entry->dtype, "F32") != 0) {
        return error_set(error, "%s: tensor `%s` is %s, but F32 is wanted", path, tensor->name,
                         entry->dtype);
    }
    return true;
}

static bool check_tensors(const struct netc_model *model, const struct safetensors *header,
                          const char *path, struct netc_error *error) {
    char origin[SHAPE_TEXT];
    for (size_t i = 0; i < model->tensor_count; i++) {
        if (!check_tensor(model, &model->tensors[i], header, path, error)) {
            return false;
        }
    }
    made_for(model, header, origin, sizeof origin);
    for (size_t i = 0; i < header->count; i++) {
        size_t at = 0;
        while (at < model->tensor_count &&
               strcmp(model->tensors[at].name, header->entries[i].name) != 0) {
            at++;
        }
        if (at == model->tensor_count) {
            return error_set(error, "%s: %stensor `%s` is not in network `%s`", path, origin,
                             header->entries[i].name, model->name);
        }
    }
    const char *print = safetensors_metadata(header, "fingerprint");
    if (print && strcmp(print, model->fingerprint) != 0) {
        return error_set(error,
                         "%s: %sits tensors fit, but its layers have the fingerprint %s, and those "
                         "of `%s` have %s",
                         path, origin, print, model->name, model->fingerprint);
    }
    return true;
}

static bool check_data(const struct safetensors *header, const unsigned char *data,
                       const char *path, struct netc_error *error) {
    char crc[CRC_TEXT];
    const char *stored = safetensors_metadata(header, "crc32");
    crc_text(data, (size_t)header->data_size, crc);
    if (stored && strcmp(stored, crc) != 0) {
        return error_set(error,
                         "%s: damaged or changed: the checksum of its data is %s, but %s is stored",
                         path, crc, stored);
    }
    return true;
}

/* All checks are done: what may still be wrong is a value. */
static bool read_values(const struct netc_model *model, const struct safetensors *header,
                        const unsigned char *data, float *values, const char *path,
                        struct netc_error *error) {
    for (size_t i = 0; i < model->tensor_count; i++) {
        const struct netc_tensor *tensor = &model->tensors[i];
        const struct safetensors_entry *entry = find(header, tensor->name);
        decode(values + tensor->offset, data + entry->begin, tensor->count);
    }
    return weights_finite(model, values) ||
           error_set(error, "%s: a weight is not a finite number", path);
}

static bool load(const struct netc_model *model, const struct safetensors *header, FILE *file,
                 void *weights, const char *path, struct netc_error *error) {
    if (!check_tensors(model, header, path, error)) {
        return false;
    }
    size_t size = (size_t)header->data_size;
    unsigned char *data = block_alloc(size, 1);
    float *values = block_alloc(1, model->weight_bytes);
    memcpy(values, weights, model->weight_bytes);
    bool good = (fseek(file, (long)header->data_begin, SEEK_SET) == 0 &&
                 fread(data, 1, size, file) == size) ||
                error_set(error, "%s: cannot be read: %s", path, strerror(errno));
    good = good && check_data(header, data, path, error) &&
           read_values(model, header, data, values, path, error);
    if (good) {
        memcpy(weights, values, model->weight_bytes);
    }
    free(values);
    free(data);
    return good;
}

bool weights_load(const struct netc_model *model, const char *path, void *weights,
                  struct netc_error *error) {
    struct safetensors header;
    FILE *file = fopen(path, "rb");
    if (!file) {
        return error_set(error, "%s: cannot be read: %s", path, strerror(errno));
    }
    bool good = safetensors_open(&header, file, path, error);
    if (good) {
        good = load(model, &header, file, weights, path, error);
        safetensors_free(&header);
    }
    fclose(file);
    return good;
}
