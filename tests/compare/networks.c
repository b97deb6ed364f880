#include "networks.h"

#include <string.h>

static const struct model *model_from(struct arena *arena, const struct source *source,
                                      const char *variant) {
    struct diags *diags = diags_create(arena);
    struct model_options options = {.variant = variant};
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    const struct model *model = ast ? model_build(arena, diags, ast, &options) : NULL;
    if (diags->errors > 0)
        diags_print(diags, stderr, false);
    assert_non_null(model);
    return model;
}

const struct model *model_of(struct arena *arena, const char *spec, const char *variant) {
    struct diags *diags = diags_create(arena);
    return model_from(arena, source_from_text(arena, diags, "test.net", spec, strlen(spec)),
                      variant);
}

const struct model *model_of_file(struct arena *arena, const char *path, const char *variant) {
    return model_from(arena, source_read(arena, diags_create(arena), path), variant);
}

const struct model *model_of_layers(struct arena *arena, const char *layers) {
    return model_of(arena, arena_printf(arena, "network n { input 28x28x1; %s }", layers), NULL);
}

unsigned models_of_layers(struct arena *arena, const char *const *layers,
                          const struct model **models) {
    unsigned count = 0;
    for (; count < COLUMNS_LIMIT && layers[count]; count++)
        models[count] = model_of_layers(arena, layers[count]);
    return count;
}

struct comparison *compare_models(struct arena *arena, const struct model *const *models,
                                  unsigned count) {
    struct diags *diags = diags_create(arena);
    struct plan_options options = {.target = target_find("avx512")};
    struct column columns[COLUMNS_LIMIT];
    for (unsigned i = 0; i < count; i++) {
        columns[i] = (struct column){.title = arena_printf(arena, "%c", (int)('a' + i)),
                                     .path = "test.net",
                                     .model = models[i],
                                     .plan = plan_build(arena, diags, models[i], &options)};
        assert_non_null(columns[i].plan);
    }
    return compare_build(arena, columns, count);
}

const char *rows_text(struct arena *arena, const struct comparison *comparison) {
    struct text out = text_create(arena);
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        for (unsigned c = 0; c < comparison->column_count; c++) {
            const struct layer *layer = row->layers[c];
            text_printf(&out, "%s %s",
                        c           ? " |"
                        : row->same ? "="
                                    : "!",
                        !layer            ? "-"
                        : layer->labelled ? layer->name
                                          : layer->kind->schema.name);
        }
        text_puts(&out, "\n");
    }
    return out.data;
}

void check_rows(const struct comparison *comparison) {
    unsigned next[COLUMNS_LIMIT] = {0};
    for (unsigned r = 0; r < comparison->row_count; r++) {
        unsigned layers = 0;
        for (unsigned c = 0; c < comparison->column_count; c++) {
            const struct layer *layer = comparison->rows[r].layers[c];
            if (!layer)
                continue;
            layers++;
            assert_ptr_equal(layer, &comparison->columns[c].model->layers[next[c]]);
            next[c]++;
        }
        assert_true(layers > 0);
        assert_false(comparison->rows[r].same && layers < comparison->column_count);
    }
    for (unsigned c = 0; c < comparison->column_count; c++)
        assert_int_equal(next[c], comparison->columns[c].model->layer_count);
}

unsigned random_below(unsigned *state, unsigned limit) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % limit;
}

/* Adds a statement, labelled or not. */
static void put_layer(struct text *out, unsigned *state, unsigned number, const char *statement) {
    static const char LETTERS[] = "CSL";
    if (random_below(state, 3))
        text_printf(out, "%c%u: ", LETTERS[random_below(state, 3)], number);
    text_printf(out, "%s; ", statement);
}

const struct model *random_model(struct arena *arena, unsigned *state) {
    static const char *const MAPS[] = {"conv 4 of 3x3, pad same, tanh",
                                       "conv 4 of 3x3, pad same, relu",
                                       "conv 8 of 5x5, pad same, relu",
                                       "conv 8 of 1x1, linear",
                                       "avgpool 2x2, stride 1",
                                       "maxpool 2x2, stride 1",
                                       "activation relu",
                                       "dropout 0.25"};
    static const char *const FLAT[] = {"dense 20, tanh", "dense 20, relu", "dense 30, relu",
                                       "dropout 0.5"};
    struct text out = text_create(arena);
    unsigned maps = random_below(state, 7), flat = random_below(state, 4), number = 0;
    for (unsigned i = 0; i < maps; i++)
        put_layer(&out, state, ++number, MAPS[random_below(state, 8)]);
    text_puts(&out, "flatten; ");
    for (unsigned i = 0; i < flat; i++)
        put_layer(&out, state, ++number, FLAT[random_below(state, 4)]);
    text_puts(&out, "OUTPUT: dense 10, softmax");
    return model_of_layers(arena, out.data);
}
