/* lower.h - operations and buffers: what layers lower to, and what the plan orders and places.
 *
 * An operation is a call of one C function of the generated source: the text of a kernel
 * (../kernels) with its named holes filled, called with buffers, parameters and gradients as
 * arguments, in the order in which they were added. A buffer holds `count` lanes (LANES floats
 * each: one number for each image of a group). Lifetimes follow from the operations that use it. */
#ifndef NETC_LOWER_H
#define NETC_LOWER_H

#include "layers/layer.h"
#include "layers/target.h"

struct buffer {
    const char *name; /* C identifier of a local variable: C1_out, C1_padded, d_C3_in */
    const char *doc;  /* "28x28x6" */
    int64_t count;    /* lanes */
    struct buffer *next;
    int first, last; /* operations that use it first and last (set by the plan) */
    unsigned passes; /* those that use it: 1 << PASS_LOSS (set by the plan) */
    int64_t offset;  /* lanes (set by the plan) */
};

struct hole {
    const char *name;
    const char *text;
};

enum { HOLES_LIMIT = 48, OPERANDS_LIMIT = 8 };

enum operand_kind {
    OPERAND_IN,       /* a buffer that is read */
    OPERAND_OUT,      /* a buffer that is written */
    OPERAND_INOUT,    /* both */
    OPERAND_PARAM,    /* weights->NAME */
    OPERAND_SQUARED,  /* squared->NAME: the squares of the parameter */
    OPERAND_GRADIENT, /* gradient->NAME */
    OPERAND_CONTEXT   /* a variable of the generated function: text */
};

struct operand {
    enum operand_kind kind;
    struct buffer *buffer;
    const struct param *param;
    const char *text;
};

/* An activation that kernels call: emitted once, with the functions that somebody uses. Instances
 * with different parameters have different names (leaky_relu, leaky_relu_2). */
struct helper {
    struct helper *next;
    const char *name; /* prefix of its functions: tanh_value, tanh_slope, tanh_row */
    unsigned activation;
    double parameter;
    bool value, slope, row, image_row; /* which functions are used */
};

enum pass { PASS_FORWARD, PASS_LOSS, PASS_BACKWARD };

struct op {
    struct op *next;
    enum pass pass;
    bool squared;       /* belongs to the backward operations of the curvature pass */
    bool by_number;     /* each number of its 2nd operand comes from the same of its 1st: the kernel
                           can do with one buffer for both, with the hole IN_PLACE */
    const char *kernel; /* name of the text: "conv_forward" */
    const char *name;   /* "C3_forward" */
    const struct function *function; /* what is called: plan.h (set by the plan) */
    const char *doc;                 /* one line for the generated source */
    struct hole holes[HOLES_LIMIT];
    unsigned hole_count;
    struct operand operands[OPERANDS_LIMIT];
    unsigned operand_count;
    int64_t parts; /* more than 1: it is called for each of as many equal parts of its operands */
    int64_t macs;  /* multiply-adds that one image needs; what padding wastes is not among them */
    int64_t steps; /* instructions for them, where each multiplies and adds a vector or a lane */
    int64_t activation_steps; /* multiply-adds of one image that take as long as its activations */
};

/* What the forward pass of a layer leaves for its backward pass. */
struct saved {
    struct buffer *in, *before_activation, *out;
    struct buffer *turned, *cells; /* weights, and gradient of the output, maps last; or NULL */
    bool fused;         /* the activation is applied by the operation that produces its input */
    bool slope_applied; /* the next layer's gradient is that of the activation's input already */
};

/* One lowering of a whole network: a list of operations, a list of buffers. */
struct lower {
    struct arena *arena;
    const struct target *target;
    unsigned lanes;
    /* One image beside the groups of the same source, whose lanes are wider: the functions have
     * names of their own, image_C1_forward, and a float in the place of `lane`. */
    bool beside_groups;
    bool training;
    bool outputs_stay; /* for a backward pass that follows, or to be looked at */
    enum pass pass;
    /* The curvature pass runs the backward operations with squares in the place of all that they
     * multiply by: then the "gradient" that flows back is the diagonal of the Gauss-Newton matrix
     * (LeCun et al. 1998, appendix C, eq. 23 to 27). op_param gives the squares of a parameter; a
     * layer squares its inputs with lower_factor, and multiplies by slopes twice. */
    bool squared;
    /* squared: the loss' first derivatives by the outputs, for a last layer that is not linear;
     * those by distances are of the terms that bend upwards alone, so that none is below 0. */
    struct buffer *out_gradient;
    const struct layer *logits_layer; /* its softmax is part of the loss; NULL: no such layer */
    struct op *ops, *last_op;
    struct buffer *buffers, *last_buffer;
    struct helper *helpers;
    struct saved *saved; /* by layer index */
};

struct buffer *lower_buffer(struct lower *lower, const char *name, int64_t count, const char *doc);
struct buffer *lower_shaped(struct lower *lower, const char *name, struct shape shape);

/* The output of a layer, named LAYER_out. */
struct buffer *lower_output(struct lower *lower, const struct layer *layer);

/* A new operation at the end of the current pass. `name` is formatted. */
struct op *lower_op(struct lower *lower, const char *kernel, const char *doc, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));

/* Takes back an output that nobody uses: an operation in front gives the next one at once. */
void lower_drop(struct lower *lower, const struct buffer *buffer);

void op_rename(struct op *op, const char *name);
void op_hole(struct lower *lower, struct op *op, const char *hole, int64_t value);
void op_hole_text(struct op *op, const char *hole, const char *text);
void op_operand(struct op *op, enum operand_kind kind, struct buffer *buffer);
void op_param(struct op *op, const struct param *param); /* in the curvature pass its squares */
void op_param_itself(struct op *op, const struct param *param);
void op_gradient(struct op *op, const struct param *param);
void op_adds(struct op *op); /* after the gradients: whether it adds to them or sets them */
void op_context(struct op *op, const char *text);

/* The operation is one of the products of `layer`: its output, or the gradient of its weights or of
 * its input, each with the layer's multiply-adds. */
void op_product(struct op *op, const struct layer *layer);

/* The activation of `layer` (its attribute kind->activation_attr). Where its slope follows from the
 * output, lower_activation_fuse lets `op` apply it to each finished row (holes ACTIVATION and
 * ACTIVATE); lower_activation adds an operation of its own where that was not done, and returns the
 * buffer of the result. Both do nothing for linear. */
void lower_activation_fuse(struct lower *lower, struct op *op, const struct layer *layer);
struct buffer *lower_activation(struct lower *lower, const struct layer *layer, struct buffer *in);

/* Turns the gradient of the output into that of the activation's input, in place. */
void lower_activation_backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient);

/* `op`, which sets the gradient of the input of `layer`, number by number: lets it multiply by the
 * slope (hole SLOPE) where that input is an activation's output from which its slope follows.
 * Returns whether it is so. */
bool lower_slope_fuse(struct lower *lower, struct op *op, const struct layer *layer);

/* "conv 6 of 5x5, pad same, tanh: 28x28x1 -> 28x28x6", for the generated source. */
const char *lower_summary(struct lower *lower, const struct layer *layer);

/* What a backward operation of `layer` multiplies by: `buffer` itself or, in the curvature pass,
 * its squares. */
struct buffer *lower_factor(struct lower *lower, const struct layer *layer, struct buffer *buffer);

/* How many vectors a register tile may hold, on the target. */
int64_t lower_registers(const struct lower *lower);

/* The largest divisor of n that is at most `limit`: register tiles without remainders. */
int64_t largest_divisor(int64_t n, int64_t limit);

#endif
