#include "recipe.h"

#include <string.h>

/* LeCun et al. give no value of j. Centres of +-1 that differ in 10 cells, as those of 3 and 5 may,
 * are 40 apart, and the point between them is 10 away from both: there begins what is neither. */
static const struct attr map_attrs[] = {
    {.name = "j",
     .type = ATTR_REAL,
     .place = PLACE_NAMED,
     .default_text = "10",
     .min = 0,
     .max = 1e6,
     .doc = "distance of the class of all that is no class: it wins where every class is further "
            "away, and classes much further than it are not pushed away any more"},
};
enum { MAP_ATTRS = sizeof map_attrs / sizeof map_attrs[0] };

#define cross_entropy_schema(name, doc)                                                            \
    { name, doc, NULL, 0 }
#define mse_schema(name, doc)                                                                      \
    { name, doc, NULL, 0 }
#define mse_rbf_schema(name, doc)                                                                  \
    { name, doc, NULL, 0 }
#define map_schema(name, doc)                                                                      \
    { name, doc, map_attrs, MAP_ATTRS }

const struct loss LOSSES[] = {
#define LOSS(name, of, doc)                                                                        \
    {{.schema = name##_schema(#name, doc), .kernel = "losses/" #name},                             \
     "losses/" #name "_curvature",                                                                 \
     of},
#include "recipe/losses.def"
#undef LOSS
};
const unsigned LOSS_COUNT = sizeof LOSSES / sizeof LOSSES[0];

const struct loss *loss_find(const char *name) {
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        if (strcmp(LOSSES[i].method.schema.name, name) == 0)
            return &LOSSES[i];
    return NULL;
}
