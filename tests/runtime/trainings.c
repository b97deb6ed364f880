#include "trainings.h"

#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void training_run(const char *line, int status) {
    int found = support_run(line);
    char *errors = support_read("err", NULL);
    if (found != status) {
        fail_msg("`%s` ended with %d: %s", line, found, errors);
    }
    free(errors);
}

void same_files(const char *one, const char *other) {
    size_t size = 0, other_size = 0;
    char *bytes = support_read(one, &size), *others = support_read(other, &other_size);
    assert_int_equal(size, other_size);
    assert_memory_equal(bytes, others, size);
    free(bytes);
    free(others);
}

void differ(const char *one, const char *other) {
    char *bytes = support_read(one, NULL);
    size_t size = 0;
    char *others = support_read(other, &size);
    assert_memory_not_equal(bytes, others, size);
    free(bytes);
    free(others);
}

char *rows(const char *path) {
    char *text = support_read(path, NULL), *to = text;
    for (char *from = text; *from;) {
        size_t line = strcspn(from, "\n"), kept = line;
        for (int columns = 0; columns < 2; columns++) {
            while (kept > 0 && from[--kept] != ',') {
            }
        }
        memmove(to, from, kept);
        to += kept;
        *to++ = '\n';
        from += line + (from[line] == '\n');
    }
    *to = '\0';
    return text;
}

void nap(long milliseconds) {
    const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

void wait_for_epoch(const char *path) {
    for (int i = 0; i < 6000; i++) {
        if (support_exists(path)) {
            char *text = support_read(path, NULL);
            bool there = strstr(text, "\n1,") != NULL;
            free(text);
            if (there) {
                return;
            }
        }
        nap(10);
    }
    fail_msg("no epoch in %s", path);
}
