/* The layers, forward and backward: each loop is one index of the formula. */
#include "reference.h"

#include "dropout.h"

#include <math.h>
#include <string.h>

static int64_t at(struct shape shape, int64_t channel, int64_t row, int64_t column) {
    return (channel * shape.height + row) * shape.width + column;
}

/* Where the windows of a conv or pool lie: window (y, x) starts at row y * down - top; its cells
 * are `apart[0]` rows and `apart[1]` columns from each other. */
struct windows {
    int64_t height, width, down, right, top, left, apart[2];
};

/* Padding before the first cell. `same` is TensorFlow's rule: as many windows as strides fit, what
 * that needs split evenly, the odd one behind the last cell. */
static int64_t padding_before(const struct value *pad, int axis, int64_t in, int64_t size,
                              int64_t stride) {
    if (pad->pad == PAD_VALID)
        return 0;
    if (pad->pad == PAD_NUMBER)
        return pad->size[axis];
    int64_t windows = (in + stride - 1) / stride;
    int64_t needed = (windows - 1) * stride + size - in;
    return needed > 0 ? needed / 2 : 0;
}

static struct windows windows_of(const struct layer *layer, const char *size_name) {
    const struct value *size = layer_value(layer, size_name);
    const struct value *stride = layer_value(layer, "stride");
    const struct value *pad = layer_value(layer, "pad");
    bool conv = strcmp(size_name, "kernel") == 0;
    const int64_t ones[] = {1, 1}, *apart = conv ? layer_value(layer, "dilation")->size : ones;
    int64_t reach[2] = {apart[0] * (size->size[0] - 1) + 1, apart[1] * (size->size[1] - 1) + 1};
    return (struct windows){
        size->size[0],
        size->size[1],
        stride->size[0],
        stride->size[1],
        padding_before(pad, 0, layer->in.height, reach[0], stride->size[0]),
        padding_before(pad, 1, layer->in.width, reach[1], stride->size[1]),
        {apart[0], apart[1]},
    };
}

static bool inside(struct shape shape, int64_t row, int64_t column) {
    return row >= 0 && row < shape.height && column >= 0 && column < shape.width;
}

/* One product of a convolution: the indices of its three factors. */
struct tap {
    int64_t in, out, weight;
};

/* The kernel of a pair of maps, or -1 where they are not linked: all pairs have one, or those of
 * the connection table, counted output map by output map, or those of a group. */
static int64_t kernel_of(const struct layer *layer, int64_t out, int64_t in) {
    const struct definition *table = layer_value(layer, "via")->definition;
    int64_t cell = out * layer->in.channels + in, kernel = 0;
    int64_t groups = layer_value(layer, "groups")->integer, each = layer->in.channels / groups;
    if (!table)
        return in / each == out / (layer->out.channels / groups) ? out * each + in % each : -1;
    for (int64_t i = 0; i < cell; i++)
        kernel += table->cells[i];
    return table->cells[cell] ? kernel : -1;
}

/* Calls `visit` for every product of one kernel, between maps `o` and `i`. */
static void kernel_taps(struct work *work, int64_t o, int64_t i, int64_t kernel,
                        void (*visit)(struct work *, struct tap)) {
    struct shape in = work->layer->in, out = work->layer->out;
    struct windows w = windows_of(work->layer, "kernel");
    for (int64_t y = 0; y < out.height; y++)
        for (int64_t x = 0; x < out.width; x++)
            for (int64_t u = 0; u < w.height; u++)
                for (int64_t v = 0; v < w.width; v++) {
                    int64_t row = y * w.down - w.top + u * w.apart[0];
                    int64_t column = x * w.right - w.left + v * w.apart[1];
                    if (inside(in, row, column))
                        visit(work, (struct tap){at(in, i, row, column), at(out, o, y, x),
                                                 (kernel * w.height + u) * w.width + v});
                }
}

