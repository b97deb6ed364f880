/* image_pgm.c - PGM: "P5 WIDTH HEIGHT MAX" and bytes, or "P2 ..." and numbers; `#` comments. */
#include "image_file.h"

#include "format.h"

#include <string.h>

struct pgm {
    FILE *stream;
    const char *path;
    struct netc_error *error;
    bool plain; /* P2 */
    uint32_t max;
};

static int pgm_skip(FILE *stream) {
    int byte = getc(stream);
    while (byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == '#') {
        if (byte == '#')
            while (byte != '\n' && byte != EOF)
                byte = getc(stream);
        else
            byte = getc(stream);
    }
    return byte;
}

/* Reads a number and the one byte after it, which must be white space (or, in `plain`, the end). */
static bool pgm_number(struct pgm *pgm, const char *what, uint32_t *number) {
    int byte = pgm_skip(pgm->stream);
    *number = 0;
    if (byte == EOF)
        return error_set(pgm->error, "`%s` is truncated: it ends before its %s", pgm->path, what);
    if (byte < '0' || byte > '9')
        return error_set(pgm->error, "`%s` is no PGM picture: its %s is not a number", pgm->path,
                         what);
    for (; byte >= '0' && byte <= '9'; byte = getc(pgm->stream)) {
        *number = *number * 10 + (uint32_t)(byte - '0');
        if (*number > 100000000)
            return error_set(pgm->error, "`%s` is no PGM picture: its %s is too large", pgm->path,
                             what);
    }
    if (byte != EOF && byte != ' ' && !(byte >= '\t' && byte <= '\r'))
        return error_set(pgm->error, "`%s` is no PGM picture: its %s is not a number", pgm->path,
                         what);
    return true;
}

static bool pgm_pixel(struct pgm *pgm, uint32_t *value) {
    if (pgm->plain)
        return pgm_number(pgm, "pixel", value);
    int high = pgm->max > 255 ? getc(pgm->stream) : 0, low = getc(pgm->stream);
    if (high == EOF || low == EOF)
        return error_set(pgm->error, "`%s` is truncated: it ends before its last pixel", pgm->path);
    *value = (uint32_t)high << 8 | (uint32_t)low;
    return true;
}

static bool pgm_pixels(struct pgm *pgm, struct image *image) {
    size_t count = (size_t)image->height * (size_t)image->width;
    for (size_t i = 0; i < count; i++) {
        uint32_t value = 0;
        if (!pgm_pixel(pgm, &value))
            return false;
        if (value > pgm->max)
            return error_set(pgm->error, "`%s` has a pixel of %s, above its maximum of %s",
                             pgm->path, format_grouped(value).text, format_grouped(pgm->max).text);
        image->pixels[i] = (uint8_t)((value * 255 + pgm->max / 2) / pgm->max);
    }
    return true;
}

bool image_read_pgm(struct image *image, FILE *stream, const char *path, struct netc_error *error) {
    struct pgm pgm = {.stream = stream, .path = path, .error = error};
    char magic[2];
    uint32_t width, height;
    if (fread(magic, 1, 2, stream) != 2 || (magic[1] != '2' && magic[1] != '5'))
        return error_set(error, "`%s` is neither a PNG nor a PGM picture (P2 or P5)", path);
    pgm.plain = magic[1] == '2';
    if (!pgm_number(&pgm, "width", &width) || !pgm_number(&pgm, "height", &height) ||
        !pgm_number(&pgm, "maximum", &pgm.max))
        return false;
    if (pgm.max < 1 || pgm.max > 65535)
        return error_set(error, "`%s` has a maximum of %s; 1 to 65,535 are possible", path,
                         format_grouped(pgm.max).text);
    return image_allocate(image, height, width, path, error) && pgm_pixels(&pgm, image);
}
