#include "commands.h"

#include <stdio.h>
#include <string.h>

/* One word of the language: a row of some table of the compiler. */
struct entry {
    const char *name, *doc;
    const struct schema *schema; /* what may be said of it, or NULL */
    const struct choice *choice; /* a word that a number may follow, or NULL */
};

struct section {
    const char *name, *title;
    /* Row `index`; its name is NULL behind the last. */
    struct entry (*entry)(struct arena *arena, unsigned index);
    const char *keyword; /* of the statement that names one of them, or NULL */
};

static struct entry schema_entry(const struct schema *schema) {
    return (struct entry){schema->name, schema->doc, schema, NULL};
}

static struct entry choice_entry(const struct choice *choice) {
    return (struct entry){choice->name, choice->doc, NULL, choice};
}

static struct entry layer_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < LAYER_KIND_COUNT ? schema_entry(&LAYER_KINDS[index]->schema) : (struct entry){0};
}

static struct entry activation_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < ACTIVATION_COUNT ? choice_entry(&ACTIVATION_CHOICES[index]) : (struct entry){0};
}

static struct entry initializer_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < INITIALIZER_COUNT ? choice_entry(&INITIALIZER_CHOICES[index])
                                     : (struct entry){0};
}

static struct entry loss_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < LOSS_COUNT ? schema_entry(&LOSSES[index].method.schema) : (struct entry){0};
}

static struct entry optimizer_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < OPTIMIZER_COUNT ? schema_entry(&OPTIMIZERS[index].schema) : (struct entry){0};
}

static struct entry schedule_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < SCHEDULE_COUNT ? schema_entry(&SCHEDULES[index].schema) : (struct entry){0};
}

static struct entry augmentation_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < AUGMENTATION_COUNT ? schema_entry(&AUGMENTATIONS[index].schema)
                                      : (struct entry){0};
}

static struct entry train_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < TRAIN_STATEMENT_COUNT ? schema_entry(&TRAIN_STATEMENTS[index])
                                         : (struct entry){0};
}

static struct entry data_entry(struct arena *arena, unsigned index) {
    (void)arena;
    return index < DATA_STATEMENT_COUNT ? schema_entry(&DATA_STATEMENTS[index]) : (struct entry){0};
}

static struct entry dataset_entry(struct arena *arena, unsigned index) {
    if (index >= DATASET_COUNT)
        return (struct entry){0};
    const struct dataset *set = &DATASETS[index];
    struct shape shape = {3, set->height, set->width, set->channels};
    const char *doc = arena_printf(arena, "%s; %s, %lld classes", set->doc,
                                   shape_text(arena, shape), (long long)set->classes);
    return (struct entry){set->name, doc, NULL, NULL};
}

static const struct section SECTIONS[] = {
    {"layers", "Layers", layer_entry, NULL},
    {"activations", "Activations", activation_entry, NULL},
    {"initializers", "Initializers", initializer_entry, NULL},
    {"data", "Statements of `data`", data_entry, NULL},
    {"datasets", "Data sets", dataset_entry, NULL},
    {"train", "Statements of `train`", train_entry, NULL},
    {"losses", "Losses", loss_entry, "loss"},
    {"optimizers", "Optimizers", optimizer_entry, "optimizer"},
    {"schedules", "Schedules of the learning rate", schedule_entry, "schedule"},
    {"augmentations", "Distorted copies of the training images", augmentation_entry, "augment"},
};
enum { SECTION_COUNT = sizeof SECTIONS / sizeof SECTIONS[0] };

/* --- attributes in words ---------------------------------------------------------------------- */

