/* predict_test.c - the command `predict`, run in a child as a program would. */
#include "predict.h"

#include "bands.h"
#include "support.h"
#include "synthetic.h"
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct bytes out, err;

/* Runs `predict` with these words; its status is returned, its output left in `out` and `err`. */
static int run(const struct netc_model *model, const char *locale, const char *const *words) {
    char *argv[16] = {(char *)"predict"};
    int argc = 1, status;
    while (words[argc - 1]) {
        argv[argc] = (char *)words[argc - 1];
        argc++;
    }
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (setenv("LC_ALL", locale, 1) != 0 || !freopen("out", "w", stdout) ||
            !freopen("err", "w", stderr))
            _exit(99);
        status = predict_command(model, argc, argv);
        fflush(NULL);
        _exit(status);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    support_read("out", &out);
    support_read("err", &err);
    bytes_put(&out, "", 1);
    bytes_put(&err, "", 1);
    return WEXITSTATUS(status);
}

#define RUN(model, locale, ...) run(&(model), locale, (const char *const[]){__VA_ARGS__, NULL})

static void contains(const struct bytes *bytes, const char *part) {
    if (!strstr((const char *)bytes->data, part))
        fail_msg("`%s` is not in: %s", part, (const char *)bytes->data);
}

static int enter(void **state) {
    float weights[16] = {0};
    struct netc_error error;
    return support_enter(state) != 0 ||
           !weights_save(&bands_model, "bands.safetensors", weights, &error);
}

/* A digit as MNIST has it: what the network says of it must be printed, whichever way up the file
 * has its light. */
static void test_digits(void **state) {
    struct netc_dataset digits;
    struct netc_error error;
    const float weights[BANDS_CLASSES] = {0};
    float pixels[BANDS_SIDE * BANDS_SIDE], outputs[BANDS_CLASSES];
    (void)state;
    assert_true(synthetic_draw(&digits, 20, 3, &error));
    for (size_t i = 0; i < digits.count; i++) {
        struct image image = {digits.images + i * 784, 28, 28};
        char line[64];
        int best = 0;
        data_gather(&bands_model, &digits, &i, 1, pixels, NULL);
        bands_model.forward(weights, pixels, 1, outputs, NULL);
        support_png("light.png", &image);
        for (int p = 0; p < 784; p++)
            image.pixels[p] = (uint8_t)(255 - image.pixels[p]);
        support_png("dark.png", &image);
        assert_int_equal(RUN(bands_model, "C", "light.png", "dark.png"), 0);
        for (int k = 1; k < BANDS_CLASSES; k++)
            best = outputs[k] > outputs[best] ? k : best;
        snprintf(line, sizeof line, "light.png: %d\n", best);
        contains(&out, line);
        snprintf(line, sizeof line, "dark.png: %d\n", best);
        contains(&out, line);
        assert_int_equal(err.data[0], '\0');
    }
    free(digits.images);
    free(digits.labels);
}

/* One bar over the whole height: every band inside holds as much. */
static void write_bar(const char *path, int height) {
    static struct bytes bytes;
    char head[64];
    bytes.size = 0;
    snprintf(head, sizeof head, "P5 40 %d 255\n", height + 20);
    bytes_put(&bytes, head, strlen(head));
    for (int y = 0; y < height + 20; y++)
        for (int x = 0; x < 40; x++) {
            bool ink = y >= 10 && y < height + 10 && x >= 15 && x < 25;
            bytes_put(&bytes, ink ? "\x10" : "\xf0", 1);
        }
    support_write(path, &bytes);
}

