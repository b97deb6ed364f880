/* helpers.c - the activations that the functions of both programs call. */
#include "plan/parts.h"

#include <assert.h>
#include <string.h>

static struct helper *find(struct helper *list, const char *name) {
    while (list && strcmp(list->name, name) != 0)
        list = list->next;
    return list;
}

struct helper *merge_helpers(struct arena *arena, const struct helper *a, const struct helper *b) {
    struct helper *merged = NULL, **tail = &merged;
    for (int list = 0; list < 2; list++)
        for (const struct helper *h = list ? b : a; h; h = h->next) {
            struct helper *same = find(merged, h->name);
            if (!same) {
                same = *tail = ARENA_NEW(arena, struct helper);
                *same = *h;
                same->next = NULL;
                tail = &same->next;
            }
            /* both passes met the same layers in the same order, so that numbers mean the same */
            assert(same->activation == h->activation && !(same->parameter < h->parameter) &&
                   !(same->parameter > h->parameter));
            same->value |= h->value;
            same->slope |= h->slope;
            same->row |= h->row;
            same->image_row |= h->image_row;
        }
    return merged;
}
