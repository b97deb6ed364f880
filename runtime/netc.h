/* netc.h - how a generated network describes itself to the runtime.
 *
 * A generated NAME.c compiled with -DNETC_MODEL includes this header and defines
 * `const struct netc_model NAME_model`; with -DNETC_MAIN, also a main() that calls netc_main().
 * Without them it needs nothing of the runtime. */
#ifndef NETC_H
#define NETC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NETC_ABI 4

/* One row of the network, in order; shapes are those of its output. */
struct netc_layer {
    const char *name, *kind, *detail; /* "C1", "conv", "6 of 5x5, pad same, tanh" */
    int height, width, channels;
    int64_t params, macs;
};

/* One trainable tensor, as the weight file has it. */
struct netc_tensor {
    const char *name;     /* "C1.weight" */
    size_t offset, count; /* floats, from the start of the weights */
    int rank;
    int64_t dims[4]; /* conv: out, in, height, width; via a table: links, height, width;
                        dense: out, in; bias: out */
};

enum netc_validation {
    NETC_VALIDATE_NONE,
    NETC_VALIDATE_TEST,
    NETC_VALIDATE_FIRST,
    NETC_VALIDATE_LAST
};

/* Whether each epoch has a random order of its own, or all of them the same. */
enum netc_shuffle { NETC_SHUFFLE_NO, NETC_SHUFFLE_YES, NETC_SHUFFLE_ONCE };

enum netc_loss { NETC_CROSS_ENTROPY, NETC_MSE, NETC_MAP, NETC_MSE_RBF };

/* Distorted copies of the training images, made anew whenever they are needed. Each is drawn
 * evenly between the limits. */
struct netc_augment {
    int copies;      /* of each image, beside the image itself; 0: none */
    float translate; /* moved by up to so many pixels, both ways of both axes */
    float scale;     /* enlarged or reduced by up to this fraction */
    float squeeze;   /* up to this fraction wider and as much lower, or the reverse */
    float shear;     /* up to so many pixels sideways for each row from the centre */
    bool fresh;      /* new ones in each epoch */
};

/* What one shard of a batch gave; the first member of its memory. */
struct netc_shard_result {
    double loss;    /* sum over its images */
    size_t correct; /* images whose answer is their label */
};

/* How often a program runs an operation. */
enum netc_each { NETC_EACH_GROUP, NETC_EACH_STEP };

/* One operation, and what it costs. */
struct netc_operation {
    const char *name; /* "C1_forward" */
    const char *pass; /* "load", "forward", "store"; in training "loss", "backward", "update" */
    enum netc_each each;
    int64_t macs;         /* multiply-adds that one image needs */
    size_t read, written; /* bytes of its arguments, each counted once, for one run */
};

/* What one operation works on. */
struct netc_call {
    void *weights;
    const float *images;
    const uint8_t *labels; /* training */
    size_t count;          /* of the group, 1 to `lanes`; of the batch for NETC_EACH_STEP */
    float *outputs;        /* inference */
    void *memory; /* inference_bytes, or one shard's block; for NETC_EACH_STEP all shards' */
    void *state;  /* training */
    bool add;     /* training: a group of the shard came before, and its gradient stays */
    uint64_t seed;
    float rate;
};

/* A straight line of operations, so that each can be measured: for every group of a shard, or of a
 * call of `forward`, those of NETC_EACH_GROUP in order, and after all groups of a step those of
 * NETC_EACH_STEP. */
struct netc_program {
    const char *name; /* "inference", "single" (one image alone), "training" */
    int lanes;        /* images in a group */
    const struct netc_operation *operations;
    size_t operation_count;
    void (*run)(size_t operation, const struct netc_call *call);
};