static const char *upper(struct arena *arena, const char *name) {
    char *copy = arena_strdup(arena, name);
    for (char *p = copy; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return copy;
}

/* " from 0 to 1", or " from 0" where only the language's own limit is above it. */
static const char *limits(struct arena *arena, const struct attr *attr) {
    if (attr->max > attr->min)
        return arena_printf(arena, " from %s to %s", text_real(arena, attr->min),
                            text_real(arena, attr->max));
    return arena_printf(arena, " from %s", text_real(arena, attr->min));
}

static const char *words_of(struct arena *arena, const struct attr *attr) {
    if (attr->choices == ACTIVATION_CHOICES)
        return "an activation";
    if (attr->choices == INITIALIZER_CHOICES)
        return "an initializer";
    struct text text = text_create(arena);
    for (unsigned i = 0; i < attr->choice_count; i++)
        text_printf(&text, "%s`%s`", i ? ", " : "", attr->choices[i].name);
    return text.data;
}

static const char *type_of(struct arena *arena, const struct attr *attr) {
    switch (attr->type) {
    case ATTR_COUNT:
        return arena_printf(arena, "whole number%s", limits(arena, attr));
    case ATTR_REAL:
        return arena_printf(arena, "number%s", limits(arena, attr));
    case ATTR_SIZE:
        return arena_printf(arena, "HxW, or N for NxN, each%s", limits(arena, attr));
    case ATTR_PAD:
        return "`valid`, `same`, N or HxW";
    case ATTR_CHOICE:
        return words_of(arena, attr);
    case ATTR_RANGE:
        return "LOW..HIGH";
    case ATTR_RATES:
        return "number, or a list by epoch: A*2 : B*3 : C";
    case ATTR_REFERENCE:
        return arena_printf(arena, "name of a `%s` block", attr->reference);
    }
    return "";
}

static const char *default_of(struct arena *arena, const struct attr *attr) {
    if (attr->default_text)
        return arena_printf(arena, "`%s`", attr->default_text);
    if (attr->default_of)
        return arena_printf(arena, "that of `%s`", attr->default_of);
    return attr->optional ? "none" : "";
}

static bool may_be_left_out(const struct attr *attr) {
    return attr->default_text || attr->default_of || attr->optional;
}

/* How a statement is written: "conv FILTERS of KERNEL [, stride STRIDE] , ACTIVATION". */
static const char *form_of(struct arena *arena, const struct schema *schema) {
    struct text text = text_create(arena);
    text_puts(&text, schema->name);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        const char *open = may_be_left_out(attr) ? " [" : " ", *name = upper(arena, attr->name);
        if (attr->place != PLACE_HEAD)
            open = may_be_left_out(attr) ? " [, " : ", ";
        text_puts(&text, open);
        if (attr->place == PLACE_NAMED)
            text_printf(&text, "%s ", attr->name);
        else if (attr->place == PLACE_HEAD && attr->connector)
            text_printf(&text, "%s ", attr->connector);
        text_printf(&text, "%s%s", name, may_be_left_out(attr) ? "]" : "");
    }
    return text.data;
}

static const char *parameter_of(struct arena *arena, const struct choice *choice) {
    if (!choice || !choice->parameter)
        return "";
    return arena_printf(arena, "%s, from %s to %s; default %s", choice->parameter,
                        text_real(arena, choice->parameter_min),
                        text_real(arena, choice->parameter_max),
                        text_real(arena, choice->parameter_default));
}

/* --- printing --------------------------------------------------------------------------------- */

static void print_schema_plain(struct arena *arena, const struct entry *entry) {
    printf("%s\n    %s\n", form_of(arena, entry->schema), entry->doc);
    for (unsigned i = 0; i < entry->schema->attr_count; i++) {
        const struct attr *attr = &entry->schema->attrs[i];
        const char *standard = default_of(arena, attr);
        printf("    %-14s %s\n    %14s %s; %s%s\n", attr->name, attr->doc, "", type_of(arena, attr),
               *standard ? "default " : "required", standard);
    }
    putchar('\n');
}

