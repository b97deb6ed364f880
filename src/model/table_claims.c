/* table_claims.c - what a table claims of itself, and whether it holds. */
#include "model/definitions.h"

#include <string.h>

static const char *const WORDS[TABLE_CLAIMS] = {
    [TABLE_LINKS] = "links",
    [TABLE_FAN_OUT] = "fan_out",
    [TABLE_FAN_IN] = "fan_in",
};

static void read_claim(struct table *table, const struct atom *word) {
    const struct defining *d = table->d;
    int claim = 0;
    while (claim < TABLE_CLAIMS &&
           !(word->kind == ATOM_WORD && strcmp(word->text, WORDS[claim]) == 0))
        claim++;
    const struct atom *number = word->next;
    if (claim == TABLE_CLAIMS) {
        diag_error(d->diags, word->span, "unknown claim `%s` of a table", word->text);
        help_with_names(d->diags, word->text, "a table claims", WORDS, TABLE_CLAIMS);
    } else if (!number) {
        diag_error(d->diags, word->span, "`%s` needs a number behind it", word->text);
    } else if (number->kind != ATOM_NUMBER || !number->is_integer || number->integer < 0) {
        diag_error(d->diags, number->span, "`%s` claims a whole number, not `%s`", word->text,
                   number->text);
    } else if (number->next) {
        diag_error(d->diags, number->next->span, "unexpected `%s` behind the claim",
                   number->next->text);
    } else if (d->defined->expects[claim].given) {
        report_twice(d->diags, number->span,
                     arena_printf(d->arena, "`%s` is claimed", WORDS[claim]),
                     d->defined->expects[claim].span);
    } else {
        d->defined->expects[claim] =
            (struct claim){true, .span = number->span, .count = number->integer};
    }
}

void table_read_claims(struct table *table, const struct stmt *stmt) {
    const struct atom *first = stmt->phrases->atoms->next;
    if (!first)
        diag_error(table->d->diags, stmt->phrases->span, "a claim is missing behind `expect`");
    else
        read_claim(table, first);
    for (const struct phrase *phrase = stmt->phrases->next; phrase; phrase = phrase->next)
        read_claim(table, phrase->atoms);
}

/* The links of a table, counted. */
struct degrees {
    struct arena *arena;
    const struct definition *definition;
    int64_t links;
    int64_t *fan_in, *fan_out; /* by output map; by input map */
};

static struct degrees count_links(struct arena *arena, const struct definition *definition) {
    struct degrees n = {.arena = arena, .definition = definition};
    n.fan_in = ARENA_ARRAY(arena, (size_t)definition->rows, int64_t);
    n.fan_out = ARENA_ARRAY(arena, (size_t)definition->columns, int64_t);
    for (int64_t cell = 0; cell < definition->rows * definition->columns; cell++) {
        n.links += definition->cells[cell];
        n.fan_in[cell / definition->columns] += definition->cells[cell];
        n.fan_out[cell % definition->columns] += definition->cells[cell];
    }
    return n;
}

static const char *s_for(int64_t number) {
    return number == 1 ? "" : "s";
}

/* "input map 1 feeds 9 output maps, input maps 3 and 4 feed 11": the maps whose degree is another
 * than `claimed`, together where it is the same. */
static const char *others_text(struct arena *arena, const int64_t *degrees, int64_t count,
                               int64_t claimed, bool out) {
    enum { GROUPS = 4 };
    struct text text = text_create(arena);
    uint8_t *seen = ARENA_ARRAY(arena, (size_t)count, uint8_t);
    uint8_t *group = ARENA_ARRAY(arena, (size_t)count, uint8_t);
    int groups = 0;
    for (int64_t first = 0; first < count; first++) {
        if (seen[first] || degrees[first] == claimed)
            continue;
        if (groups++ == GROUPS) {
            text_puts(&text, ", and there are more");
            break;
        }
        int64_t members = 0;
        for (int64_t map = 0; map < count; map++) {
            group[map] = degrees[map] == degrees[first];
            seen[map] |= group[map];
            members += group[map];
        }
        text_printf(&text, "%s%s %s%s %s", groups > 1 ? ", " : "",
                    numbers_text(arena, out ? "input map" : "output map", group, count),
                    out ? "feed" : "take", members == 1 ? "s" : "",
                    text_grouped(arena, degrees[first]));
        if (groups == 1)
            text_printf(&text, " %s%s", out ? "output map" : "input", s_for(degrees[first]));
    }
    return text.data;
}

/* Where the links are as many as claimed: the maps that are taken for others. */
static void help_with_slip(const struct degrees *n, struct diags *diags, int64_t claimed) {
    const struct definition *definition = n->definition;
    uint8_t *more = ARENA_ARRAY(n->arena, (size_t)definition->columns, uint8_t);
    uint8_t *fewer = ARENA_ARRAY(n->arena, (size_t)definition->columns, uint8_t);
    uint8_t *where = ARENA_ARRAY(n->arena, (size_t)definition->rows, uint8_t);
    int64_t surplus = 0, from = 0, to = 0;
    for (int64_t input = 0; input < definition->columns; input++) {
        more[input] = n->fan_out[input] > claimed;
        fewer[input] = n->fan_out[input] < claimed;
        surplus += more[input] ? n->fan_out[input] - claimed : 0;
        from = more[input] ? input : from;
        to = fewer[input] ? input : to;
    }
    for (int64_t output = 0; output < definition->rows; output++) {
        const uint8_t *row = &definition->cells[output * definition->columns];
        where[output] = row[from] && !row[to];
    }
    const char *place = numbers_text(n->arena, "output map", where, definition->rows);
    diag_help(diags, "%s links are right for %s x %s: %s seem%s to be taken in the place of %s%s%s",
              text_grouped(n->arena, n->links), text_grouped(n->arena, definition->columns),
              text_grouped(n->arena, claimed),
              numbers_text(n->arena, "input map", more, definition->columns),
              n->fan_out[from] == claimed + surplus ? "s" : "",
              numbers_text(n->arena, "input map", fewer, definition->columns),
              surplus == 1 ? ", in one of " : "", surplus == 1 ? place : "");
}