struct netc_model {
    int abi; /* NETC_ABI */
    const char *name, *version, *fingerprint;
    int height, width, channels, outputs;
    bool distances; /* the outputs are distances: the answer is the smallest, not the largest */
    int lanes, shards;
    struct netc_layer (*layer)(size_t index);
    size_t layer_count;
    const struct netc_tensor *tensors;
    size_t tensor_count;
    size_t parameters; /* floats */
    size_t fixed;      /* numbers that are not trained, and part of the code: fixed centres */

    /* Sizes of the memory blocks the caller provides, in bytes, each aligned to 64. */
    size_t weight_bytes, inference_bytes, shard_bytes, state_bytes;
    size_t gradient_offset; /* of the gradient (`parameters` floats) in a shard's block, in bytes */

    /* Recipe. */
    enum netc_loss loss;
    float j; /* NETC_MAP: the distance of the class of all that is no class */
    const char *optimizer, *recipe; /* "sgd"; one line for people: "sgd, rate 0.01" */
    int batch, epochs;
    uint64_t seed;
    enum netc_shuffle shuffle;
    enum netc_validation validation;
    size_t validation_count;
    bool held_out;
    struct netc_augment augment;

    /* Data: a pixel p (0..255) becomes p * factor + shift; `pad` pixels of 0 on each side before
     * that. */
    float factor, shift;
    int pad;

    /* Random initial weights; the same seed, the same bits. */
    void (*init)(void *weights, uint64_t seed);

    /* count images of channels x height x width floats -> count x outputs floats. Any count.
     * `memory`: inference_bytes, one block for each thread. */
    void (*forward)(const void *weights, const float *images, size_t count, float *outputs,
                    void *memory);

    /* Loss and gradient of the groups of `lanes` images of the batch that belong to shard `index`
     * (group g belongs to shard g % shards), into that shard's own block `memory` (shard_bytes): a
     * struct netc_shard_result, then what only the network knows. Shards may run at the same time.
     * `seed` decides dropout: another one for every step. */
    void (*shard)(const void *weights, const float *images, const uint8_t *labels, size_t count,
                  int index, uint64_t seed, void *memory);

    /* Adds the gradients of all shards' blocks, one after the other in `shards`, divides by count,
     * and takes one optimizer step. `state`: state_bytes, zeroed before the first step. */
    void (*update)(void *weights, void *state, void *shards, size_t count, float rate);

    /* Learning rate of a step, both counted from 0; `steps_per_epoch` at least 1. */
    float (*rate)(uint64_t step, uint64_t steps_per_epoch);

    /* Optimizers that scale their steps by second derivatives; NULL for others, and no images.
     * Before each epoch, `curvature_images` of the training images, drawn at random, go through
     * `curvature` shard by shard, as batches go through `shard` and into the same blocks;
     * `estimate` then puts the mean over all `count` of them into the state. */
    size_t curvature_images;
    void (*curvature)(const void *weights, const float *images, const uint8_t *labels, size_t count,
                      int index, void *memory);
    void (*estimate)(void *state, void *shards, size_t count);

    /* The range of the rates that the parameters have, where `rate` is the recipe's. */
    void (*rates)(const void *state, float rate, float *least, float *most);

    const struct netc_program *programs;
    size_t program_count;

    /* For looking inside: inference of one group, 1 to `lanes` images, after which the output of
     * every layer still is in `memory` (activation_bytes, aligned to 64), as it is behind the
     * layer's activation. Number k of layer(i), in the order channel, row, column, is for image n
     *     ((const float *)memory)[(activation_offsets[i] + k) * lanes + n]
     * Dropout changes nothing here. */
    size_t activation_bytes;
    const size_t *activation_offsets;
    void (*activations)(const void *weights, const float *images, size_t count, void *memory);
};

/* The command line of a generated program: train, test, predict, activations, augment, export,
 * bench, info. Returns its exit status: 0 done, 1 the training diverged, 2 usage, 3 input or output
 * failed, 128 + N when signal N stopped a training, whose weights are then saved. */
int netc_main(const struct netc_model *model, int argc, char **argv);

#ifdef __cplusplus
}
#endif
#endif
