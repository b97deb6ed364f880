/* json.c - the comparison for other programs. */
#include "compare/parts.h"

#include "plan/costs.h"

#include <string.h>

json_t *text_json(struct arena *arena, const char *string) {
    struct text out = text_create(arena);
    const char *end = string + strlen(string);
    for (const char *at = string; at < end;) {
        size_t length = text_sequence(at, (size_t)(end - at));
        if (length)
            text_append(&out, at, length);
        else
            text_puts(&out, "\xEF\xBF\xBD"); /* U+FFFD, the replacement character */
        at += length ? length : 1;
    }
    return json_string(out.data);
}

/* jansson has escapes for all of ASCII's control characters but one. */
static int put_ascii(const char *bytes, size_t length, void *out) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == 0x7F)
            text_puts(out, "\\u007F");
        else
            text_append(out, bytes + i, 1);
    return 0;
}

void put_json(struct text *out, const json_t *json, size_t flags) {
    json_dump_callback(json, put_ascii, out, JSON_INDENT(2) | JSON_ENSURE_ASCII | flags);
    text_puts(out, "\n");
}

static json_t *shape_json(struct shape shape) {
    if (shape.rank == 1)
        return json_pack("[I]", (json_int_t)shape.channels);
    return json_pack("[III]", (json_int_t)shape.height, (json_int_t)shape.width,
                     (json_int_t)shape.channels);
}

static void add_integer(json_t *object, const char *name, int64_t number) {
    json_object_set_new(object, name, json_integer(number));
}

static json_t *add_counts(json_t *object, const struct counts *counts) {
    add_integer(object, "parameters", counts->params);
    add_integer(object, "fixed", counts->fixed);
    add_integer(object, "connections", counts->connections);
    add_integer(object, "macs", counts->macs);
    add_integer(object, "neurons", counts->neurons);
    return object;
}

static json_t *bytes_json(const struct plan *plan) {
    json_t *object = json_object();
    add_integer(object, "weights", plan->weight_bytes);
    add_integer(object, "inference", plan->inference_bytes);
    add_integer(object, "inference_least", plan_inference_least(plan));
    if (plan->has_training) {
        add_integer(object, "training", plan->training_bytes);
        add_integer(object, "training_least", plan_training_least(plan));
    }
    return object;
}

/* Every number of `object` divided by that of `first`; null where that is 0. */
static json_t *ratios_json(const json_t *object, const json_t *first) {
    json_t *ratios = json_object(), *number;
    const char *name;
    json_object_foreach((json_t *)(uintptr_t)object, name, number) {
        double by = json_number_value(json_object_get(first, name));
        json_object_set_new(ratios, name,
                            by > 0 ? json_real(json_number_value(number) / by) : json_null());
    }
    return ratios;
}

static json_t *network_json(struct arena *arena, const struct column *column) {
    const struct model *model = column->model;
    const struct plan *plan = column->plan;
    json_t *object = json_object();
    json_object_set_new(object, "title", text_json(arena, column->title));
    json_object_set_new(object, "path", text_json(arena, column->path));
    json_object_set_new(object, "name", json_string(model->name));
    json_object_set_new(object, "network", json_string(model->network));
    json_object_set_new(object, "variant",
                        model->variant ? json_string(model->variant) : json_null());
    json_object_set_new(object, "fingerprint", json_string(model->fingerprint));
    json_object_set_new(object, "input", shape_json(model->input));
    json_object_set_new(object, "output", shape_json(model->output));
    json_object_set_new(object, "totals", add_counts(json_object(), &model->totals));
    json_object_set_new(object, "target", json_string(plan->target->name));
    add_integer(object, "lanes", plan->lanes);
    add_integer(object, "shards", plan->shards);
    json_object_set_new(object, "bytes", bytes_json(plan));
    return object;
}

static json_t *networks_json(struct arena *arena, const struct comparison *comparison) {
    json_t *array = json_array();
    for (unsigned c = 0; c < comparison->column_count; c++) {
        json_t *network = network_json(arena, &comparison->columns[c]), *ratios = json_object();
        json_array_append_new(array, network);
        const json_t *first = json_array_get(array, 0);
        static const char *const GROUPS[] = {"totals", "bytes"};
        for (unsigned g = 0; g < sizeof GROUPS / sizeof GROUPS[0]; g++)
            json_object_set_new(ratios, GROUPS[g],
                                ratios_json(json_object_get(network, GROUPS[g]),
                                            json_object_get(first, GROUPS[g])));
        json_object_set_new(network, "ratios", ratios);
    }
    return array;
}

static json_t *layer_json(struct arena *arena, const struct layer *layer) {
    if (!layer)
        return json_null();
    json_t *object = json_object();
    json_object_set_new(object, "index", json_integer(layer->index));
    json_object_set_new(object, "name", json_string(layer->name));
    json_object_set_new(object, "labelled", json_boolean(layer->labelled));
    json_object_set_new(object, "kind", json_string(layer->kind->schema.name));
    json_object_set_new(object, "detail", json_string(layer_detail(arena, layer)));
    json_object_set_new(object, "input", shape_json(layer->in));
    json_object_set_new(object, "output", shape_json(layer->out));
    return add_counts(object, &layer->counts);
}

static json_t *rows_json(struct arena *arena, const struct comparison *comparison) {
    json_t *array = json_array();
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        json_t *layers = json_array();
        for (unsigned c = 0; c < comparison->column_count; c++)
            json_array_append_new(layers, layer_json(arena, row->layers[c]));
        json_array_append_new(array, json_pack("{s:b, s:o}", "same", row->same, "layers", layers));
    }
    return array;
}

static json_t *recipe_json(const struct comparison *comparison) {
    json_t *array = json_array();
    for (unsigned i = 0; i < comparison->clause_count; i++) {
        const struct clause *clause = &comparison->clauses[i];
        json_t *texts = json_array();
        for (unsigned c = 0; c < comparison->column_count; c++)
            json_array_append_new(texts, json_string(clause->texts[c]));
        json_array_append_new(array, json_pack("{s:s, s:b, s:o}", "name", clause->name, "same",
                                               clause->same, "texts", texts));
    }
    return array;
}

json_t *compare_json(struct arena *arena, const struct comparison *comparison) {
    return json_pack("{s:o, s:o, s:o}", "networks", networks_json(arena, comparison), "rows",
                     rows_json(arena, comparison), "recipe", recipe_json(comparison));
}
