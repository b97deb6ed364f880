/* disagreements.h - the test images that one network gets right and another wrong. */
#ifndef NETC_DISAGREEMENTS_H
#define NETC_DISAGREEMENTS_H

#include "compare/results.h"

/* One direction of a pair of networks, by the runs with the first seed that both have done. */
struct disagreements {
    unsigned right, wrong; /* columns */
    uint64_t seed;
    const struct predictions *right_predictions, *wrong_predictions;
    size_t total;   /* how many images there are */
    size_t *images; /* of those the surest, surest first; of equal ones the lower number */
    size_t count;
};

/* Both directions of every pair, *count of them; pairs without a common seed are left out. The more
 * pairs there are, the fewer images are kept of each, or none. */
struct disagreements *disagreements_find(struct arena *arena, const struct trial *trial,
                                         unsigned *count);

#endif
