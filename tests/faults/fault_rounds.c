/* fault_rounds INJECT NAME [-t] [-n COUNT] [-s SEED] FAULT... -- COMMAND...: runs the command in
 * the folder NAME again and again, with a fault in another place each time, from a fresh copy of
 * the folder NAME.before, until it has failed at every place.
 *
 * INJECT is inject.c as a library; FAULT is "memory", "memory on" or "files ERRNO". Each run must
 * end as if nothing had happened, or with status 3, a message that names the cause, and files that
 * are as they were or as they should be. With EINTR as ERRNO, nothing may have happened.
 *
 * -n: at COUNT places only, drawn with the seed. -t: a training, whose output has times in it, and
 * which saves what it has when it cannot go on. */
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STATUS_IO = 3, REPORT_FD = 198, CPU_SECONDS = 30, FAILURES_MAX = 5 };

static const char LOG[] = "log", STDOUT[] = "stdout", STDERR[] = "stderr", REPORT[] = "report";

struct rounds {
    const char *inject, *name;
    char *const *command;
    bool times;
    const char *fault;
    unsigned long count; /* places; 0: all */
    unsigned seed;
    struct folder before, after;
    struct folder_file output; /* of the command, when nothing happens */
    unsigned long runs, messages, without_effect, foreign, failures;
};

static void redirect(const char *path, int target) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666);
    if (fd < 0 || dup2(fd, target) < 0) {
        _exit(126);
    }
    close(fd);
}

static void log_path(char path[static 64], const char *what) {
    snprintf(path, 64, "%s/%s", LOG, what);
}

/* In the child. */
static void execute(const struct rounds *rounds, const char *fault) {
    char out[64], err[64], report[64], fd[8];
    const struct rlimit limit = {CPU_SECONDS, CPU_SECONDS};
    log_path(out, STDOUT), log_path(err, STDERR), log_path(report, REPORT);
    redirect(report, REPORT_FD);
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    snprintf(fd, sizeof fd, "%d", REPORT_FD);
    setenv("INJECT", fault, 1);
    setenv("INJECT_FD", fd, 1);
    setenv("LD_PRELOAD", rounds->inject, 1);
    setrlimit(RLIMIT_CPU, &limit);
    if (chdir(rounds->name) == 0) {
        execvp(rounds->command[0], rounds->command);
    }
    _exit(127);
}

