#include "front.h"

#include "front/read.h"
#include "front/write.h"

#include "compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "program.h"

static const double SLOW = 1; /* seconds of processor */

/* A text read and understood: a model of the network and of each variant. */
struct reading {
    struct diags *diags;
    struct ast *ast;
    unsigned count; /* of models; 0: it is refused */
    const struct model **models;
};

void front_fail(struct front *front, const struct spec *spec, const char *what) {
    printf("FAILED %s: %s\n%s\n", spec->file, what, spec->text);
    front->failures++;
}

static struct ast *read_text(struct arena *arena, struct diags *diags, const char *file,
                             const char *text) {
    const struct source *source = source_from_text(arena, diags, file, text, strlen(text));
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    return diags->errors ? NULL : ast;
}

static struct reading understand(struct arena *arena, const char *file, const char *text) {
    struct reading r = {.diags = diags_create(arena)};
    r.ast = read_text(arena, r.diags, file, text);
    const struct model_options options = {0};
    const struct model *first = r.ast ? model_build(arena, r.diags, r.ast, &options) : NULL;
    if (!first)
        return r;
    unsigned variants;
    const char *const *names = model_variants(arena, r.ast, &variants);
    r.models = ARENA_ARRAY(arena, variants + 1, const struct model *);
    r.models[0] = first;
    for (unsigned i = 0; i < variants; i++) {
        const struct model_options variant = {.variant = names[i]};
        r.models[i + 1] = model_build(arena, r.diags, r.ast, &variant);
    }
    r.count = r.diags->errors ? 0 : variants + 1;
    return r;
}

static const char *dump(struct arena *arena, const struct reading *r) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < r->count; i++)
        model_dump(&text, r->models[i]);
    return text.data;
}

/* The spec in canonical form, as fmt and convert have it; NULL if it cannot be bound. */
static const char *form(struct arena *arena, const char *file, const char *text, bool yaml,
                        bool explicit_defaults) {
    struct diags *diags = diags_create(arena);
    struct ast *ast = read_text(arena, diags, file, text);
    struct text out = text_create(arena);
    const struct write_options options = {explicit_defaults};
    if (!ast || !model_bind(arena, diags, ast))
        return NULL;
    if (explicit_defaults)
        model_add_defaults(arena, ast);
    (yaml ? write_yaml : write_net)(&out, ast, options);
    return out.data;
}

/* Every error has a place, and the exit status would be 1 or 2. */
static void check_refusal(struct front *front, const struct spec *spec, const struct diags *diags) {
    if (diags->errors == 0 || (diags->fault != FAULT_SPEC && diags->fault != FAULT_USAGE))
        front_fail(front, spec, "refused without an error");
    for (const struct diag *diag = diags->first; diag; diag = diag->next)
        if (diag->severity == SEVERITY_ERROR && !diag->span.source)
            front_fail(front, spec,
                       arena_printf(front->arena, "refused without a place: %s", diag->message));
}

/* The same network in another form, which is written once more as it is. */
static void check_form(struct front *front, const struct spec *spec, const struct reading *first,
                       bool yaml, bool explicit_defaults) {
    struct arena *arena = front->arena;
    const char *file = yaml ? "form.yaml" : "form.net";
    const char *what = yaml ? "YAML" : explicit_defaults ? "fmt --explicit" : "fmt";
    const char *text = form(arena, spec->file, spec->text, yaml, explicit_defaults);
    struct reading second = {0};
    if (text)
        second = understand(arena, file, text);
    if (second.count != first->count) {
        front_fail(front, spec,
                   arena_printf(arena, "not accepted any more as %s:\n%s", what,
                                text ? text : "(nothing)"));
        if (text)
            diags_print(second.diags, stdout, false);
        return;
    }
    if (strcmp(dump(arena, first), dump(arena, &second)) != 0)
        front_fail(front, spec, arena_printf(arena, "another network as %s:\n%s", what, text));
    const char *again = form(arena, file, text, yaml, explicit_defaults);
    if (!again || strcmp(text, again) != 0)
        front_fail(front, spec, arena_printf(arena, "%s is not idempotent:\n%s", what, text));
}

/* Header and source of the chosen network; NULL after a fault. */
static const char *emit(struct front *front, const struct spec *spec, const struct reading *r,
                        bool inference_only, const struct plan **plan, struct diags *diags) {
    const struct plan_options options = {.target = spec->machine.target,
                                         .lanes = spec->machine.lanes,
                                         .shards = spec->machine.shards,
                                         .inference_only = inference_only};
    const struct model *model = r->models[0];
    for (unsigned i = 1; i < r->count; i++)
        if (spec->variant && strcmp(r->models[i]->variant, spec->variant) == 0)
            model = r->models[i];
    *plan = plan_build(front->arena, diags, model, &options);
    if (!*plan)
        return NULL;
    const char *header = arena_printf(front->arena, "%s.h", model->name);
    return arena_printf(front->arena, "%s%s", emit_header(front->arena, *plan),
                        emit_source(front->arena, *plan, header));
}

