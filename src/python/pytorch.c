/* pytorch.c - the script for PyTorch: a module, its weights, its recipe. */
#include "python/pytorch_layers.h"

#include <string.h>

/* Words that are no attribute of a module: Python's keywords that are identifiers elsewhere, and
 * what nn.Module has (to PyTorch 2.6), and the script itself. */
static const char *const RESERVED[] = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
    /* nn.Module */
    "T_destination", "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children",
    "compile", "cpu", "cuda", "double", "dump_patches", "eval", "extra_repr", "float", "forward",
    "get_buffer", "get_extra_state", "get_parameter", "get_submodule", "half", "ipu",
    "load_state_dict", "modules", "mtia", "named_buffers", "named_children", "named_modules",
    "named_parameters", "parameters", "register_backward_hook", "register_buffer",
    "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook",
    "register_full_backward_pre_hook", "register_load_state_dict_post_hook",
    "register_load_state_dict_pre_hook", "register_module", "register_parameter",
    "register_state_dict_post_hook", "register_state_dict_pre_hook", "requires_grad_",
    "set_extra_state", "set_submodule", "share_memory", "state_dict", "to", "to_empty", "train",
    "training", "type", "xpu", "zero_grad",
    /* the script */
    "logits"};

const char *pytorch_name(const struct script *script, const struct layer *layer) {
    for (size_t i = 0; i < sizeof RESERVED / sizeof RESERVED[0]; i++)
        if (strcmp(RESERVED[i], layer->name) == 0)
            return script_free_name(script, arena_printf(script->arena, "%s_", layer->name));
    return layer->name;
}

/* What the parts of the script have in common. */
struct parts {
    struct script script;
    struct text layers, flow, renames;
    bool logits; /* the last activation, softmax, stands apart: the loss has its own */
};

/* "  # 6x28x28". */
static void put_shape(struct text *out, struct shape shape) {
    if (shape.rank == 1)
        text_printf(out, "  # %lld\n", (long long)shape.channels);
    else
        text_printf(out, "  # %lldx%lldx%lld\n", (long long)shape.channels, (long long)shape.height,
                    (long long)shape.width);
}

static bool put_layer(struct parts *parts, const struct layer *layer, bool activated) {
    struct script *script = &parts->script;
    const char *name = pytorch_name(script, layer);
    struct module module;
    if (!pytorch_layer(script, layer, arena_printf(script->arena, "self.%s", name), &module))
        return false;
    if (module.make)
        text_printf(&parts->layers, "        self.%s = %s\n", name, module.make);
    if (module.make && strcmp(name, layer->name) != 0)
        for (unsigned i = 0; i < layer->param_count; i++)
            text_printf(&parts->renames, "    tensors[\"%s.%s\"] = tensors.pop(\"%s.%s\")\n", name,
                        layer->params[i].suffix, layer->name, layer->params[i].suffix);
    const char *call = activated ? pytorch_activated(script, layer, module.call) : module.call;
    if (!call)
        return false;
    if (strcmp(call, "x") == 0)
        return true;
    text_printf(&parts->flow, "        x = %s", call);
    put_shape(&parts->flow, layer->out);
    return true;
}

static bool is_softmax(const struct layer *layer) {
    return layer->kind->activation_attr >= 0 &&
           layer->values[layer->kind->activation_attr].choice == ACTIVATION_softmax;
}

/* The last layer that is no `flatten`. */
static unsigned last_layer(const struct model *model) {
    unsigned last = model->layer_count - 1;
    while (last > 0 && strcmp(model->layers[last].kind->schema.name, "flatten") == 0)
        last--;
    return last;
}

/* Whether the softmax of this last layer is left to the loss. */
static bool splits_softmax(const struct model *model, const struct layer *last) {
    return is_softmax(last) && last->out.height * last->out.width == 1 &&
           model->train.loss->of == LOSS_OF_PROBABILITIES;
}

static bool put_layers(struct parts *parts, struct diags *diags) {
    const struct model *model = parts->script.model;
    unsigned last = last_layer(model);
    parts->logits = splits_softmax(model, &model->layers[last]);
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        if (put_layer(parts, layer, !(parts->logits && i == last)))
            continue;
        diag_error(diags, layer->name_span, "`%s` has no counterpart in scripts for PyTorch",
                   layer->name);
        return false;
    }
    return true;
}

