/* yaml_node.c - libyaml's events to nodes. */
#include "front/yaml_node.h"
#include "front/reader.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct loader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    yaml_parser_t parser;
    uint32_t begin;    /* behind a byte order mark, which would hide a `---` behind it */
    uint32_t *offsets; /* byte of each character: libyaml counts characters */
    size_t characters;
};

static void index_characters(struct loader *loader) {
    const struct source *source = loader->source;
    loader->offsets = ARENA_ARRAY(loader->arena, source->length + 1, uint32_t);
    for (size_t i = loader->begin; i < source->length; i++)
        if (((unsigned char)source->data[i] & 0xC0) != 0x80)
            loader->offsets[loader->characters++] = (uint32_t)i;
    loader->offsets[loader->characters] = (uint32_t)source->length;
}

static uint32_t offset_of(const struct loader *loader, yaml_mark_t mark) {
    return loader->offsets[mark.index < loader->characters ? mark.index : loader->characters];
}

static struct span span_of(const struct loader *loader, yaml_mark_t start, yaml_mark_t end) {
    return (struct span){loader->source, offset_of(loader, start), offset_of(loader, end)};
}

static struct span event_span(const struct loader *loader, const yaml_event_t *event) {
    return span_of(loader, event->start_mark, event->end_mark);
}

static void report_problem(struct loader *loader) {
    const yaml_parser_t *parser = &loader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        out_of_memory();
    struct span span = span_of(loader, parser->problem_mark, parser->problem_mark);
    if (parser->error == YAML_READER_ERROR)
        span.begin = span.end = loader->begin + (uint32_t)parser->problem_offset;
    diag_error(loader->diags, span, "this is not YAML: %s", parser->problem);
    if (span.begin < loader->source->length && loader->source->data[span.begin] == ':')
        diag_help(loader->diags, "a value that holds a `:` is written in quotes");
    if (parser->context && parser->context_mark.index != parser->problem_mark.index)
        diag_note_at(loader->diags, span_of(loader, parser->context_mark, parser->context_mark),
                     "%s", parser->context);
}

static bool next_event(struct loader *loader, yaml_event_t *event) {
    if (yaml_parser_parse(&loader->parser, event))
        return true;
    report_problem(loader);
    return false;
}

static struct yaml_node *make(struct loader *loader, enum node_kind kind, struct span span) {
    struct yaml_node *node = ARENA_NEW(loader->arena, struct yaml_node);
    node->kind = kind;
    node->span = span;
    return node;
}

static void check_properties(struct loader *loader, const yaml_event_t *event,
                             const yaml_char_t *anchor, const yaml_char_t *tag) {
    struct span span = event_span(loader, event);
    /* libyaml forgets the tag `!` that stands alone */
    bool bare_tag = span.begin < loader->source->length && loader->source->data[span.begin] == '!';
    if (anchor) {
        diag_error(loader->diags, span, "a spec has no anchors, and `&%s` is one",
                   (const char *)anchor);
    } else if (tag || bare_tag) {
        diag_error(loader->diags, span, "a spec has no YAML tags");
        diag_help(loader->diags, "the type of a value follows from its key");
    }
}

static bool has_control(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' && text[i] != '\t')
            return true;
    return false;
}

static struct yaml_node *scalar(struct loader *loader, const yaml_event_t *event) {
    struct yaml_node *node = make(loader, NODE_SCALAR, event_span(loader, event));
    const char *raw = loader->source->data + node->span.begin;
    size_t raw_length = node->span.end - node->span.begin;
    node->text = arena_strndup(loader->arena, (const char *)event->data.scalar.value,
                               event->data.scalar.length);
    check_properties(loader, event, event->data.scalar.anchor, event->data.scalar.tag);
    bool lines = memchr(raw, '\n', raw_length) != NULL;
    if (lines || has_control(node->text, event->data.scalar.length)) {
        node->failed = true;
        diag_error(loader->diags, node->span,
                   lines ? "a value stands on one line" : "a value has no control characters");
    }
    struct span inner = node->span;
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE && raw_length >= 2) {
        inner.begin++;
        inner.end--;
    }
    size_t length = inner.end - inner.begin;
    if (strlen(node->text) == length &&
        memcmp(loader->source->data + inner.begin, node->text, length) == 0)
        node->inner = inner;
    return node;
}

static int by_key(const void *a, const void *b) {
    const struct yaml_node *x = *(struct yaml_node *const *)a, *y = *(struct yaml_node *const *)b;
    int order = strcmp(x->key->text, y->key->text);
    if (order != 0)
        return order;
    return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* Sorted, so that a large mapping does not take quadratic time. */
static void check_duplicates(struct loader *loader, const struct yaml_node *mapping) {
    size_t count = 0;
    for (struct yaml_node *item = mapping->items; item; item = item->next)
        count++;
    struct yaml_node **order = ARENA_ARRAY(loader->arena, count + 1, struct yaml_node *);
    count = 0;
    for (struct yaml_node *item = mapping->items; item; item = item->next)
        order[count++] = item;
    qsort(order, count, sizeof *order, by_key);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(order[i]->key->text, order[i - 1]->key->text) == 0) {
            diag_error(loader->diags, order[i]->key->span, "the key `%s` is given twice",
                       order[i]->key->text);
            diag_note_at(loader->diags, order[i - 1]->key->span, "it is given here already");
        }
    }
}

