/* support.h - what the tests of the runtime share: a folder of their own, data in it, the toy
 * network's program as a child. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "data.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/types.h>

/* Makes a fresh folder and goes there / leaves and removes it; for cmocka's group. */
int support_enter(void **state);
int support_leave(void **state);

/* Writes the four IDX files into the folder `name`: `train` and `test` images of 8x8 that show a
 * bar, whose place is the class. */
void support_data(const char *name, size_t train, size_t test);

/* Such images in memory; data_free() frees them. */
void support_images(struct netc_dataset *dataset, size_t count, unsigned seed);

/* Fills an image with noise, but `margin` pixels at each side with background. */
void support_noise(uint8_t *image, int height, int width, int margin, unsigned seed);

/* The distorted image as bytes. */
struct distortion;
void support_render(const struct distortion *distortion, const uint8_t *image, int height,
                    int width, uint8_t *out);

/* The whole file as a string, freed by the caller; *size (unless NULL) gets its length. */
char *support_read(const char *path, size_t *size);
void support_write(const char *path, const void *data, size_t size);
bool support_exists(const char *path);

/* Whether `text` holds `part`; if not, both are printed and the test fails. */
void support_contains(const char *text, const char *part);

/* Starts the toy's program with the words of `line`, its output going to the files out and err. */
pid_t support_start(const char *line);

/* Waits for it. Its exit status, or 1000 + the signal that ended it. */
int support_wait(pid_t child);

/* Both. */
int support_run(const char *line);

#endif
