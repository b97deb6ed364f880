/* tile.h - register tiles: how many sums a kernel keeps in vector registers at a time. Where tiles
 * do not come out even, the kernels let the last one overlap the one before it. */
#ifndef NETC_TILE_H
#define NETC_TILE_H

#include "layers/lower.h"

/* Of `n` sums in a row, at most `limit` at a time: the tile with which the fewest steps are lost to
 * what overlaps, and to waiting for sums that are too few. */
int64_t tile_of(int64_t n, int64_t limit);

/* The same for rows x columns, where a step loads as many vectors as the tile has rows and columns.
 */
struct tile_pair {
    int64_t rows, columns;
};
struct tile_pair tile_pair_of(int64_t rows, int64_t columns, int64_t limit);

/* Sets the holes TILE_what and OVERLAP_what, `tile` of `n`. */
void tile_holes(struct lower *lower, struct op *op, const char *what, int64_t n, int64_t tile);

#endif
