/* scene_test.c MODEL...: the stages of networks and where they lie: those of the models, and of
 * networks that are long, large, thin, drawn by lot. */
#include "compile.h"
#include "draw/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
    char **models;
    int model_count;
};

static struct model *model_of(struct fixture *f, const char *text) {
    const struct source *source = source_from_text(f->arena, f->diags, "test", text, strlen(text));
    const struct model_options options = {0};
    struct ast *ast = read_spec(f->arena, f->diags, source);
    struct model *model = ast ? model_build(f->arena, f->diags, ast, &options) : NULL;
    if (!model)
        diags_print(f->diags, stderr, false);
    assert_non_null(model);
    return model;
}

static struct scene *scene_of(struct fixture *f, const struct model *model) {
    struct scene *scene = scene_build(f->arena, model, 0);
    scene_place(scene);
    return scene;
}

/* --- what must hold of every scene ------------------------------------------------------------ */

struct box {
    const char *what;
    double left, top, right, bottom;
};

struct boxes {
    struct box *items;
    unsigned count;
};

static void add_box(struct boxes *boxes, const char *what, double middle, double width, double top,
                    double height) {
    boxes->items[boxes->count++] =
        (struct box){what, middle - width / 2, top, middle + width / 2, top + height};
}

static struct boxes boxes_of(struct fixture *f, const struct scene *scene) {
    struct boxes boxes = {ARENA_ARRAY(f->arena, 3 * (size_t)scene->count, struct box), 0};
    for (unsigned i = 0; i < scene->count; i++) {
        const struct stage *stage = &scene->stages[i];
        double middle = stage->x + stage->width / 2;
        int lines = stage->activation ? 3 : 2;
        if (stage->form != STAGE_END) {
            add_box(&boxes, stage->name, middle, stage->width, stage->y, stage->height);
            add_box(&boxes, stage->name, middle, stage->label_width, stage->label_y - FONT_SIZE,
                    lines * LINE_HEIGHT);
        }
        if (stage->word_count)
            add_box(&boxes, stage->words[0], stage->words_x, stage->words_width,
                    stage->words_y - SMALL_SIZE, stage->word_count * LINE_HEIGHT);
    }
    return boxes;
}

static bool meet(const struct box *a, const struct box *b) {
    const double rounding = 1e-6;
    return a->left < b->right - rounding && b->left < a->right - rounding &&
           a->top < b->bottom - rounding && b->top < a->bottom - rounding;
}

static void check_room(struct fixture *f, const struct scene *scene) {
    struct boxes boxes = boxes_of(f, scene);
    for (unsigned i = 0; i < boxes.count; i++) {
        const struct box *a = &boxes.items[i];
        if (a->left < MARGIN - 1e-6 || a->top < 0 || a->right > scene->width ||
            a->bottom > scene->height)
            fail_msg("%s: `%s` is outside", scene->model->name, a->what);
        for (unsigned j = 0; j < i; j++)
            if (meet(a, &boxes.items[j]))
                fail_msg("%s: `%s` and `%s` meet", scene->model->name, a->what,
                         boxes.items[j].what);
    }
}

/* Planes have the scale's size, or the least; no stack is deeper than the others may be. */
static void check_scale(const struct scene *scene) {
    for (unsigned i = 0; i < scene->count; i++) {
        const struct stage *stage = &scene->stages[i];
        double width = (double)stage->shape.width * scene->scale;
        double height = (double)stage->shape.height * scene->scale;
        if (stage->form != STAGE_MAPS)
            continue;
        assert_true(stage->plane_width == (width < 6 ? 6 : width));
        assert_true(stage->plane_height == (height < 6 ? 6 : height));
        assert_true(scene->remark || (width >= 6 && height >= 6));
        assert_true(stage->offset * (stage->slots - 1) <= 62 + 1e-9);
        assert_true(stage->broken || stage->slots == stage->shape.channels);
    }
}

/* Every layer is a stage or a word of a step. */
static void check_layers(const struct scene *scene) {
    unsigned found = 0;
    for (unsigned i = 1; i < scene->count; i++)
        found += scene->stages[i].layer ? 1 : 0;
    for (unsigned i = 0; i < scene->model->layer_count; i++) {
        const struct layer *layer = &scene->model->layers[i];
        found += !layer->counts.neurons;
        for (unsigned s = 1; s < scene->count; s++)
            if (!layer->counts.neurons && scene->stages[s].layer == layer)
                found--;
    }
    assert_int_equal(found, scene->model->layer_count);
}

static void check_drawing(struct fixture *f, const struct model *model) {
    struct text first = text_create(f->arena), second = text_create(f->arena);
    const struct drawing drawing = {.inline_style = true, .id = "id"};
    double width, height;
    struct scene *scene = scene_of(f, model);
    check_room(f, scene);
    check_scale(scene);
    check_layers(scene);
    draw_network(&first, model, &drawing, &width, &height);
    draw_network(&second, model, &drawing, NULL, NULL);
    assert_string_equal(first.data, second.data);
    assert_true(width >= scene->width && height >= scene->height);
    assert_null(strstr(first.data, "nan"));
    assert_null(strstr(first.data, "inf"));
}

