/* yaml.c - the YAML twin. */
#include "spec.h"

void fuzz_one(const uint8_t *data, size_t size) {
    spec_try("fuzz.yaml", data, size);
}
