#include "model/keras.h"

#include <ctype.h>
#include <string.h>

static const char *const TOTAL_LABELS[KERAS_TOTALS] = {
    [KERAS_TOTAL] = "Total params",
    [KERAS_TRAINABLE] = "Trainable params",
    [KERAS_NON_TRAINABLE] = "Non-trainable params",
};

const char *keras_total_label(enum keras_total total) {
    return TOTAL_LABELS[total];
}

/* A row while its lines are read. */
struct pending {
    struct text name, shape;
    struct span unbuilt; /* "multiple", "?"; source NULL: no */
};

struct reader {
    struct arena *arena;
    const struct source *source;
    struct keras_columns columns;
    struct keras_summary *summary;
    struct pending *pending; /* by row */
    bool in_table, row_open, ended, too_many;
};

static bool is_empty(struct span span) {
    return span.begin == span.end;
}

static void append(struct text *text, struct span cell) {
    text_append(text, cell.source->data + cell.begin, cell.end - cell.begin);
}

static void start_row(struct reader *reader, const struct keras_line *line) {
    struct keras_summary *summary = reader->summary;
    if (summary->count == KERAS_ROWS_LIMIT) {
        reader->ended = reader->too_many = true;
        return;
    }
    struct pending *pending = &reader->pending[summary->count];
    struct keras_row *row = &summary->rows[summary->count++];
    pending->name = text_create(reader->arena);
    pending->shape = text_create(reader->arena);
    append(&pending->name, line->cells[KERAS_NAME]);
    append(&pending->shape, line->cells[KERAS_SHAPE]);
    row->span = line->cells[KERAS_NAME];
    row->shape_span = line->cells[KERAS_SHAPE];
    row->params = keras_number_in(line->cells[KERAS_PARAMS]);
    reader->row_open = true;
}

/* TF2 breaks a cell anywhere, Keras 3 at blanks, which a shape can do without. */
static void continue_row(struct reader *reader, const struct keras_line *line) {
    struct pending *pending = &reader->pending[reader->summary->count - 1];
    append(&pending->name, line->cells[KERAS_NAME]);
    append(&pending->shape, line->cells[KERAS_SHAPE]);
}

/* A line with a name alone goes on with the row before it, unless that has its class already. */
static bool continues(const struct reader *reader, const struct keras_line *line) {
    if (line->starts_row || !reader->row_open)
        return false;
    const struct text *name = &reader->pending[reader->summary->count - 1].name;
    return is_empty(line->cells[KERAS_NAME]) || !strchr(name->data, ')');
}

static bool read_total(struct reader *reader, struct span line) {
    const char *text = reader->source->data;
    uint32_t begin = line.begin;
    while (begin < line.end && (text[begin] == ' ' || text[begin] == '\t'))
        begin++;
    for (unsigned i = 0; i < KERAS_TOTALS; i++) {
        size_t length = strlen(TOTAL_LABELS[i]);
        if (line.end - begin < length || memcmp(text + begin, TOTAL_LABELS[i], length) != 0)
            continue;
        uint32_t at = begin + (uint32_t)length;
        if (at < line.end && text[at] == ':')
            at++;
        reader->summary->closed = true;
        reader->summary->totals[i] = keras_number_in((struct span){line.source, at, line.end});
        reader->summary->sizes[i] = keras_size_in((struct span){line.source, at, line.end});
        reader->row_open = reader->in_table = false;
        reader->ended = i == KERAS_NON_TRAINABLE;
        return true;
    }
    return false;
}

static bool is_head(const char *line, size_t length) {
    static const char head[] = "Layer (type";
    for (size_t i = 0; i + sizeof head - 1 <= length; i++)
        if (memcmp(line + i, head, sizeof head - 1) == 0)
            return true;
    return false;
}

/* The rule behind the last row: of "=" in the older layouts, with a lower corner in boxes. */
static bool closes(const char *line, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (line[i] == '=' || (length - i >= 3 && memcmp(line + i, "\u2514", 3) == 0))
            return true;
    return false;
}

static void read_line(struct reader *reader, struct span line) {
    struct keras_summary *summary = reader->summary;
    const char *text = reader->source->data + line.begin;
    size_t length = line.end - line.begin;
    if (is_head(text, length)) {
        reader->ended = reader->in_table || summary->closed; /* of another summary */
        reader->in_table = true;
        reader->columns = keras_head_columns(text, length);
    } else if (keras_is_rule(text, length)) {
        reader->row_open = false;
        summary->closed = summary->closed || (summary->count > 0 && closes(text, length));
    } else if (!read_total(reader, line) && reader->in_table) {
        struct keras_line split = keras_split(reader->source, line, reader->columns);
        if (is_empty(split.cells[KERAS_NAME]) && is_empty(split.cells[KERAS_SHAPE]))
            reader->row_open = false;
        else if (continues(reader, &split))
            continue_row(reader, &split);
        else if (!summary->closed)
            start_row(reader, &split);
    }
    if (!reader->ended && length > 0)
        summary->end = line;
}