/* --- networks --------------------------------------------------------------------------------- */

static void the_models(void **state) {
    struct fixture *f = *state;
    const struct model_options options = {0};
    for (int i = 0; i < f->model_count; i++) {
        const struct model *model = compile_model(f->arena, f->diags, f->models[i], &options);
        assert_non_null(model);
        check_drawing(f, model);
    }
}

static void odd_networks(void **state) {
    static const char *const SPECS[] = {
        "network a { input 28x28x1; flatten }",
        "network b { input 1x1x1; flatten; dense 1, linear }",
        "network c { input 28x28x1; activation relu }",
        "network d { input 8x8x2; dropout 0.5; flatten; dropout 0.5 }",
        "network e { input 192x192x3; conv 500 of 7x7, stride 2, pad same, relu; maxpool 96x96;"
        "            flatten; dense 1000, softmax }",
        "network f { input 1x200x1; conv 4 of 1x9, relu; conv 8 of 1x1, tanh; flatten;"
        "            dense 2, softmax }",
        "network g { input 100000x3x1; avgpool 3x3; avgpool 5x1 }",
        "network h { input 5x5x4000; conv 1 of 5x5, relu; conv 4000 of 1x1, relu }",
    };
    struct fixture *f = *state;
    for (unsigned i = 0; i < sizeof SPECS / sizeof SPECS[0]; i++)
        check_drawing(f, model_of(f, SPECS[i]));
}

static void two_hundred_layers(void **state) {
    struct fixture *f = *state;
    struct text spec = text_create(f->arena);
    text_puts(&spec, "network long { input 28x28x1\n");
    for (int i = 0; i < 199; i++)
        text_puts(&spec, i % 67 == 66 ? "maxpool 2x2\n" : "conv 24 of 3x3, pad same, relu\n");
    text_puts(&spec, "flatten }");
    const struct model *model = model_of(f, spec.data);
    struct scene *scene = scene_of(f, model);
    check_drawing(f, model);
    assert_true(scene->width < 1200);
    assert_true(scene->height < 6000);
}

static unsigned lot(uint64_t *seed, unsigned sides) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % sides;
}

static void put_label(struct text *spec, uint64_t *seed, int number) {
    unsigned length = lot(seed, 45);
    text_printf(spec, "L%d", number);
    for (unsigned i = 0; i < length; i++)
        text_append(spec, &"iWm_0aXl"[lot(seed, 8)], 1);
    text_puts(spec, ": ");
}

static const char *lot_network(struct fixture *f, uint64_t *seed) {
    static const char *const PLAIN[] = {"dropout 0.25", "activation leaky_relu 0.2",
                                        "activation relu"};
    struct text spec = text_create(f->arena);
    int layers = 1 + (int)lot(seed, 30);
    text_printf(&spec, "network n { input %ux%ux%u\n", 1 + lot(seed, 200), 1 + lot(seed, 200),
                1 + lot(seed, 40));
    for (int i = 0; i < layers; i++) {
        unsigned kind = lot(seed, 6);
        if (lot(seed, 2))
            put_label(&spec, seed, i);
        if (kind < 3)
            text_printf(&spec, "conv %u of %ux%u, stride %u, pad same, tanh\n", 1 + lot(seed, 60),
                        1 + lot(seed, 7), 1 + lot(seed, 7), 1 + lot(seed, 2));
        else if (kind < 4)
            text_puts(&spec, "maxpool 2x2, pad same\n");
        else
            text_printf(&spec, "%s\n", PLAIN[lot(seed, 3)]);
    }
    if (lot(seed, 2))
        text_printf(&spec, "flatten; dense %u, softmax", 1 + lot(seed, 30));
    text_puts(&spec, " }");
    return spec.data;
}

static void networks_by_lot(void **state) {
    struct fixture *f = *state;
    uint64_t seed = 1;
    for (int i = 0; i < 200; i++)
        check_drawing(f, model_of(f, lot_network(f, &seed)));
}

/* --- what is written -------------------------------------------------------------------------- */

