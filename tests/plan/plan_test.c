/* plan_test - buffers in memory, over random programs and over the plans of random networks; sizes
 * against those of the C compiler; the choice of shards; limits. */
#include "support.h"

#include "generator.h"
#include "plan/parts.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

/* --- memory ------------------------------------------------------------------------------------
 */

static void claim(const struct buffer **owner, const struct program *program,
                  const struct buffer *buffer) {
    assert_true(buffer->offset >= 0 && buffer->offset + buffer->count <= program->lanes);
    for (int64_t i = 0; i < buffer->count; i++)
        owner[buffer->offset + i] = buffer;
}

static void expect_owner(const struct buffer **owner, const struct buffer *buffer) {
    for (int64_t i = 0; i < buffer->count; i++)
        assert_ptr_equal(owner[buffer->offset + i], buffer);
}

/* Runs the program on memory in which each lane knows whose number it holds: whatever is read must
 * still be there, and nothing may be written into what is being read. Returns the most lanes that
 * were alive at once. */
static void run_program(struct arena *arena, const struct program *program) {
    const struct buffer **owner = ARENA_ARRAY(arena, (size_t)program->lanes, const struct buffer *);
    claim(owner, program, program->input);
    for (const struct op *op = program->ops; op; op = op->next) {
        for (unsigned i = 0; i < op->operand_count; i++)
            if (op->operands[i].kind == OPERAND_IN || op->operands[i].kind == OPERAND_INOUT)
                expect_owner(owner, op->operands[i].buffer);
        for (unsigned i = 0; i < op->operand_count; i++)
            if (op->operands[i].kind == OPERAND_OUT)
                claim(owner, program, op->operands[i].buffer);
        for (unsigned i = 0; i < op->operand_count; i++) /* a kernel's arguments are `restrict` */
            if (op->operands[i].buffer)
                expect_owner(owner, op->operands[i].buffer);
    }
    expect_owner(owner, program->output);
    for (unsigned i = 0; i < program->kept_count; i++)
        expect_owner(owner, program->kept[i]);
}

/* The most lanes that are alive in one operation: no placement can do with less. */
static int64_t most_alive(const struct program *program) {
    int64_t most = 0;
    int count = 0;
    for (const struct op *op = program->ops; op; op = op->next)
        count++;
    for (int at = -1; at <= count; at++) {
        int64_t sum = 0;
        for (const struct buffer *b = program->buffers; b; b = b->next)
            sum += b->first <= at && at <= b->last ? b->count : 0;
        most = sum > most ? sum : most;
    }
    return most;
}

/* `percent`: how much more than the least is too much. */
static void check_memory(struct arena *arena, const struct program *program, int percent) {
    int64_t least = most_alive(program);
    run_program(arena, program);
    assert_int_equal(least_lanes(program), least);
    assert_true(program->lanes >= least);
    assert_true(program->lanes - least <= least * percent / 100);
}

/* Operations that read some of the buffers written before, change one, or write a new one. */
static struct program random_program(struct arena *arena, uint64_t *seed) {
    enum { MOST_OPS = 60, MOST_LANES = 40 };
    struct lower lower = {.arena = arena};
    struct program program = {0};
    struct buffer *all[MOST_OPS + 1];
    unsigned ops = 1 + random_below(seed, MOST_OPS), count = 0;
    program.input = all[count++] = lower_buffer(&lower, "images", 1 + random_below(seed, 20), "");
    for (unsigned i = 0; i < ops; i++) {
        struct op *op = lower_op(&lower, "none", "", "op%u", i);
        unsigned inputs = 1 + random_below(seed, 3);
        for (unsigned k = 0; k < inputs; k++) { /* mostly young ones */
            unsigned age = random_below(seed, 1 + random_below(seed, count));
            op_operand(op, OPERAND_IN, all[count - 1 - age]);
        }
        if (random_below(seed, 5) == 0) {
            op_operand(op, OPERAND_INOUT, all[count - 1]);
            continue;
        }
        all[count] = lower_buffer(&lower, arena_printf(arena, "b%u", count),
                                  1 + random_below(seed, MOST_LANES), "");
        op_operand(op, OPERAND_OUT, all[count++]);
    }
    program.output = all[count - 1];
    program.ops = lower.ops;
    program.buffers = lower.buffers;
    return program;
}

