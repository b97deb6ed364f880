#include "bands.h"

static void bands_raw(const void *weights, const float *images, size_t count, float *outputs,
                      void *memory) {
    const float *bias = weights;
    (void)memory;
    for (size_t n = 0; n < count; n++, outputs += BANDS_CLASSES) {
        for (int k = 0; k < BANDS_CLASSES; k++)
            outputs[k] = bias[k];
        for (int y = 0; y < BANDS_SIDE; y++)
            for (int x = 0; x < BANDS_SIDE; x++)
                outputs[y * BANDS_CLASSES / BANDS_SIDE] += *images++;
    }
}

static void bands(const void *weights, const float *images, size_t count, float *outputs,
                  void *memory) {
    bands_raw(weights, images, count, outputs, memory);
    for (size_t n = 0; n < count; n++, outputs += BANDS_CLASSES) {
        float sum = 0;
        for (int k = 0; k < BANDS_CLASSES; k++)
            sum += outputs[k];
        for (int k = 0; k < BANDS_CLASSES; k++)
            outputs[k] /= sum;
    }
}

static const struct netc_tensor TENSORS[] = {{"bias", 0, BANDS_CLASSES, 1, {BANDS_CLASSES}}};

#define BANDS_MODEL(FORWARD)                                                                       \
    {                                                                                              \
        .abi = NETC_ABI, .name = "bands", .version = "0", .fingerprint = "bands",                  \
        .height = BANDS_SIDE, .width = BANDS_SIDE, .channels = 1, .outputs = BANDS_CLASSES,        \
        .lanes = 1, .shards = 1, .tensors = TENSORS, .tensor_count = 1,                            \
        .parameters = BANDS_CLASSES, .weight_bytes = 64, .inference_bytes = 64,                    \
        .factor = 1.0F / 255, .pad = BANDS_PAD, .forward = FORWARD,                                \
    }

const struct netc_model bands_model = BANDS_MODEL(bands);
const struct netc_model bands_raw_model = BANDS_MODEL(bands_raw);
