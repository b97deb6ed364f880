#include "memory.h"
#include "support.h"
#include "toy.h"
#include "weights.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { DATA_BYTES = TOY_PARAMETERS * 4 };

static float original[TOY_PARAMETERS];

static int setup(void **state) {
    for (int i = 0; i < TOY_PARAMETERS; i++) {
        original[i] = sinf((float)i) * powf(10, (float)(i % 60 - 30));
    }
    original[0] = -0.0f;
    original[1] = 0x1p-149f;
    return support_enter(state);
}

/* Loading must fail with an error that has `part`, and must not touch the weights. */
static void refuse(const struct netc_model *model, const char *path, const char *part) {
    float weights[TOY_PARAMETERS];
    struct netc_error error = {""};
    memset(weights, 0x55, sizeof weights);
    assert_false(weights_load(model, path, weights, &error));
    support_contains(error.text, part);
    support_contains(error.text, path);
    for (size_t i = 0; i < sizeof weights; i++) {
        assert_int_equal(((unsigned char *)weights)[i], 0x55);
    }
}

static void save(const char *path) {
    struct netc_error error;
    assert_true(weights_save(&toy_model, path, original, &error));
}

/* A file of this header text and the original's data. */
static void write_file(const char *path, const char *header, size_t data_bytes) {
    size_t length = strlen(header);
    unsigned char *bytes = calloc(8 + length + data_bytes, 1);
    assert_non_null(bytes);
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)((uint64_t)length >> (8 * i));
    }
    memcpy(bytes + 8, header, length);
    memcpy(bytes + 8 + length, original, data_bytes < DATA_BYTES ? data_bytes : DATA_BYTES);
    support_write(path, bytes, 8 + length + data_bytes);
    free(bytes);
}

static void round_trip(void **state) {
    (void)state;
    float weights[TOY_PARAMETERS] = {0};
    struct netc_error error;
    save("w.safetensors");
    assert_true(weights_load(&toy_model, "w.safetensors", weights, &error));
    assert_memory_equal(weights, original, sizeof weights);
}

/* The format as its document has it, read without the code under test. */
static void container(void **state) {
    (void)state;
    size_t size = 0;
    save("w.safetensors");
    unsigned char *bytes = (unsigned char *)support_read("w.safetensors", &size);
    size_t length = bytes[0] + 256u * bytes[1];
    assert_int_equal(length % 8, 0);
    assert_int_equal(size, 8 + length + DATA_BYTES);
    assert_int_equal(bytes[8], '{');
    json_t *json = json_loadb((char *)bytes + 8, length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    const char *dtype, *crc, *network, *format, *version, *print;
    int rows, columns, begin, end;
    assert_int_equal(json_unpack(json, "{s:{s:s,s:[i,i],s:[i,i]}, s:{s:s,s:s,s:s,s:s,s:s}}",
                                 "OUT.weight", "dtype", &dtype, "shape", &rows, &columns,
                                 "data_offsets", &begin, &end, "__metadata__", "crc32", &crc,
                                 "network", &network, "format", &format, "netc_version", &version,
                                 "fingerprint", &print),
                     0);
    assert_string_equal(dtype, "F32");
    assert_int_equal(rows, TOY_CLASSES);
    assert_int_equal(columns, TOY_PIXELS);
    assert_int_equal(begin, 0);
    assert_int_equal(end, TOY_CLASSES * TOY_PIXELS * 4);
    assert_string_equal(network, "toy");
    assert_string_equal(format, "pt");
    assert_string_equal(print, toy_model.fingerprint);
    assert_int_equal(strtoul(crc, NULL, 16), crc32(0, bytes + 8 + length, DATA_BYTES));
    assert_memory_equal(bytes + 8 + length, original, DATA_BYTES);
    json_decref(json);
    free(bytes);
}

/* As PyTorch's safetensors writes: no metadata of ours, another order, blanks at the end. */
static void foreign(void **state) {
    (void)state;
    float weights[TOY_PARAMETERS] = {0};
    struct netc_error error;
    write_file("f",
               "{\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
               "\"OUT.weight\":{\"dtype\":\"F32\",\"shape\":[3,100],"
               "\"data_offsets\":[12,1212]}}   ",
               DATA_BYTES);
    assert_true(weights_load(&toy_model, "f", weights, &error));
    assert_memory_equal(weights + 300, original, 12);
    assert_memory_equal(weights, original + 3, 1200);
}

#define W "\"OUT.weight\":{\"dtype\":\"F32\",\"shape\":[3,100],\"data_offsets\":[0,1200]}"
#define B "\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1200,1212]}"
static const struct {
    const char *header, *part;
} HEADERS[] = {
    {"{" W "," B, "no proper JSON"},
    {"{" W "," W "," B "}", "no proper JSON"},
    {"[]", "no JSON object"},
    {"{" W "}", "too long"},
    {"{" B "}", "leaving a gap"},
    {"{" W "," B ",\"x\":3}", "tensor `x` has no known dtype"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F99\",\"shape\":[3],\"data_offsets\":[1200,1212]}}",
     "`OUT.bias` has no known dtype"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"I32\",\"shape\":[3],\"data_offsets\":[1200,1212]}}",
     "`OUT.bias` is I32, but F32 is wanted"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":3,\"data_offsets\":[1200,1212]}}",
     "no proper shape"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[-3],\"data_offsets\":[1200,1212]}}",
     "no proper shape"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3.0],\"data_offsets\":[1200,1212]}}",
     "no proper shape"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,3],"
     "\"data_offsets\":[1200,1212]}}",
     "no proper shape"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,3],"
     "\"data_offsets\":[1200,1212]}}",
     "no proper shape"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1200]}}",
     "no proper data_offsets"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1212,1200]}}",
     "no proper data_offsets"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[-12,0]}}",
     "no proper data_offsets"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1200,1213]}}",
     "needs 12 bytes, but its data_offsets span 13"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1196,1208]}}",
     "before the end"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[3],"
     "\"data_offsets\":[9223372036854775800,9223372036854775807]}}",
     "needs 12 bytes"},
    {"{" W ",\"OUT.bias\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[1200,1212]}}",
     "tensor `OUT.bias` is 1x3 there but 3 here"},
    {"{" W ",\"out.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[1200,1212]}}",
     "tensor `OUT.bias` is missing"},
};

