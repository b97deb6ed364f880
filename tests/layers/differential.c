/* differential - generated C against the double-precision reference, over random networks.
 *
 *   differential [--seed N] [--count N] [--only N] [--keep FOLDER] [--spec FILE [--lanes N]]
 *                [--away COMPILER --runner COMMAND]
 *
 * --only checks one network of the run; --keep leaves specs, C and shared objects in FOLDER; --spec
 * checks the network of FILE, too, with --lanes, or 16; --away compiles all for another machine,
 * with its own lanes, runs them there by COMMAND, and holds their bits against those of this one.
 */
#include "away.h"
#include "build.h"
#include "verify.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WIDEST = 16, AWAY_LANES = 4 };

struct run {
    struct arena *arena;
    uint64_t seed;
    unsigned count;
    int only; /* -1: all */
    const char *keep, *folder, *spec;
    unsigned lanes;
    struct away_tools away;
    struct verdict verdict;
    unsigned failures;
};

static bool parse(struct run *run, int argc, char **argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--seed") == 0)
            run->seed = strtoull(argv[i + 1], NULL, 0);
        else if (strcmp(argv[i], "--count") == 0)
            run->count = (unsigned)strtoul(argv[i + 1], NULL, 0);
        else if (strcmp(argv[i], "--only") == 0)
            run->only = atoi(argv[i + 1]);
        else if (strcmp(argv[i], "--keep") == 0)
            run->keep = argv[i + 1];
        else if (strcmp(argv[i], "--spec") == 0)
            run->spec = argv[i + 1];
        else if (strcmp(argv[i], "--lanes") == 0)
            run->lanes = (unsigned)strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--away") == 0)
            run->away.compiler = argv[i + 1];
        else if (strcmp(argv[i], "--runner") == 0)
            run->away.runner = argv[i + 1];
        else
            return false;
    }
    return argc % 2 == 1 && run->count > 0 && !run->away.compiler == !run->away.runner;
}

static void folder_open(struct run *run) {
    const char *parent = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    if (run->keep) {
        run->folder = run->keep;
        if (mkdir(run->folder, 0777) != 0 && errno != EEXIST)
            run->folder = NULL;
    } else
        run->folder = mkdtemp(arena_printf(run->arena, "%s/netc-differential-XXXXXX", parent));
    if (!run->folder) {
        perror("a folder for the generated C");
        exit(3);
    }
}

static void folder_close(struct run *run) {
    DIR *folder = run->keep ? NULL : opendir(run->folder);
    if (!folder)
        return;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            unlink(arena_printf(run->arena, "%s/%s", run->folder, entry->d_name));
    closedir(folder);
    rmdir(run->folder);
}

/* The network of --spec, with so few images that it is soon done. */
static struct network read_spec_file(struct run *run) {
    struct diags *diags = diags_create(run->arena);
    const struct source *source = source_read(run->arena, diags, run->spec);
    const char *slash = strrchr(run->spec, '/'), *name = slash ? slash + 1 : run->spec;
    if (!source) {
        diags_print(diags, stderr, false);
        exit(3);
    }
    return (struct network){.name = arena_strndup(run->arena, name, strcspn(name, ".")),
                            .text = source->data,
                            .target = &TARGET_ROWS[0],
                            .lanes = run->lanes,
                            .shards = 2,
                            .threads = 2,
                            .images = 7,
                            .seed = run->seed};
}

/* All networks of the run, as C; *count gets the number of those that are to be checked. */
static struct item *generate(struct run *run, unsigned *count) {
    struct item *items = ARENA_ARRAY(run->arena, run->count + 1, struct item);
    struct generator generator;
    *count = 0;
    if (run->spec) {
        items[0].network = read_spec_file(run);
        *count += item_compile(run->arena, &items[0], run->folder);
        run->failures += *count == 0;
    }
    generator_start(&generator, run->arena, run->seed);
    for (unsigned i = 0; i < run->count; i++) {
        struct item *item = &items[*count];
        item->network = generator_next(&generator, i);
        if (run->only >= 0 && (unsigned)run->only != i)
            continue;
        if (item_compile(run->arena, item, run->folder))
            ++*count;
        else
            run->failures++;
    }
    if (run->only < 0 && generator_rounds(&generator) == 0)
        printf("note: too few networks to cover every combination\n");
    return items;
}

/* By targets, as a batch is compiled for one. */
static int by_target(const void *a, const void *b) {
    const struct network *x = &((const struct item *)a)->network;
    const struct network *y = &((const struct item *)b)->network;
    return x->target != y->target ? (x->target > y->target) - (x->target < y->target)
                                  : strcmp(x->name, y->name);
}

/* Both machines with the lanes of the narrower, and fused multiply-adds if this one has them. */
static void set_up_away(struct run *run, struct batch *batch) {
    const char *macros = machine_macros(run->arena, batch->compiler);
    bool fused = strstr(macros, "#define __FMA__ ") || strstr(macros, "#define __ARM_FEATURE_FMA ");
    batch->flags =
        arena_printf(run->arena, "-march=native -ffp-contract=off -DNETC_FUSED=%d", fused);
    batch->lanes = AWAY_LANES;
    run->away.flags = arena_printf(run->arena, "-ffp-contract=off -DNETC_FUSED=%d", fused);
}

/* Batch `turn` for `target`: with every compiler, with a contraction of its own or none, with the
 * machine's lanes or the plan's. Where this machine has no such vectors, its C has to run, too. */