static bool read_node(struct loader *loader, yaml_event_t *event, unsigned depth,
                      struct yaml_node **result);

/* The next node of a sequence or mapping that ends with `end`; *item NULL: it ended. */
static bool read_item(struct loader *loader, yaml_event_type_t end, unsigned depth,
                      struct yaml_node **item) {
    yaml_event_t event;
    *item = NULL;
    if (!next_event(loader, &event))
        return false;
    bool good = event.type == end || read_node(loader, &event, depth, item);
    yaml_event_delete(&event);
    return good;
}

static bool read_items(struct loader *loader, struct yaml_node *node, unsigned depth) {
    bool mapping = node->kind == NODE_MAPPING;
    yaml_event_type_t end = mapping ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    struct yaml_node **tail = &node->items;
    for (;;) {
        struct yaml_node *key = NULL, *item;
        if (mapping) {
            if (!read_item(loader, end, depth, &key))
                return false;
            if (!key)
                break;
            if (key->kind != NODE_SCALAR) {
                diag_error(loader->diags, key->span, "a key is one word");
                return false;
            }
        }
        if (!read_item(loader, end, depth, &item))
            return false;
        if (!item)
            break;
        item->key = key;
        node->span = span_join(node->span, item->span);
        *tail = item;
        tail = &item->next;
    }
    if (mapping)
        check_duplicates(loader, node);
    return true;
}

static bool read_collection(struct loader *loader, yaml_event_t *event, enum node_kind kind,
                            unsigned depth, struct yaml_node **result) {
    struct yaml_node *node = make(loader, kind, event_span(loader, event));
    if (depth >= YAML_DEPTH_LIMIT) {
        diag_error(loader->diags, node->span, "nested too deeply: a spec has at most %d levels",
                   YAML_DEPTH_LIMIT);
        return false;
    }
    if (kind == NODE_MAPPING)
        check_properties(loader, event, event->data.mapping_start.anchor,
                         event->data.mapping_start.tag);
    else
        check_properties(loader, event, event->data.sequence_start.anchor,
                         event->data.sequence_start.tag);
    *result = node;
    return read_items(loader, node, depth + 1);
}

static bool read_node(struct loader *loader, yaml_event_t *event, unsigned depth,
                      struct yaml_node **result) {
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        *result = scalar(loader, event);
        return true;
    case YAML_MAPPING_START_EVENT:
        return read_collection(loader, event, NODE_MAPPING, depth, result);
    case YAML_SEQUENCE_START_EVENT:
        return read_collection(loader, event, NODE_SEQUENCE, depth, result);
    default: /* an alias: the parser gives nothing else in this place */
        diag_error(loader->diags, event_span(loader, event),
                   "a spec has no aliases, and `*%s` is one",
                   (const char *)event->data.alias.anchor);
        *result = make(loader, NODE_SCALAR, event_span(loader, event));
        (*result)->text = "";
        (*result)->failed = true;
        return true;
    }
}

/* The root of the first document, and nothing behind it. */
static struct yaml_node *read_stream(struct loader *loader) {
    struct yaml_node *root = NULL;
    bool document = false, going = true, failed = false;
    while (going && !failed) {
        yaml_event_t event;
        if (!next_event(loader, &event))
            return NULL;
        if (event.type == YAML_STREAM_END_EVENT) {
            going = false;
        } else if (event.type == YAML_DOCUMENT_START_EVENT && document) {
            diag_error(loader->diags, event_span(loader, &event),
                       "a spec is one YAML document, and here a second one starts");
            going = false;
        } else if (event.type == YAML_DOCUMENT_START_EVENT) {
            document = true;
        } else if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_END_EVENT) {
            failed = !read_node(loader, &event, 0, &root);
        }
        yaml_event_delete(&event);
    }
    return failed ? NULL : root;
}

struct yaml_node *yaml_nodes(struct arena *arena, struct diags *diags,
                             const struct source *source) {
    struct loader loader = {.arena = arena, .diags = diags, .source = source};
    loader.begin = text_begin(source);
    index_characters(&loader);
    if (!yaml_parser_initialize(&loader.parser))
        out_of_memory();
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&loader.parser, (const unsigned char *)source->data + loader.begin,
                                 source->length - loader.begin);
    struct yaml_node *root = read_stream(&loader);
    yaml_parser_delete(&loader.parser);
    if (root && root->kind != NODE_MAPPING) {
        diag_error(diags, root->span,
                   "a spec in YAML is a mapping: `network: NAME`, `input: "
                   "28x28x1`, `layers: ...`");
        return NULL;
    }
    return root;
}
