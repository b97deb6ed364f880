/* pytorch_train.c - the recipe as a function of PyTorch. */
#include "python/pytorch_layers.h"

#include <string.h>

static const char *real_of(const struct script *script, const char *attribute) {
    const struct train_recipe *train = &script->model->train;
    const struct value *value =
        script_method_value(train->optimizer, train->optimizer_values, attribute);
    return value && value->real != 0 ? text_real(script->arena, value->real) : NULL;
}

static bool choice_of(const struct script *script, const char *attribute) {
    const struct train_recipe *train = &script->model->train;
    const struct value *value =
        script_method_value(train->optimizer, train->optimizer_values, attribute);
    return value && value->choice != 0;
}

static void put_option(struct text *out, const char *name, const char *value) {
    if (value)
        text_printf(out, ", %s=%s", name, value);
}

static void put_adam(const struct script *script, struct text *out) {
    const char *decay = real_of(script, "weight_decay");
    const char *first = real_of(script, "beta_1"), *second = real_of(script, "beta_2");
    text_printf(out, ", betas=(%s, %s), eps=%s", first ? first : "0", second ? second : "0",
                real_of(script, "epsilon"));
    put_option(out, "weight_decay", decay);
}

static void put_sgd(const struct script *script, struct text *out) {
    put_option(out, "momentum", real_of(script, "momentum"));
    if (choice_of(script, "nesterov") && real_of(script, "momentum"))
        text_puts(out, ", nesterov=True");
}

static void put_rmsprop(const struct script *script, struct text *out) {
    const char *rho = real_of(script, "rho");
    text_printf(out, ", alpha=%s, eps=%s", rho ? rho : "0", real_of(script, "epsilon"));
    put_option(out, "momentum", real_of(script, "momentum"));
}

/* An optimizer of the language, its class, that with decoupled decay if there is one, its options.
 */
static const struct optimizer {
    const char *name, *class, *decaying;
    void (*put)(const struct script *script, struct text *out);
} ROWS[] = {{"sgd", "SGD", NULL, put_sgd},
            {"adam", "Adam", "AdamW", put_adam},
            {"adamw", "Adam", "AdamW", put_adam},
            {"rmsprop", "RMSprop", NULL, put_rmsprop}};

static const struct optimizer *find_optimizer(const struct script *script) {
    const char *name = script->model->train.optimizer->schema.name;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (strcmp(ROWS[i].name, name) == 0)
            return &ROWS[i];
    return NULL;
}

static const char *loss_text(struct script *script, bool logits) {
    const struct train_recipe *train = &script->model->train;
    const char *loss = train->loss->method.schema.name;
    if (logits)
        return "F.cross_entropy(net.logits(x[chosen]), y[chosen])";
    if (strcmp(loss, "mse") == 0)
        return arena_printf(script->arena,
                            "F.mse_loss(net(x[chosen]), F.one_hot(y[chosen], %lld).float())",
                            (long long)shape_count(script->model->output));
    if (strcmp(loss, "map") == 0) {
        script->used[PIECE_MAP_LOSS] = true;
        return arena_printf(script->arena, "map_loss(net(x[chosen]), y[chosen], %s)",
                            text_real(script->arena, train->loss_values[0].real));
    }
    if (strcmp(loss, "mse_rbf") == 0) {
        script->used[PIECE_DISTANCE_LOSS] = true;
        return "distance_loss(net(x[chosen]), y[chosen])";
    }
    return NULL;
}

/* Images that are validated on are left out; the order of the others. */
static void put_images(const struct script *script, struct text *out) {
    const struct train_recipe *train = &script->model->train;
    script_put_held_out(script, out);
    text_puts(out, "    x, y = prepare(images), torch.tensor(labels, dtype=torch.int64)\n");
    if (train->shuffle == SHUFFLE_ONCE)
        text_puts(out, "    order = torch.randperm(len(y))\n    x, y = x[order], y[order]\n");
}