static void check_fan_out(const struct degrees *n, struct diags *diags, const char *name,
                          const struct claim *claim) {
    const struct definition *definition = n->definition;
    int64_t low = n->fan_out[0], high = n->fan_out[0];
    for (int64_t input = 1; input < definition->columns; input++) {
        low = n->fan_out[input] < low ? n->fan_out[input] : low;
        high = n->fan_out[input] > high ? n->fan_out[input] : high;
    }
    if (low == claim->count && high == claim->count)
        return;
    if (low == high) {
        diag_error(diags, claim->span,
                   "every input map of table `%s` feeds %s output map%s, but %s %s expected", name,
                   text_grouped(n->arena, low), s_for(low), text_grouped(n->arena, claim->count),
                   claim->count == 1 ? "is" : "are");
        diag_note(diags, "%s link%s / %s input map%s = %s", text_grouped(n->arena, n->links),
                  s_for(n->links), text_grouped(n->arena, definition->columns),
                  s_for(definition->columns), text_grouped(n->arena, low));
        return;
    }
    diag_error(diags, claim->span,
               "the input maps of table `%s` feed from %s to %s output maps each, but %s %s "
               "expected",
               name, text_grouped(n->arena, low), text_grouped(n->arena, high),
               text_grouped(n->arena, claim->count), claim->count == 1 ? "is" : "are");
    diag_note(diags, "%s",
              others_text(n->arena, n->fan_out, definition->columns, claim->count, true));
    if (n->links % definition->columns == 0 && n->links / definition->columns == claim->count)
        help_with_slip(n, diags, claim->count);
}

static void check_fan_in(const struct degrees *n, struct diags *diags, const char *name,
                         const struct claim *claim) {
    const struct definition *definition = n->definition;
    int64_t other = 0;
    while (other < definition->rows && n->fan_in[other] == claim->count)
        other++;
    if (other == definition->rows)
        return;
    diag_error(diags, claim->span,
               "output map %s of table `%s` takes %s input%s, but %s %s expected for every map",
               text_grouped(n->arena, other), name, text_grouped(n->arena, n->fan_in[other]),
               s_for(n->fan_in[other]), text_grouped(n->arena, claim->count),
               claim->count == 1 ? "is" : "are");
    diag_note(diags, "%s", others_text(n->arena, n->fan_in, definition->rows, claim->count, false));
}

/* "6 maps x 3 + 9 maps x 4 + 1 map x 6 = 60", by how many inputs the maps take; NULL where that
 * would be too long. */
static const char *links_text(const struct degrees *n) {
    enum { TERMS = 8 };
    struct text text = text_create(n->arena);
    int terms = 0;
    for (int64_t inputs = 1; inputs <= n->definition->columns; inputs++) {
        int64_t maps = 0;
        for (int64_t output = 0; output < n->definition->rows; output++)
            maps += n->fan_in[output] == inputs;
        if (maps == 0)
            continue;
        if (terms++ == TERMS)
            return NULL;
        text_printf(&text, "%s%s output map%s x %s", terms > 1 ? " + " : "",
                    text_grouped(n->arena, maps), s_for(maps), text_grouped(n->arena, inputs));
    }
    text_printf(&text, " = %s", text_grouped(n->arena, n->links));
    return text.data;
}

static void check_links(const struct degrees *n, struct diags *diags, const char *name,
                        const struct claim *claim) {
    const struct definition *definition = n->definition;
    int64_t difference =
        n->links > claim->count ? n->links - claim->count : claim->count - n->links;
    const char *sum = links_text(n);
    if (difference == 0)
        return;
    diag_error(diags, claim->span, "table `%s` has %s link%s, but %s %s expected", name,
               text_grouped(n->arena, n->links), s_for(n->links),
               text_grouped(n->arena, claim->count), claim->count == 1 ? "is" : "are");
    diag_note(diags, "%s%s%s too %s", sum ? sum : "", sum ? "; " : "",
              text_grouped(n->arena, difference), n->links > claim->count ? "many" : "few");
    if (claim->count == definition->rows * definition->columns)
        diag_help(diags, "%s x %s = %s links is every input map to every output map: `all`",
                  text_grouped(n->arena, definition->columns),
                  text_grouped(n->arena, definition->rows), text_grouped(n->arena, claim->count));
}

void table_check_claims(struct arena *arena, struct diags *diags, const struct defined *defined) {
    const struct claim *expects = defined->expects;
    struct degrees n = count_links(arena, defined->definition);
    const char *name = defined->name->text;
    if (expects[TABLE_LINKS].given)
        check_links(&n, diags, name, &expects[TABLE_LINKS]);
    if (expects[TABLE_FAN_OUT].given)
        check_fan_out(&n, diags, name, &expects[TABLE_FAN_OUT]);
    if (expects[TABLE_FAN_IN].given)
        check_fan_in(&n, diags, name, &expects[TABLE_FAN_IN]);
}
