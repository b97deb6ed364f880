/* reference.h - what a network computes, in the plainest way there is: double precision, one image,
 * one loop for each index of the formula. The generated C is held against it, and finite
 * differences hold it against itself.
 *
 * It works on the model that the compiler built, but shares no code with the kernels. Arrays are in
 * channel, row, column order; parameters lie where param->offset says, in PyTorch's order.
 * A layer kind is one pair of functions (reference_layers.c) and one row (reference.c). */
#ifndef NETC_TEST_REFERENCE_H
#define NETC_TEST_REFERENCE_H

#include "model/model.h"

/* One layer at work on one image. Gradients are added to, but for d_in, which is zero before. */
struct work {
    const struct layer *layer;
    const double *weight, *bias; /* NULL: none */
    const double *in;
    double *out; /* before the activation */
    const double *d_out;
    double *d_in, *d_weight, *d_bias;
    const struct drawing *drawing; /* NULL: inference */
    const double *slopes; /* in the last layer's curvature: those of the loss by its outputs */
    double *kink;         /* lowered to the distance from a jump of the slope */
};

/* What a training pass draws at random depends on this. */
struct drawing {
    uint64_t seed;
    uint64_t image; /* index in the batch */
};

struct reference_kind {
    const char *name;
    void (*forward)(struct work *work);
    void (*backward)(struct work *work);
    /* Like backward, with second derivatives in the place of the gradients d_...; NULL: from
     * `backward`, once for each output. */
    void (*curvature)(struct work *work);
};

void conv_forward(struct work *work);
void conv_backward(struct work *work);
void avgpool_forward(struct work *work);
void avgpool_backward(struct work *work);
void maxpool_forward(struct work *work);
void maxpool_backward(struct work *work);
void subsample_forward(struct work *work);
void subsample_backward(struct work *work);
void subsample_curvature(struct work *work);
void dense_forward(struct work *work);
void dense_backward(struct work *work);
void dropout_forward(struct work *work);
void dropout_backward(struct work *work);
void rbf_forward(struct work *work);
void rbf_backward(struct work *work);
void conv_curvature(struct work *work);
void avgpool_curvature(struct work *work);
void rbf_curvature(struct work *work);
void same_forward(struct work *work); /* flatten, activation: the same numbers */
void same_backward(struct work *work);

/* The value of attribute `name`; ends the test if the layer has no such attribute. */
const struct value *layer_value(const struct layer *layer, const char *name);

/* What every kind's curvature is, slowly: the squares of the Jacobian that `backward` has, row by
 * row, times d_out. */
void squared_jacobian(struct work *work);

/* y = f(x) over the channels of each position, d_x from d_y, and second derivatives likewise. */
void activation_forward(const struct layer *layer, const double *x, double *y, double *kink);
void activation_curvature(const struct layer *layer, const double *x, const double *y,
                          const double *h_y, double *h_x);
void activation_backward(const struct layer *layer, const double *x, const double *y,
                         const double *d_y, double *d_x);

/* A network and the memory for one image. */
struct reference {
    const struct model *model;
    double *weights, *gradient; /* totals.params each */
    double **values;            /* [0] the image, [i + 1] the output of layer i */
    double **sums;              /* output of layer i before its activation */
    double **d_values;
    double kink; /* smallest distance from a kink, a tie of a maximum included, so far */
};

struct reference *reference_create(const struct model *model);
void reference_free(struct reference *reference);

/* The outputs for one image; `drawing` NULL: as inference has them. */
const double *reference_forward(struct reference *reference, const double *image,
                                const struct drawing *drawing);

/* Forward and backward: returns the loss of the image, adds to `gradient`, and adds one to *correct
 * if the answer is the label: the largest output, of distances the smallest (the first of equals).
 */
double reference_train(struct reference *reference, const double *image, unsigned label,
                       const struct drawing *drawing, size_t *correct);

/* Forward and back: adds the second derivatives of the image's loss to `gradient`; those by what
 * the layers give and get are in d_values. */
void reference_curvature(struct reference *reference, const double *image, unsigned label);

/* Loss of one image with the outputs `y`, and its gradient in d_y. */
struct reference_loss {
    const char *name;
    double (*loss)(const struct reference *reference, const double *y, double *d_y, unsigned label);
    bool through_activation; /* the gradient it gives is that of the last layer's sums */
};

/* That of the model's recipe; ends the test if there is none. */
const struct reference_loss *reference_loss_of(const struct model *model);

/* One optimizer step, from the recipe of the model. `gradient` is the mean over the batch; `state`
 * holds OPTIMIZER_STATES times `totals.params` doubles, zero before the first step (step 1). */
enum { OPTIMIZER_STATES = 2 };
void reference_update(const struct model *model, double *weights, const double *gradient,
                      double *state, uint64_t step, double rate);

/* The learning rate of a step, both counted from 0. */
double reference_rate(const struct model *model, uint64_t step, uint64_t steps_per_epoch);

#endif
