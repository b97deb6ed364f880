#include "commands.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct signals {
    sigset_t held, before;
};

static const int STOPPING[] = {SIGINT, SIGTERM, SIGHUP};

/* A signal that was ignored from the start (nohup) stays ignored. */
struct signals *signals_hold(struct arena *arena) {
    struct signals *signals = ARENA_NEW(arena, struct signals);
    sigemptyset(&signals->held);
    for (size_t i = 0; i < sizeof STOPPING / sizeof STOPPING[0]; i++) {
        struct sigaction action;
        if (sigaction(STOPPING[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&signals->held, STOPPING[i]);
    }
    sigaddset(&signals->held, SIGCHLD);
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &plain, NULL); /* ignored, it would let the status be lost */
    sigprocmask(SIG_BLOCK, &signals->held, &signals->before);
    return signals;
}

void signals_release(struct signals *signals) {
    struct timespec now = {0, 0};
    while (sigtimedwait(&signals->held, NULL, &now) > 0)
        continue; /* what came has been answered by cleaning up */
    sigprocmask(SIG_SETMASK, &signals->before, NULL);
}

static int spawn(const struct signals *signals, char *const *argv, bool quiet, pid_t *pid) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    int error = posix_spawnattr_init(&attributes);
    if (error)
        return error;
    error = posix_spawn_file_actions_init(&actions);
    if (error) {
        posix_spawnattr_destroy(&attributes);
        return error;
    }
    posix_spawnattr_setsigmask(&attributes, &signals->before);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    for (int file = STDOUT_FILENO; quiet && file <= STDERR_FILENO && !error; file++)
        error = posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY, 0);
    if (!error)
        error = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* Waits for the program; a signal from a terminal has reached it already, one sent to this process
 * alone has not. */
static int await(const struct signals *signals, pid_t pid, int *came) {
    for (;;) {
        siginfo_t info;
        int status, number = sigwaitinfo(&signals->held, &info);
        if (number == SIGCHLD && waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        if (number <= 0 || number == SIGCHLD)
            continue;
        *came = number;
        if (info.si_code <= 0)
            kill(pid, number);
    }
}

struct process process_run(const struct signals *signals, char *const *argv, bool quiet) {
    struct process process = {0};
    pid_t pid;
    process.error = spawn(signals, argv, quiet, &pid);
    if (!process.error)
        process.status = await(signals, pid, &process.signal);
    return process;
}

/* Starts argv[0] with its standard output in a pipe, and errors nowhere; -1 if it cannot be run. */
static pid_t spawn_reader(char *const *argv, int *reader) {
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t pid = -1;
    if (pipe(ends) != 0)
        return -1;
    *reader = ends[0];
    if (posix_spawn_file_actions_init(&actions) == 0) {
        if (posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) != 0 ||
            posix_spawn_file_actions_addclose(&actions, ends[0]) != 0 ||
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) !=
                0 ||
            posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) != 0)
            pid = -1;
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[1]);
    if (pid < 0)
        close(ends[0]);
    return pid;
}

const char *process_output(struct arena *arena, char *const *argv) {
    struct text out = text_create(arena);
    char part[4096];
    ssize_t length;
    int reader;
    pid_t pid = spawn_reader(argv, &reader);
    if (pid < 0)
        return "";
    while ((length = read(reader, part, sizeof part)) > 0)
        text_append(&out, part, (size_t)length);
    close(reader);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    return out.data;
}

const char *variable(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value && value[strspn(value, " \t\n")] ? value : otherwise;
}

char **split_words(struct arena *arena, const char *text, unsigned *count) {
    static const char BLANKS[] = " \t\n";
    char **words = ARENA_ARRAY(arena, strlen(text) / 2 + 2, char *);
    *count = 0;
    for (const char *p = text + strspn(text, BLANKS); *p; p += strspn(p, BLANKS)) {
        size_t length = strcspn(p, BLANKS);
        words[(*count)++] = arena_strndup(arena, p, length);
        p += length;
    }
    return words;
}
