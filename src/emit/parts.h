/* parts.h - the parts of the generated source, each appended to the unit. */
#ifndef NETC_EMIT_PARTS_H
#define NETC_EMIT_PARTS_H

#include "emit/template.h"
#include "plan/plan.h"

/* Activations, then one function for each operation. */
void emit_operations(struct unit *unit, const struct plan *plan);

/* The functions that call the operations in order. */
void emit_passes(struct unit *unit, const struct plan *plan);

/* The public functions: inference, then training. */
void emit_inference(struct unit *unit, const struct plan *plan);
void emit_init(struct unit *unit, const struct plan *plan);
void emit_training(struct unit *unit, const struct plan *plan);

/* For optimizers that ask for second derivatives: what the header declares, and the functions,
 * which come behind those of training. */
void put_curvature(struct text *out, const struct plan *plan, const char *upper);
void emit_curvature(struct unit *unit, const struct plan *plan);

/* The table of layers, and what the runtime needs (struct netc_model, main). */
void emit_layer_table(struct unit *unit, const struct plan *plan);
void emit_model(struct unit *unit, const struct plan *plan);

/* Whether an operation of the program draws random numbers: `seed` and `first` are passed on. */
bool uses_seed(const struct program *program);

#endif
