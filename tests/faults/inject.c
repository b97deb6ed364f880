/* A library for LD_PRELOAD that makes calls of a program fail, from the beginning of main() on.
 * INJECT says which:
 *
 *     memory N       the allocation with number N, from 1; 0: none
 *     memory N on    that and all after it
 *     files N ERRNO  the call with number N that works on a file fails with this number; with
 * EINTR, only of those that signals interrupt storm U        a signal every U microseconds, which
 * interrupts system calls
 *
 * Onto the open file INJECT_FD it writes "hit" when it first lets a call fail, and "calls N" at the
 * end. With INJECT_TRACE set, it says on stderr where that was. Children are left in peace. Needs
 * glibc, whose own functions allocate by the same malloc. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum injection { NOTHING, MEMORY, FILES, STORM };
enum { FRAMES = 24 };

static enum injection injection;
static unsigned long number;
static bool from_there_on, tracing;
static int fault, report = -1;
static atomic_bool armed, hit;
static atomic_ulong calls;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void trace(void) {
    void *frames[FRAMES];
    int count = backtrace(frames, FRAMES);
    backtrace_symbols_fd(frames, count, STDERR_FILENO);
}

/* Whether this call is to fail; errno says then why. */
static bool fails(enum injection kind) {
    if (injection != kind || !atomic_load(&armed)) {
        return false;
    }
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    if (number == 0 || (from_there_on ? call < number : call != number)) {
        return false;
    }
    if (!atomic_exchange(&hit, true)) {
        atomic_store(&armed, false);
        (void)!write(report, "hit\n", 4);
        if (tracing) {
            trace();
        }
        atomic_store(&armed, true);
    }
    errno = fault;
    return true;
}

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **block, size_t alignment, size_t size);

void *malloc(size_t size) {
    return fails(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return fails(MEMORY) ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return fails(MEMORY) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = fails(MEMORY) ? NULL : __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

/* The same of a call that no signal interrupts. */
static bool fails_whole(void) {
    return fault != EINTR && fails(FILES);
}

/* Nor does a signal interrupt the reading of a file, but of a pipe. */
static bool fails_reading(int fd) {
    struct stat info;
    return fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? fails_whole() : fails(FILES);
}

static bool is_file(FILE *file) {
    return !file || fileno(file) >= 0;
}

/* The function of this name that the program would have without this library. */
static void find(const char *name, void *function) {
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(function, &found, sizeof found);
}

#define FAULTY(result, name, failing, failure, parameters, arguments)                              \
    result name parameters {                                                                       \
        result(*next) parameters;                                                                  \
        find(#name, &next);                                                                        \
        return (failing) ? (failure) : next arguments;                                             \
    }

FAULTY(ssize_t, read, fails_reading(fd), -1, (int fd, void *data, size_t size), (fd, data, size))
FAULTY(ssize_t, write, fails(FILES), -1, (int fd, const void *data, size_t size), (fd, data, size))
FAULTY(int, fsync, fails(FILES), -1, (int fd), (fd))
FAULTY(int, rename, fails_whole(), -1, (const char *from, const char *to), (from, to))
FAULTY(FILE *, fopen, fails_whole(), NULL, (const char *path, const char *mode), (path, mode))
FAULTY(int, fflush, is_file(file) && fails_whole(), EOF, (FILE * file), (file))

/* What fails to be closed is closed nevertheless. */
int close(int fd) {
    int (*next)(int);
    find("close", &next);
    bool failed = fails(FILES);
    int kept = errno, result = next(fd);
    errno = failed ? kept : errno;
    return failed ? -1 : result;
}

int fclose(FILE *file) {
    int (*next)(FILE *);
    find("fclose", &next);
    bool failed = is_file(file) && fails_whole();
    int kept = errno, result = next(file);
    errno = failed ? kept : errno;
    return failed ? EOF : result;
}

int open(const char *path, int flags, ...) {
    int (*next)(const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    find("open", &next);
    return (flags & O_ACCMODE ? fails(FILES) : fails_whole()) ? -1 : next(path, flags, mode);
}

static void ignore(int signal_number) {
    (void)signal_number;
}

static void begin_storm(void) {
    struct sigaction action = {.sa_handler = ignore}; /* without SA_RESTART */
    struct itimerval timer = {{0, (suseconds_t)number}, {0, (suseconds_t)number}};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

__attribute__((constructor)) static void prepare(void) {
    const char *what = getenv("INJECT"), *fd = getenv("INJECT_FD");
    char word[16] = "", rest[16] = "";
    void *frame[1];
    unsetenv("LD_PRELOAD");
    if (!what || sscanf(what, "%15s %lu %15s", word, &number, rest) < 2) {
        return;
    }
    report = fd ? atoi(fd) : -1;
    tracing = getenv("INJECT_TRACE") && backtrace(frame, 1) >= 0; /* which allocates only once */
    injection = strcmp(word, "memory") == 0  ? MEMORY
                : strcmp(word, "files") == 0 ? FILES
                : strcmp(word, "storm") == 0 ? STORM
                                             : NOTHING;
    fault = injection == FILES ? atoi(rest) : ENOMEM;
    from_there_on = injection == MEMORY && strcmp(rest, "on") == 0;
}

__attribute__((destructor)) static void end(void) {
    char text[32];
    atomic_store(&armed, false);
    int length = snprintf(text, sizeof text, "calls %lu\n", atomic_load(&calls));
    (void)!write(report, text, (size_t)length);
}

/* What comes before main() is the loader's and the libraries', and not counted. */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end) {
    int (*next)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
                void (*)(void), void *);
    find("__libc_start_main", &next);
    atomic_store(&armed, true);
    if (injection == STORM) {
        begin_storm();
    }
    return next(main, argc, argv, init, fini, rtld_fini, stack_end);
}
