/* classify.h - which digit is on a picture. No allocation, no files, no state but static memory:
 * this part is for the device. */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include <stdint.h>

enum { CLASSIFY_SIDE = 28, CLASSIFY_PIXELS = CLASSIFY_SIDE * CLASSIFY_SIDE };

/* The digit 0..9 on 28 rows of 28 pixels, bright (255) on dark (0); its probability goes to
 * *probability. Not for two threads at once. */
int classify(const uint8_t pixels[CLASSIFY_PIXELS], float *probability);

#endif
