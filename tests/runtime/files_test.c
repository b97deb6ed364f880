#include "files.h"
#include "support.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int entries(const char *folder) {
    int count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    while (readdir(dir)) {
        count++;
    }
    closedir(dir);
    return count - 2;
}

static void holds(const char *path, const char *text) {
    char *found = support_read(path, NULL);
    assert_string_equal(found, text);
    free(found);
}

static void written(void **state) {
    (void)state;
    struct netc_error error;
    const struct file_part parts[] = {{"one ", 4}, {"two", 3}};
    assert_int_equal(mkdir("written", 0777), 0);
    mode_t mask = umask(027);
    assert_true(file_write("written/f", parts, 2, &error));
    umask(mask);
    holds("written/f", "one two");
    assert_true(file_write("written/f", parts, 1, &error));
    holds("written/f", "one ");
    struct stat info;
    assert_int_equal(stat("written/f", &info), 0);
    assert_true(file_writable("written/f", &error));
    assert_true(file_writable("written/new", &error));
    assert_int_equal(entries("written"), 1);
}

static void mode(void **state) {
    (void)state;
    struct netc_error error;
    struct stat info;
    const struct file_part part = {"x", 1};
    mode_t mask = umask(027);
    assert_true(file_write("mode", &part, 1, &error));
    umask(mask);
    assert_int_equal(stat("mode", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void links(void **state) {
    (void)state;
    struct netc_error error;
    const struct file_part part = {"new", 3};
    assert_int_equal(mkdir("elsewhere", 0777), 0);
    support_write("elsewhere/target", "old", 3);
    assert_int_equal(symlink("elsewhere/target", "link"), 0);
    assert_true(file_writable("link", &error));
    assert_true(file_write("link", &part, 1, &error));
    struct stat info;
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    holds("elsewhere/target", "new");
}

static void special(void **state) {
    (void)state;
    struct netc_error error;
    struct stat info;
    const struct file_part part = {"x", 1};
    assert_true(file_writable("/dev/null", &error));
    assert_true(file_write("/dev/null", &part, 1, &error));
    assert_int_equal(stat("/dev/null", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
    assert_false(file_write("/dev/full", &part, 1, &error));
    support_contains(error.text, "/dev/full: cannot write: No space left");
}

static void refused(void **state) {
    (void)state;
    struct netc_error error;
    const struct file_part part = {"x", 1};
    assert_int_equal(mkdir("folder", 0777), 0);
    static const char *const PATHS[] = {"folder", "nowhere/f", "folder/", ""};
    for (int i = 0; i < 4; i++) {
        error.text[0] = '\0';
        assert_false(file_writable(PATHS[i], &error) && file_write(PATHS[i], &part, 1, &error));
        support_contains(error.text, "cannot write: ");
    }
    assert_int_equal(entries("folder"), 0);
}

/* A disk that is full half way: the old file stays, and nothing else does. */
static void interrupted(void **state) {
    (void)state;
    struct netc_error error;
    struct rlimit limit, small;
    static char big[100000];
    const struct file_part part = {big, sizeof big};
    assert_int_equal(mkdir("full", 0777), 0);
    support_write("full/f", "old", 3);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = 4096;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool good = file_write("full/f", &part, 1, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_false(good);
    support_contains(error.text, "full/f: cannot write: ");
    holds("full/f", "old");
    assert_int_equal(entries("full"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written), cmocka_unit_test(mode),    cmocka_unit_test(links),
        cmocka_unit_test(special), cmocka_unit_test(refused), cmocka_unit_test(interrupted),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
