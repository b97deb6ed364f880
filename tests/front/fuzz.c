/* front_fuzz COUNT SEED|new FILE... - reads COUNT mutations of the files.
 *
 * Whatever the text, the reader must return, with places inside the text and a tree whose parts are
 * there; a sanitizer build sees the rest. The seed is printed: it repeats the run. */
#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXT_LIMIT = 1 << 16, FILES_LIMIT = 32 };

struct input {
    const char *name;
    char data[TEXT_LIMIT];
    size_t length;
};

/* Steele, Lea and Flood: splitmix64. */
static uint64_t draw(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t below(uint64_t *state, size_t limit) {
    return limit ? (size_t)(draw(state) % limit) : 0;
}

/* Replaces `gone` bytes at `at` by `put`. */
static void splice(struct input *input, size_t at, size_t gone, const char *put, size_t length) {
    if (gone > input->length - at)
        gone = input->length - at;
    if (input->length - gone + length > TEXT_LIMIT)
        return;
    memmove(input->data + at + length, input->data + at + gone, input->length - at - gone);
    memcpy(input->data + at, put, length);
    input->length += length - gone;
}

static const char *const PIECES[] = {
    "{",
    "}",
    "->",
    ",",
    ":",
    ";",
    "*",
    "#",
    "\n",
    "\r\n",
    " ",
    "\t",
    "..",
    "-",
    ".",
    "x",
    "/",
    "_",
    "0",
    "1e999",
    "1/0",
    "5x5",
    "a.b",
    "0..1",
    "1*2:3",
    "\"",
    "'",
    "[",
    "]",
    "&a ",
    "*a",
    "!!str",
    "---",
    "\n...\n",
    "|\n",
    "? ",
    "- ",
    ": ",
    "\\u0000",
    "\xC3\x97",
    "\xE2",
    "\x7f",
    "\x01",
    "\xEF\xBB\xBF",
    "99999999999999999999",
    "~",
    "%",
    "<<: ",
    "{}",
    "\"\\x",
    "{0,1}",
    "{0..5",
    "15: ",
    "\nX.X\n",
    "..X",
};

static void mutate(struct input *input, const struct input *other, uint64_t *state) {
    size_t at = below(state, input->length + 1);
    const char *piece = PIECES[below(state, sizeof PIECES / sizeof *PIECES)];
    char byte = (char)draw(state);
    size_t from = below(state, other->length), length = below(state, other->length - from + 1);
    char copy[TEXT_LIMIT];
    switch (below(state, 6)) {
    case 0:
        splice(input, at, 1, &byte, 1);
        break;
    case 1:
        splice(input, at, below(state, 20), "", 0);
        break;
    case 2:
        splice(input, at, 0, piece, strlen(piece));
        break;
    case 3:
        splice(input, at, strlen(piece), piece, strlen(piece));
        break;
    case 4: /* a part of another text */
        memcpy(copy, other->data + from, length % 200);
        splice(input, at, below(state, 20), copy, length % 200);
        break;
    default:
        if (below(state, 8) == 0)
            input->length = at;
        break;
    }
}

static const char *problem; /* what was found wrong with the last text; NULL: nothing */

static void require(bool good, const char *what) {
    if (!good && !problem)
        problem = what;
}

static void check_span(struct span span, const struct source *source) {
    require(span.source == source, "a place in no text");
    require(span.begin <= span.end && span.end <= source->length, "a place outside of the text");
}

static void check_phrases(const struct phrase *phrases, const struct source *source) {
    for (; phrases; phrases = phrases->next) {
        check_span(phrases->span, source);
        require(phrases->atoms != NULL, "an empty phrase");
        for (const struct atom *atom = phrases->atoms; atom; atom = atom->next) {
            check_span(atom->span, source);
            require(atom->text != NULL, "an atom without text");
            require((atom->kind == ATOM_SET) == (atom->members != NULL), "a set without members");
            for (const struct set_item *item = atom->members; item; item = item->next) {
                check_span(item->span, source);
                require(item->low >= 0 && item->low <= item->high, "a member that is none");
            }
            require(atom->kind != ATOM_CELLS || strspn(atom->text, "X.") == strlen(atom->text),
                    "cells that are none");
            require((atom->kind == ATOM_LIST) == (atom->items != NULL), "a list without items");
        }
    }
}

static void check_tree(const struct ast *ast, const struct source *source) {
    for (const struct block *block = ast->blocks; block; block = block->next) {
        check_span(block->span, source);
        require(block->head != NULL, "a block without a head");
        check_phrases(block->head, source);
        check_phrases(block->target, source);
        for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
            check_span(stmt->span, source);
            require(!stmt->index || (!stmt->label && !stmt->index->next), "an index too many");
            if (stmt->index)
                check_span(stmt->index->span, source);
            require(stmt->phrases != NULL, "an empty statement");
            check_phrases(stmt->phrases, source);
            check_phrases(stmt->claims, source);
        }
    }
}

static const char *tree_text(struct arena *arena, const struct ast *ast) {
    struct text text = text_create(arena);
    ast_dump(&text, ast);
    return text.data;
}

/* Whether it reads without an error. */
static bool try_text(const struct input *input) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    const struct source *source =
        source_from_text(arena, diags, input->name, input->data, input->length);
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    bool good = diags->errors == 0;
    for (const struct diag *diag = diags->first; diag && source; diag = diag->next)
        check_span(diag->span, source);
    if (ast) {
        struct text tokens = text_create(arena);
        check_tree(ast, source);
        require(strcmp(tree_text(arena, ast), tree_text(arena, ast_copy(arena, ast))) == 0,
                "a copy that differs");
        dump_tokens(arena, diags, source, &tokens);
    }
    require(!source || ast || !good, "neither a tree nor an error");
    arena_free(arena);
    return good;
}

static bool load(struct input *input, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    input->name = path;
    input->length = fread(input->data, 1, TEXT_LIMIT / 2, file);
    fclose(file);
    return true;
}

static int run(long count, uint64_t seed, const struct input *inputs, size_t files) {
    uint64_t state = seed;
    long good = 0;
    for (long i = 0; i < count; i++) {
        static struct input input;
        input = inputs[below(&state, files)];
        for (size_t changes = 1 + below(&state, 6); changes > 0; changes--)
            mutate(&input, &inputs[below(&state, files)], &state);
        good += try_text(&input);
        if (problem) {
            fprintf(stderr, "text %ld of seed %" PRIu64 ": %s\n", i, seed, problem);
            fwrite(input.data, 1, input.length, stderr);
            return 1;
        }
    }
    printf("%ld texts, %ld of them without an error\n", count, good);
    return 0;
}

int main(int argc, char **argv) {
    static struct input inputs[FILES_LIMIT];
    size_t files = 0;
    if (argc < 4) {
        fprintf(stderr, "usage: front_fuzz COUNT SEED|new FILE...\n");
        return 2;
    }
    uint64_t seed =
        strcmp(argv[2], "new") == 0 ? (uint64_t)time(NULL) : strtoull(argv[2], NULL, 10);
    for (int i = 3; i < argc && files < FILES_LIMIT; i++)
        if (!load(&inputs[files++], argv[i]))
            return 3;
    for (size_t i = 0; i < files; i++) {
        if (!try_text(&inputs[i]) || problem) {
            fprintf(stderr, "%s: %s\n", inputs[i].name, problem ? problem : "has errors");
            return 1;
        }
    }
    printf("seed %" PRIu64 "\n", seed);
    fflush(stdout);
    return run(strtol(argv[1], NULL, 10), seed, inputs, files);
}
