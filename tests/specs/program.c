#include "program.h"

#include "base/text.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

enum { OUTPUT_LIMIT = 1 << 20 };

static double children_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static const char *read_output(struct arena *arena, const char *path) {
    struct text text = text_create(arena);
    char part[4096];
    FILE *file = fopen(path, "rb");
    for (size_t length;
         file && text.length < OUTPUT_LIMIT && (length = fread(part, 1, sizeof part, file)) > 0;)
        text_append(&text, part, length);
    if (file)
        fclose(file);
    return text.data;
}

struct ran program_run(struct arena *arena, const char *const *argv, const char *folder) {
    const char *path = arena_printf(arena, "%s/output.txt", folder);
    struct ran ran = {.status = 127, .output = ""};
    char *words[16] = {0};
    posix_spawn_file_actions_t files;
    pid_t pid;
    for (unsigned i = 0; argv[i] && i < 15; i++)
        words[i] = arena_strdup(arena, argv[i]);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    double before = children_seconds();
    if (posix_spawnp(&pid, words[0], &files, NULL, words, environ) == 0 &&
        waitpid(pid, &ran.status, 0) == pid) {
        ran.status = WIFEXITED(ran.status) ? WEXITSTATUS(ran.status) : 128 + WTERMSIG(ran.status);
        ran.seconds = children_seconds() - before;
        ran.output = read_output(arena, path);
    }
    posix_spawn_file_actions_destroy(&files);
    return ran;
}