static void put_class(const struct parts *parts, struct text *out) {
    const struct model *model = parts->script.model;
    bool maps = model->output.rank == 3;
    text_puts(out, "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n");
    text_puts(out, parts->layers.data);
    text_printf(out, "\n    def %s(self, x):\n", parts->logits ? "logits" : "forward");
    text_printf(out, "%s        return %s\n", parts->flow.data,
                maps && !parts->logits ? "torch.flatten(x, 1)" : "x");
    if (parts->logits)
        text_printf(out,
                    "\n    def forward(self, x):\n"
                    "        %storch.softmax(self.logits(x), dim=1)%s\n",
                    maps ? "return torch.flatten(" : "return ", maps ? ", 1)" : "");
    text_puts(out, "\n\n");
}

static void put_load(const struct parts *parts, struct text *out) {
    text_printf(
        out,
        "def load(net, path):\n"
        "    \"\"\"Gives the network the weights of a safetensors file.\"\"\"\n"
        "    tensors = {name: torch.tensor(array) for name, array in load_file(path).items()}\n"
        "%s"
        "    net.load_state_dict(tensors)\n"
        "    return net.eval()\n\n\n",
        parts->renames.data);
}

/* Images, as bytes, become what the network takes. */
static void put_prepare(const struct parts *parts, struct text *out) {
    const struct model *model = parts->script.model;
    struct shape in = model->input;
    long long pad = (long long)model->data.pad;
    const char *pixels = "x";
    text_puts(out, "def prepare(images):\n"
                   "    \"\"\"Images as bytes, 0 to 255, become what the network takes.\"\"\"\n");
    if (in.rank == 1)
        text_printf(out, "    x = torch.tensor(images, dtype=torch.float32).reshape(-1, %lld)\n",
                    (long long)in.channels);
    else
        text_printf(
            out,
            "    x = torch.tensor(images, dtype=torch.float32).reshape(-1, %lld, %lld, %lld)\n",
            (long long)in.channels, (long long)in.height - 2 * pad, (long long)in.width - 2 * pad);
    if (pad > 0)
        pixels = arena_printf(out->arena, "F.pad(x, (%lld, %lld, %lld, %lld))", pad, pad, pad, pad);
    text_printf(out, "    return %s\n\n\n", script_scaled(&parts->script, pixels));
}

static void put_accuracy(const struct parts *parts, struct text *out) {
    text_printf(
        out,
        "def accuracy(net, images, labels):\n"
        "    with torch.no_grad():\n"
        "        answers = torch.cat([net(x).arg%s(1) for x in prepare(images).split(1000)])\n"
        "    return (answers == torch.tensor(labels)).float().mean().item()\n\n\n",
        parts->script.model->distances ? "min" : "max");
}

static void put_main(const struct parts *parts, struct text *out, const char *weights) {
    text_printf(out,
                "if __name__ == \"__main__\":\n"
                "    net = load(Net(), sys.argv[1] if len(sys.argv) > 1 else %s)\n"
                "    print(net)\n",
                script_weights(&parts->script, weights));
    if (parts->script.used[PIECE_MNIST])
        text_puts(out,
                  "    if len(sys.argv) > 2:\n"
                  "        print(\"accuracy\", accuracy(net, *mnist(sys.argv[2], \"t10k\")))\n");
}

bool python_pytorch(struct text *out, struct diags *diags, const struct model *model,
                    const char *weights) {
    struct arena *arena = out->arena;
    struct parts parts = {.script = {arena, model, "pytorch", {false}, text_create(arena)},
                          .layers = text_create(arena),
                          .flow = text_create(arena),
                          .renames = text_create(arena)};
    struct text class = text_create(arena), body = text_create(arena);
    if (!put_layers(&parts, diags))
        return false;
    parts.script.used[PIECE_WEIGHTS] = true;
    parts.script.used[PIECE_MNIST] = model->data.dataset != NULL;
    put_load(&parts, &body);
    put_prepare(&parts, &body);
    put_accuracy(&parts, &body);
    pytorch_train(&parts.script, &body, parts.logits);
    put_main(&parts, &body, weights);
    put_class(&parts, &class);
    script_join(&parts.script, out, "PyTorch", class.data, body.data);
    return true;
}