/* The same of all kernels. */
static void conv_taps(struct work *work, void (*visit)(struct work *, struct tap)) {
    for (int64_t o = 0; o < work->layer->out.channels; o++)
        for (int64_t i = 0; i < work->layer->in.channels; i++) {
            int64_t kernel = kernel_of(work->layer, o, i);
            if (kernel >= 0)
                kernel_taps(work, o, i, kernel, visit);
        }
}

static void tap_forward(struct work *work, struct tap tap) {
    work->out[tap.out] += work->weight[tap.weight] * work->in[tap.in];
}

static void tap_backward(struct work *work, struct tap tap) {
    work->d_weight[tap.weight] += work->d_out[tap.out] * work->in[tap.in];
    work->d_in[tap.in] += work->d_out[tap.out] * work->weight[tap.weight];
}

static void tap_curvature(struct work *work, struct tap tap) {
    double x = work->in[tap.in], w = work->weight[tap.weight];
    work->d_weight[tap.weight] += work->d_out[tap.out] * x * x;
    work->d_in[tap.in] += work->d_out[tap.out] * w * w;
}

void conv_forward(struct work *work) {
    struct shape out = work->layer->out;
    for (int64_t o = 0; o < out.channels; o++)
        for (int64_t i = 0; i < out.height * out.width; i++)
            work->out[o * out.height * out.width + i] = work->bias ? work->bias[o] : 0;
    conv_taps(work, tap_forward);
}

void conv_backward(struct work *work) {
    struct shape out = work->layer->out;
    for (int64_t o = 0; o < out.channels && work->d_bias; o++)
        for (int64_t i = 0; i < out.height * out.width; i++)
            work->d_bias[o] += work->d_out[o * out.height * out.width + i];
    conv_taps(work, tap_backward);
}

void conv_curvature(struct work *work) {
    struct shape out = work->layer->out;
    for (int64_t i = 0; i < shape_count(out) && work->d_bias; i++)
        work->d_bias[i / (out.height * out.width)] += work->d_out[i];
    conv_taps(work, tap_curvature);
}

/* Calls `visit` for each window with the indices of its cells in row-major order, those of the
 * padding left out. */
static void pool_windows(struct work *work, void (*visit)(struct work *, int64_t out,
                                                          const int64_t *cells, int count)) {
    struct shape in = work->layer->in, out = work->layer->out;
    struct windows w = windows_of(work->layer, "size");
    for (int64_t c = 0; c < out.channels; c++)
        for (int64_t y = 0; y < out.height; y++)
            for (int64_t x = 0; x < out.width; x++) {
                int64_t cells[256];
                int count = 0;
                for (int64_t u = 0; u < w.height; u++)
                    for (int64_t v = 0; v < w.width; v++) {
                        int64_t row = y * w.down - w.top + u, column = x * w.right - w.left + v;
                        if (inside(in, row, column))
                            cells[count++] = at(in, c, row, column);
                    }
                visit(work, at(out, c, y, x), cells, count);
            }
}

static void average(struct work *work, int64_t out, const int64_t *cells, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += work->in[cells[i]];
    work->out[out] = sum / count;
}

static void average_back(struct work *work, int64_t out, const int64_t *cells, int count) {
    for (int i = 0; i < count; i++)
        work->d_in[cells[i]] += work->d_out[out] / count;
}

static void average_curvature(struct work *work, int64_t out, const int64_t *cells, int count) {
    for (int i = 0; i < count; i++)
        work->d_in[cells[i]] += work->d_out[out] / count / count;
}

static int64_t first_largest(const double *in, const int64_t *cells, int count) {
    int64_t best = cells[0];
    for (int i = 1; i < count; i++)
        if (in[cells[i]] > in[best])
            best = cells[i];
    return best;
}

