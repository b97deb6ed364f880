/* values.h - bound values as text, as one would write them. */
#ifndef NETC_VALUES_H
#define NETC_VALUES_H

#include "base/text.h"
#include "front/schema.h"

/* "5x5", "same", "leaky_relu 0.2", "0.01*2 : 0.001"; "" if the value is not present. */
const char *value_text(struct arena *arena, const struct attr *attr, const struct value *value);

/* "sgd, rate 0.01, momentum 0.9": the schema's name and every value that is present. */
const char *values_text(struct arena *arena, const struct schema *schema,
                        const struct value *values);

#endif