static void put_step(const struct script *script, struct text *out,
                     const struct optimizer *optimizer, const char *loss) {
    const char *decay = optimizer->decaying ? NULL : real_of(script, "weight_decay");
    const char *rate = script_rate(script);
    if (!rate)
        text_puts(out, "            for group in optimizer.param_groups:\n"
                       "                group[\"lr\"] = rate(step, steps)\n");
    text_printf(out,
                "            loss = %s\n"
                "            optimizer.zero_grad()\n"
                "            loss.backward()\n",
                loss);
    if (decay)
        text_printf(out,
                    "            with torch.no_grad():\n"
                    "                for parameter in net.parameters():\n"
                    "                    parameter *= 1 - %s * %s\n",
                    rate ? rate : "rate(step, steps)", decay);
    text_puts(out, "            optimizer.step()\n");
    if (!rate)
        text_puts(out, "            step += 1\n");
}

/* Weights as they start; an RBF has its pictures by itself. */
static void put_start(const struct script *script, struct text *out, const char *name,
                      const struct param *param) {
    const double truncated = 0.87962566; /* what truncation leaves of a deviation */
    double scale = initial_scale(&param->initial, param->fan_in, param->fan_out);
    const char *tensor = arena_printf(script->arena, "net.%s.%s", name, param->suffix);
    if (param->start)
        return;
    if (!initial_is_drawn(&param->initial) && scale == 0)
        text_printf(out, "    nn.init.zeros_(%s)\n", tensor);
    else if (!initial_is_drawn(&param->initial))
        text_printf(out, "    nn.init.constant_(%s, %.9g)\n", tensor, scale);
    else if (strcmp(initial_kernel(&param->initial), "init_uniform") == 0)
        text_printf(out, "    nn.init.uniform_(%s, -%.9g, %.9g)\n", tensor, scale, scale);
    else
        text_printf(out, "    nn.init.trunc_normal_(%s, 0, %.9g, -%.9g, %.9g)\n", tensor,
                    scale / truncated, 2 * scale / truncated, 2 * scale / truncated);
}

static void put_starts(const struct script *script, struct text *out) {
    const struct model *model = script->model;
    if (model->totals.params == 0)
        return;
    text_puts(out, "def start(net):\n    \"\"\"Gives the network its initial weights.\"\"\"\n");
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++)
            put_start(script, out, pytorch_name(script, &model->layers[i]),
                      &model->layers[i].params[k]);
    text_puts(out, "    return net\n\n\n");
}

void pytorch_train(struct script *script, struct text *out, bool logits) {
    const struct train_recipe *train = &script->model->train;
    const struct optimizer *optimizer = find_optimizer(script);
    const char *rate = script_rate(script), *loss;
    bool decays = optimizer && optimizer->decaying && real_of(script, "weight_decay");
    if (script_untrainable(script) || !optimizer || !(loss = loss_text(script, logits)))
        return;
    put_starts(script, out);
    script_put_rate(script, out);
    text_puts(out, "def train(net, images, labels):\n"
                   "    \"\"\"Trains by the recipe of the spec.\"\"\"\n");
    put_images(script, out);
    text_printf(out, "    optimizer = torch.optim.%s(net.parameters(), lr=%s",
                decays ? optimizer->decaying : optimizer->class, rate ? rate : "0");
    optimizer->put(script, out);
    text_puts(out, ")\n");
    if (!rate)
        text_printf(out, "    step, steps = 0, math.ceil(len(y) / %lld)\n",
                    (long long)train->batch);
    text_printf(out,
                "    for epoch in range(%lld):\n"
                "        net.train()\n"
                "        for chosen in torch.%s(len(y)).split(%lld):\n",
                (long long)train->epochs, train->shuffle == SHUFFLE_YES ? "randperm" : "arange",
                (long long)train->batch);
    put_step(script, out, optimizer, loss);
    text_puts(out, "        print(f\"epoch {epoch + 1}: loss {loss.item():.4f}\")\n"
                   "    return net.eval()\n\n\n");
}