static void words_are_the_papers(void **state) {
    struct fixture *f = *state;
    const struct scene *scene = scene_of(
        f, model_of(f, "network n { input 32x32x1; C1: conv 6 of 5x5, stride 2, pad same, squash\n"
                       "dropout 0.5; S2: subsample 2x2, tanh; flatten; F6: dense 84, leaky_relu 0.2"
                       "; activation relu; OUT: dense 1200, linear; activation softmax }"));
    const struct stage *s = scene->stages;
    assert_int_equal(scene->count, 6);
    assert_string_equal(s[0].name, "input");
    assert_string_equal(s[0].size, "32x32");
    assert_string_equal(s[1].name, "C1: f. maps");
    assert_string_equal(s[1].size, "6@16x16");
    assert_string_equal(s[1].activation, "squash");
    assert_string_equal(s[1].words[0], "convolutions");
    assert_string_equal(s[1].words[1], "5x5, stride 2x2, pad same");
    assert_int_equal(s[1].word_count, 2);
    assert_string_equal(s[2].words[0], "dropout 0.5");
    assert_string_equal(s[2].words[1], "subsampling");
    assert_string_equal(s[2].words[2], "2x2");
    assert_string_equal(s[3].words[0], "flatten");
    assert_string_equal(s[3].words[1], "full connections");
    assert_string_equal(s[3].name, "F6: layer");
    assert_string_equal(s[3].activation, "leaky_relu 0.2");
    assert_string_equal(s[4].name, "OUT");
    assert_string_equal(s[4].size, "1,200");
    assert_true(s[4].broken);
    assert_int_equal(s[5].form, STAGE_END);
    assert_string_equal(s[5].words[0], "activation softmax");
}

/* A dilated kernel is drawn as what it covers; groups are written beside it. */
static void dilated_fields_are_whole(void **state) {
    struct fixture *f = *state;
    const struct scene *scene =
        scene_of(f, model_of(f, "network n { input 20x20x4; conv 8 of 3x2, stride 2x1, groups 2, "
                                "dilation 3x5, pad same, relu }"));
    const struct stage *stage = &scene->stages[1];
    const struct window window = layer_window(stage->layer);
    assert_string_equal(stage->words[1], "3x2, stride 2x1, dilation 3x5, groups 2, pad same");
    assert_int_equal(window_extent(&window, 0), 7);
    assert_int_equal(window_extent(&window, 1), 6);
    assert_int_equal(window.stride[0], 2);
    assert_int_equal(window.stride[1], 1);
    assert_int_equal(window.before[0] + window.after[0], 5);
    assert_int_equal(window.out[1], 20);
}

/* Kinds whose outputs count as neurons are steps of their own, and have a word for it. */
static void kinds_have_words(void **state) {
    (void)state;
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        assert_true((LAYER_KINDS[i]->count != NULL) == (LAYER_KINDS[i]->step != NULL));
}

static void names_are_escaped(void **state) {
    struct fixture *f = *state;
    struct text out = text_create(f->arena);
    struct model *model = model_of(f, "network n { input 9x9x1; conv 2 of 3x3, relu }");
    const struct drawing drawing = {.id = "\"><script>"};
    model->name = "<script>&'\"";
    model->layers[0].name = "<script>";
    draw_network(&out, model, &drawing, NULL, NULL);
    assert_null(strstr(out.data, "<script"));
    assert_non_null(strstr(out.data, "&lt;script&gt;&amp;&#39;&quot;"));
    assert_non_null(strstr(out.data, "<desc id=\"&quot;&gt;&lt;script&gt;-desc\">"));
}

static void one_scale_for_all(void **state) {
    struct fixture *f = *state;
    const struct model *small = model_of(f, "network s { input 14x14x1; avgpool 2x2 }");
    const struct model *large = model_of(f, "network l { input 28x56x1; avgpool 2x2 }");
    const struct model *both[] = {small, large};
    assert_true(draw_common_scale(both, 1) == 8);
    assert_true(draw_common_scale(both + 1, 1) == 2);
    assert_true(draw_common_scale(both, 2) == 2);
    const struct scene *scene = scene_build(f->arena, small, draw_common_scale(both, 2));
    assert_true(scene->stages[0].plane_width == 28);
}

/* Inside a page, colours are the page's. */
static void pages_have_their_own_style(void **state) {
    struct fixture *f = *state;
    struct text out = text_create(f->arena);
    const struct drawing drawing = {.id = "left"};
    draw_network(&out, model_of(f, "network n { input 9x9x1; flatten }"), &drawing, NULL, NULL);
    assert_null(strstr(out.data, "<style"));
    assert_null(strstr(out.data, "draw-ground"));
    assert_non_null(strstr(out.data, "id=\"left-desc\""));
}

static int create(void **state) {
    struct fixture *f = *state;
    f->arena = arena_create();
    f->diags = diags_create(f->arena);
    return 0;
}

static int destroy(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

#define TEST(function) cmocka_unit_test_prestate_setup_teardown(function, create, destroy, &fixture)

int main(int argc, char **argv) {
    struct fixture fixture = {.models = argv + 1, .model_count = argc - 1};
    const struct CMUnitTest tests[] = {
        TEST(the_models),
        TEST(odd_networks),
        TEST(two_hundred_layers),
        TEST(networks_by_lot),
        TEST(kinds_have_words),
        TEST(words_are_the_papers),
        TEST(dilated_fields_are_whole),
        TEST(names_are_escaped),
        TEST(one_scale_for_all),
        TEST(pages_have_their_own_style),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
