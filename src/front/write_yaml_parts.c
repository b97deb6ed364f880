/* write_yaml_parts.c - mappings in the making. */
#include "write_yaml_parts.h"

#include <string.h>

struct pairs pairs_create(struct arena *arena) {
    return (struct pairs){text_create(arena), 0};
}

/* Only rates by epoch and sets have something that YAML would take for its own. */
const char *yaml_scalar(struct arena *arena, const char *text) {
    return strpbrk(text, ":,{") ? arena_printf(arena, "\"%s\"", text) : text;
}

void pairs_put(struct pairs *pairs, const char *key, const char *value) {
    text_printf(&pairs->text, "%s%s: %s", pairs->count++ > 0 ? ", " : "", key, value);
}

void pairs_put_scalar(struct pairs *pairs, const char *key, const char *value) {
    pairs_put(pairs, key, yaml_scalar(pairs->text.arena, value));
}

void pairs_put_phrases(struct pairs *pairs, const struct phrase *phrases) {
    for (const struct phrase *phrase = phrases; phrase; phrase = phrase->next)
        pairs_put_scalar(pairs, phrase->atoms->text,
                         atoms_text(pairs->text.arena, phrase->atoms->next, 0));
}

void pairs_put_expect(struct pairs *pairs, const struct stmt *stmt) {
    struct phrase first = *stmt->phrases;
    first.atoms = first.atoms->next;
    pairs_put_phrases(pairs, first.atoms ? &first : first.next);
}

const char *pairs_mapping(const struct pairs *pairs) {
    return arena_printf(pairs->text.arena, "{%s}", pairs->text.data);
}
