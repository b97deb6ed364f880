/* pictures.c - see pictures.h. */
#include "pictures.h"

#include "draw/svg.h"

#include <math.h>
#include <png.h>
#include <string.h>

/* Entries of the palette: those with transparency first, as PNG stores it from the first to the
 * last that has any; then the scale, with 0 of a diverging one in the middle. */
enum { NOTHING, FRAME, LOWEST, MIDDLE = 128, HIGHEST = 254, ENTRIES };

struct colour {
    unsigned char red, green, blue, alpha;
};

static const struct colour FRAMES = {128, 128, 128, 112}, NEGATIVE = {0, 90, 181, 255},
                           POSITIVE = {230, 97, 0, 255};

static int sheet_columns(const struct sheet *sheet) {
    return sheet->columns < sheet->maps ? sheet->columns : sheet->maps;
}

/* Pixels from one map to the next. */
static int step_x(const struct sheet *sheet) {
    return sheet->width * sheet->zoom + sheet->frame + sheet->gap;
}

static int step_y(const struct sheet *sheet) {
    return sheet->height * sheet->zoom + sheet->frame + sheet->gap;
}

int sheet_width(const struct sheet *sheet) {
    return sheet_columns(sheet) * step_x(sheet) + sheet->frame - sheet->gap;
}

int sheet_height(const struct sheet *sheet) {
    int rows = (sheet->maps + sheet_columns(sheet) - 1) / sheet_columns(sheet);
    return rows * step_y(sheet) + sheet->frame - sheet->gap;
}

static unsigned char entry_of(const struct sheet *sheet, double value) {
    bool diverging = sheet->colours == COLOURS_DIVERGING;
    double low = diverging ? -sheet->high : sheet->low, range = sheet->high - low;
    if (isnan(value))
        return FRAME;
    /* A scale without length: everything is at its middle or, of ink, white. */
    double place = range > 0 ? (value - low) / range : diverging ? 0.5 : 0;
    place = place < 0 ? 0 : place > 1 ? 1 : place;
    return (unsigned char)(LOWEST + lround(place * (HIGHEST - LOWEST)));
}

static void palette_make(enum colours colours, struct colour *palette) {
    palette[NOTHING] = (struct colour){0, 0, 0, 0};
    palette[FRAME] = FRAMES;
    for (int entry = LOWEST; entry <= HIGHEST; entry++) {
        if (colours == COLOURS_INK) {
            unsigned char gray = (unsigned char)(255 - (entry - LOWEST) * 255 / (HIGHEST - LOWEST));
            palette[entry] = (struct colour){gray, gray, gray, 255};
        } else {
            int away = entry - MIDDLE, far = away < 0 ? -away : away;
            palette[entry] = away < 0 ? NEGATIVE : POSITIVE;
            palette[entry].alpha = (unsigned char)(far * 255 / (HIGHEST - MIDDLE));
        }
    }
}

static void draw_map(const struct sheet *sheet, int map, unsigned char *pixels) {
    int columns = sheet_columns(sheet), frame = sheet->frame, zoom = sheet->zoom;
    int right = sheet->width * zoom + frame, bottom = sheet->height * zoom + frame;
    size_t size = (size_t)sheet->height * (size_t)sheet->width, stride = (size_t)sheet_width(sheet);
    const float *values = sheet->values + (size_t)map * size;
    unsigned char *corner =
        pixels + (size_t)(map / columns * step_y(sheet)) * stride + map % columns * step_x(sheet);
    for (int y = 0; y < bottom + frame; y++) {
        unsigned char *pixel = corner + (size_t)y * stride;
        memset(pixel, FRAME, (size_t)(right + frame));
        if (y < frame || y >= bottom)
            continue;
        const float *row = values + (size_t)((y - frame) / zoom) * (size_t)sheet->width;
        for (int x = 0; x < sheet->width; x++)
            memset(pixel + frame + x * zoom, entry_of(sheet, (double)row[x]), (size_t)zoom);
    }
}

