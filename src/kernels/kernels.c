#include "kernels.h"

#include <stddef.h>
#include <string.h>

struct kernel_row {
    const char *name, *text;
};
#include "kernel_texts.inc"

const char *kernel_text(const char *name) {
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (strcmp(ROWS[i].name, name) == 0)
            return ROWS[i].text;
    return NULL;
}
