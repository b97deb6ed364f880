/* One optimizer step, as Keras 3 documents it (keras.io/api/optimizers) and, for sdlm, LeCun et al.
 * (1998), eq. 16 and 21; on plain arrays. */
#include "reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One parameter's step: `first` and `second` are its state. */
struct step {
    const struct model *model;
    double gradient, rate;
    uint64_t number; /* from 1 */
    double *weight, *first, *second;
};

static const struct value *setting(const struct model *model, const char *name) {
    const struct schema *schema = &model->train.optimizer->schema;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (strcmp(schema->attrs[i].name, name) == 0)
            return &model->train.optimizer_values[i];
    fprintf(stderr, "reference: optimizer `%s` has no `%s`\n", schema->name, name);
    abort();
}

static double real(const struct step *step, const char *name) {
    return setting(step->model, name)->real;
}

static bool is_yes(const struct step *step, const char *name) {
    const struct schema *schema = &step->model->train.optimizer->schema;
    const struct value *value = setting(step->model, name);
    const struct attr *attr = &schema->attrs[value - step->model->train.optimizer_values];
    return strcmp(attr->choices[value->choice].name, "yes") == 0;
}

static void sgd(struct step *s) {
    double momentum = real(s, "momentum"), move = -s->rate * s->gradient;
    if (momentum > 0) {
        *s->first = momentum * *s->first + move;
        move = is_yes(s, "nesterov") ? momentum * *s->first + move : *s->first;
    }
    *s->weight += move;
}

static void adam(struct step *s) {
    double beta_1 = real(s, "beta_1"), beta_2 = real(s, "beta_2"), n = (double)s->number;
    *s->first = beta_1 * *s->first + (1 - beta_1) * s->gradient;
    *s->second = beta_2 * *s->second + (1 - beta_2) * s->gradient * s->gradient;
    double rate = s->rate * sqrt(1 - pow(beta_2, n)) / (1 - pow(beta_1, n));
    *s->weight -= rate * *s->first / (sqrt(*s->second) + real(s, "epsilon"));
}

static void rmsprop(struct step *s) {
    double rho = real(s, "rho");
    *s->second = rho * *s->second + (1 - rho) * s->gradient * s->gradient;
    double move = s->rate * s->gradient / sqrt(*s->second + real(s, "epsilon"));
    *s->first = real(s, "momentum") * *s->first + move;
    *s->weight -= *s->first;
}

/* The first state is the second derivative. */
static void sdlm(struct step *s) {
    *s->weight -= s->rate * s->gradient / (real(s, "mu") + *s->first);
}

static const struct {
    const char *name;
    void (*step)(struct step *step);
    bool decays;
} STEPS[] = {{"sgd", sgd, true},
             {"adam", adam, true},
             {"adamw", adam, true},
             {"rmsprop", rmsprop, true},
             {"sdlm", sdlm, false}};

void reference_update(const struct model *model, double *weights, const double *gradient,
                      double *state, uint64_t number, double rate) {
    unsigned row = 0;
    while (strcmp(STEPS[row].name, model->train.optimizer->schema.name) != 0)
        if (++row == sizeof STEPS / sizeof STEPS[0])
            abort();
    for (int64_t i = 0; i < model->totals.params; i++) {
        struct step step = {model,         gradient[i],      rate, number, &weights[i],
                            &state[2 * i], &state[2 * i + 1]};
        if (STEPS[row].decays)
            weights[i] -= weights[i] * real(&step, "weight_decay") * rate;
        STEPS[row].step(&step);
    }
}
