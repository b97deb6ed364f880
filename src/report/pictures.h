/* pictures.h - numbers as pictures: PNG by libpng, as data URIs, so that the page has them in it.
 */
#ifndef NETC_PICTURES_H
#define NETC_PICTURES_H

#include "base/text.h"

enum colours {
    COLOURS_INK,      /* `low` is white, `high` is black */
    COLOURS_DIVERGING /* blue below 0, orange above, and 0 lets the page's background through: it
                         reads the same on light and dark pages */
};

/* Maps of height x width, one after the other in `values`, drawn row by row with a frame around
 * each. */
struct sheet {
    const float *values;
    int maps, height, width;
    int columns; /* maps in a row of the sheet */
    int zoom;    /* each value is a square of zoom x zoom pixels */
    int frame;   /* pixels of the line around each map, which neighbours share */
    int gap;     /* further pixels between maps: the page's background */
    enum colours colours;
    double low, high; /* ends of the scale; DIVERGING: from -high to high. What is beyond has the
                         colour of the end, and what is no number that of the frames */
};

/* Pixels of the sheet. */
int sheet_width(const struct sheet *sheet);
int sheet_height(const struct sheet *sheet);

/* The PNG file, in the arena; *size is its length. NULL: libpng cannot make one of that size. */
const unsigned char *sheet_png(struct arena *arena, const struct sheet *sheet, size_t *size);

/* "data:image/png;base64,..."; of a sheet that cannot be made, "data:," (a picture that is not
 * there: its alternative text is shown). */
void sheet_uri(struct text *out, const struct sheet *sheet);

/* The zoom with which a map is about `wish` wide: 1 to 10. */
int sheet_zoom(int wish, int width);

/* Maps in a row, at most `most`, so that the rows are as equal as they can be. */
int sheet_even(int maps, int most);

/* The sheet as <img class="sheet ...">; `alt` is plain. */
void sheet_image(struct text *out, const struct sheet *sheet, const char *alt);

/* The diverging scale with a text at each end, plain: <p class="scale">. */
void scale_legend(struct text *out, const char *low, const char *high);

/* RFC 4648, section 4. */
void base64(struct text *out, const unsigned char *bytes, size_t size);

/* Least and greatest of the values that are numbers; both 0 if there are none. */
void values_range(const float *values, size_t count, double *low, double *high);

#endif
