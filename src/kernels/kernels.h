/* kernels.h - the texts that become the generated C.
 *
 * A kernel is a file of real C in this folder, with named holes: words in capitals (OUT_HEIGHT,
 * TILE_MAPS, NAME) which are macros when a test compiles the file itself, and which the emitter
 * replaces by numbers and names. */
#ifndef NETC_KERNELS_H
#define NETC_KERNELS_H

/* The text of kernels/NAME.c ("conv_forward", "activations/tanh"); NULL: there is none. */
const char *kernel_text(const char *name);

#endif
