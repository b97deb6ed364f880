/* The learning rate of a step, from the recipe of the model. */
#include "reference.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

/* The value of attribute `name` of a method, or NULL if it has none. */
static const struct value *find(const struct method *method, const struct value *values,
                                const char *name) {
    for (unsigned i = 0; i < method->schema.attr_count; i++)
        if (strcmp(method->schema.attrs[i].name, name) == 0)
            return &values[i];
    return NULL;
}

/* The item of the list `0.1*2 : 0.05` that holds in this epoch; the last one holds for ever. */
static double listed_rate(const struct value *rate, uint64_t epoch) {
    const struct list_item *item = rate->rates;
    while (item->next && epoch >= (uint64_t)item->times) {
        epoch -= (uint64_t)item->times;
        item = item->next;
    }
    return item->real;
}

double reference_rate(const struct model *model, uint64_t step, uint64_t steps_per_epoch) {
    const struct train_recipe *train = &model->train;
    const struct method *schedule = train->schedule;
    const struct value *values = train->schedule_values;
    const struct value *warmup = find(schedule, values, "warmup");
    double epochs = (double)step / (double)steps_per_epoch;
    double rate = listed_rate(find(train->optimizer, train->optimizer_values, "rate"),
                              step / steps_per_epoch);
    if (warmup && warmup->real > 0)
        rate *= fmin(1, (double)(step + 1) / (warmup->real * (double)steps_per_epoch));
    if (strcmp(schedule->schema.name, "exponential") == 0) {
        double times = epochs / find(schedule, values, "every")->real;
        if (find(schedule, values, "staircase")->choice != 0)
            times = floor(times);
        rate *= pow(find(schedule, values, "decay")->real, times);
    }
    if (strcmp(schedule->schema.name, "linear") == 0) {
        double end = find(schedule, values, "end")->real;
        double part = fmin(1, epochs / find(schedule, values, "epochs")->real);
        rate *= 1 + (end - 1) * part;
    }
    if (strcmp(schedule->schema.name, "cosine") == 0) {
        double end = find(schedule, values, "end")->real;
        double part = fmin(1, epochs / find(schedule, values, "epochs")->real);
        rate *= end + (1 - end) * (1 + cos(PI * part)) / 2;
    }
    return rate;
}
