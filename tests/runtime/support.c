/* mkdtemp() and nftw() are X/Open's. */
#define _XOPEN_SOURCE 700

#include "support.h"

#include "augment.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIDE = 8, CLASSES = 3, WORDS_MAX = 40, LINE_MAX_SIZE = 1024 };

int support_enter(void **state) {
    char *folder = strdup("/tmp/netc-runtime-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? chdir(folder) : -1;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *ftw) {
    (void)info, (void)type, (void)ftw;
    return remove(path);
}

int support_leave(void **state) {
    int result = chdir("/") == 0 ? nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS) : -1;
    free(*state);
    return result;
}

void support_images(struct netc_dataset *dataset, size_t count, unsigned seed) {
    *dataset = (struct netc_dataset){
        .images = calloc(count, SIDE * SIDE),
        .labels = calloc(count, 1),
        .count = count,
        .height = SIDE,
        .width = SIDE,
    };
    assert_non_null(dataset->images);
    assert_non_null(dataset->labels);
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        unsigned class = (seed >> 24) % CLASSES;
        dataset->labels[i] = (uint8_t) class;
        for (size_t p = 0; p < SIDE * SIDE; p++) {
            seed = seed * 1664525u + 1013904223u;
            bool bar = p / SIDE / 3 == class;
            dataset->images[i * SIDE * SIDE + p] = (uint8_t)((seed >> 25) + (bar ? 100 : 0));
        }
    }
}

void support_noise(uint8_t *image, int height, int width, int margin, unsigned seed) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            bool inside = y >= margin && y < height - margin && x >= margin && x < width - margin;
            seed = seed * 1664525u + 1013904223u;
            image[y * width + x] = inside ? (uint8_t)(1 + seed % 255) : 0;
        }
    }
}

void support_render(const struct distortion *distortion, const uint8_t *image, int height,
                    int width, uint8_t *out) {
    float value[256], *pixels = calloc((size_t)(height * width), sizeof *pixels);
    for (int i = 0; i < 256; i++) {
        value[i] = (float)i;
    }
    augment_render(distortion, image, height, width, value, pixels, (size_t)width);
    for (int i = 0; i < height * width; i++) {
        out[i] = (uint8_t)pixels[i];
    }
    free(pixels);
}

static void write_idx(const char *path, int rank, const uint32_t *dims, const void *data,
                      size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    unsigned char magic[4] = {0, 0, 8, (unsigned char)rank};
    fwrite(magic, 1, 4, file);
    for (int i = 0; i < rank; i++) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            fputc((int)(dims[i] >> shift & 255), file);
        }
    }
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_set(const char *folder, const char *set, size_t count, unsigned seed) {
    char path[256];
    struct netc_dataset dataset;
    uint32_t dims[3] = {(uint32_t)count, SIDE, SIDE};
    support_images(&dataset, count, seed);
    snprintf(path, sizeof path, "%s/%s-images-idx3-ubyte", folder, set);
    write_idx(path, 3, dims, dataset.images, count * SIDE * SIDE);
    snprintf(path, sizeof path, "%s/%s-labels-idx1-ubyte", folder, set);
    write_idx(path, 1, dims, dataset.labels, count);
    free(dataset.images);
    free(dataset.labels);
}

void support_data(const char *name, size_t train, size_t test) {
    assert_int_equal(mkdir(name, 0777), 0);
    write_set(name, "train", train, 1);
    write_set(name, "t10k", test, 2);
}

char *support_read(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t capacity = 1 << 20, length = 0;
    char *text = malloc(capacity);
    assert_non_null(text);
    length = fread(text, 1, capacity - 1, file);
    assert_true(feof(file));
    fclose(file);
    text[length] = '\0';
    if (size) {
        *size = length;
    }
    return text;
}

void support_write(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

bool support_exists(const char *path) {
    return access(path, F_OK) == 0;
}

void support_contains(const char *text, const char *part) {
    if (!strstr(text, part)) {
        fail_msg("`%s` is not in:\n%s", part, text);
    }
}

static void redirect(const char *path, int target) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0 || dup2(fd, target) < 0) {
        _exit(126);
    }
    close(fd);
}

pid_t support_start(const char *line) {
    char words[LINE_MAX_SIZE], *argv[WORDS_MAX] = {NULL}, *rest = NULL;
    int count = 0;
    assert_true(strlen(line) < sizeof words);
    strcpy(words, line);
    argv[count++] = (char *)TOY_PROGRAM;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        assert_true(count < WORDS_MAX - 1);
        argv[count++] = word;
    }
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        redirect("out", STDOUT_FILENO);
        redirect("err", STDERR_FILENO);
        execv(TOY_PROGRAM, argv);
        _exit(127);
    }
    return child;
}

int support_wait(pid_t child) {
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int support_run(const char *line) {
    return support_wait(support_start(line));
}
