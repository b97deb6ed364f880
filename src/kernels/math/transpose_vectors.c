/*! transpose_vectors - VECTOR x VECTOR numbers in registers. Each round of mixing moves one bit of
 * a number's place from the vector's index to the index within the vector. */
#pragma once
#include "head/vectors.c"

/* Rows become columns. */
static inline void transpose_vectors(vec x[VECTOR]) {
    for (int round = 1; round < VECTOR; round *= 2) {
        vec y[VECTOR];
        for (int i = 0; i < VECTOR / 2; i++) {
            y[2 * i] = mix_first(x[i], x[i + VECTOR / 2]);
            y[2 * i + 1] = mix_second(x[i], x[i + VECTOR / 2]);
        }
        for (int i = 0; i < VECTOR; i++)
            x[i] = y[i];
    }
}

/* from[rows][columns] to to[columns][rows], neither shorter than a vector: block by block, and the
 * last blocks reach back. */
static inline void transpose_floats(const float *restrict from, int rows, int columns,
                                    float *restrict to) {
    for (int top = 0; top < rows; top += VECTOR)
        for (int left = 0; left < columns; left += VECTOR) {
            const int row = top < rows - VECTOR ? top : rows - VECTOR;
            const int column = left < columns - VECTOR ? left : columns - VECTOR;
            vec block[VECTOR];
            for (int i = 0; i < VECTOR; i++)
                block[i] = load_vec(from + (row + i) * columns + column);
            transpose_vectors(block);
            for (int i = 0; i < VECTOR; i++)
                store_vec(to + (column + i) * rows + row, block[i]);
        }
}
