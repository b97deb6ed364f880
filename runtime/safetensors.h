/* safetensors.h - the container: a header length of 8 bytes (little-endian), a JSON header, and the
 * data of the tensors. https://github.com/huggingface/safetensors, "Format". */
#ifndef NETC_SAFETENSORS_H
#define NETC_SAFETENSORS_H

#include "data.h"

#include <jansson.h>
#include <stdio.h>

enum { SAFETENSORS_RANK_MAX = 8, SAFETENSORS_HEADER_MAX = 1 << 20 };

/* One tensor as a header describes it; `name` and `dtype` belong to the JSON of the header. */
struct safetensors_entry {
    const char *name, *dtype;
    int rank;
    uint64_t dims[SAFETENSORS_RANK_MAX];
    uint64_t count;      /* product of dims */
    uint64_t begin, end; /* bytes of the data */
};

struct safetensors {
    json_t *json;
    struct safetensors_entry *entries; /* by where their data begins */
    size_t count;
    uint64_t data_begin,
        data_size; /* bytes; where the data begins in the file, and how long it is */
};

/* Reads the header of the open `file` and checks all that the container asks for: the tensors fill
 * the data without gap or overlap, and the file is as long as they say. `path` is for messages. On
 * success the caller frees with safetensors_free(); on failure there is nothing to free. */
bool safetensors_open(struct safetensors *header, FILE *file, const char *path,
                      struct netc_error *error);
void safetensors_free(struct safetensors *header);

/* A text of the header's __metadata__, or NULL; belongs to the header. */
const char *safetensors_metadata(const struct safetensors *header, const char *key);

/* "6x1x5x5"; "scalar" for rank 0. */
void safetensors_shape(const uint64_t *dims, int rank, char *text, size_t size);

/* Length and header as a file begins with them, padded so that the data is aligned to 8 bytes:
 * *size bytes, freed by the caller. NULL if there is no memory. */
unsigned char *safetensors_header(json_t *json, size_t *size);

#endif