/* The YAML twin, and back again, give the same C to the byte. */
static void check_twins(struct front *front, const struct spec *spec, const char *c) {
    struct arena *arena = front->arena;
    const struct plan *plan;
    const char *yaml = form(arena, spec->file, spec->text, true, false);
    const char *net = yaml ? form(arena, "twin.yaml", yaml, false, false) : NULL;
    const char *texts[] = {yaml, net};
    for (unsigned i = 0; i < 2 && net; i++) {
        struct reading twin = understand(arena, i ? "twin.net" : "twin.yaml", texts[i]);
        const char *other = twin.count ? emit(front, spec, &twin, false, &plan, twin.diags) : NULL;
        if (!other || strcmp(c, other) != 0)
            front_fail(front, spec, arena_printf(arena, "other C from its twin:\n%s", texts[i]));
    }
}

static bool write_file(struct front *front, const char *file, const char *text) {
    struct diags *diags = diags_create(front->arena);
    const struct output_file output = {arena_printf(front->arena, "%s/%s", front->folder, file),
                                       text, strlen(text)};
    if (!write_files(diags, &output, 1))
        diags_print(diags, stdout, false);
    return diags->errors == 0;
}

static bool write_c(struct front *front, struct item *item) {
    struct arena *arena = front->arena;
    const char *name = item->network.name, *header = arena_printf(arena, "%s.h", name);
    return write_file(front, header, emit_header(arena, item->plan)) &&
           write_file(front, arena_printf(arena, "%s.c", name),
                      emit_source(arena, item->plan, header));
}

/* Whether a line begins with FILE:LINE:COLUMN: . */
static bool has_place(const char *text, const char *file) {
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += line != text;
        char *end = NULL;
        size_t length = strlen(file);
        if (strncmp(line, file, length) == 0 && strtoul(line + length, &end, 10) > 0 &&
            *end == ':' && strtoul(end + 1, &end, 10) > 0 && *end == ':')
            return true;
    }
    return false;
}

/* The program itself: what it says, its status, and no file where it refuses. What is wrong in a
 * variant only `check` says: it need not be right for the C of the network. */
static void check_program(struct front *front, const struct spec *spec, bool accepted,
                          bool in_variant) {
    struct arena *arena = front->arena;
    const char *path = arena_printf(arena, "%s/%s", front->folder, spec->file);
    const char *output = arena_printf(arena, "%s/refused.c", front->folder);
    const struct network *machine = &spec->machine;
    const char *summary[] = {front->netc, "summary", path, NULL};
    const char *check[] = {front->netc, "check", path, NULL};
    const char *compile[] = {front->netc, path,
                             "-o",        output,
                             "--target",  machine->target->name,
                             "--lanes",   arena_printf(arena, "%u", machine->lanes),
                             "--shards",  arena_printf(arena, "%u", machine->shards),
                             NULL};
    struct ran ran = program_run(arena,
                                 accepted     ? summary
                                 : in_variant ? check
                                              : compile,
                                 front->folder);
    if (accepted && (ran.status != 0 || !*ran.output))
        front_fail(front, spec, arena_printf(arena, "summary: status %d", ran.status));
    if (!accepted && ran.status != 1 && ran.status != 2)
        front_fail(front, spec, arena_printf(arena, "refused with status %d", ran.status));
    if (!accepted && !has_place(ran.output, arena_printf(arena, "%s:", path)))
        front_fail(front, spec, arena_printf(arena, "refused without a place:\n%s", ran.output));
    if (!accepted && remove(output) == 0)
        front_fail(front, spec, "refused, but there is an output");
    if (ran.seconds > SLOW)
        front_fail(front, spec, "the program took more than a second");
}

static enum answer refuse(struct front *front, const struct spec *spec, const struct reading *r) {
    const struct diags *diags = r->diags;
    unsigned failures = front->failures;
    char *said = NULL;
    size_t length;
    FILE *memory = open_memstream(&said, &length);
    if (!memory)
        out_of_memory();
    diags_print(diags, memory, false);
    fclose(memory);
    free(said);
    check_refusal(front, spec, diags);
    check_program(front, spec, false, spec->variant || (r->count == 0 && r->models));
    return front->failures == failures ? ANSWER_REFUSED : ANSWER_FAILED;
}

/* A variant that the C is made of, or none. */
static const char *choose(uint64_t *random, const struct reading *r) {
    return r->models[random_below(random, r->count)]->variant;
}

enum answer front_check(struct front *front, uint64_t *random, const struct spec *given,
                        struct item *item) {
    unsigned failures = front->failures;
    clock_t start = clock();
    struct spec spec = *given;
    struct reading r = understand(front->arena, spec.file, spec.text);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    front->slowest = seconds > front->slowest ? seconds : front->slowest;
    if (seconds > SLOW)
        front_fail(front, &spec, "took more than a second");
    if (!write_file(front, spec.file, spec.text))
        return ANSWER_FAILED;
    if (r.count == 0)
        return refuse(front, &spec, &r);
    spec.variant = choose(random, &r);
    const struct plan *plan;
    const char *c = emit(front, &spec, &r, false, &item->plan, r.diags);
    if (!c)
        return refuse(front, &spec, &r);
    emit(front, &spec, &r, true, &plan, r.diags);
    check_form(front, &spec, &r, false, false);
    check_form(front, &spec, &r, false, true);
    check_form(front, &spec, &r, true, false);
    check_twins(front, &spec, c);
    check_program(front, &spec, true, false);
    item->network = spec.machine;
    item->network.name = item->plan->model->name;
    item->network.text = spec.text;
    if (!write_c(front, item) || front->failures > failures)
        return ANSWER_FAILED;
    return ANSWER_ACCEPTED;
}
