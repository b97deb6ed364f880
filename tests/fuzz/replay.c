/* replay PATH... - feeds the target every file, and the files of every folder.
 *
 * They are fed in a child, so that the one that ends it can be named. Reports how many, the slowest
 * of them, and the most memory that was needed. */
#define _GNU_SOURCE /* MAP_ANONYMOUS */

#include "fuzz.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What parent and child both see. */
struct progress {
    char path[PATH_MAX], slowest[PATH_MAX];
    size_t count;
    double seconds; /* of the slowest */
};

static void feed(struct progress *progress, const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(size + 1); /* no byte more than it holds: a sanitizer sees its end */
    uint8_t *exact = file && data ? realloc(data, size ? size : 1) : NULL;
    fuzz_require(exact && fread(exact, 1, size, file) == size, "cannot read `%s`", path);
    fclose(file);
    snprintf(progress->path, sizeof progress->path, "%s", path);
    LLVMFuzzerTestOneInput(exact, size);
    progress->count++;
    if (fuzz_last_seconds() >= progress->seconds) {
        progress->seconds = fuzz_last_seconds();
        snprintf(progress->slowest, sizeof progress->slowest, "%s", path);
    }
    free(exact);
}

static void feed_path(struct progress *progress, const char *path) {
    struct stat info;
    fuzz_require(stat(path, &info) == 0, "there is no `%s`", path);
    if (S_ISREG(info.st_mode)) {
        feed(progress, path, (size_t)info.st_size);
        return;
    }
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char inside[PATH_MAX];
        int length = snprintf(inside, sizeof inside, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && length < PATH_MAX)
            feed_path(progress, inside);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    struct rusage usage;
    int status = 0;
    struct progress *progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    fuzz_require(progress != MAP_FAILED, "no memory");
    pid_t child = fork();
    if (child == 0) {
        for (int i = 1; i < argc; i++)
            feed_path(progress, argv[i]);
        munmap(progress, sizeof *progress);
        return 0;
    }
    fuzz_require(child > 0 && waitpid(child, &status, 0) == child, "no child");
    if (status != 0) {
        fprintf(stderr, "replay: failed at %s\n", progress->path);
        return 1;
    }
    fuzz_require(progress->count > 0, "no input in %d paths", argc - 1);
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%zu inputs; the slowest %.3f s, %s; at most %ld MB\n", progress->count,
           progress->seconds, progress->slowest, usage.ru_maxrss / 1024);
    return 0;
}
