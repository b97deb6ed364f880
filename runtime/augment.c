#include "augment.h"

#include "random.h"

/* Keeps these streams apart from those of shuffle.c. */
static const uint64_t AUGMENT_STREAM = 0x6166666e65ULL;

/* --- drawing --- */

struct distortion augment_draw(const struct augment_epoch *copies, uint64_t image, uint64_t copy) {
    const struct netc_augment *limits = copies->limits;
    uint64_t epoch = limits->fresh ? copies->epoch : 0;
    struct random random = random_stream(copies->seed, AUGMENT_STREAM, epoch);
    random = random_stream(random.state, image, copy);
    double translate = (double)limits->translate, scale = (double)limits->scale;
    double squeeze = (double)limits->squeeze, shear = (double)limits->shear;
    struct distortion distortion = {
        .move_x = random_between(&random, -translate, translate),
        .move_y = random_between(&random, -translate, translate),
    };
    double factor = random_between(&random, 1 - scale, 1 + scale);
    double squeezed = random_between(&random, -squeeze, squeeze);
    double wider = squeezed < 0 ? 1 / (1 - squeezed) : 1 + squeezed;
    distortion.width = factor * wider;
    distortion.height = factor / wider;
    distortion.slant = random_between(&random, -shear, shear);
    return distortion;
}

/* --- confining --- */

/* First and last row and column with ink. */
struct box {
    int top, bottom, left, right;
};

/* False if there is no ink. */
static bool find_ink(const uint8_t *image, int height, int width, struct box *box) {
    *box = (struct box){height, -1, width, -1};
    for (int y = 0; y < height; y++) {
        const uint8_t *row = image + (size_t)y * (size_t)width;
        int left = 0, right = width - 1;
        while (left < width && !row[left])
            left++;
        if (left == width)
            continue;
        while (!row[right])
            right--;
        box->top = box->top < y ? box->top : y;
        box->bottom = y;
        box->left = box->left < left ? box->left : left;
        box->right = box->right > right ? box->right : right;
    }
    return box->bottom >= 0;
}

/* Ink from `low` to `high` between the edges at -edge and edge: which of them may not be crossed.
 */
static double confine(double move, double low, double high, double edge, bool keep_low,
                      bool keep_high) {
    double least = -edge - low, most = edge - high;
    if (keep_low && keep_high && least > most)
        return (least + most) / 2;
    if (keep_low && move < least)
        return least;
    return keep_high && move > most ? most : move;
}

void augment_confine(struct distortion *distortion, const uint8_t *image, int height, int width) {
    struct box box;
    if (!find_ink(image, height, width, &box))
        return;
    double middle_x = (width - 1) / 2.0, middle_y = (height - 1) / 2.0;
    double top = distortion->height * (box.top - middle_y);
    double bottom = distortion->height * (box.bottom - middle_y);
    double lean_top = distortion->slant * top, lean_bottom = distortion->slant * bottom;
    double left = distortion->width * (box.left - middle_x) +
                  (lean_top < lean_bottom ? lean_top : lean_bottom);
    double right = distortion->width * (box.right - middle_x) +
                   (lean_top > lean_bottom ? lean_top : lean_bottom);
    distortion->move_x =
        confine(distortion->move_x, left, right, middle_x, box.left > 0, box.right < width - 1);
    distortion->move_y =
        confine(distortion->move_y, top, bottom, middle_y, box.top > 0, box.bottom < height - 1);
}

/* --- rendering --- */

/* Coordinates in the image have 32 bits behind the point, weights of its pixels 8. */
static const int64_t ONE = (int64_t)1 << 32, HALF_WEIGHT = (int64_t)1 << 23;
enum { WEIGHT_ONE = 256 };

static int64_t fixed(double number) {
    return (int64_t)(number * 0x1p32);
}

static uint32_t weight_of(int64_t coordinate) {
    return (uint32_t)((uint64_t)coordinate >> 24) & (WEIGHT_ONE - 1);
}

/* Two rows of the image, between which a row of the result lies: it is not turned. */
struct rows {
    const uint8_t *upper, *lower;
    uint32_t upper_weight, lower_weight;
};

static struct rows rows_at(const uint8_t *image, int height, int width, int64_t y) {
    const uint8_t *last = image + (size_t)(height - 1) * (size_t)width;
    uint32_t weight = weight_of(y);
    if (y <= -ONE || y >= height * ONE)
        return (struct rows){image, image, 0, 0};
    if (y < 0)
        return (struct rows){image, image, 0, weight};
    const uint8_t *upper = image + (size_t)(y >> 32) * (size_t)width;
    if (upper == last)
        return (struct rows){last, last, WEIGHT_ONE - weight, 0};
    return (struct rows){upper, upper + width, WEIGHT_ONE - weight, weight};
}

static inline uint32_t column(const struct rows *rows, size_t x) {
    return rows->upper[x] * rows->upper_weight + rows->lower[x] * rows->lower_weight;
}

static inline uint8_t between(uint32_t left, uint32_t right, int64_t x) {
    uint32_t weight = weight_of(x), half = WEIGHT_ONE * WEIGHT_ONE / 2;
    return (uint8_t)((left * (WEIGHT_ONE - weight) + right * weight + half) >> 16);
}

/* From left to right: outside, the left edge, inside, the right edge, outside. Each part may be
 * empty. */
static void render_row(const struct rows *rows, int64_t x, int64_t step, int width,
                       const float value[256], float *out) {
    const struct rows r = *rows;
    const int64_t last = (width - 1) * ONE;
    int i = 0;
    for (; i < width && x <= -ONE; i++, x += step)
        out[i] = value[0];
    for (; i < width && x < 0; i++, x += step)
        out[i] = value[between(0, column(&r, 0), x)];
    for (; i < width && x < last; i++, x += step) {
        size_t at = (size_t)(x >> 32);
        out[i] = value[between(column(&r, at), column(&r, at + 1), x)];
    }
    for (; i < width && x < last + ONE; i++, x += step)
        out[i] = value[between(column(&r, (size_t)width - 1), 0, x)];
    for (; i < width; i++)
        out[i] = value[0];
}

/* The inverse map, pixel by pixel: along a row only x changes, and from row to row both move by
 * constants. */
void augment_render(const struct distortion *distortion, const uint8_t *image, int height,
                    int width, const float value[256], float *out, size_t stride) {
    double middle_x = (width - 1) / 2.0, middle_y = (height - 1) / 2.0;
    double narrower = 1 / distortion->width, lower = 1 / distortion->height;
    double from_x = -middle_x - distortion->move_x, from_y = -middle_y - distortion->move_y;
    int64_t x = fixed((from_x - distortion->slant * from_y) * narrower + middle_x) + HALF_WEIGHT;
    int64_t y = fixed(from_y * lower + middle_y) + HALF_WEIGHT;
    const int64_t x_step = fixed(narrower), y_step = fixed(lower);
    const int64_t x_row = fixed(-distortion->slant * narrower);
    for (int i = 0; i < height; i++, x += x_row, y += y_step) {
        struct rows rows = rows_at(image, height, width, y);
        render_row(&rows, x, x_step, width, value, out + (size_t)i * stride);
    }
}