static void print_schema_markdown(struct arena *arena, const struct entry *entry) {
    printf("#### `%s`\n\n%s.\n\n```\n%s\n```\n", entry->name, entry->doc,
           form_of(arena, entry->schema));
    if (entry->schema->attr_count)
        puts("\n| attribute | type | default | meaning |\n|---|---|---|---|");
    for (unsigned i = 0; i < entry->schema->attr_count; i++) {
        const struct attr *attr = &entry->schema->attrs[i];
        const char *standard = default_of(arena, attr);
        printf("| `%s` | %s | %s | %s |\n", attr->name, type_of(arena, attr),
               *standard ? standard : "required", attr->doc);
    }
    putchar('\n');
}

static void print_word_plain(struct arena *arena, const struct entry *entry) {
    const char *parameter = parameter_of(arena, entry->choice);
    printf("    %-16s %s\n", entry->name, entry->doc);
    if (*parameter)
        printf("    %16s may be followed by its %s\n", "", parameter);
}

static void print_word_markdown(struct arena *arena, const struct entry *entry) {
    const char *parameter = parameter_of(arena, entry->choice);
    printf("| `%s` | %s%s%s |\n", entry->name, entry->doc,
           *parameter ? "; may be followed by its " : "", parameter);
}

static void print_entry(struct arena *arena, const struct entry *entry, bool markdown) {
    if (entry->schema)
        (markdown ? print_schema_markdown : print_schema_plain)(arena, entry);
    else
        (markdown ? print_word_markdown : print_word_plain)(arena, entry);
}

static void print_section(struct arena *arena, const struct section *section, bool markdown) {
    unsigned index = 0;
    struct entry first = section->entry(arena, 0);
    printf("%s%s\n\n", markdown ? "### " : "", section->title);
    if (markdown && !first.schema)
        puts("| word | meaning |\n|---|---|");
    for (struct entry entry = first; entry.name; entry = section->entry(arena, ++index))
        print_entry(arena, &entry, markdown);
    if (!first.schema)
        putchar('\n');
}

static bool print_named(struct arena *arena, const char *name, bool markdown) {
    bool found = false;
    for (unsigned s = 0; s < SECTION_COUNT; s++) {
        const char *keyword = SECTIONS[s].keyword;
        if (strcmp(SECTIONS[s].name, name) == 0 || (keyword && strcmp(keyword, name) == 0)) {
            print_section(arena, &SECTIONS[s], markdown);
            return true;
        }
    }
    for (unsigned s = 0; s < SECTION_COUNT; s++) {
        struct entry entry = SECTIONS[s].entry(arena, 0);
        for (unsigned i = 1; entry.name; entry = SECTIONS[s].entry(arena, i++)) {
            if (strcmp(entry.name, name) != 0)
                continue;
            print_entry(arena, &entry, markdown);
            found = true;
        }
    }
    return found;
}

static void report_unknown(struct call *call, const char *name) {
    const char *names[256];
    size_t count = 0, limit = sizeof names / sizeof names[0];
    for (unsigned s = 0; s < SECTION_COUNT; s++) {
        if (count < limit)
            names[count++] = SECTIONS[s].name;
        struct entry entry = SECTIONS[s].entry(call->arena, 0);
        for (unsigned i = 1; entry.name && count < limit;
             entry = SECTIONS[s].entry(call->arena, i++))
            names[count++] = entry.name;
    }
    diag_fault(call->diags, FAULT_USAGE, "the reference has nothing on `%s`", name);
    diag_did_you_mean(call->diags, name, names, count);
    diag_help(call->diags, "`netc reference` prints all it has");
}

int command_reference(struct call *call) {
    bool markdown = call->given[OPTION_MARKDOWN] != NULL;
    if (call->operand_count > 0) {
        if (!print_named(call->arena, call->operands[0], markdown))
            report_unknown(call, call->operands[0]);
        return 0;
    }
    for (unsigned s = 0; s < SECTION_COUNT; s++)
        print_section(call->arena, &SECTIONS[s], markdown);
    return 0;
}
