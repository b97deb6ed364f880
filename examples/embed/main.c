/* embed [FILE.pgm | -]: the digit on a picture of 28x28 pixels; without an argument, on one that it
 * draws. */
#include "classify.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A nought: bright between two ellipses. */
static void draw_nought(uint8_t pixels[CLASSIFY_PIXELS]) {
    for (int y = 0; y < CLASSIFY_SIDE; y++)
        for (int x = 0; x < CLASSIFY_SIDE; x++) {
            int right = 2 * x - CLASSIFY_SIDE + 1, down = 2 * y - CLASSIFY_SIDE + 1;
            int outer = right * right * 20 * 20 + down * down * 13 * 13;
            int inner = right * right * 15 * 15 + down * down * 8 * 8;
            bool ink = outer < 13 * 13 * 20 * 20 && inner > 8 * 8 * 15 * 15;
            pixels[y * CLASSIFY_SIDE + x] = ink ? 255 : 0;
        }
}

/* The next byte of a PGM header; a comment is as good as the end of its line. */
static int header_byte(FILE *file) {
    int byte = getc(file);
    if (byte == '#')
        while (byte != '\n' && byte != EOF)
            byte = getc(file);
    return byte;
}

/* A number of the header, with the one blank behind it; -1 if there is none. */
static int header_number(FILE *file) {
    int byte = header_byte(file), number = -1;
    while (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
        byte = header_byte(file);
    for (; byte >= '0' && byte <= '9' && number < 10000; byte = header_byte(file))
        number = (number < 0 ? 0 : number * 10) + (byte - '0');
    return number;
}

static bool read_pgm(FILE *file, uint8_t pixels[CLASSIFY_PIXELS]) {
    if (getc(file) != 'P' || getc(file) != '5')
        return false;
    int width = header_number(file), height = header_number(file), brightest = header_number(file);
    if (width != CLASSIFY_SIDE || height != CLASSIFY_SIDE || brightest != 255)
        return false;
    return fread(pixels, 1, CLASSIFY_PIXELS, file) == CLASSIFY_PIXELS;
}

static bool load(const char *path, uint8_t pixels[CLASSIFY_PIXELS]) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file)
        return false;
    bool good = read_pgm(file, pixels);
    if (file != stdin)
        fclose(file);
    return good;
}

int main(int argc, char **argv) {
    static uint8_t pixels[CLASSIFY_PIXELS];
    float probability;
    if (argc < 2) {
        draw_nought(pixels);
    } else if (!load(argv[1], pixels)) {
        fprintf(stderr, "embed: %s is no binary PGM (P5) of 28x28 pixels, 0 to 255\n", argv[1]);
        return 1;
    }
    int digit = classify(pixels, &probability);
    printf("%d (%.1f %%)\n", digit, 100 * (double)probability);
    return 0;
}
