/* roundtrip_test.c - random statements of every schema, in random spellings: what they mean does
 * not change when they are written as .net or YAML and read again.
 *
 * `bind_roundtrip_test COUNT SEED` repeats a run. */
#include "support.h"

#include "front/write.h"
#include "layers/layer.h"
#include "model/model.h"
#include "recipe/recipe.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct {
    uint64_t seed;
    unsigned count;
} run = {0, 2000};

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned limit) {
    return (unsigned)(next_random(state) % limit);
}

static double real_between(uint64_t *state, const struct attr *attr) {
    double max = attr->max > 0 ? attr->max : 1000;
    double part = (double)below(state, 1001) / 1000;
    return attr->min + part * (max - attr->min);
}

static const char *random_value(struct arena *arena, uint64_t *state, const struct attr *attr) {
    unsigned low = attr->min > 1 ? (unsigned)attr->min : 1;
    const struct choice *choice;
    switch (attr->type) {
    case ATTR_COUNT:
        return arena_printf(arena, below(state, 2) ? "%u" : "0_0%u", low + below(state, 9));
    case ATTR_REAL:
        return text_real(arena, real_between(state, attr));
    case ATTR_SIZE:
        return arena_printf(arena, below(state, 2) ? "%u" : "%ux%u", low + below(state, 9),
                            low + below(state, 9));
    case ATTR_PAD:
        return below(state, 2) ? below(state, 2) ? "same" : "valid" : below(state, 2) ? "2" : "1x3";
    case ATTR_CHOICE:
        choice = &attr->choices[below(state, attr->choice_count)];
        return choice->parameter && below(state, 2) ? arena_printf(arena, "%s 0.25", choice->name)
                                                    : choice->name;
    case ATTR_RANGE:
        return arena_printf(arena, "-%u..%u.5", below(state, 300), below(state, 300));
    case ATTR_RATES:
        return below(state, 2) ? "0.5" : "0.5*3 : 0.25 : 0.125*7";
    case ATTR_REFERENCE:
        return arena_printf(arena, "some_%s", attr->reference);
    }
    return NULL;
}

/* The statement, each attribute in one of the forms that it has. */
static const char *random_stmt(struct arena *arena, uint64_t *state, const struct schema *schema,
                               const char *keyword) {
    struct text head = text_create(arena), rest = text_create(arena);
    bool positional = true; /* no attribute of the head is left out so far */
    text_puts(&head, keyword);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        bool required = !attr->default_text && !attr->default_of && !attr->optional;
        if (!required && below(state, 2)) {
            positional = positional && attr->place != PLACE_HEAD;
            continue;
        }
        const char *value = random_value(arena, state, attr);
        unsigned form = below(state, 3);
        if (attr->place == PLACE_HEAD && attr->connector && form == 0)
            text_printf(&head, " %s %s", attr->connector, value);
        else if (attr->place == PLACE_HEAD && !attr->connector && form == 0 && positional)
            text_printf(&head, " %s", value);
        else if (attr->place == PLACE_HEAD && form == 1)
            text_printf(&head, " %s %s", attr->name, value);
        else if (attr->place == PLACE_BARE && form > 0)
            text_printf(&rest, ", %s", value);
        else
            text_printf(&rest, ", %s %s", attr->name, value);
        positional = positional && (attr->place != PLACE_HEAD || attr->connector || form < 2);
    }
    return arena_printf(arena, "%s%s", head.data, rest.data);
}

static void assert_same_value(const struct attr *attr, const struct value *a,
                              const struct value *b) {
    assert_int_equal(a->given, b->given);
    assert_int_equal(a->present, b->present);
    if (!a->present)
        return;
    assert_int_equal(a->integer, b->integer);
    assert_true(a->real == b->real && a->low == b->low && a->high == b->high);
    assert_memory_equal(a->size, b->size, sizeof a->size);
    assert_int_equal(a->pad, b->pad);
    assert_int_equal(a->choice, b->choice);
    const struct list_item *i = a->rates, *j = b->rates;
    for (; i && j; i = i->next, j = j->next)
        assert_true(i->real == j->real && i->times == j->times);
    assert_ptr_equal(i, j);
    assert_true(attr->type != ATTR_RATES || a->rates);
    if (attr->type == ATTR_REFERENCE)
        assert_string_equal(a->word, b->word);
}

/* Where a statement of a schema may stand. */
struct site {
    const struct schema *schema;
    const char *keyword, *format; /* of a spec, `%s` the statement */
    const char *block;
    unsigned skip;
};

