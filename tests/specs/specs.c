/* specs - random specs, right and wrong, through all of netc.
 *
 *   specs NETC [--seed N] [--count N] [--first N] [--keep FOLDER] [--found FILE]
 *
 * Every fourth spec is right by construction, the others have something changed; some are YAML.
 * Spec I of a seed is always the same: `--first I --count 1` is that one alone, and several runs
 * with other `--first` share the work of a long one. --found: a spec that was
 * such a one once, before all others. */
#include "author.h"
#include "back.h"
#include "front.h"
#include "mutate.h"

#include "front/read.h"
#include "front/write.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { RIGHT_OF = 4, YAML_OF = 5 };
enum { HANG = 10 }; /* seconds of processor for one spec up to its C */

struct run {
    const char *netc, *keep, *found, *folder;
    uint64_t seed;
    unsigned first, count, number; /* number: of the spec that is at work */
    struct arena *arena;           /* of a batch */
    struct generator generator;
    struct item items[BATCH_LIMIT];
    unsigned waiting;
    struct front front;
    struct back back;
    unsigned accepted[2], refused[2], failed; /* [0]: right by construction, [1]: changed */
};

static bool parse(struct run *run, int argc, char **argv) {
    run->netc = argc > 1 ? argv[1] : NULL;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--seed") == 0)
            run->seed = strtoull(argv[i + 1], NULL, 0);
        else if (strcmp(argv[i], "--count") == 0)
            run->count = (unsigned)strtoul(argv[i + 1], NULL, 0);
        else if (strcmp(argv[i], "--first") == 0)
            run->first = (unsigned)strtoul(argv[i + 1], NULL, 0);
        else if (strcmp(argv[i], "--found") == 0)
            run->found = argv[i + 1];
        else if (strcmp(argv[i], "--keep") == 0)
            run->keep = argv[i + 1];
        else
            return false;
    }
    return argc > 1 && argc % 2 == 0;
}

static void folder_open(struct run *run) {
    const char *parent = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    static char path[4096];
    snprintf(path, sizeof path, "%s/netc-specs-XXXXXX", parent);
    if (run->keep)
        run->folder = mkdir(run->keep, 0777) == 0 || errno == EEXIST ? run->keep : NULL;
    else
        run->folder = mkdtemp(path);
    if (!run->folder) {
        perror("a folder for the specs");
        exit(3);
    }
}

