#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1024 };

void folder_die(const char *what) {
    fprintf(stderr, "FAILED: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void join(char path[static PATH_SIZE], const char *folder, const char *name) {
    if (snprintf(path, PATH_SIZE, "%s/%s", folder, name) >= PATH_SIZE) {
        folder_die(name);
    }
}

static void read_file(struct folder_file *file, const char *path, const char *name) {
    struct stat info;
    FILE *in = fopen(path, "rb");
    if (!in || fstat(fileno(in), &info) != 0 || strlen(name) >= sizeof file->name) {
        folder_die(path);
    }
    strcpy(file->name, name);
    file->size = (size_t)info.st_size;
    file->bytes = malloc(file->size + 1);
    if (!file->bytes || fread(file->bytes, 1, file->size, in) != file->size) {
        folder_die(path);
    }
    file->bytes[file->size] = '\0';
    fclose(in);
}

void folder_read(struct folder *folder, const char *path) {
    DIR *entries = opendir(path);
    const struct dirent *entry;
    char name[PATH_SIZE];
    folder->count = 0;
    if (!entries) {
        folder_die(path);
    }
    while ((entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (folder->count == FOLDER_FILES_MAX) {
            folder_die("too many files");
        }
        join(name, path, entry->d_name);
        read_file(&folder->files[folder->count++], name, entry->d_name);
    }
    closedir(entries);
}

void folder_free(struct folder *folder) {
    for (size_t i = 0; i < folder->count; i++) {
        free(folder->files[i].bytes);
    }
    folder->count = 0;
}

static void empty(const char *path) {
    DIR *entries = opendir(path);
    const struct dirent *entry;
    char name[PATH_SIZE];
    if (!entries) {
        folder_die(path);
    }
    while ((entry = readdir(entries))) {
        join(name, path, entry->d_name);
        if (entry->d_name[0] != '.' && unlink(name) != 0) {
            folder_die(name);
        }
    }
    closedir(entries);
}

void folder_make(const struct folder *folder, const char *path) {
    char name[PATH_SIZE];
    if (mkdir(path, 0777) != 0) {
        empty(path);
    }
    for (size_t i = 0; i < folder->count; i++) {
        const struct folder_file *file = &folder->files[i];
        join(name, path, file->name);
        FILE *out = fopen(name, "wb");
        if (!out || fwrite(file->bytes, 1, file->size, out) != file->size || fclose(out) != 0) {
            folder_die(name);
        }
    }
}

const struct folder_file *folder_find(const struct folder *folder, const char *name) {
    for (size_t i = 0; i < folder->count; i++) {
        if (strcmp(folder->files[i].name, name) == 0) {
            return &folder->files[i];
        }
    }
    return NULL;
}

bool folder_same(const struct folder_file *one, const struct folder_file *other) {
    return one->size == other->size && memcmp(one->bytes, other->bytes, one->size) == 0;
}