static void bind_place(struct fixture *f, const struct site *place, const struct ast *ast,
                       struct value *values) {
    struct block *block = ast->blocks;
    while (!phrase_is(block->head, place->block))
        block = block->next;
    struct stmt *stmt = block->stmts;
    while (stmt->phrases->atoms->kind != ATOM_WORD || phrase_is(stmt->phrases, "input"))
        stmt = stmt->next;
    bool right = bind_stmt(f->arena, f->diags, stmt, place->schema, place->skip, values);
    assert_string_equal(messages(f), "");
    assert_true(right);
}

static struct ast *read_bound(struct fixture *f, const char *name, const char *text) {
    struct ast *ast = read_text(f, name, text);
    bool right = model_bind(f->arena, f->diags, ast);
    if (!right || f->diags->errors > 0)
        fail_msg("%s\nof\n%s", messages(f), text);
    return ast;
}

static void check_place(struct fixture *f, uint64_t *state, const struct site *place) {
    struct value written[ATTRS_LIMIT], read[ATTRS_LIMIT];
    const char *stmt = random_stmt(f->arena, state, place->schema, place->keyword);
    const char *spec = arena_printf(f->arena, place->format, stmt);
    struct ast *ast = read_bound(f, "a.net", spec);
    bind_place(f, place, ast, written);
    static const char *const NAMES[] = {"b.net", "b.yaml"};
    for (int yaml = 0; yaml < 2; yaml++) {
        struct text text = text_create(f->arena), again = text_create(f->arena);
        (yaml ? write_yaml : write_net)(&text, ast, (struct write_options){false});
        struct ast *copy = read_bound(f, NAMES[yaml], text.data);
        bind_place(f, place, copy, read);
        for (unsigned i = 0; i < place->schema->attr_count; i++)
            assert_same_value(&place->schema->attrs[i], &written[i], &read[i]);
        (yaml ? write_yaml : write_net)(&again, copy, (struct write_options){false});
        assert_string_equal(again.data, text.data);
    }
}

enum { PLACES = 64 };
/* With the blocks that attributes refer to. */
#define NET                                                                                        \
    "network n { input 9x9x1; %s } table some_table 1 -> 1 { 0: {0} }"                             \
    "targets some_targets 1 of 1x1 {\n X\n}"
#define AROUND "network n { input 9x9x1; flatten } %s { %%s }"

static unsigned all_places(struct arena *arena, struct site places[PLACES]) {
    unsigned count = 0;
    const char *data = arena_printf(arena, AROUND, "data"),
               *train = arena_printf(arena, AROUND, "train");
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++) {
        const struct schema *schema = &LAYER_KINDS[i]->schema;
        places[count++] = (struct site){schema, schema->name, NET, "network", 1};
    }
    for (unsigned i = 0; i < DATA_STATEMENT_COUNT; i++)
        places[count++] =
            (struct site){&DATA_STATEMENTS[i], DATA_STATEMENTS[i].name, data, "data", 1};
    for (unsigned i = 0; i < TRAIN_STATEMENT_COUNT; i++)
        places[count++] =
            (struct site){&TRAIN_STATEMENTS[i], TRAIN_STATEMENTS[i].name, train, "train", 1};
    for (unsigned i = 0; i < OPTIMIZER_COUNT; i++) {
        const struct schema *schema = &OPTIMIZERS[i].schema;
        places[count++] = (struct site){schema, arena_printf(arena, "optimizer %s", schema->name),
                                        train, "train", 2};
    }
    for (unsigned i = 0; i < SCHEDULE_COUNT; i++) {
        const struct schema *schema = &SCHEDULES[i].schema;
        places[count++] = (struct site){schema, arena_printf(arena, "schedule %s", schema->name),
                                        train, "train", 2};
    }
    for (unsigned i = 0; i < AUGMENTATION_COUNT; i++) {
        const struct schema *schema = &AUGMENTATIONS[i].schema;
        places[count++] = (struct site){schema, arena_printf(arena, "augment %s", schema->name),
                                        train, "train", 2};
    }
    return count;
}

static void meaning_survives(void **unused) {
    (void)unused;
    struct arena *arena = arena_create();
    struct site places[PLACES];
    unsigned count = all_places(arena, places);
    uint64_t state = run.seed;
    for (unsigned i = 0; i < run.count; i++) {
        void *fixture;
        fixture_create(&fixture);
        check_place(fixture, &state, &places[i % count]);
        fixture_free(&fixture);
    }
    arena_free(arena);
}

int main(int argc, char **argv) {
    run.seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
    if (argc > 1)
        run.count = (unsigned)strtoul(argv[1], NULL, 10);
    printf("seed %" PRIu64 "\n", run.seed);
    const struct CMUnitTest tests[] = {cmocka_unit_test(meaning_survives)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
