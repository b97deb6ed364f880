#include "layers/tile.h"

/* Sums that are in flight at the same time on machines with two multiply-adds a cycle, each of
 * which takes four. */
enum { IN_FLIGHT = 8 };

static int64_t larger(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t tiles(int64_t n, int64_t tile) {
    return (n + tile - 1) / tile;
}

/* Multiply-adds, or loads if they are more, and a part of the loads, which are not all hidden; in
 * eighths of a cycle. */
static int64_t step_cost(int64_t rows, int64_t columns) {
    int64_t products = rows * columns, loads = rows + columns;
    return 8 * larger(larger(products, loads), IN_FLIGHT) + loads;
}

struct tile_pair tile_pair_of(int64_t rows, int64_t columns, int64_t limit) {
    struct tile_pair best = {1, 1};
    int64_t least = INT64_MAX;
    for (int64_t r = 1; r <= limit && r <= rows; r++)
        for (int64_t c = 1; r * c <= limit && c <= columns; c++) {
            int64_t cost = tiles(rows, r) * tiles(columns, c) * step_cost(r, c);
            if (cost < least) {
                least = cost;
                best = (struct tile_pair){r, c};
            }
        }
    return best;
}

int64_t tile_of(int64_t n, int64_t limit) {
    return tile_pair_of(n, 1, limit).rows;
}

void tile_holes(struct lower *lower, struct op *op, const char *what, int64_t n, int64_t tile) {
    op_hole(lower, op, arena_printf(lower->arena, "TILE_%s", what), tile);
    op_hole(lower, op, arena_printf(lower->arena, "OVERLAP_%s", what), n % tile != 0);
}
