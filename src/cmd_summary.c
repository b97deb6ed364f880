#include "commands.h"
#include "plan/costs.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the table -------------------------------------------------------------------------------- */

/* Text is set to the left, numbers to the right. */
enum { COLUMNS = 8, TEXT_COLUMNS = 3, FIXED_COLUMN = 4 };

struct row {
    const char *cells[COLUMNS];
};

static struct row count_row(struct arena *arena, const char *name, const char *what,
                            const char *shape, const struct counts *counts) {
    return (struct row){{name, what, shape, text_grouped(arena, counts->params),
                         text_grouped(arena, counts->fixed),
                         text_grouped(arena, counts->connections),
                         text_grouped(arena, counts->macs), text_grouped(arena, counts->neurons)}};
}

/* Widths of the columns; 0 of the one that is left out, as no layer has fixed numbers. */
static void measure(const struct row *rows, unsigned count, bool fixed, int *widths) {
    for (unsigned i = 0; i < count; i++)
        for (int c = 0; c < COLUMNS; c++) {
            int width = (int)strlen(rows[i].cells[c]);
            if (width > widths[c] && (fixed || c != FIXED_COLUMN))
                widths[c] = width;
        }
}

static void print_row(const struct row *row, const int *widths) {
    for (int c = 0; c < COLUMNS; c++)
        if (widths[c])
            printf("%s%*s", c ? "  " : "", c < TEXT_COLUMNS ? -widths[c] : widths[c],
                   row->cells[c]);
    putchar('\n');
}

static void print_rule(const int *widths) {
    int length = -2;
    for (int c = 0; c < COLUMNS; c++)
        length += widths[c] ? widths[c] + 2 : 0;
    for (int i = 0; i < length; i++)
        putchar('-');
    putchar('\n');
}

static void print_layers(struct arena *arena, const struct model *model) {
    unsigned count = model->layer_count;
    struct row *rows = ARENA_ARRAY(arena, count + 2, struct row);
    int widths[COLUMNS] = {0};
    rows[0] = (struct row){
        {"Layer", "What", "Output", "Parameters", "Fixed", "Connections", "MACs", "Neurons"}};
    for (unsigned i = 0; i < count; i++) {
        const struct layer *layer = &model->layers[i];
        rows[i + 1] = count_row(arena, layer->name, layer_text(arena, layer),
                                shape_text(arena, layer->out), &layer->counts);
    }
    rows[count + 1] = count_row(arena, "Total", "", "", &model->totals);
    measure(rows, count + 2, model->totals.fixed > 0, widths);
    for (unsigned i = 0; i < count + 2; i++) {
        if (i == 1 || i == count + 1)
            print_rule(widths);
        print_row(&rows[i], widths);
    }
}

static void print_bytes(struct arena *arena, const char *what, int64_t bytes, const char *note) {
    printf("%-10s %13s bytes%s\n", what, text_grouped(arena, bytes), note);
}

static void print_summary(struct arena *arena, const struct plan *plan) {
    const struct model *model = plan->model;
    printf("%s: %s -> %s\n\n", model->name, shape_text(arena, model->input),
           shape_text(arena, model->output));
    print_layers(arena, model);
    putchar('\n');
    printf("%-10s %s: %s\n", "Target", plan->target->name, plan->target->doc);
    print_bytes(arena, "Weights", plan->weight_bytes, "");
    print_bytes(arena, "Inference", plan->inference_bytes,
                arena_printf(arena, " (at least %s), a thread with %u image%s at a time",
                             text_grouped(arena, plan_inference_least(plan)), plan->lanes,
                             plan->lanes == 1 ? "" : "s"));
    if (plan->has_training)
        print_bytes(arena, "Training", plan->training_bytes,
                    arena_printf(arena,
                                 " (at least %s), weights, %u shard%s and the optimizer's state",
                                 text_grouped(arena, plan_training_least(plan)), plan->shards,
                                 plan->shards == 1 ? "" : "s"));
}

/* --- JSON ------------------------------------------------------------------------------------- */