static void read_lines(struct reader *reader) {
    const struct source *source = reader->source;
    for (size_t at = 0; at < source->length && !reader->ended;) {
        size_t length;
        const char *line = source_line(source, (uint32_t)at, &length);
        size_t begin = (size_t)(line - source->data);
        read_line(reader, (struct span){source, (uint32_t)begin, (uint32_t)(begin + length)});
        const char *next = memchr(source->data + at, '\n', source->length - at);
        at = next ? (size_t)(next - source->data) + 1 : source->length;
    }
}

/* "average_pooling2d_1 (AveragePooling2D)" into name and class. */
static void finish_name(struct arena *arena, const char *text, struct keras_row *row) {
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    size_t length = open ? (size_t)(open - text) : strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    row->name = arena_strndup(arena, text, length);
    row->class_cut = !close;
    if (open && open[1])
        row->class_name = close ? arena_strndup(arena, open + 1, (size_t)(close - open - 1))
                                : arena_strdup(arena, open + 1);
}

/* "(None, 28, 28, 6)": the numbers behind the first. False where one of them is none. */
static bool finish_shape(const char *text, struct keras_row *row) {
    const char *p = text + strspn(text, "[( ");
    for (unsigned index = 0; *p && *p != ')'; index++) {
        int64_t value = 0;
        bool number = isdigit((unsigned char)*p);
        for (; isdigit((unsigned char)*p) && value <= COUNT_LIMIT; p++)
            value = value * 10 + (*p - '0');
        p += strspn(p, "0123456789"); /* of what is too large for any layer */
        if (!number)
            p += strcspn(p, ",)");
        if (index > 0 && (number ? row->rank == KERAS_RANK_LIMIT : *p))
            return false;
        if (index > 0 && number)
            row->dims[row->rank++] = value;
        p += strspn(p, ", ");
    }
    row->shape_known = *p == ')' && row->rank > 0;
    return true;
}

static bool finish_row(struct reader *reader, struct diags *diags, unsigned index) {
    struct keras_row *row = &reader->summary->rows[index];
    const char *shape = reader->pending[index].shape.data;
    finish_name(reader->arena, reader->pending[index].name.data, row);
    if (shape[0] == 'm' || shape[0] == '?' || !finish_shape(shape, row)) {
        diag_error(diags, row->shape_span, "`%s` is no fixed shape", shape);
        diag_help(diags, "give the model an `Input(shape=...)` of fixed sizes, or call `build`, "
                         "before `summary`");
        return false;
    }
    return true;
}

/* What a row can lack, the gravest first. */
enum loss_of_text { LACKS_CLASS, LACKS_SHAPE, LACKS_PARAMS, LACKS_NOTHING };
static const char *const LACKING[LACKS_NOTHING] = {
    [LACKS_CLASS] = "class, shape and number of parameters",
    [LACKS_SHAPE] = "shape and number of parameters",
    [LACKS_PARAMS] = "number of parameters",
};

static enum loss_of_text what_lacks(const struct keras_row *row) {
    if (row->params.known)
        return LACKS_NOTHING;
    return row->shape_known ? LACKS_PARAMS : row->class_name ? LACKS_SHAPE : LACKS_CLASS;
}

/* One warning for all rows that lack the same: lines may all be cut at the same column. */
static void warn_of_cut(struct diags *diags, const struct keras_summary *summary,
                        enum loss_of_text lack) {
    const struct keras_row *first = NULL;
    struct text names = text_create(diags->arena);
    unsigned count = 0;
    for (unsigned i = 0; i < summary->count; i++) {
        const struct keras_row *row = &summary->rows[i];
        if (what_lacks(row) != lack)
            continue;
        first = first ? first : row;
        text_printf(&names, "%s`%s`", count++ ? ", " : "", row->name);
    }
    if (count == 1)
        diag_warning(diags, first->span, "row %s is cut off: %s cannot be checked", names.data,
                     LACKING[lack]);
    else if (count > 1) {
        diag_warning(diags, first->span, "%u rows are cut off: %s cannot be checked", count,
                     LACKING[lack]);
        diag_note(diags, "they are %s", names.data);
    }
}

struct keras_summary *keras_read(struct arena *arena, struct diags *diags,
                                 const struct source *source) {
    struct reader reader = {.arena = arena, .source = source};
    struct keras_summary *summary = ARENA_NEW(arena, struct keras_summary);
    reader.summary = summary;
    reader.pending = ARENA_ARRAY(arena, KERAS_ROWS_LIMIT, struct pending);
    summary->source = source;
    summary->rows = ARENA_ARRAY(arena, KERAS_ROWS_LIMIT, struct keras_row);
    read_lines(&reader);
    if (reader.too_many) {
        diag_error(diags, summary->end, "the summary has more than %s rows, the limit",
                   text_grouped(arena, KERAS_ROWS_LIMIT));
        return NULL;
    }
    if (summary->count == 0) {
        diag_error(diags, (struct span){source, 0, 0}, "no table of Keras' `summary` in this text");
        diag_help(diags, "its head is `Layer (type)   Output Shape   Param #`, and rows follow");
        return NULL;
    }
    for (unsigned i = 0; i < summary->count; i++)
        if (!finish_row(&reader, diags, i))
            return NULL;
    for (enum loss_of_text lack = LACKS_CLASS; lack < LACKS_NOTHING; lack++)
        warn_of_cut(diags, summary, lack);
    return summary;
}
