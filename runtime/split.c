#include "split.h"

#include "augment.h"
#include "format.h"

/* Every pattern of an epoch has a number. */
static bool patterns_fit(const struct split *split, const struct netc_augment *augment,
                         struct netc_error *error) {
    size_t patterns = 1 + (size_t)augment->copies;
    if (split->count <= AUGMENT_PATTERNS_MAX / patterns) {
        return true;
    }
    return error_set(error,
                     "%s images, each with %s distorted copies, are too many: an epoch may have %s "
                     "patterns",
                     format_grouped(split->count).text,
                     format_grouped((uint64_t)augment->copies).text,
                     format_grouped(AUGMENT_PATTERNS_MAX).text);
}

bool split_make(struct split *split, const struct netc_model *model, const struct netc_data *data,
                struct netc_error *error) {
    size_t count = data->train.count, judges = model->validation_count;
    *split = (struct split){.count = count};
    if (model->validation == NETC_VALIDATE_TEST) {
        split->validation = &data->test;
        split->validation_count = data->test.count;
    } else if (model->validation != NETC_VALIDATE_NONE) {
        bool first = model->validation == NETC_VALIDATE_FIRST;
        if (judges > count || (model->held_out && judges == count)) {
            return error_set(error,
                             "validation takes %zu of the training images, but there are %zu",
                             judges, count);
        }
        split->validation = &data->train;
        split->validation_first = first ? 0 : count - judges;
        split->validation_count = judges;
        if (model->held_out) {
            split->first = first ? judges : 0;
            split->count = count - judges;
        }
    }
    return patterns_fit(split, &model->augment, error);
}