static void folder_empty(const struct run *run) {
    char path[4096 + 300];
    DIR *folder = run->keep ? NULL : opendir(run->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(path, sizeof path, "%s/%s", run->folder, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    if (folder)
        closedir(folder);
}

/* --- crashes and hangs, of netc here and of the C that it made -------------------------------- */

static char crash_note[200];

static void on_crash(int signal_number) {
    ssize_t written = write(STDOUT_FILENO, crash_note, strlen(crash_note));
    written = write(STDOUT_FILENO, back_note, strlen(back_note));
    written = write(STDOUT_FILENO, "\n", 1);
    (void)written;
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Of the sanitizers: an error is a crash, so that the note is written. */
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);
const char *__asan_default_options(void) {
    return "abort_on_error=1:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:detect_leaks=0";
}
const char *__ubsan_default_options(void) {
    return "abort_on_error=1:print_stacktrace=1";
}

static void watch(struct run *run) {
    static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF};
    const struct itimerval limit = {.it_value = {.tv_sec = HANG}};
    snprintf(crash_note, sizeof crash_note,
             "FAILED: it crashed, or took more than %d s; --seed %llu --first %u --count 1 ", HANG,
             (unsigned long long)run->seed, run->number);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        signal(SIGNALS[i], on_crash);
    setitimer(ITIMER_PROF, &limit, NULL);
}

static void unwatch(void) {
    const struct itimerval none = {.it_value = {0}};
    setitimer(ITIMER_PROF, &none, NULL);
}

/* --- specs ------------------------------------------------------------------------------------ */

static const struct model *plain_model(struct arena *arena, const struct network *network) {
    struct diags *diags = diags_create(arena);
    const struct model_options options = {0};
    const struct source *source =
        source_from_text(arena, diags, "plain.net", network->text, strlen(network->text));
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    const struct model *model = ast ? model_build(arena, diags, ast, &options) : NULL;
    diags_print(diags, stdout, false);
    return model;
}

static const char *as_yaml(struct arena *arena, const char *text) {
    struct diags *diags = diags_create(arena);
    const struct source *source = source_from_text(arena, diags, "right.net", text, strlen(text));
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    struct text out = text_create(arena);
    if (!ast || !model_bind(arena, diags, ast))
        return text;
    write_yaml(&out, ast, (struct write_options){false});
    return out.data;
}

/* Spec `number`, from the network that the generator has for it. */
static bool write_spec(struct run *run, struct spec *spec, uint64_t *random) {
    struct network network = generator_next(&run->generator, run->number);
    if (run->number < run->first)
        return false;
    struct author author = {run->arena, run->seed * 1000003u + run->number, {0}};
    author.text = text_create(run->arena);
    bool right = run->number % RIGHT_OF == 0, yaml = author_chance(&author, YAML_OF);
    const struct model *model = plain_model(run->arena, &network);
    if (!model) {
        printf("FAILED: the plain network %u is refused\n%s", run->number, network.text);
        run->failed++;
        return false;
    }
    const char *text = author_writes(&author, model, network.text);
    if (yaml)
        text = as_yaml(run->arena, text);
    if (!right)
        text = mutate(&author, text);
    unsigned most = 2 * network.lanes + 1;
    network.images = network.images < most ? network.images : most;
    network.threads = 1 + network.threads % 2;
    *spec = (struct spec){
        .file = arena_printf(run->arena, "s%u.%s", run->number, yaml ? "yaml" : "net"),
        .text = text,
        .of = model,
        .machine = network};
    *random = author.state;
    return true;
}

/* What has gathered is compiled and run; its memory is free then. */
static void flush(struct run *run) {
    unwatch();
    if (run->waiting > 0)
        back_check(&run->back, run->items, run->waiting);
    run->waiting = 0;
    folder_empty(run);
    arena_free(run->arena);
    run->arena = run->generator.arena = run->front.arena = run->back.arena = arena_create();
}

/* A change may give networks the name of another one: they do not go into one object. */
static bool name_is_taken(const struct run *run, const char *name) {
    for (unsigned i = 0; i < run->waiting; i++)
        if (strcmp(run->items[i].network.name, name) == 0)
            return true;
    return false;
}

static enum answer check_one(struct run *run, const struct spec *spec, uint64_t random) {
    struct item *item = &run->items[run->waiting];
    watch(run);
    *item = (struct item){.plan = NULL};
    enum answer answer = front_check(&run->front, &random, spec, item);
    unwatch();
    if (answer == ANSWER_ACCEPTED && !name_is_taken(run, item->network.name))
        run->waiting++;
    return answer;
}

static void check_spec(struct run *run) {
    struct spec spec;
    uint64_t random;
    if (!write_spec(run, &spec, &random))
        return;
    bool changed = run->number % RIGHT_OF != 0;
    enum answer answer = check_one(run, &spec, random);
    if (answer == ANSWER_REFUSED && !changed) {
        front_fail(&run->front, &spec, "right by construction, but refused");
        answer = ANSWER_FAILED;
    }
    run->failed += answer == ANSWER_FAILED;
    run->refused[changed] += answer == ANSWER_REFUSED;
    run->accepted[changed] += answer == ANSWER_ACCEPTED;
}

/* A batch of its own: with as few lanes as any machine has. */
static void check_found(struct run *run) {
    struct diags *diags = diags_create(run->arena);
    const struct source *source = source_read(run->arena, diags, run->found);
    const struct spec spec = {.file = "found.net",
                              .text = source ? source->data : "",
                              .machine = {.target = &TARGET_ROWS[0],
                                          .lanes = 8,
                                          .shards = 3,
                                          .threads = 2,
                                          .images = 17,
                                          .seed = run->seed}};
    diags_print(diags, stdout, false);
    run->failed += check_one(run, &spec, run->seed) != ANSWER_ACCEPTED;
    flush(run);
    run->back.turn = 0;
}

static void report(const struct run *run) {
    const struct counted *c = &run->back.counted;
    printf("%u specs: accepted %u right and %u changed, refused %u; %u failed, slowest %.2f s\n",
           run->count, run->accepted[0], run->accepted[1], run->refused[1], run->failed,
           run->front.slowest);
    printf("their C: %u held against the reference, %u run, %u compiled; %u failed\n", c->compared,
           c->run, c->compiled, c->failed);
}

int main(int argc, char **argv) {
    static struct run run = {.count = 100};
    run.seed = (uint64_t)time(NULL);
    if (!parse(&run, argc, argv)) {
        fprintf(stderr, "usage: see the head of specs.c\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("seed %llu, specs %u to %u\n", (unsigned long long)run.seed, run.first,
           run.first + run.count - 1);
    folder_open(&run);
    run.arena = arena_create();
    run.front = (struct front){.arena = run.arena, .folder = run.folder, .netc = run.netc};
    run.back = (struct back){.arena = run.arena, .folder = run.folder};
    if (run.found)
        check_found(&run);
    generator_start(&run.generator, run.arena, run.seed);
    for (run.number = 0; run.number < run.first + run.count; run.number++) {
        check_spec(&run);
        if (run.waiting == BATCH_LIMIT || (run.number % 500 == 499))
            flush(&run);
    }
    flush(&run);
    if (!run.keep)
        rmdir(run.folder);
    arena_free(run.arena);
    report(&run);
    return run.failed + run.back.counted.failed > 0;
}
