/* The layer `subsample`: every cell of a window is linked to the output by the coefficient of its
 * map. */
#include "reference.h"

struct link {
    int64_t in, out, map;
};

static void each_link(struct work *work, void (*visit)(struct work *, struct link)) {
    struct shape in = work->layer->in, out = work->layer->out;
    const int64_t *size = layer_value(work->layer, "size")->size;
    const int64_t *stride = layer_value(work->layer, "stride")->size;
    for (int64_t c = 0; c < out.channels; c++)
        for (int64_t y = 0; y < out.height; y++)
            for (int64_t x = 0; x < out.width; x++)
                for (int64_t u = 0; u < size[0]; u++)
                    for (int64_t v = 0; v < size[1]; v++)
                        visit(work, (struct link){(c * in.height + y * stride[0] + u) * in.width +
                                                      x * stride[1] + v,
                                                  (c * out.height + y) * out.width + x, c});
}

static int64_t map_of(const struct work *work, int64_t out) {
    return out / (work->layer->out.height * work->layer->out.width);
}

static void link_forward(struct work *work, struct link link) {
    work->out[link.out] += work->weight[link.map] * work->in[link.in];
}

static void link_backward(struct work *work, struct link link) {
    work->d_weight[link.map] += work->d_out[link.out] * work->in[link.in];
    work->d_in[link.in] += work->d_out[link.out] * work->weight[link.map];
}

static void link_curvature(struct work *work, struct link link) {
    double x = work->in[link.in], w = work->weight[link.map];
    work->d_weight[link.map] += work->d_out[link.out] * x * x;
    work->d_in[link.in] += work->d_out[link.out] * w * w;
}

static void bias_backward(struct work *work) {
    for (int64_t i = 0; i < shape_count(work->layer->out) && work->d_bias; i++)
        work->d_bias[map_of(work, i)] += work->d_out[i];
}

void subsample_forward(struct work *work) {
    for (int64_t i = 0; i < shape_count(work->layer->out) && work->bias; i++)
        work->out[i] = work->bias[map_of(work, i)];
    each_link(work, link_forward);
}

void subsample_backward(struct work *work) {
    bias_backward(work);
    each_link(work, link_backward);
}

void subsample_curvature(struct work *work) {
    bias_backward(work);
    each_link(work, link_curvature);
}
