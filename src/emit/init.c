/* init.c - the function that gives a network its first weights. */
#include "emit/parts.h"
#include "recipe/recipe.h"

/* Where the calls go, and which stream of random numbers the next one takes. */
struct calls {
    struct unit *unit;
    struct text text;
    unsigned stream;
};

/* One call of an initializer's kernel, for `count` floats of the tensor from `first` on; `maps`
 * says whose they are, NULL: all. */
static void put_call(struct calls *calls, const struct param *param, int64_t first, int64_t count,
                     int64_t fan_in, const char *maps) {
    const struct initial *initial = &param->initial;
    const char *kernel = initial_kernel(initial);
    struct arena *arena = calls->unit->arena;
    struct hole name = {"NAME", kernel};
    double scale = initial_scale(initial, fan_in, param->fan_out);
    if (unit_once(calls->unit, kernel))
        unit_kernel(calls->unit, kernel, NULL, &name, 1);
    if (maps)
        text_printf(&calls->text, "    /* %s, %s */\n", initial_text(arena, initial), maps);
    text_printf(&calls->text, "    %s(weights->%s", kernel, param->name);
    if (first > 0)
        text_printf(&calls->text, " + %lld", (long long)first);
    text_printf(&calls->text, ", %lld, %s", (long long)count, text_float_literal(arena, scale));
    if (initial_is_drawn(initial))
        text_printf(&calls->text, ", stream + %u", calls->stream++);
    text_puts(&calls->text, ");");
    if (!maps)
        text_printf(&calls->text, " /* %s */", initial_text(arena, initial));
    text_puts(&calls->text, "\n");
}

static int64_t links_of(const struct definition *table, int64_t map) {
    int64_t links = 0;
    for (int64_t i = 0; i < table->columns; i++)
        links += table->cells[map * table->columns + i];
    return links;
}

/* Where maps take different numbers of inputs, each is drawn as its own fan_in says: one call for
 * every run of maps that have equally many. Maps without inputs stay at 0. */
static void put_runs(struct calls *calls, const struct param *param) {
    const struct definition *table = param->table;
    struct arena *arena = calls->unit->arena;
    int64_t offset = 0, links, end;
    for (int64_t map = 0; map < table->rows; map = end) {
        links = links_of(table, map);
        for (end = map + 1; end < table->rows && links_of(table, end) == links;)
            end++;
        int64_t each = param->is_bias ? 1 : links * param->fan_in, count = (end - map) * each;
        bool several = end - map > 1;
        const char *maps = arena_printf(arena, several ? "maps %lld to %lld" : "map %lld",
                                        (long long)map, (long long)end - 1);
        maps = arena_printf(arena, "%s: %lld input%s%s", maps, (long long)links,
                            links == 1 ? "" : "s", several ? " each" : "");
        if (links > 0)
            put_call(calls, param, offset, count, links * param->fan_in, maps);
        offset += count;
    }
}

/* Pictures as pictures: a string for each row of cells. */
static void put_pictures(struct calls *calls, const struct param *param) {
    const struct definition *pictures = param->start;
    long long rows = (long long)(pictures->rows * pictures->height), width = pictures->width;
    text_printf(&calls->text,
                "    { /* the targets %s: 1 where there is ink, -1 elsewhere */\n"
                "        static const char ink[%lld][%lld + 1] = {\n",
                pictures->name, rows, width);
    for (long long row = 0; row < rows; row++) {
        if (row % pictures->height == 0)
            text_printf(&calls->text, "            /* %lld */\n",
                        row / (long long)pictures->height);
        text_puts(&calls->text, "            \"");
        for (long long x = 0; x < width; x++)
            text_puts(&calls->text, pictures->cells[row * width + x] ? "X" : ".");
        text_puts(&calls->text, "\",\n");
    }
    text_printf(&calls->text,
                "        };\n"
                "        for (int row = 0; row < %lld; row++)\n"
                "            for (int x = 0; x < %lld; x++)\n"
                "                weights->%s[row * %lld + x] = ink[row][x] == 'X' ? 1.0f : -1.0f;\n"
                "    }\n",
                rows, width, param->name, width);
}

static void put_start(struct calls *calls, const struct param *param) {
    const struct initial *initial = &param->initial;
    bool drawn = initial_is_drawn(initial);
    if (param->start)
        put_pictures(calls, param);
    else if (drawn && param->table)
        put_runs(calls, param);
    else if (drawn || initial->parameter < 0 || initial->parameter > 0)
        put_call(calls, param, 0, param->count, param->fan_in, NULL);
}

void emit_init(struct unit *unit, const struct plan *plan) {
    const struct model *model = plan->model;
    struct calls calls = {unit, text_create(unit->arena), 0};
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++)
            put_start(&calls, &model->layers[i].params[k]);
    text_printf(&unit->body, "void %s_init(struct %s_weights *weights, uint64_t seed) {\n",
                model->name, model->name);
    if (calls.stream > 0)
        text_puts(
            &unit->body,
            "    const uint64_t stream = seed << 16; /* one stream of random numbers a call */\n");
    else
        text_puts(&unit->body, "    (void)seed; /* nothing is drawn */\n");
    text_printf(&unit->body, "    memset(weights, 0, sizeof *weights);\n%s}\n\n", calls.text.data);
}
