#include "layers/target.h"

#include <string.h>

const struct target TARGET_ROWS[] = {
#define TARGET(name, lanes, registers, tile, l1, l2, l3, gflops, rate1, rate2, rate3, rate4,       \
               flags, sign, doc)                                                                   \
    {#name, lanes, registers, tile, l1, l2, l3, gflops, {rate1, rate2, rate3, rate4},              \
     flags, sign,  doc},
#include "layers/targets.def"
#undef TARGET
};
const unsigned TARGET_COUNT = sizeof TARGET_ROWS / sizeof TARGET_ROWS[0];

/* With a bar before each. */
#define TARGET(name, ...) "|" #name
const char TARGET_NAMES_BARRED[] =
#include "layers/targets.def"
    ;
#undef TARGET

const struct target *target_find(const char *name) {
    for (unsigned i = 0; i < TARGET_COUNT; i++)
        if (strcmp(TARGET_ROWS[i].name, name) == 0)
            return &TARGET_ROWS[i];
    return NULL;
}

bool target_is_signed(const struct target *target, const char *macros) {
    static const char DEFINE[] = "#define ";
    if (!target->sign)
        return true;
    size_t length = strlen(target->sign);
    for (const char *p = macros; (p = strstr(p, DEFINE));) {
        p += sizeof DEFINE - 1;
        if (strncmp(p, target->sign, length) == 0 && (p[length] == ' ' || p[length] == '\n'))
            return true;
    }
    return false;
}

const struct target *target_of_macros(const char *macros) {
    unsigned i = 0;
    while (!target_is_signed(&TARGET_ROWS[i], macros))
        i++;
    return &TARGET_ROWS[i];
}
