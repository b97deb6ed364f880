/* keras_train.c - the recipe as a function of Keras. The rules and defaults of netc's optimizers
 * are those of Keras, and so are the names of what they take. */
#include "python/keras_layers.h"

#include <string.h>

static const struct {
    const char *name, *class;
} OPTIMIZER_CLASSES[] = {
    {"sgd", "SGD"}, {"adam", "Adam"}, {"adamw", "AdamW"}, {"rmsprop", "RMSprop"}};

/* "keras.optimizers.Adam(learning_rate=0.001)"; NULL: Keras has none. */
static const char *optimizer_text(const struct script *script) {
    const struct train_recipe *train = &script->model->train;
    const struct schema *schema = &train->optimizer->schema;
    const char *rate = script_rate(script), *class = NULL;
    struct text out = text_create(script->arena);
    for (size_t i = 0; i < sizeof OPTIMIZER_CLASSES / sizeof OPTIMIZER_CLASSES[0]; i++)
        if (strcmp(OPTIMIZER_CLASSES[i].name, schema->name) == 0)
            class = OPTIMIZER_CLASSES[i].class;
    if (!class)
        return NULL;
    text_printf(&out, "keras.optimizers.%s(learning_rate=%s", class, rate ? rate : "0.0");
    for (unsigned i = OPTIMIZER_RATE + 1; i < schema->attr_count; i++) {
        const struct value *value = &train->optimizer_values[i];
        if (value->given && schema->attrs[i].type == ATTR_CHOICE)
            text_printf(&out, ", %s=%s", schema->attrs[i].name, value->choice ? "True" : "False");
        else if (value->given)
            text_printf(&out, ", %s=%s", schema->attrs[i].name,
                        text_real(script->arena, value->real));
    }
    text_puts(&out, ")");
    return out.data;
}

static const char *loss_text(struct script *script) {
    const struct train_recipe *train = &script->model->train;
    const char *loss = train->loss->method.schema.name;
    if (strcmp(loss, "cross_entropy") == 0)
        return "\"sparse_categorical_crossentropy\"";
    if (strcmp(loss, "mse") == 0)
        return "\"mean_squared_error\"";
    if (strcmp(loss, "mse_rbf") == 0) {
        script->used[PIECE_DISTANCE_LOSS] = true;
        return "distance_loss";
    }
    if (strcmp(loss, "map") == 0) {
        script->used[PIECE_MAP_LOSS] = true;
        return arena_printf(script->arena, "map_loss(%s)",
                            text_real(script->arena, train->loss_values[0].real));
    }
    return NULL;
}

/* Images that are validated on are left out; their order; what the labels become. */
static void put_images(const struct script *script, struct text *out) {
    const struct train_recipe *train = &script->model->train;
    script_put_held_out(script, out);
    if (train->shuffle == SHUFFLE_ONCE)
        text_puts(out, "    order = np.random.permutation(len(labels))\n"
                       "    images, labels = images[order], labels[order]\n");
    if (strcmp(train->loss->method.schema.name, "mse") == 0)
        text_printf(out, "    labels = np.eye(%lld, dtype=\"float32\")[labels]\n",
                    (long long)shape_count(script->model->output));
}

void keras_train(struct script *script, struct text *out) {
    const struct train_recipe *train = &script->model->train;
    const char *optimizer = optimizer_text(script), *loss;
    if (script_untrainable(script) || !optimizer || !(loss = loss_text(script)))
        return;
    script_put_rate(script, out);
    if (!script_rate(script))
        text_puts(out, script_piece(script, PIECE_SCHEDULE));
    text_puts(out, "def train(net, images, labels):\n"
                   "    \"\"\"Trains by the recipe of the spec.\"\"\"\n");
    put_images(script, out);
    text_printf(out, "    net.compile(\n        optimizer=%s,\n        loss=%s,\n%s    )\n",
                optimizer, loss,
                script->model->distances ? "" : "        metrics=[\"accuracy\"],\n");
    text_printf(out, "    net.fit(prepare(images), labels, batch_size=%lld, epochs=%lld%s%s)\n",
                (long long)train->batch, (long long)train->epochs,
                train->shuffle == SHUFFLE_YES ? "" : ", shuffle=False",
                script_rate(script) ? "" : ", callbacks=[Schedule()]");
    text_puts(out, "    return net\n\n\n");
}