static void random_programs(void **state) {
    for (uint64_t start = 1; start <= 2000; start++) {
        uint64_t seed = start;
        struct program program = random_program(*state, &seed);
        place_buffers(*state, &program);
        check_memory(*state, &program, 50);
    }
}

static void random_networks(void **state) {
    struct generator generator;
    generator_start(&generator, *state, 4711);
    for (unsigned i = 0; i < 300; i++) {
        struct network network = generator_next(&generator, i);
        const struct plan *plan = good_plan(*state, network.text, network.lanes);
        check_memory(*state, &plan->inference, 10);
        check_memory(*state, &plan->training, 20);
        check_memory(*state, &plan->layers, 20);
        assert_int_equal(plan->layers.kept_count, plan->model->layer_count);
        if (plan->has_curvature)
            check_memory(*state, &plan->curvature, 20);
    }
}

/* Of the networks that are shipped, within a tenth of the least. */
static void shipped_networks(void **state) {
    glob_t found;
    assert_int_equal(glob(MODELS "/*.net", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const struct compile_options options = {.plan = {.lanes = 16}};
        const struct plan *plan =
            compile_plan(*state, diags_create(*state), found.gl_pathv[i], &options);
        assert_non_null(plan);
        check_memory(*state, &plan->inference, 10);
        check_memory(*state, &plan->training, 10);
        check_memory(*state, &plan->layers, 10);
    }
    globfree(&found);
}

/* --- sizes -------------------------------------------------------------------------------------
 */

static void put_sizes(struct text *out, const struct plan *plan) {
    const char *n = plan->model->name;
    const struct {
        const char *what;
        int64_t bytes;
    } sizes[] = {{"weights", plan->weight_bytes},
                 {"inference", plan->inference_bytes},
                 {"shard", plan->shard_bytes},
                 {"state", plan->state_bytes}};
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        text_printf(out, "_Static_assert(sizeof(struct %s_%s) == %lld, \"%s\");\n", n,
                    sizes[i].what, (long long)sizes[i].bytes, sizes[i].what);
    text_printf(out,
                "_Static_assert(offsetof(struct %s_shard, gradient) == %lld, \"gradient\");\n"
                "_Static_assert(sizeof(struct %s_weights) + sizeof(struct %s_training) == %lld, "
                "\"training\");\n",
                n, (long long)plan->gradient_offset, n, n, (long long)plan->training_bytes);
    for (unsigned i = 0; i < plan->model->layer_count; i++)
        for (unsigned p = 0; p < plan->model->layers[i].param_count; p++) {
            const struct param *param = &plan->model->layers[i].params[p];
            text_printf(out, "_Static_assert(offsetof(struct %s_weights, %s) == %lld, \"%s\");\n",
                        n, param->name, (long long)param->offset * 4, param->name);
        }
}

static void sizes_are_those_of_c(void **state) {
    const char *folder = folder_make(*state);
    unsigned compiler_count;
    const char *const *compiler = compilers(*state, &compiler_count);
    struct generator generator;
    struct text code = text_create(*state);
    generator_start(&generator, *state, 99);
    for (unsigned i = 0; i < 60; i++) {
        struct network network = generator_next(&generator, i);
        struct diags *diags = diags_create(*state);
        const struct plan_options options = {.lanes = network.lanes, .shards = network.shards};
        const struct plan *plan =
            plan_build(*state, diags, model_of(*state, diags, network.text), &options);
        assert_non_null(plan);
        const char *header = arena_printf(*state, "net%u.h", i);
        write_text(*state, folder, header, emit_header(*state, plan));
        text_printf(&code, "#include \"%s\"\n", header);
        put_sizes(&code, plan);
    }
    write_text(*state, folder, "sizes.c", code.data);
    for (unsigned i = 0; i < compiler_count; i++)
        compile(*state, compiler[i], folder, "-fsyntax-only sizes.c");
    folder_remove(folder);
}

/* --- choices and limits ------------------------------------------------------------------------
 */

static const char SMALL[] = "network n { input 4x4x1; flatten; dense 3, softmax }\n"
                            "train { batch %u }\n";

static void shards(void **state) {
    static const struct {
        unsigned batch, lanes, asked, shards;
    } ROWS[] = {{64, 16, 0, 4}, {65, 16, 0, 5}, {16, 16, 0, 1}, {1, 16, 0, 1},  {1000, 16, 0, 8},
                {64, 4, 0, 8},  {64, 1, 0, 1},  {64, 1, 3, 3},  {64, 16, 1, 1}, {1, 16, 256, 256}};
    for (unsigned i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct diags *diags = diags_create(*state);
        const char *spec = arena_printf(*state, SMALL, ROWS[i].batch);
        const struct plan_options options = {.lanes = ROWS[i].lanes, .shards = ROWS[i].asked};
        const struct plan *plan =
            plan_build(*state, diags, model_of(*state, diags, spec), &options);
        assert_int_equal(plan->shards, ROWS[i].shards);
        assert_int_equal(plan->training_bytes, plan->weight_bytes + plan->state_bytes +
                                                   ROWS[i].shards * plan->shard_bytes);
    }
}

static void inference_alone(void **state) {
    struct diags *diags = diags_create(*state);
    const struct plan_options options = {.lanes = 8, .inference_only = true};
    const char *spec = arena_printf(*state, SMALL, 64);
    const struct plan *plan = plan_build(*state, diags, model_of(*state, diags, spec), &options);
    assert_false(plan->has_training);
    assert_null(plan->training.ops);
    assert_int_equal(plan->training_bytes, 0);
    assert_int_equal(plan->weight_bytes, 256);
}

static void dumps_are_equal(void **state) {
    const char *spec = arena_printf(*state, SMALL, 64);
    struct text a = text_create(*state), b = text_create(*state);
    plan_dump(&a, good_plan(*state, spec, 16));
    plan_dump(&b, good_plan(*state, spec, 16));
    assert_string_equal(a.data, b.data);
    assert_non_null(strstr(a.data, "cross_entropy"));
}

static void refused(struct arena *arena, const char *spec, unsigned lanes, const char *message) {
    struct diags *diags = diags_create(arena);
    assert_null(plan_of(arena, diags, spec, lanes));
    assert_int_equal(diags->errors, 1);
    assert_int_equal(diags->fault, FAULT_SPEC);
    assert_string_equal(diags->first->message, message);
    assert_non_null(diags->first->span.source);
}

static void limits(void **state) {
    static const char PADDED[] =
        "network n { input 100000000x1x1\n C1: conv 1 of 1x%s, pad same, stride 1000x1, tanh\n"
        " flatten; dense 2, softmax }";
    static const char MANY[] = "network n { input 6000x4000x1\n conv 3 of 1x1, tanh\n"
                               " maxpool 6000x4000\n flatten; dense 2, softmax }";
    refused(*state, arena_printf(*state, PADDED, "99"), 1,
            "`C1_padded` of network `n` would hold 9,900,000,000 numbers for 1 image");
    refused(*state, arena_printf(*state, PADDED, "100000"), 16,
            "`C1_padded` of network `n` would hold 160,000,000,000,000 numbers for 16 images");
    refused(*state, MANY, 16,
            "network `n` needs 10,752,000,512 bytes for the activations of 16 images");
    assert_non_null(plan_of(*state, diags_create(*state), MANY, 4));
    refused(*state, "network n { input 4x4x1; flatten; activation softmax }", 4,
            "network `n` has no parameters: there is nothing to generate");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(random_programs),      WITH_ARENA(random_networks), WITH_ARENA(shipped_networks),
        WITH_ARENA(sizes_are_those_of_c), WITH_ARENA(shards),          WITH_ARENA(inference_alone),
        WITH_ARENA(dumps_are_equal),      WITH_ARENA(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
