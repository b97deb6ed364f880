/* folder.h - what files a folder has, so that two moments can be compared. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

enum { FOLDER_FILES_MAX = 32 };

struct folder_file {
    char name[256];
    char *bytes;
    size_t size;
};

struct folder {
    struct folder_file files[FOLDER_FILES_MAX];
    size_t count;
};

/* Reads all regular files; ends the program with a message if that is not possible. */
void folder_read(struct folder *folder, const char *path);
void folder_free(struct folder *folder);

/* Makes `path` a folder with these files, and no others. */
void folder_make(const struct folder *folder, const char *path);

const struct folder_file *folder_find(const struct folder *folder, const char *name);

/* Whether both have the same bytes. */
bool folder_same(const struct folder_file *one, const struct folder_file *other);

/* Prints why the test cannot go on, and ends it. */
_Noreturn void folder_die(const char *what);

#endif
