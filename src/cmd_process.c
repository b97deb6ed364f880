#include "commands.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

/* Where a program's standard output and error go; NULL and -1: where those of this process do. */
struct outlets {
    int out;            /* a file to write to */
    const char *errors; /* a file that is made for them */
    bool quiet;         /* nowhere */
};

static int add_outlets(posix_spawn_file_actions_t *actions, const struct outlets *outlets) {
    int error = 0;
    for (int file = STDOUT_FILENO; outlets->quiet && file <= STDERR_FILENO && !error; file++)
        error = posix_spawn_file_actions_addopen(actions, file, "/dev/null", O_WRONLY, 0);
    if (!error && outlets->out >= 0)
        error = posix_spawn_file_actions_adddup2(actions, outlets->out, STDOUT_FILENO);
    if (!error && outlets->errors)
        error = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, outlets->errors,
                                                 O_WRONLY | O_CREAT | O_TRUNC, 0666);
    return error;
}

static int spawn(const struct signals *signals, char *const *argv, const struct outlets *outlets,
                 pid_t *pid) {
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
    error = add_outlets(&actions, outlets);
    if (!error)
        error = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* A signal from a terminal has reached the program already, one sent to this process alone has not.
 */
static void pass_on(pid_t pid, int number, const siginfo_t *info, int *came) {
    if (number <= 0 || number == SIGCHLD)
        return;
    *came = number;
    if (info->si_code <= 0)
        kill(pid, number);
}

/* Waits for the program. */
static int await(const struct signals *signals, pid_t pid, int *came) {
    for (;;) {
        siginfo_t info;
        int status;
        if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        pass_on(pid, sigwaitinfo(&signals->held, &info), &info, came);
    }
}

struct process process_run(const struct signals *signals, char *const *argv, bool quiet) {
    struct process process = {0};
    pid_t pid;
    process.error = spawn(signals, argv, &(struct outlets){.out = -1, .quiet = quiet}, &pid);
    if (!process.error)
        process.status = await(signals, pid, &process.signal);
    return process;
}

/* Gives `each` the whole lines of `text`, and keeps the rest. */
static void give_lines(struct text *text, process_line *each, void *context) {
    char *line = text->data, *end;
    while ((end = memchr(line, '\n', text->length - (size_t)(line - text->data)))) {
        *end = '\0';
        each(context, line);
        line = end + 1;
    }
    text->length -= (size_t)(line - text->data);
    memmove(text->data, line, text->length + 1);
}

/* Reads until the program closes its end; signals are looked for ten times a second, since they do
 * not wake poll() while they are held back. */
static void read_lines(const struct signals *signals, struct arena *arena, pid_t pid, int reader,
                       process_line *each, void *context, int *came) {
    enum { WAIT_MILLISECONDS = 100 };
    static const struct timespec NOW = {0, 0};
    struct text text = text_create(arena);
    char part[4096];
    for (ssize_t length = 1; length > 0;) {
        siginfo_t info;
        struct pollfd polled = {.fd = reader, .events = POLLIN};
        if (poll(&polled, 1, WAIT_MILLISECONDS) > 0) {
            length = read(reader, part, sizeof part);
            text_append(&text, part, length > 0 ? (size_t)length : 0);
            give_lines(&text, each, context);
        }
        pass_on(pid, sigtimedwait(&signals->held, &info, &NOW), &info, came);
    }
    if (text.length > 0)
        each(context, text.data);
}

/* A signal that came while no program ran, or 0. */
static int pending(const struct signals *signals) {
    static const struct timespec NOW = {0, 0};
    int number;
    do {
        number = sigtimedwait(&signals->held, NULL, &NOW);
    } while (number == SIGCHLD);
    return number > 0 ? number : 0;
}

struct process process_stream(const struct signals *signals, char *const *argv, const char *errors,
                              process_line *each, void *context) {
    struct process process = {.signal = pending(signals)};
    if (process.signal)
        return process;
    struct arena *arena = arena_create();
    int ends[2];
    pid_t pid;
    process.error = pipe(ends) == 0 ? 0 : errno;
    if (!process.error) {
        (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        process.error =
            spawn(signals, argv, &(struct outlets){.out = ends[1], .errors = errors}, &pid);
        close(ends[1]);
        if (!process.error) {
            read_lines(signals, arena, pid, ends[0], each, context, &process.signal);
            process.status = await(signals, pid, &process.signal);
        }
        close(ends[0]);
    }
    arena_free(arena);
    return process;
}

/* Starts argv[0] with its standard output in a pipe, and errors nowhere; -1 if it cannot be run. */
static pid_t spawn_reader(char *const *argv, int *reader) {
    posix_spawn_file_actions_t actions;
    int ends[2], error;
    pid_t pid = -1;
    if (pipe(ends) != 0)
        return -1;
    *reader = ends[0];
    error = posix_spawn_file_actions_init(&actions);
    if (!error) {
        error = posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        if (!error)
            error = posix_spawn_file_actions_addclose(&actions, ends[0]);
        if (!error)
            error =
                posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        if (!error)
            error = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[1]);
    if (error)
        close(ends[0]);
    if (error == ENOMEM) /* that the program does not run is another matter */
        out_of_memory();
    return error ? -1 : pid;
}

const char *process_output(struct arena *arena, char *const *argv) {
    struct text out = text_create(arena);
    char part[4096];
    ssize_t length;
    int reader;
    pid_t pid = spawn_reader(argv, &reader);
    if (pid < 0)
        return "";
    while ((length = read(reader, part, sizeof part)) > 0 || (length < 0 && errno == EINTR))
        text_append(&out, part, length > 0 ? (size_t)length : 0);
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

/* 'it'\''s', or the word itself where no shell would change it. */
static void put_word(struct text *out, const char *word) {
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "%+,-./:=@_";
    if (*word && word[strspn(word, PLAIN)] == '\0') {
        text_puts(out, word);
        return;
    }
    text_puts(out, "'");
    for (; *word; word++)
        text_puts(out, *word == '\'' ? "'\\''" : (char[]){*word, '\0'});
    text_puts(out, "'");
}

const char *join_words(struct arena *arena, char *const *words, int count) {
    struct text out = text_create(arena);
    for (int i = 0; i < count; i++) {
        text_puts(&out, " ");
        put_word(&out, words[i]);
    }
    return out.data;
}
