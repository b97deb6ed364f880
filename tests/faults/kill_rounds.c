/* kill_rounds PROGRAM DATA KILLS [SEED]: trains with checkpoints, and kills and stops the training
 * at random moments until it was killed KILLS times and the training at hand has come to its end.
 * Each such training must end with the weights, and but for the seconds the history, of one that
 * nobody disturbed. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TEXT_MAX = 1 << 20, SECONDS_COLUMNS = 2, THREADS_MAX = 3, SIGNAL_STATUS = 128 };

struct killer {
    const char *program, *data;
    double seconds; /* of a training that nobody disturbs */
    unsigned kills, stops, trainings;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void nap(double seconds) {
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

static double draw(void) {
    return (double)rand() / ((double)RAND_MAX + 1);
}

static void die(const char *what) {
    fprintf(stderr, "FAILED: %s\n", what);
    exit(1);
}

static pid_t start(const struct killer *killer, const char *output, const char *history,
                   bool checkpoint) {
    char threads[8];
    snprintf(threads, sizeof threads, "%d", 1 + rand() % THREADS_MAX);
    char *const argv[] = {(char *)killer->program,
                          "train",
                          "--quiet",
                          "--data",
                          (char *)killer->data,
                          "--threads",
                          threads,
                          "--output",
                          (char *)output,
                          "--history",
                          (char *)history,
                          checkpoint ? "--resume" : NULL,
                          "--checkpoint",
                          "checkpoint",
                          NULL};
    pid_t child = fork();
    if (child == 0) {
        execv(killer->program, argv);
        _exit(127);
    }
    if (child < 0) {
        die("fork");
    }
    return child;
}

static int wait_for(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, 0) != child) {
        die("waitpid");
    }
    return status;
}

static char *read_text(const char *path, size_t *size) {
    char *text = malloc(TEXT_MAX);
    FILE *file = fopen(path, "rb");
    if (!text || !file) {
        die(path);
    }
    *size = fread(text, 1, TEXT_MAX, file);
    if (*size == TEXT_MAX || ferror(file)) {
        die(path);
    }
    text[*size] = '\0';
    fclose(file);
    return text;
}

static void same_bytes(const char *one, const char *other) {
    size_t size = 0, other_size = 0;
    char *bytes = read_text(one, &size), *others = read_text(other, &other_size);
    if (size != other_size || memcmp(bytes, others, size) != 0) {
        die("the weights differ");
    }
    free(bytes);
    free(others);
}

/* Cuts the last columns off each line. */
static char *read_rows(const char *path) {
    size_t size = 0;
    char *text = read_text(path, &size), *to = text;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), kept = length;
        for (int i = 0; i < SECONDS_COLUMNS; i++) {
            while (kept > 0 && line[--kept] != ',') {
            }
        }
        memmove(to, line, kept);
        to += kept;
        *to++ = '\n';
        line += length + (line[length] == '\n');
    }
    *to = '\0';
    return text;
}

static void same_rows(const char *one, const char *other) {
    char *rows = read_rows(one), *others = read_rows(other);
    if (strcmp(rows, others) != 0) {
        fprintf(stderr, "%s:\n%s%s:\n%s", one, rows, other, others);
        die("the histories differ");
    }
    free(rows);
    free(others);
}

/* Kills the child, or asks it to stop: then it may be killed while it writes what it has. True if
 * it had already come to its end. */
static bool disturb(struct killer *killer, pid_t child) {
    bool asked = rand() % 2 == 0, killed = !asked || rand() % 4 == 0;
    int number = rand() % 2 ? SIGINT : SIGTERM;
    if (asked) {
        kill(child, number);
        nap(killed ? 0.02 * draw() : 0);
    }
    if (killed) {
        kill(child, SIGKILL);
    }
    int status = wait_for(child);
    bool stopped = asked && ((WIFEXITED(status) && WEXITSTATUS(status) == SIGNAL_STATUS + number) ||
                             (WIFSIGNALED(status) && WTERMSIG(status) == number));
    killed = killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    killer->stops += stopped;
    killer->kills += killed;
    if (!stopped && !killed && status != 0) {
        die("the training failed by itself");
    }
    return status == 0;
}

/* A training in parts. They become longer, so that it comes to its end on any machine. */
static void run_training(struct killer *killer) {
    unlink("checkpoint");
    for (unsigned part = 0;; part++) {
        pid_t child = start(killer, "parts", "parts.csv", true);
        nap(killer->seconds * draw() * (0.2 + 0.05 * part));
        if (disturb(killer, child)) {
            break;
        }
    }
    same_bytes("whole", "parts");
    same_rows("whole.csv", "parts.csv");
    killer->trainings++;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: %s PROGRAM DATA KILLS [SEED]\n", argv[0]);
        return 2;
    }
    struct killer killer = {.program = argv[1], .data = argv[2]};
    unsigned kills = (unsigned)strtoul(argv[3], NULL, 10);
    unsigned seed = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : (unsigned)time(NULL);
    printf("random seed %u\n", seed);
    fflush(stdout);
    srand(seed);
    double begin = now();
    if (wait_for(start(&killer, "whole", "whole.csv", false)) != 0) {
        die("the training that nobody disturbs");
    }
    killer.seconds = now() - begin;
    while (killer.kills < kills) {
        run_training(&killer);
    }
    printf("%u trainings of %.2f s, killed %u times and stopped %u times, gave the same bits\n",
           killer.trainings, killer.seconds, killer.kills, killer.stops);
    return 0;
}