static json_t *shape_json(struct shape shape) {
    json_t *array = json_array();
    if (shape.rank > 1) {
        json_array_append_new(array, json_integer(shape.height));
        json_array_append_new(array, json_integer(shape.width));
    }
    json_array_append_new(array, json_integer(shape.channels));
    return array;
}

static void add_counts(json_t *object, const struct counts *counts) {
    json_object_set_new(object, "parameters", json_integer(counts->params));
    json_object_set_new(object, "fixed", json_integer(counts->fixed));
    json_object_set_new(object, "connections", json_integer(counts->connections));
    json_object_set_new(object, "macs", json_integer(counts->macs));
    json_object_set_new(object, "neurons", json_integer(counts->neurons));
}

static json_t *tensors_json(struct arena *arena, const struct layer *layer) {
    json_t *object = json_object();
    for (unsigned i = 0; i < layer->param_count; i++) {
        const struct param *param = &layer->params[i];
        json_t *dims = json_array();
        for (unsigned d = 0; d < param->rank; d++)
            json_array_append_new(dims, json_integer(param->dims[d]));
        json_object_set_new(object, arena_printf(arena, "%s.%s", param->layer, param->suffix),
                            dims);
    }
    return object;
}

static json_t *layers_json(struct arena *arena, const struct model *model) {
    json_t *array = json_array();
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        json_t *object = json_object();
        json_object_set_new(object, "name", json_string(layer->name));
        json_object_set_new(object, "kind", json_string(layer->kind->schema.name));
        json_object_set_new(object, "detail", json_string(layer_detail(arena, layer)));
        json_object_set_new(object, "output", shape_json(layer->out));
        add_counts(object, &layer->counts);
        json_object_set_new(object, "tensors", tensors_json(arena, layer));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *bytes_json(const struct plan *plan) {
    json_t *object = json_object();
    json_object_set_new(object, "weights", json_integer(plan->weight_bytes));
    json_object_set_new(object, "inference", json_integer(plan->inference_bytes));
    json_object_set_new(object, "training",
                        plan->has_training ? json_integer(plan->training_bytes) : json_null());
    json_object_set_new(object, "inference_least", json_integer(plan_inference_least(plan)));
    json_object_set_new(object, "training_least",
                        plan->has_training ? json_integer(plan_training_least(plan)) : json_null());
    return object;
}

static void print_json(struct arena *arena, const struct plan *plan) {
    const struct model *model = plan->model;
    json_t *root = json_object(), *totals = json_object();
    json_object_set_new(root, "name", json_string(model->name));
    json_object_set_new(root, "network", json_string(model->network));
    json_object_set_new(root, "variant",
                        model->variant ? json_string(model->variant) : json_null());
    json_object_set_new(root, "fingerprint", json_string(model->fingerprint));
    json_object_set_new(root, "input", shape_json(model->input));
    json_object_set_new(root, "output", shape_json(model->output));
    json_object_set_new(root, "layers", layers_json(arena, model));
    add_counts(totals, &model->totals);
    json_object_set_new(root, "totals", totals);
    json_object_set_new(root, "target", json_string(plan->target->name));
    json_object_set_new(root, "lanes", json_integer(plan->lanes));
    json_object_set_new(root, "shards", json_integer(plan->shards));
    json_object_set_new(root, "bytes", bytes_json(plan));
    json_dumpf(root, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(root);
}

int command_summary(struct call *call) {
    struct compile_options options = {0};
    if (!call_compile_options(call, &options))
        return 0;
    const struct plan *plan = call_plan(call, &options);
    if (plan && call->given[OPTION_ROOFLINE])
        print_roofline(call, plan);
    else if (plan && call->given[OPTION_CEILING])
        diag_fault(call->diags, FAULT_USAGE, "`--ceiling` belongs to `--roofline`");
    else if (plan && call->given[OPTION_JSON])
        print_json(call->arena, plan);
    else if (plan)
        print_summary(call->arena, plan);
    return 0;
}