/* Runs the command; its exit status, or 1000 + the signal that ended it. */
static int run(const struct rounds *rounds, const char *fault) {
    int status = 0;
    folder_make(&rounds->before, rounds->name);
    pid_t child = fork();
    if (child == 0) {
        execute(rounds, fault);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        folder_die("fork");
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static const char *log_text(const struct folder *log, const char *what) {
    const struct folder_file *file = folder_find(log, what);
    return file ? file->bytes : "";
}

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

/* Whether a file is as it should be at the end. Histories and checkpoints hold seconds, which
 * differ from run to run. */
static bool is_whole(const struct folder_file *file, const struct folder_file *after) {
    if (ends_with(file->name, ".csv")) {
        return file->size > 0 && file->bytes[file->size - 1] == '\n';
    }
    if (ends_with(file->name, ".checkpoint")) {
        const char *size = strstr(file->bytes, "\nsize: "); /* which the file says of itself */
        return size && strtoul(size + 7, NULL, 10) == file->size;
    }
    return folder_same(file, after);
}

/* The lock of a training that ended for want of memory: empty, and no lock any more. */
static bool is_lock(const struct folder_file *file) {
    return ends_with(file->name, ".lock") && file->size == 0;
}

/* NULL, or what is wrong with the folder; `done`: the command says that it has done everything. */
static const char *check_files(const struct rounds *rounds, bool done) {
    struct folder now;
    const char *wrong = NULL;
    folder_read(&now, rounds->name);
    for (size_t i = 0; i < now.count && !wrong; i++) {
        const struct folder_file *file = &now.files[i];
        const struct folder_file *before = folder_find(&rounds->before, file->name);
        const struct folder_file *after = folder_find(&rounds->after, file->name);
        bool whole = after && (is_whole(file, after) ||
                               (!done && rounds->times && file->size == after->size));
        if (!before && !after && !(is_lock(file) && !done)) {
            wrong = "a file is left behind";
        } else if ((before || after) && !whole && (done || !before || !folder_same(file, before))) {
            wrong = "a file is neither as it was nor as it should be";
        }
    }
    if (!wrong && done && now.count != rounds->after.count) {
        wrong = "a file is missing";
    }
    folder_free(&now);
    return wrong;
}

/* The number of the error that calls fail with; 0: no memory. */
static int error_number(const struct rounds *rounds) {
    int number = 0;
    return sscanf(rounds->fault, "files %d", &number) == 1 ? number : 0;
}

static bool names_cause(const struct rounds *rounds, const char *errors) {
    int number = error_number(rounds);
    return strstr(errors, number ? strerror(number) : "memory") != NULL;
}

/* NULL, or what is wrong with how a run with a fault ended. */
static const char *check(struct rounds *rounds, int status, const struct folder *log) {
    const char *errors = log_text(log, STDERR);
    const struct folder_file *output = folder_find(log, STDOUT);
    if (status == 0) {
        rounds->without_effect++;
        if (!rounds->times && !folder_same(output, &rounds->output)) {
            return "it says that all is done, but its output is not whole";
        }
        return check_files(rounds, true);
    }
    if (status == 1 && strncmp(errors, "\nlibgomp: ", 10) == 0) {
        rounds->foreign++; /* OpenMP's own way to end a program */
        return check_files(rounds, false);
    }
    rounds->messages++;
    if (error_number(rounds) == EINTR) {
        return "it does not call again";
    }
    if (status != STATUS_IO) {
        return "the exit status is wrong";
    }
    return names_cause(rounds, errors) ? check_files(rounds, false) : "the message is wrong";
}

/* With a fault at the N-th place. False if there is no such place. */
static bool round_at(struct rounds *rounds, unsigned long at, unsigned long *calls) {
    char fault[64], kind[16] = "", rest[16] = "";
    struct folder log;
    sscanf(rounds->fault, "%15s %15s", kind, rest);
    snprintf(fault, sizeof fault, "%s %lu %s", kind, at, rest);
    int status = run(rounds, fault);
    folder_read(&log, LOG);
    const char *report = log_text(&log, REPORT), *end = strstr(report, "calls ");
    bool hit = strstr(report, "hit") != NULL;
    *calls = end ? strtoul(end + 6, NULL, 10) : 0;
    const char *wrong = hit ? check(rounds, status, &log) : NULL;
    if (wrong) {
        rounds->failures++;
        fprintf(stderr, "FAILED: %s, INJECT=\"%s\": %s; status %d: %s\n", rounds->name, fault,
                wrong, status, log_text(&log, STDERR));
    }
    rounds->runs += hit;
    folder_free(&log);
    return hit;
}

/* What happens when nothing does. */
static unsigned long undisturbed(struct rounds *rounds) {
    unsigned long calls = 0;
    struct folder log;
    if (round_at(rounds, 0, &calls)) {
        folder_die("a fault that was not asked for");
    }
    folder_read(&log, LOG);
    const struct folder_file *output = folder_find(&log, STDOUT);
    if (*log_text(&log, STDERR) || !output) {
        fprintf(stderr, "FAILED: %s: %s\n", rounds->name, log_text(&log, STDERR));
        exit(1);
    }
    folder_free(&rounds->after);
    folder_read(&rounds->after, rounds->name);
    free(rounds->output.bytes);
    rounds->output = *output;
    rounds->output.bytes = malloc(output->size + 1);
    if (!rounds->output.bytes) {
        folder_die(rounds->name);
    }
    memcpy(rounds->output.bytes, output->bytes, output->size);
    folder_free(&log);
    return calls;
}

static void run_rounds(struct rounds *rounds) {
    unsigned long calls = undisturbed(rounds), ignored = 0;
    unsigned long count = rounds->count && calls ? rounds->count : calls;
    for (unsigned long i = 0; i < count && rounds->failures < FAILURES_MAX; i++) {
        unsigned long at = rounds->count ? 1 + (unsigned long)rand() % calls : i + 1;
        round_at(rounds, at, &ignored);
    }
    printf("%s: %s: %lu places, %lu faults: %lu messages, %lu without effect", rounds->name,
           rounds->fault, calls, rounds->runs, rounds->messages, rounds->without_effect);
    if (rounds->foreign) {
        printf(", %lu ended by OpenMP", rounds->foreign);
    }
    putchar('\n');
    fflush(stdout);
    rounds->runs = rounds->messages = rounds->without_effect = rounds->foreign = 0;
}

static void usage(const char *program) {
    fprintf(stderr, "usage: %s INJECT NAME [-t] [-n COUNT] [-s SEED] FAULT... -- COMMAND...\n",
            program);
    exit(2);
}

int main(int argc, char **argv) {
    struct rounds rounds = {.seed = (unsigned)time(NULL)};
    char before[256], empty[] = "";
    int at = 3, first;
    if (argc < 5) {
        usage(argv[0]);
    }
    rounds.inject = argv[1], rounds.name = argv[2];
    for (; argv[at] && argv[at][0] == '-' && strlen(argv[at]) == 2 && argv[at][1] != '-'; at++) {
        char option = argv[at][1];
        const char *value = option == 't' ? empty : argv[at + 1] ? argv[++at] : empty;
        rounds.times = rounds.times || option == 't';
        rounds.count = option == 'n' ? strtoul(value, NULL, 10) : rounds.count;
        rounds.seed = option == 's' ? (unsigned)strtoul(value, NULL, 10) : rounds.seed;
    }
    for (first = at; argv[at] && strcmp(argv[at], "--") != 0; at++) {
    }
    if (!argv[at] || !argv[at + 1] || first == at) {
        usage(argv[0]);
    }
    rounds.command = argv + at + 1;
    folder_make(&(struct folder){.count = 0}, LOG);
    snprintf(before, sizeof before, "%s.before", rounds.name);
    if (access(before, F_OK) == 0) {
        folder_read(&rounds.before, before);
    }
    srand(rounds.seed);
    for (int i = first; i < at; i++) {
        rounds.fault = argv[i];
        run_rounds(&rounds);
    }
    folder_free(&rounds.before);
    folder_free(&rounds.after);
    free(rounds.output.bytes);
    return rounds.failures ? 1 : 0;
}