static void headers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++) {
        write_file("bad.safetensors", HEADERS[i].header, DATA_BYTES);
        refuse(&toy_model, "bad.safetensors", HEADERS[i].part);
    }
    write_file("bad.safetensors",
               "{" W "," B ",\"OUT.more\":{\"dtype\":\"F32\",\"shape\":[1],"
               "\"data_offsets\":[1212,1216]}}",
               DATA_BYTES + 4);
    refuse(&toy_model, "bad.safetensors", "tensor `OUT.more` is not in network `toy`");
    write_file("bad.safetensors", "{" W "," B "}", DATA_BYTES - 1);
    refuse(&toy_model, "bad.safetensors", "truncated");
    write_file("bad.safetensors", "{" W "," B "}", DATA_BYTES + 1);
    refuse(&toy_model, "bad.safetensors", "too long");
}

static void another_network(void **state) {
    (void)state;
    struct netc_tensor tensors[2] = {toy_model.tensors[0], toy_model.tensors[1]};
    struct netc_model other = toy_model;
    save("w.safetensors");
    other.name = "big";
    tensors[0].rank = 4;
    tensors[0].dims[2] = tensors[0].dims[3] = 5;
    other.tensors = tensors;
    refuse(&other, "w.safetensors",
           "made for network `toy`, tensor `OUT.weight` is 3x100 there but 3x100x5x5 here");
    other = toy_model;
    other.fingerprint = "fedcba9876543210";
    refuse(&other, "w.safetensors",
           "made for another network `toy`, its tensors fit, but its layers have the fingerprint "
           "0123456789abcdef");
}

/* No cut of the file is taken for a whole one. */
static void truncated(void **state) {
    (void)state;
    size_t size = 0;
    save("w.safetensors");
    char *bytes = support_read("w.safetensors", &size);
    for (size_t cut = 0; cut < size; cut += cut < 600 ? 1 : 97) {
        support_write("cut.safetensors", bytes, cut);
        refuse(&toy_model, "cut.safetensors", cut < 8 ? "no safetensors file" : "truncated");
    }
    free(bytes);
}

/* Any changed byte of the data is noticed. */
static void tampered(void **state) {
    (void)state;
    size_t size = 0;
    save("w.safetensors");
    char *bytes = support_read("w.safetensors", &size);
    for (size_t at = size - DATA_BYTES; at < size; at++) {
        bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
        support_write("bad.safetensors", bytes, size);
        refuse(&toy_model, "bad.safetensors", "damaged or changed: the checksum");
        bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
    }
    free(bytes);
}

/* Whatever a byte of the header becomes: refused with a message, or the same weights. */
static void every_header_byte(void **state) {
    (void)state;
    size_t size = 0;
    save("w.safetensors");
    char *bytes = support_read("w.safetensors", &size);
    for (size_t at = 0; at < size - DATA_BYTES; at++) {
        static const unsigned char CHANGES[] = {1, 2, 0x10, 0x80, 0xff};
        for (size_t i = 0; i < sizeof CHANGES; i++) {
            float weights[TOY_PARAMETERS] = {0};
            struct netc_error error = {""};
            bytes[at] = (char)(bytes[at] ^ CHANGES[i]);
            support_write("bad.safetensors", bytes, size);
            if (weights_load(&toy_model, "bad.safetensors", weights, &error)) {
                assert_memory_equal(weights, original, sizeof weights);
            } else {
                support_contains(error.text, "bad.safetensors: ");
            }
            bytes[at] = (char)(bytes[at] ^ CHANGES[i]);
        }
    }
    free(bytes);
}

static void not_finite(void **state) {
    (void)state;
    struct netc_error error;
    float weights[TOY_PARAMETERS];
    memcpy(weights, original, sizeof weights);
    assert_true(weights_finite(&toy_model, weights));
    weights[TOY_PARAMETERS - 1] = INFINITY;
    assert_false(weights_finite(&toy_model, weights));
    assert_true(weights_save(&toy_model, "inf", weights, &error));
    refuse(&toy_model, "inf", "not a finite number");
}

static void unreadable(void **state) {
    (void)state;
    refuse(&toy_model, "missing", "No such file");
    refuse(&toy_model, ".", "no regular file");
    refuse(&toy_model, "/dev/null", "no regular file");
    support_write("huge", "\xff\xff\xff\xff\xff\xff\xff\xff{}", 10);
    refuse(&toy_model, "huge", "18446744073709551615");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),      cmocka_unit_test(container),
        cmocka_unit_test(foreign),         cmocka_unit_test(headers),
        cmocka_unit_test(another_network), cmocka_unit_test(truncated),
        cmocka_unit_test(tampered),        cmocka_unit_test(every_header_byte),
        cmocka_unit_test(not_finite),      cmocka_unit_test(unreadable),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
