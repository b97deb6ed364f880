/* Pseudo terminals are X/Open's. */
#define _XOPEN_SOURCE 700

#include "progress.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const struct progress PROGRESS = {.lines = true,
                                         .bar = true,
                                         .epochs = 20,
                                         .steps_per_epoch = 100,
                                         .start = 100,
                                         .epoch_start = 110};

/* 11.5 s in, of 20 epochs 2.5 are done. */
static const struct progress_state STATE = {
    .epoch = 3, .step = 250, .images = 3200, .loss = 0.12345, .accuracy = 0.9613};

static void line_of(size_t width, char line[static 256]) {
    progress_format(&PROGRESS, &STATE, 112.5, width, line, 256);
}

static void parts(void **state) {
    (void)state;
    char line[256];
    line_of(200, line);
    assert_string_equal(line, "epoch 3/20 [==============>             ]  50 %  loss 0.1235  "
                              "accuracy 96.13 %  ETA 1:28  1,280 images/s");
    line_of(60, line);
    assert_string_equal(line, "epoch 3/20 [=====>    ]  50 %  loss 0.1235  accuracy 96.13 %");
    line_of(40, line);
    assert_string_equal(line, "epoch 3/20 [====>   ]  50 %  loss 0.1235");
    line_of(11, line);
    assert_string_equal(line, "epoch 3/20 ");
    line_of(4, line);
    assert_string_equal(line, "epoc");
    line_of(0, line);
    assert_string_equal(line, "");
}

static void never_wider(void **state) {
    (void)state;
    for (size_t width = 0; width < 255; width++) {
        char line[256];
        line_of(width, line);
        assert_true(strlen(line) <= width);
    }
}

static void full_bar(void **state) {
    (void)state;
    char line[256];
    struct progress_state last = STATE;
    last.step = 2000;
    last.epoch = 20;
    progress_format(&PROGRESS, &last, 200, 200, line, sizeof line);
    support_contains(line, "[============================] 100 %");
    support_contains(line, "ETA 0.0 s");
}

/* Reads all that the other side writes until it is gone. */
static void drain(int fd, char *text, size_t size) {
    size_t used = 0;
    ssize_t got = 0;
    while (used < size - 1 && (got = read(fd, text + used, size - 1 - used)) > 0) {
        used += (size_t)got;
    }
    text[used] = '\0';
}

/* On a terminal of 50 columns: a bar that fits, drawn over itself, then the lines of the epochs. */
static void on_a_terminal(void **state) {
    (void)state;
    static char text[1 << 20];
    struct winsize window = {.ws_row = 24, .ws_col = 50};
    support_data("data", 3000, 30);
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(ioctl(master, TIOCSWINSZ, &window), 0);
    const char *name = ptsname(master);
    assert_non_null(name);
    setenv("TERM", "xterm", 1);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int terminal = open(name, O_RDWR | O_NOCTTY);
        close(master);
        dup2(terminal, STDOUT_FILENO);
        execl(TOY_PROGRAM, TOY_PROGRAM, "train", "--data", "data", "--epochs", "2", (char *)NULL);
        _exit(127);
    }
    drain(master, text, sizeof text);
    assert_int_equal(support_wait(child), 0);
    close(master);
    support_contains(text, "\repoch 1/2 [");
    support_contains(text, "\r\033[Kepoch 1/2: loss ");
    support_contains(text, "val_accuracy ");
    support_contains(text, "weights: toy.safetensors\r\nhistory: toy.csv\r\n");
    for (const char *bar = text; (bar = strstr(bar, "\repoch "));) {
        const char *end = strstr(++bar, "\033[K");
        assert_non_null(end);
        assert_true(end - bar < 50);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts),
        cmocka_unit_test(never_wider),
        cmocka_unit_test(full_bar),
        cmocka_unit_test(on_a_terminal),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