/* An exact tie is no kink: equal zeros of a relu stay equal, and the first of them counts. */
static void largest(struct work *work, int64_t out, const int64_t *cells, int count) {
    int64_t best = first_largest(work->in, cells, count);
    work->out[out] = work->in[best];
    for (int i = 0; i < count; i++) {
        double gap = work->in[best] - work->in[cells[i]];
        if (gap > 0 && gap < *work->kink)
            *work->kink = gap;
    }
}

static void largest_back(struct work *work, int64_t out, const int64_t *cells, int count) {
    work->d_in[first_largest(work->in, cells, count)] += work->d_out[out];
}

void avgpool_forward(struct work *work) {
    pool_windows(work, average);
}

void avgpool_backward(struct work *work) {
    pool_windows(work, average_back);
}

void avgpool_curvature(struct work *work) {
    pool_windows(work, average_curvature);
}

void maxpool_forward(struct work *work) {
    pool_windows(work, largest);
}

void maxpool_backward(struct work *work) {
    pool_windows(work, largest_back);
}

void dense_forward(struct work *work) {
    int64_t inputs = work->layer->in.channels;
    for (int64_t o = 0; o < work->layer->out.channels; o++) {
        work->out[o] = work->bias ? work->bias[o] : 0;
        for (int64_t i = 0; i < inputs; i++)
            work->out[o] += work->weight[o * inputs + i] * work->in[i];
    }
}

void dense_backward(struct work *work) {
    int64_t inputs = work->layer->in.channels;
    for (int64_t o = 0; o < work->layer->out.channels; o++) {
        if (work->d_bias)
            work->d_bias[o] += work->d_out[o];
        for (int64_t i = 0; i < inputs; i++) {
            work->d_weight[o * inputs + i] += work->d_out[o] * work->in[i];
            work->d_in[i] += work->d_out[o] * work->weight[o * inputs + i];
        }
    }
}

/* 0 for a dropped element, otherwise what keeps the mean: 1 / (1 - rate). */
static double dropout_factor(const struct work *work, int64_t element) {
    double rate = layer_value(work->layer, "rate")->real;
    if (!work->drawing)
        return 1;
    return dropout_keeps(work->drawing, work->layer, element, rate) ? 1 / (1 - rate) : 0;
}

void dropout_forward(struct work *work) {
    for (int64_t i = 0; i < shape_count(work->layer->in); i++)
        work->out[i] = work->in[i] * dropout_factor(work, i);
}

void dropout_backward(struct work *work) {
    for (int64_t i = 0; i < shape_count(work->layer->in); i++)
        work->d_in[i] = work->d_out[i] * dropout_factor(work, i);
}

void same_forward(struct work *work) {
    memcpy(work->out, work->in, sizeof(double) * (size_t)shape_count(work->layer->in));
}

void same_backward(struct work *work) {
    memcpy(work->d_in, work->d_out, sizeof(double) * (size_t)shape_count(work->layer->in));
}

/* +1 where the picture of a unit has ink, -1 elsewhere; or weights that started there. */
static double centre(const struct work *work, int64_t unit, int64_t input) {
    int64_t at = unit * work->layer->in.channels + input;
    return work->weight                                                 ? work->weight[at]
           : layer_value(work->layer, "targets")->definition->cells[at] ? 1
                                                                        : -1;
}

void rbf_forward(struct work *work) {
    for (int64_t o = 0; o < work->layer->out.channels; o++) {
        work->out[o] = 0;
        for (int64_t i = 0; i < work->layer->in.channels; i++)
            work->out[o] += pow(work->in[i] - centre(work, o, i), 2);
    }
}

void rbf_backward(struct work *work) {
    int64_t inputs = work->layer->in.channels;
    for (int64_t o = 0; o < work->layer->out.channels; o++)
        for (int64_t i = 0; i < inputs; i++) {
            double slope = 2 * (work->in[i] - centre(work, o, i));
            work->d_in[i] += work->d_out[o] * slope;
            if (work->d_weight)
                work->d_weight[o * inputs + i] -= work->d_out[o] * slope;
        }
}
