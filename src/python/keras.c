/* keras.c - the script for Keras 3: layers in a row, their weights, their recipe. */
#include "python/keras_layers.h"

#include <string.h>

/* An item of the list; a long call has its arguments on a line of their own. */
static void put_item(struct text *out, const char *line, size_t length) {
    enum { WIDTH = 100, INDENT = 12 };
    size_t head = strcspn(line, "(") + 1;
    if (length + INDENT <= WIDTH)
        text_printf(out, "            %.*s\n", (int)length, line);
    else
        text_printf(out, "            %.*s\n                %.*s\n            ),\n", (int)head,
                    line, (int)(length - head - strlen("),")), line + head);
}

static bool put_network(struct script *script, struct text *out, struct diags *diags) {
    const struct model *model = script->model;
    struct shape in = model->input;
    struct text list = text_create(script->arena);
    if (in.rank == 1)
        text_printf(&list, "keras.Input((%lld,)),\n", (long long)in.channels);
    else
        text_printf(&list, "keras.Input((%lld, %lld, %lld)),\n", (long long)in.height,
                    (long long)in.width, (long long)in.channels);
    for (unsigned i = 0; i < model->layer_count; i++)
        if (!keras_layer(script, &list, diags, &model->layers[i]))
            return false;
    if (model->output.rank == 3) {
        keras_put_order(&list, model->output, script_free_name(script, "outputs_order"));
        text_printf(&list, "layers.Flatten(name=\"%s\"),\n", script_free_name(script, "outputs"));
    }
    text_puts(out, "def build():\n    return keras.Sequential(\n        [\n");
    for (const char *line = list.data; *line; line += strcspn(line, "\n") + 1)
        put_item(out, line, strcspn(line, "\n"));
    text_printf(out, "        ],\n        name=\"%s\",\n    )\n\n\n", model->name);
    return true;
}

/* Images, as bytes, become what the network takes. */
static void put_prepare(const struct script *script, struct text *out) {
    const struct model *model = script->model;
    struct shape in = model->input;
    long long pad = (long long)model->data.pad;
    const char *pixels = "x";
    text_puts(out, "def prepare(images):\n"
                   "    \"\"\"Images as bytes, 0 to 255, become what the network takes.\"\"\"\n"
                   "    x = np.asarray(images, \"float32\")");
    if (in.rank == 1)
        text_printf(out, ".reshape(-1, %lld)\n", (long long)in.channels);
    else if (in.channels == 1)
        text_printf(out, ".reshape(-1, %lld, %lld, 1)\n", (long long)in.height - 2 * pad,
                    (long long)in.width - 2 * pad);
    else
        text_printf(out, ".reshape(-1, %lld, %lld, %lld).transpose(0, 2, 3, 1)\n",
                    (long long)in.channels, (long long)in.height - 2 * pad,
                    (long long)in.width - 2 * pad);
    if (pad > 0)
        pixels = arena_printf(out->arena, "np.pad(x, ((0, 0), (%lld, %lld), (%lld, %lld), (0, 0)))",
                              pad, pad, pad, pad);
    text_printf(out, "    return %s\n\n\n", script_scaled(script, pixels));
}

static void put_accuracy(const struct script *script, struct text *out) {
    text_printf(out,
                "def accuracy(net, images, labels):\n"
                "    answers = net.predict(prepare(images), verbose=0).arg%s(1)\n"
                "    return np.mean(answers == labels)\n\n\n",
                script->model->distances ? "min" : "max");
}

static void put_main(const struct script *script, struct text *out, const char *weights) {
    text_printf(out,
                "if __name__ == \"__main__\":\n"
                "    net = load(build(), sys.argv[1] if len(sys.argv) > 1 else %s)\n"
                "    net.summary()\n",
                script_weights(script, weights));
    if (script->used[PIECE_MNIST])
        text_puts(out,
                  "    if len(sys.argv) > 2:\n"
                  "        print(\"accuracy\", accuracy(net, *mnist(sys.argv[2], \"t10k\")))\n");
}

bool python_keras(struct text *out, struct diags *diags, const struct model *model,
                  const char *weights) {
    struct arena *arena = out->arena;
    struct script script = {arena, model, "keras", {false}, text_create(arena)};
    struct text network = text_create(arena), rest = text_create(arena);
    if (!put_network(&script, &network, diags))
        return false;
    script.used[PIECE_WEIGHTS] = script.used[PIECE_LOAD] = true;
    script.used[PIECE_MNIST] = model->data.dataset != NULL;
    put_prepare(&script, &rest);
    put_accuracy(&script, &rest);
    keras_train(&script, &rest);
    put_main(&script, &rest, weights);
    script_join(&script, out, "Keras 3", network.data, rest.data);
    return true;
}
