#include "model/parts.h"

#include "layers/dense_ops.h"

#include <string.h>

/* What a definition holds, row by row: `C3 via 0 XXX...`; the lines of a picture one after the
 * other, `OUTPUT targets 0 .X./XXX`. Its name decides nothing. */
static void dump_definition(struct text *out, const struct layer *layer, const struct attr *attr,
                            const struct definition *definition) {
    for (int64_t row = 0; row < definition->rows; row++) {
        text_printf(out, "%s %s %lld ", layer->name, attr->name, (long long)row);
        for (int64_t column = 0; column < definition->columns; column++) {
            bool line_ends = definition->width > 0 && column > 0 && column % definition->width == 0;
            text_printf(out, "%s%c", line_ends ? "/" : "",
                        definition->cells[row * definition->columns + column] ? 'X' : '.');
        }
        text_puts(out, "\n");
    }
}

/* Whether a tensor of the layer merely starts from the definition: then any weights fit. */
static bool is_start(const struct layer *layer, const struct definition *definition) {
    for (unsigned p = 0; p < layer->param_count; p++)
        if (layer->params[p].start == definition)
            return true;
    return false;
}

static void dump_reference(struct text *out, const struct layer *layer, const struct attr *attr,
                           const struct value *value, bool structure) {
    if (!structure)
        text_printf(out, "%s %s %s\n", layer->name, attr->name, value->word);
    if (!structure || !is_start(layer, value->definition))
        dump_definition(out, layer, attr, value->definition);
}

/* Of a bias, the structure says whether there is one, not how it starts. */
static const char *shown(struct arena *arena, const struct attr *attr, const struct value *value,
                         bool structure) {
    struct value zeros = *value;
    zeros.choice = DENSE_BIAS_ZEROS;
    bool start = attr->choices == DENSE_BIAS_CHOICES && value->choice == DENSE_BIAS_DRAWN;
    return value_text(arena, attr, structure && start ? &zeros : value);
}

static bool is_default(struct arena *arena, const struct attr *attr, const struct value *value) {
    return strcmp(value_text(arena, attr, value), attr->default_text) == 0;
}

static void dump_values(struct text *out, const struct layer *layer, bool structure) {
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        if (structure && attr->later && is_default(out->arena, attr, &layer->values[i]))
            continue;
        if (attr->type == ATTR_REFERENCE && layer->values[i].present)
            dump_reference(out, layer, attr, &layer->values[i], structure);
        else if (layer->values[i].present && !(structure && attr->choices == INITIALIZER_CHOICES))
            text_printf(out, "%s %s %s\n", layer->name, attr->name,
                        shown(out->arena, attr, &layer->values[i], structure));
    }
}

static void dump_param(struct text *out, const struct param *param) {
    text_printf(out, "%s.%s ", param->layer, param->suffix);
    for (unsigned d = 0; d < param->rank; d++)
        text_printf(out, "%s%lld", d > 0 ? "x" : "", (long long)param->dims[d]);
    text_printf(out, " at %lld\n", (long long)param->offset);
}

/* What else there is to know of a layer. */
static void dump_costs(struct text *out, const struct layer *layer) {
    const struct counts *counts = &layer->counts;
    text_printf(out, "%s params %lld\n", layer->name, (long long)counts->params);
    if (counts->fixed)
        text_printf(out, "%s fixed %lld\n", layer->name, (long long)counts->fixed);
    text_printf(out, "%s connections %lld\n", layer->name, (long long)counts->connections);
    text_printf(out, "%s macs %lld\n", layer->name, (long long)counts->macs);
    text_printf(out, "%s neurons %lld\n", layer->name, (long long)counts->neurons);
    for (unsigned p = 0; p < layer->param_count; p++) {
        const struct param *param = &layer->params[p];
        text_printf(
            out, "%s.%s starts %s, fan_in %lld%s, fan_out %lld\n", param->layer, param->suffix,
            param->start ? param->start->name : initial_text(out->arena, &param->initial),
            (long long)param->fan_in, param->table ? " a link" : "", (long long)param->fan_out);
    }
}

static void dump_layers(struct text *out, const struct model *model, bool structure) {
    text_printf(out, "input %s\n", shape_text(out->arena, model->input));
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        if (structure && layer->kind->training_only)
            continue;
        text_printf(out, "%s kind %s\n", layer->name, layer->kind->schema.name);
        dump_values(out, layer, structure);
        text_printf(out, "%s output %s\n", layer->name, shape_text(out->arena, layer->out));
        for (unsigned p = 0; p < layer->param_count; p++)
            dump_param(out, &layer->params[p]);
        if (!structure)
            dump_costs(out, layer);
    }
}

void dump_structure(struct text *out, const struct model *model) {
    dump_layers(out, model, true);
}

static void dump_data(struct text *out, const struct data_recipe *data) {
    text_printf(out, "data set %s\n", data->dataset ? data->dataset->name : "any");
    text_printf(out, "data factor %s\n", text_real(out->arena, data->factor));
    text_printf(out, "data shift %s\n", text_real(out->arena, data->shift));
    text_printf(out, "data pad %lld\n", (long long)data->pad);
}

static void dump_train(struct text *out, const struct train_recipe *train) {
    static const char *const sets[] = {
        [VALIDATE_NONE] = "none",
        [VALIDATE_TEST] = "test",
        [VALIDATE_FIRST] = "first",
        [VALIDATE_LAST] = "last",
    };
    text_printf(out, "train loss %s\n",
                values_text(out->arena, &train->loss->method.schema, train->loss_values));
    text_printf(out, "train optimizer %s\n",
                values_text(out->arena, &train->optimizer->schema, train->optimizer_values));
    text_printf(out, "train schedule %s\n",
                values_text(out->arena, &train->schedule->schema, train->schedule_values));
    text_printf(out, "train augment %s\n",
                values_text(out->arena, &train->augmentation->schema, train->augmentation_values));
    text_printf(out, "train batch %lld\n", (long long)train->batch);
    text_printf(out, "train epochs %lld\n", (long long)train->epochs);
    text_printf(out, "train validate %s", sets[train->validation]);
    if (train->validation == VALIDATE_FIRST || train->validation == VALIDATE_LAST)
        text_printf(out, " %lld, %s", (long long)train->validation_count,
                    train->held_out ? "held_out" : "trained_on");
    text_printf(out, "\ntrain init %s\n", initial_text(out->arena, &train->initial));
    text_printf(out, "train seed %lld\n", (long long)train->seed);
    text_printf(out, "train shuffle %s\n",
                TRAIN_STATEMENTS[TRAIN_SHUFFLE].attrs[0].choices[train->shuffle].name);
}

void model_dump(struct text *out, const struct model *model) {
    const struct counts *totals = &model->totals;
    text_printf(out, "model %s\nnetwork %s\n", model->name, model->network);
    if (model->variant)
        text_printf(out, "variant %s\n", model->variant);
    dump_layers(out, model, false);
    text_printf(out, "total params %lld\n", (long long)totals->params);
    if (totals->fixed)
        text_printf(out, "total fixed %lld\n", (long long)totals->fixed);
    text_printf(out, "total connections %lld\n", (long long)totals->connections);
    text_printf(out, "total macs %lld\n", (long long)totals->macs);
    text_printf(out, "total neurons %lld\n", (long long)totals->neurons);
    dump_data(out, &model->data);
    dump_train(out, &model->train);
    text_printf(out, "fingerprint %s\n", model->fingerprint);
}
