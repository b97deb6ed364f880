/* idx.h - the IDX format of the MNIST files (big-endian header, then bytes), plain or gzip. */
#ifndef NETC_IDX_H
#define NETC_IDX_H

#include "data.h"

/* Reads the images and labels of `set` ("train" or "t10k") from `folder`. Each file may be spelled
 * as `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, with or without `.gz`. Images must be
 * as large as the model's input less its padding, labels below its outputs, and there must be as
 * many labels as images. On failure nothing is left allocated. */
bool idx_load(struct netc_dataset *dataset, const struct netc_model *model, const char *folder,
              const char *set, struct netc_error *error);

/* The largest number of images a file may claim. */
#define IDX_IMAGES_MAX 10000000u

#endif