const unsigned char *sheet_png(struct arena *arena, const struct sheet *sheet, size_t *size) {
    struct colour palette[ENTRIES];
    png_image png;
    png_alloc_size_t length = 0;
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    png.width = (png_uint_32)sheet_width(sheet);
    png.height = (png_uint_32)sheet_height(sheet);
    png.format = PNG_FORMAT_RGBA_COLORMAP;
    png.colormap_entries = ENTRIES;
    palette_make(sheet->colours, palette);
    unsigned char *pixels = arena_array(arena, png.width, png.height); /* zeroed: NOTHING */
    for (int map = 0; map < sheet->maps; map++)
        draw_map(sheet, map, pixels);
    if (!png_image_write_to_memory(&png, NULL, &length, 0, pixels, 0, palette))
        return NULL;
    unsigned char *bytes = arena_alloc(arena, length);
    if (!png_image_write_to_memory(&png, bytes, &length, 0, pixels, 0, palette))
        return NULL;
    *size = length;
    return bytes;
}

void base64(struct text *out, const unsigned char *bytes, size_t size) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < size; at += 3) {
        size_t left = size - at;
        unsigned group = (unsigned)bytes[at] << 16 | (left > 1 ? (unsigned)bytes[at + 1] << 8 : 0) |
                         (left > 2 ? bytes[at + 2] : 0);
        const char four[4] = {DIGITS[group >> 18], DIGITS[group >> 12 & 63],
                              left > 1 ? DIGITS[group >> 6 & 63] : '=',
                              left > 2 ? DIGITS[group & 63] : '='};
        text_append(out, four, sizeof four);
    }
}

void sheet_uri(struct text *out, const struct sheet *sheet) {
    size_t size = 0;
    const unsigned char *bytes = sheet_png(out->arena, sheet, &size);
    text_puts(out, bytes ? "data:image/png;base64," : "data:,");
    base64(out, bytes, size);
}

int sheet_zoom(int wish, int width) {
    int zoom = (wish + width / 2) / width;
    return zoom < 1 ? 1 : zoom > 10 ? 10 : zoom;
}

int sheet_even(int maps, int most) {
    int rows = (maps + most - 1) / most;
    return (maps + rows - 1) / rows;
}

void sheet_image(struct text *out, const struct sheet *sheet, const char *alt) {
    text_printf(out, "<img class=\"sheet %s\" width=\"%d\" height=\"%d\" alt=\"",
                sheet->colours == COLOURS_INK ? "ink" : "diverging", sheet_width(sheet),
                sheet_height(sheet));
    svg_escaped(out, alt);
    text_puts(out, "\" src=\"");
    sheet_uri(out, sheet);
    text_puts(out, "\"/>");
}

void scale_legend(struct text *out, const char *low, const char *high) {
    enum { STEPS = 65 };
    float values[STEPS];
    for (int i = 0; i < STEPS; i++)
        values[i] = (float)(2 * i - (STEPS - 1)) / (STEPS - 1);
    struct sheet sheet = {values, 1, 1, STEPS, 1, 3, 1, 0, COLOURS_DIVERGING, -1, 1};
    text_puts(out, "<p class=\"scale\"><span>");
    svg_escaped(out, low);
    text_puts(out, "</span> ");
    sheet_image(out, &sheet, "from blue over the background to orange");
    text_puts(out, " <span>");
    svg_escaped(out, high);
    text_puts(out, "</span></p>\n");
}

void values_range(const float *values, size_t count, double *low, double *high) {
    bool any = false;
    *low = *high = 0;
    for (size_t i = 0; i < count; i++) {
        double value = (double)values[i];
        if (!isfinite(value))
            continue;
        *low = !any || value < *low ? value : *low;
        *high = !any || value > *high ? value : *high;
        any = true;
    }
}
