#include "support.h"

#include "front/read.h"

#include <string.h>

struct column made_column(struct arena *arena, const char *title, const char *spec) {
    struct diags *diags = diags_create(arena);
    const struct source *source = source_from_text(arena, diags, "test.net", spec, strlen(spec));
    struct ast *ast = read_net(arena, diags, source);
    const struct model *model = model_build(arena, diags, ast, NULL);
    diags_print(diags, stderr, false);
    return (struct column){title, "test.net", model, NULL};
}

struct predictions *made_predictions(struct arena *arena, const char *labels, const char *answers,
                                     const double *sureness) {
    struct predictions *predictions = ARENA_NEW(arena, struct predictions);
    size_t count = strlen(labels);
    *predictions = (struct predictions){.count = count, .classes = 10};
    predictions->labels = ARENA_ARRAY(arena, count, uint8_t);
    predictions->answers = ARENA_ARRAY(arena, count, uint8_t);
    predictions->outputs = ARENA_ARRAY(arena, count * 10, float);
    for (size_t i = 0; i < count; i++) {
        predictions->labels[i] = (uint8_t)(labels[i] - '0');
        predictions->answers[i] = (uint8_t)(answers[i] - '0');
        predictions->outputs[i * 10 + predictions->answers[i]] = (float)sureness[i];
        predictions->correct += labels[i] == answers[i];
    }
    return predictions;
}

struct trial *made_trial(struct arena *arena, struct comparison *comparison,
                         struct predictions *const *predictions) {
    struct trial *trial = ARENA_NEW(arena, struct trial);
    trial->comparison = comparison;
    trial->networks = ARENA_ARRAY(arena, comparison->column_count, struct trained);
    for (unsigned i = 0; i < comparison->column_count; i++) {
        struct run *run = ARENA_NEW(arena, struct run);
        run->seed = 1;
        run->test = predictions[i];
        run->state = run->test ? RUN_DONE : RUN_DIVERGED;
        trial->networks[i].runs = run;
        trial->networks[i].run_count = 1;
    }
    return trial;
}

struct maps made_maps(struct arena *arena, const char *layer, const char *kind, int channels,
                      int height, int width) {
    struct maps maps = {layer, kind, height, width, channels, NULL};
    int count = channels * height * width;
    maps.values = ARENA_ARRAY(arena, (size_t)count, float);
    for (int i = 0; i < count; i++)
        maps.values[i] = (float)(2 * i - (count - 1)) / (float)count;
    return maps;
}

int create_arena(void **state) {
    *state = arena_create();
    return 0;
}

int destroy_arena(void **state) {
    arena_free(*state);
    return 0;
}
