/* script.c - layers as both frameworks ask for them, and the frame of a script. */
#include "python/script.h"

#include <string.h>

static unsigned attribute_of(const struct layer *layer, const char *name) {
    const struct schema *schema = &layer->kind->schema;
    unsigned i = 0;
    while (i < schema->attr_count && strcmp(schema->attrs[i].name, name) != 0)
        i++;
    return i;
}

const struct value *script_value(const struct layer *layer, const char *attribute) {
    return &layer->values[attribute_of(layer, attribute)];
}

int64_t script_groups(const struct layer *layer) {
    return script_value(layer, "groups")->integer;
}

void script_dilation(const struct layer *layer, int64_t dilation[2]) {
    const int64_t *size = script_value(layer, "dilation")->size;
    dilation[0] = size[0];
    dilation[1] = size[1];
}

bool script_has_bias(const struct layer *layer) {
    return layer->param_count > 1;
}

struct window script_window(const struct layer *layer) {
    unsigned count = layer->kind->schema.attr_count, kernel = attribute_of(layer, "kernel");
    unsigned pad = attribute_of(layer, "pad");
    if (kernel == count)
        kernel = attribute_of(layer, "size");
    return window_known(layer, kernel, attribute_of(layer, "stride"),
                        pad == count ? WINDOW_UNPADDED : pad);
}

const char *script_free_name(const struct script *script, const char *base) {
    const struct model *model = script->model;
    const char *name = base;
    for (unsigned i = 0; i < model->layer_count; i++)
        if (strcmp(model->layers[i].name, name) == 0) {
            name = arena_printf(script->arena, "%s_", name);
            i = (unsigned)-1; /* from the first one again */
        }
    return name;
}

const char *script_table(struct script *script, const struct layer *layer) {
    const struct definition *table = script_value(layer, "via")->definition;
    const char *name = arena_printf(script->arena, "%s_TABLE", layer->name);
    struct text *out = &script->tables;
    text_printf(out, "# %s: the input maps of every output map.\n%s = [\n", table->name, name);
    for (int64_t map = 0; map < table->rows; map++) {
        const char *separator = "";
        text_puts(out, "    [");
        for (int64_t input = 0; input < table->columns; input++)
            if (table->cells[map * table->columns + input]) {
                text_printf(out, "%s%lld", separator, (long long)input);
                separator = ", ";
            }
        text_puts(out, "],\n");
    }
    text_puts(out, "]\n\n");
    return name;
}

const char *script_pictures(struct script *script, const struct layer *layer) {
    const struct definition *targets = script_value(layer, "targets")->definition;
    const char *name = arena_printf(script->arena, "%s_PICTURES", layer->name);
    struct text *out = &script->tables;
    const uint8_t *cell = targets->cells;
    text_printf(out, "# %s: a picture for each class.\n%s = [\n", targets->name, name);
    for (int64_t row = 0; row < targets->rows * targets->height; row++) {
        text_puts(out, "    \"");
        for (int64_t column = 0; column < targets->width; column++)
            text_puts(out, *cell++ ? "X" : ".");
        text_puts(out, (row + 1) % targets->height == 0 ? "\",\n" : "\"\n");
    }
    text_puts(out, "]\n\n");
    return name;
}

/* A row of the texts: the name is FOLDER/FILE.py. */
struct piece_text {
    const char *name, *text;
};
#include "python_texts.inc"

static const char *piece_text(struct arena *arena, const char *folder, const char *file) {
    const char *name = arena_printf(arena, "%s/%s.py", folder, file);
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        if (strcmp(TEXTS[i].name, name) == 0)
            return TEXTS[i].text;
    return NULL;
}

const char *script_piece(const struct script *script, enum piece piece) {
    static const char *const FILES[PIECE_COUNT] = {
        [PIECE_SQUASH] = "squash",
        [PIECE_PAD] = "pad",
        [PIECE_SUBSAMPLE] = "subsample",
        [PIECE_AVERAGE_POOL] = "average_pool",
        [PIECE_RBF] = "rbf",
        [PIECE_TABLE_CONV] = "table_conv",
        [PIECE_WEIGHTS] = "weights",
        [PIECE_MAP_LOSS] = "map_loss",
        [PIECE_MNIST] = "mnist",
        [PIECE_DISTANCE_LOSS] = "distance_loss",
        [PIECE_LOAD] = "load",
        [PIECE_SCHEDULE] = "schedule",
    };
    const char *text = piece_text(script->arena, script->framework, FILES[piece]);
    return arena_printf(script->arena, "%s\n\n",
                        text ? text : piece_text(script->arena, "both", FILES[piece]));
}

/* The helpers from `first` to before `end` that are used. */
static void put_pieces(const struct script *script, struct text *out, enum piece first,
                       enum piece end) {
    for (enum piece i = first; i < end; i++)
        if (script->used[i])
            text_puts(out, script_piece(script, i));
}

const char *script_weights(const struct script *script, const char *weights) {
    if (!weights)
        weights = arena_printf(script->arena, "%s.safetensors", script->model->name);
    return python_string(script->arena, weights);
}

/* A module is imported where the script has a word of it. */
static void put_imports(const struct script *script, struct text *out, const char *body) {
    static const struct {
        const char *framework, *word, *line; /* framework NULL: both */
    } IMPORTS[] = {
        {NULL, "gzip.", "import gzip\n"},
        {NULL, "json.", "import json\n"},
        {NULL, "math.", "import math\n"},
        {NULL, "os.", "import os\n"},
        {NULL, "sys.", "import sys\n"},
        {NULL, "", "\n"},
        {"keras", "", "import keras\n"},
        {NULL, "np.", "import numpy as np\n"},
        {"pytorch", "", "import torch\n"},
        {"pytorch", "F.", "import torch.nn.functional as F\n"},
        {"pytorch", "", "from torch import nn\n"},
        {"keras", "", "from keras import layers"},
        {"keras", "ops.", ", ops"},
        {"keras", "", "\n"},
    };
    for (size_t i = 0; i < sizeof IMPORTS / sizeof IMPORTS[0]; i++)
        if ((!IMPORTS[i].framework || strcmp(IMPORTS[i].framework, script->framework) == 0) &&
            strstr(body, IMPORTS[i].word))
            text_puts(out, IMPORTS[i].line);
}

static void put_head(const struct script *script, struct text *out, const char *title) {
    const struct model *model = script->model;
    const char *missing = script_untrainable(script);
    text_printf(out, "\"\"\"Network %s in %s, as netc " NETC_VERSION " wrote it.\n\n", model->name,
                title);
    text_printf(out, "    python3 SCRIPT [WEIGHTS%s]\n", model->data.dataset ? " [MNIST]" : "");
    text_printf(out, "\nWEIGHTS is a safetensors file%s.\n",
                model->data.dataset ? ", MNIST a folder with the test set" : "");
    if (missing)
        text_printf(out, "The recipe is not here: %s has no %s.\n", title, missing);
    text_puts(out, "\"\"\"\n\n");
}

void script_join(const struct script *script, struct text *out, const char *title,
                 const char *network, const char *rest) {
    struct text body = text_create(script->arena);
    text_puts(&body, script->tables.data);
    if (script->tables.length)
        text_puts(&body, "\n");
    put_pieces(script, &body, 0, PIECE_WEIGHTS);
    text_puts(&body, network);
    put_pieces(script, &body, PIECE_WEIGHTS, PIECE_COUNT);
    text_puts(&body, rest);
    put_head(script, out, title);
    put_imports(script, out, body.data);
    text_printf(out, "\n%s%s", script->tables.length ? "" : "\n", body.data);
}
