/* write_files(): both or neither, nothing left behind, an old file untouched until the new one is
 * whole. */
#include "compile.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOBODY = 65534 };

struct bench {
    struct arena *arena;
    struct diags *diags;
    char folder[64];
    int home; /* the folder we came from */
};

static int set_up(void **state) {
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->arena = arena_create();
    bench->diags = diags_create(bench->arena);
    snprintf(bench->folder, sizeof bench->folder, "/tmp/netc-write-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    bench->home = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(bench->home >= 0);
    assert_int_equal(chdir(bench->folder), 0);
    *state = bench;
    return 0;
}

static unsigned count_entries(bool remove_them) {
    DIR *folder = opendir(".");
    unsigned count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (remove_them)
            (void)remove(entry->d_name);
    }
    closedir(folder);
    return count;
}

static int tear_down(void **state) {
    struct bench *bench = *state;
    count_entries(true);
    assert_int_equal(fchdir(bench->home), 0);
    close(bench->home);
    assert_int_equal(rmdir(bench->folder), 0);
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static void put(const char *path, const char *content, mode_t mode) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, strlen(content)), (ssize_t)strlen(content));
    assert_int_equal(fchmod(file, mode), 0);
    close(file);
}

static void assert_content(const char *path, const char *content) {
    char buffer[256] = "";
    int file = open(path, O_RDONLY);
    assert_true(file >= 0);
    assert_true(read(file, buffer, sizeof buffer - 1) >= 0);
    close(file);
    assert_string_equal(buffer, content);
}

static mode_t mode_of(const char *path) {
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static bool write_two(struct bench *bench, const char *first, const char *second) {
    const struct output_file files[] = {{first, "one\n", 4}, {second, "two\n", 4}};
    return write_files(bench->diags, files, 2);
}

static void assert_refused(struct bench *bench, const char *message) {
    assert_int_equal(bench->diags->fault, FAULT_IO);
    assert_int_equal(bench->diags->errors, 1);
    assert_string_equal(bench->diags->last->message, message);
}

static void writes_both(void **state) {
    mode_t mask = umask(027);
    assert_true(write_two(*state, "a.c", "a.h"));
    umask(mask);
    assert_content("a.c", "one\n");
    assert_content("a.h", "two\n");
    assert_int_equal(mode_of("a.c"), 0640);
    assert_int_equal(count_entries(false), 2);
}

static void replaces_and_keeps_the_mode(void **state) {
    put("a.c", "old\n", 0604);
    assert_true(write_two(*state, "a.c", "a.h"));
    assert_content("a.c", "one\n");
    assert_int_equal(mode_of("a.c"), 0604);
    assert_int_equal(count_entries(false), 2);
}

static void writes_through_a_link(void **state) {
    put("real.c", "old\n", 0644);
    assert_int_equal(symlink("real.c", "a.c"), 0);
    assert_true(write_two(*state, "a.c", "a.h"));
    struct stat status;
    assert_int_equal(lstat("a.c", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_content("real.c", "one\n");
}

static void writes_nothing_and_much(void **state) {
    struct bench *bench = *state;
    enum { MUCH = 3 << 20 };
    char *data = arena_alloc(bench->arena, MUCH);
    memset(data, 'x', MUCH);
    const struct output_file files[] = {{"empty", "", 0}, {"much", data, MUCH}};
    assert_true(write_files(bench->diags, files, 2));
    struct stat status;
    assert_int_equal(stat("empty", &status), 0);
    assert_int_equal(status.st_size, 0);
    assert_int_equal(stat("much", &status), 0);
    assert_int_equal(status.st_size, MUCH);
}

static void refuses_a_directory(void **state) {
    put("a.c", "old\n", 0644);
    assert_int_equal(mkdir("a.h", 0755), 0);
    assert_false(write_two(*state, "a.c", "a.h"));
    assert_refused(*state, "cannot write `a.h`: it is a directory");
    assert_content("a.c", "old\n");
    assert_int_equal(count_entries(false), 2);
}

static void refuses_a_missing_folder(void **state) {
    put("a.c", "old\n", 0644);
    assert_false(write_two(*state, "a.c", "nowhere/a.h"));
    assert_refused(*state, "cannot write `nowhere/a.h`: its folder does not exist");
    assert_content("a.c", "old\n");
    assert_int_equal(count_entries(false), 1);
}

static void refuses_a_device(void **state) {
    assert_int_equal(mkfifo("a.h", 0644), 0);
    assert_false(write_two(*state, "a.c", "a.h"));
    assert_refused(*state, "cannot write `a.h`: it is not a regular file");
    assert_int_equal(count_entries(false), 1);
}

/* A disk that is full, as far as a process can see: the limit on the size of its files. */
static void leaves_nothing_when_the_disk_is_full(void **state) {
    struct bench *bench = *state;
    struct rlimit limit, small;
    put("a.c", "old\n", 0644);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = (struct rlimit){2, limit.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    signal(SIGXFSZ, SIG_IGN); /* so that the write fails, as on a full disk */
    bool ok = write_two(bench, "a.c", "a.h");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_false(ok);
    assert_refused(bench, "cannot write `a.c`: File too large");
    assert_content("a.c", "old\n");
    assert_int_equal(count_entries(false), 1);
}

/* As somebody whom permissions bind: root becomes nobody, in a process of its own. */
static int as_ordinary_user(struct bench *bench, void (*body)(struct bench *bench)) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(99);
        body(bench);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void try_read_only(struct bench *bench) {
    if (write_two(bench, "a.c", "b.h"))
        _exit(1);
    _exit(strcmp(bench->diags->last->message, "cannot write `b.h`: Permission denied") == 0 ? 42
                                                                                            : 2);
}

static void refuses_a_read_only_file(void **state) {
    struct bench *bench = *state;
    assert_int_equal(chmod(".", 0777), 0);
    put("b.h", "old\n", 0444);
    assert_int_equal(as_ordinary_user(bench, try_read_only), 42);
    assert_content("b.h", "old\n");
    assert_int_equal(count_entries(false), 1);
}

static void try_read_only_folder(struct bench *bench) {
    if (write_two(bench, "a.c", "a.h"))
        _exit(1);
    _exit(strcmp(bench->diags->last->message, "cannot write `a.c`: Permission denied") == 0 ? 42
                                                                                            : 2);
}

static void refuses_a_read_only_folder(void **state) {
    assert_int_equal(chmod(".", 0555), 0);
    assert_int_equal(as_ordinary_user(*state, try_read_only_folder), 42);
    assert_int_equal(chmod(".", 0755), 0);
    assert_int_equal(count_entries(false), 0);
}

static void leaves_foreign_temporary_files_alone(void **state) {
    char name[64];
    snprintf(name, sizeof name, ".netc-%ld-0.tmp", (long)getpid());
    put(name, "foreign\n", 0644);
    assert_true(write_two(*state, "a.c", "a.h"));
    assert_content(name, "foreign\n");
    assert_int_equal(count_entries(false), 3);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(writes_both),
        CASE(replaces_and_keeps_the_mode),
        CASE(writes_through_a_link),
        CASE(writes_nothing_and_much),
        CASE(refuses_a_directory),
        CASE(refuses_a_missing_folder),
        CASE(refuses_a_device),
        CASE(leaves_nothing_when_the_disk_is_full),
        CASE(refuses_a_read_only_file),
        CASE(refuses_a_read_only_folder),
        CASE(leaves_foreign_temporary_files_alone),
    };
    return cmocka_run_group_tests_name("write_files", tests, NULL, NULL);
}
