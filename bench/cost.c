/* cost.c - what a command costs: runs it several times and prints the least seconds it took, the
 * least processor seconds, and the largest memory (resident set) in bytes.
 * Usage: cost RUNS COMMAND...     fails as the command does
 * A program of its own, since the memory of a process begins with that of whoever starts it. */
#define _DEFAULT_SOURCE /* wait4 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double of(struct timeval time) {
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* Runs the command once; its exit status. */
static int run(char **command, double *passed, struct rusage *usage) {
    double begin = seconds();
    pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command);
        _exit(127);
    }
    int status;
    if (child < 0 || wait4(child, &status, 0, usage) != child)
        return 126;
    *passed = seconds() - begin;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv) {
    double least = 1e30, processor = 1e30;
    long kilobytes = 0;
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    if (runs < 1) {
        fputs("usage: cost RUNS COMMAND...\n", stderr);
        return 2;
    }
    for (int i = 0; i < runs; i++) {
        double passed;
        struct rusage usage;
        int status = run(argv + 2, &passed, &usage);
        if (status != 0)
            return status;
        double busy = of(usage.ru_utime) + of(usage.ru_stime);
        least = passed < least ? passed : least;
        processor = busy < processor ? busy : processor;
        kilobytes = usage.ru_maxrss > kilobytes ? usage.ru_maxrss : kilobytes;
    }
    printf("%.6f %.6f %ld\n", least, processor, kilobytes * 1024);
    return 0;
}