static void test_bars(void **state) {
    (void)state;
    write_bar("bar.pgm", 200);
    /* 20 rows from row 6 on (14 - 10 + pad): bands 0 to 9 hold rows 0-3, 4-6, 7-9, .... */
    assert_int_equal(RUN(bands_model, "C", "--weights", "bands.safetensors", "bar.pgm"), 0);
    assert_string_equal((char *)out.data, "bar.pgm: 5\n"
                                          "   0    0.0 %  \n"
                                          "   1    5.0 %  ##\n"
                                          "   2   15.0 %  ######\n"
                                          "   3   15.0 %  ######\n"
                                          "   4   15.0 %  ######\n"
                                          "   5   20.0 %  ########\n"
                                          "   6   15.0 %  ######\n"
                                          "   7   15.0 %  ######\n"
                                          "   8    0.0 %  \n"
                                          "   9    0.0 %  \n");
    assert_int_equal(RUN(bands_model, "C.UTF-8", "bar.pgm"), 0);
    contains(&out, "   1    5.0 %  ██\n");
    assert_int_equal(RUN(bands_raw_model, "C", "bar.pgm"), 0);
    contains(&out, "   5          4  ########################################\n");
    contains(&out, "   9          0  \n");
}

/* The same numbers as distances: 0 is the nearest, and so are 8 and 9. */
static void test_distances(void **state) {
    struct netc_model model = bands_raw_model;
    (void)state;
    model.distances = true;
    model.loss = NETC_MAP;
    model.j = 2;
    write_bar("bar.pgm", 200);
    assert_int_equal(RUN(model, "C", "--weights", "bands.safetensors", "bar.pgm"), 0);
    /* 3 + exp(-1) + 5 exp(-3) + exp(-4) + exp(-2) = 3.7705 */
    assert_string_equal((char *)out.data, "bar.pgm: 0\n"
                                          "       distance  posterior\n"
                                          "   0          0     26.5 %  ###########\n"
                                          "   1          1      9.8 %  ####\n"
                                          "   2          3      1.3 %  #\n"
                                          "   3          3      1.3 %  #\n"
                                          "   4          3      1.3 %  #\n"
                                          "   5          4      0.5 %  \n"
                                          "   6          3      1.3 %  #\n"
                                          "   7          3      1.3 %  #\n"
                                          "   8          0     26.5 %  ###########\n"
                                          "   9          0     26.5 %  ###########\n"
                                          "none          2      3.6 %  #\n");
    model.j = -1; /* nearer than all */
    assert_int_equal(RUN(model, "C", "bar.pgm"), 0);
    contains(&out, "bar.pgm: 0, but none is likelier\n");
    model.loss = NETC_MSE_RBF;
    assert_int_equal(RUN(model, "C", "bar.pgm"), 0);
    contains(&out, "bar.pgm: 0\n");
    contains(&out, "       distance  part of exp(-distance)\n");
    contains(&out, "   1          1     10.1 %  ####\n");
    assert_null(strstr((char *)out.data, "none"));
}

static void test_failures(void **state) {
    struct netc_model small = bands_model;
    (void)state;
    write_bar("bar.pgm", 100);
    write_bar("flat.pgm", 0);
    assert_int_equal(
        RUN(bands_model, "C", "bar.pgm", "no.png", "flat.pgm", "bands.safetensors", "bar.pgm"), 3);
    contains(&out, "bar.pgm: ");
    contains((struct bytes *)&err, "error: cannot open `no.png`: No such file or directory\n");
    contains(&err, "error: `flat.pgm` is blank: nothing stands out from its border\n");
    contains(&err, "error: `bands.safetensors` is neither a PNG nor a PGM picture\n");
    const char *first = strstr((char *)out.data, "bar.pgm: ");
    assert_non_null(first);
    assert_non_null(strstr(first + 1, "bar.pgm: "));
    assert_int_equal(RUN(bands_model, "C", "--weights", "no.safetensors", "bar.pgm"), 3);
    contains(&err, "no.safetensors");
    assert_int_equal(RUN(bands_model, "C", "--weights", "bands.safetensors"), 2);
    contains(&err, "error: `predict` needs a picture, PNG or PGM\n");
    assert_int_equal(RUN(bands_model, "C", "--wights", "x", "bar.pgm"), 2);
    assert_int_equal(RUN(bands_model, "C", "--help"), 0);
    contains(&out, "--weights FILE");
    small.pad = 0;
    assert_int_equal(RUN(small, "C", "bar.pgm"), 2);
    contains(&err, "but the network takes 32x32x1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, enter, support_leave);
}