static void set_up(struct run *run, struct batch *batch, const struct target *target,
                   unsigned turn) {
    static const char *const CONTRACTIONS[] = {"off", "fast"};
    unsigned compiler_count;
    const char *const *compilers = compilers_found(run->arena, &compiler_count);
    batch->compiler = compilers[turn % compiler_count];
    turn /= compiler_count;
    bool runs =
        target->sign && target_is_signed(target, machine_macros(run->arena, batch->compiler));
    batch->flags = arena_printf(run->arena, "-ffp-contract=%s %s", CONTRACTIONS[turn % 2],
                                runs ? target->flags : "");
    batch->width = runs ? target->lanes : TARGET_ROWS[TARGET_COUNT - 1].lanes;
    batch->lanes = turn / 2 % 2 ? 0 : WIDEST;
    if (run->away.compiler)
        set_up_away(run, batch);
}

static struct batch *make_batches(struct run *run, struct item *items, unsigned count,
                                  unsigned *batch_count) {
    struct batch *batches = ARENA_ARRAY(run->arena, count + 1, struct batch);
    unsigned n = 0, turn = 0;
    qsort(items, count, sizeof *items, by_target);
    for (unsigned first = 0; first < count; first += batches[n++].count) {
        struct batch *batch = &batches[n];
        const struct target *target = items[first].network.target;
        turn = n && items[first - 1].network.target == target ? turn + 1 : 0;
        batch->items = items + first;
        while (batch->count < BATCH_LIMIT && first + batch->count < count &&
               batch->items[batch->count].network.target == target)
            batch->count++;
        batch->folder = run->folder;
        batch->object = arena_printf(run->arena, "%s/batch%02u.so", run->folder, n);
        set_up(run, batch, target, turn);
    }
    *batch_count = n;
    return batches;
}

/* What to print should the generated C crash: a signal handler cannot be told otherwise. */
static char crash_note[200];

static void on_crash(int signal_number) {
    ssize_t written = write(STDOUT_FILENO, crash_note, strlen(crash_note));
    (void)written;
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void note_crash(const struct run *run, const struct batch *batch, const struct item *item) {
    static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    snprintf(crash_note, sizeof crash_note, "FAILED %s: it crashed; --seed %llu, %s %s\n",
             item->network.name, (unsigned long long)run->seed, batch->compiler, batch->flags);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        signal(SIGNALS[i], on_crash);
}

/* One network here and, where `away` is open, there. */
static void check_item(struct run *run, const struct item *item, struct away *away,
                       unsigned index) {
    run->verdict.failures = !item->machine;
    if (!item->machine) {
        printf("FAILED %s: its symbols are not there\n", item->network.name);
        return;
    }
    verify(item, &run->verdict);
    if (!away->batch)
        return;
    struct item other = away_item(away, index);
    verify(&other, &run->verdict);
    verify_same(item, &other, &run->verdict);
}

static void check_batch(struct run *run, struct batch *batch) {
    struct away away = {0};
    if (!batch_load(run->arena, batch) ||
        (run->away.compiler && !away_open(run->arena, &away, &run->away, batch))) {
        run->failures++;
        return;
    }
    for (unsigned i = 0; i < batch->count; i++) {
        const struct item *item = &batch->items[i];
        note_crash(run, batch, item);
        check_item(run, item, &away, i);
        if (run->verdict.failures > 0)
            printf("  --seed %llu --only %u, %s %s, target %s, %u lanes, %u shards, %u threads, %u "
                   "images:\n%s",
                   (unsigned long long)run->seed,
                   (unsigned)strtoul(item->network.name + 1, NULL, 10), batch->compiler,
                   batch->flags, item->network.target->name, item->lanes, item->network.shards,
                   item->network.threads, item->network.images, item->network.text);
        run->failures += run->verdict.failures > 0;
    }
    if (away.batch && !away_close(&away))
        run->failures++;
    batch_unload(batch);
}

/* As many compilers at a time as there are processors; their results are checked in order. */
static void check_all(struct run *run, struct batch *batches, unsigned count) {
    long jobs = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned started = 0;
    for (unsigned i = 0; i < count; i++) {
        while (started < count && started < i + (unsigned)(jobs > 0 ? jobs : 1))
            batch_start(run->arena, &batches[started++]);
        check_batch(run, &batches[i]);
    }
}

int main(int argc, char **argv) {
    struct run run = {.arena = arena_create(),
                      .seed = (uint64_t)time(NULL),
                      .count = 500,
                      .only = -1,
                      .lanes = 16};
    unsigned count, batch_count;
    if (!parse(&run, argc, argv)) {
        fprintf(stderr, "usage: see the head of %s.c\n", argv[0]);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("seed %llu\n", (unsigned long long)run.seed);
    folder_open(&run);
    struct item *items = generate(&run, &count);
    struct batch *batches = make_batches(&run, items, count, &batch_count);
    check_all(&run, batches, batch_count);
    folder_close(&run);
    printf("%u networks checked, %u failed; largest error, as a part of what is allowed:", count,
           run.failures);
    for (unsigned i = 0; i < QUANTITIES; i++)
        printf(" %s %.2f", QUANTITY_NAMES[i], run.verdict.worst[i]);
    printf("\n");
    arena_free(run.arena);
    return run.failures > 0;
}
