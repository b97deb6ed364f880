/* parts.h - the parts of the generated source, each appended to the unit. */
#ifndef NETC_EMIT_PARTS_H
#define NETC_EMIT_PARTS_H

#include "emit/template.h"
#include "plan/plan.h"

/* Activations, then one function for each operation; those for plan->layers alone are
 * emit_activations'. */
void emit_operations(struct unit *unit, const struct plan *plan);
void emit_function(struct unit *unit, const struct function *function);

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

/* plan->layers: its functions, `activations`, and where they leave what, `activation_offsets`; then
 * the members of struct netc_model. */
void emit_activations(struct unit *unit, const struct plan *plan);
void put_activations(struct text *out, const struct plan *plan);

/* Every operation of the programs by its number, with its costs: `programs`, for emit_model. */
void put_programs(struct text *out, const struct plan *plan);

/* In a function that runs operations of these passes: where their buffers lie; one call. */
void put_buffers(struct text *out, const struct program *program, enum pass from, enum pass to);
void put_operation(struct text *out, const char *indent, const struct op *op);

/* Whether an operation of these passes takes an operand of this kind (and text, where it has one).
 */
bool takes(const struct program *program, enum pass from, enum pass to, enum operand_kind kind,
           const char *text);

/* Whether an operation of the program draws random numbers: `seed` and `first` are passed on. */
bool uses_seed(const struct program *program);

#endif
