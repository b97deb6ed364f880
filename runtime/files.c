/* realpath() is in POSIX.1-2008, but glibc shows it only to X/Open programs. */
#define _XOPEN_SOURCE 700

#include "files.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMPORARY_TRIES = 100 };

static bool failed(const char *path, const char *what, struct netc_error *error) {
    return error_set(error, "%s: cannot %s: %s", path, what, strerror(errno));
}

static bool write_all(int fd, const struct file_part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *data = parts[i].data;
        for (size_t done = 0; done < parts[i].size;) {
            ssize_t written = write(fd, data + done, parts[i].size - done);
            if (written < 0 && errno != EINTR) {
                return false;
            }
            done += written > 0 ? (size_t)written : 0;
        }
    }
    return true;
}

int file_open(const char *path, int flags) {
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static bool sync_again(int fd) {
    int result;
    do {
        result = fsync(fd);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/* An interrupted one has closed the file nevertheless. */
static bool close_file(int fd) {
    return close(fd) == 0 || errno == EINTR;
}

/* The folder of `path`, with its slash; "./" if it has none. */
static void folder_of(const char *path, char folder[static PATH_MAX]) {
    const char *slash = strrchr(path, '/');
    snprintf(folder, PATH_MAX, "%.*s", slash ? (int)(slash - path + 1) : 2, slash ? path : "./");
}

/* Makes a rename last through a power cut. Some file systems cannot: no reason to fail. */
static void sync_folder(const char *path) {
    char folder[PATH_MAX];
    folder_of(path, folder);
    int fd = file_open(folder, O_RDONLY | O_DIRECTORY);
    if (fd >= 0) {
        (void)sync_again(fd);
        close(fd);
    }
}

/* A new file beside `path`; its name goes to `name`. Not mkstemp(), which ignores the umask. */
static int open_temporary(const char *path, char name[static PATH_MAX]) {
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        int length = snprintf(name, PATH_MAX, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        if (length >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = file_open(name, O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

static bool write_regular(const char *path, const struct file_part *parts, size_t count,
                          struct netc_error *error) {
    char name[PATH_MAX];
    int fd = open_temporary(path, name);
    if (fd < 0) {
        return failed(path, "write", error);
    }
    bool good = write_all(fd, parts, count) && sync_again(fd);
    int cause = errno;
    if (!close_file(fd) && good) {
        good = false;
        cause = errno;
    }
    if (good && rename(name, path) != 0) {
        good = false;
        cause = errno;
    }
    if (good) {
        sync_folder(path);
        return true;
    }
    unlink(name);
    errno = cause;
    return failed(path, "write", error);
}

static bool write_special(const char *path, const struct file_part *parts, size_t count,
                          struct netc_error *error) {
    int fd = file_open(path, O_WRONLY);
    if (fd < 0) {
        return failed(path, "write", error);
    }
    bool good = write_all(fd, parts, count);
    int cause = errno;
    if (!close_file(fd) && good) {
        good = false;
        cause = errno;
    }
    errno = cause;
    return good || failed(path, "write", error);
}

bool file_write(const char *path, const struct file_part *parts, size_t count,
                struct netc_error *error) {
    struct stat info;
    if (stat(path, &info) != 0) {
        return write_regular(path, parts, count, error);
    }
    if (!S_ISREG(info.st_mode)) {
        return write_special(path, parts, count, error);
    }
    char *target = realpath(path, NULL); /* rename() would replace a link, not what it names */
    bool good = target ? write_regular(target, parts, count, error) : failed(path, "write", error);
    free(target);
    return good;
}

static bool folder_writable(const char *path, struct netc_error *error) {
    char folder[PATH_MAX];
    folder_of(path, folder);
    return access(folder, W_OK | X_OK) == 0 || failed(path, "write", error);
}

bool file_writable(const char *path, struct netc_error *error) {
    struct stat info;
    if (stat(path, &info) != 0) {
        return folder_writable(path, error);
    }
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return failed(path, "write", error);
    }
    if (access(path, W_OK) != 0) {
        return failed(path, "write", error);
    }
    if (!S_ISREG(info.st_mode)) {
        return true;
    }
    char *target = realpath(path, NULL);
    bool good = target ? folder_writable(target, error) : failed(path, "write", error);
    free(target);
    return good;
}

/* Whether `name` is one that open_temporary() gave for a file called `base`, in a process that is
 * no more. */
static bool is_left_behind(const char *name, const char *base) {
    size_t length = strlen(base);
    if (strncmp(name, base, length) != 0 || name[length] != '.') {
        return false;
    }
    const char *process = name + length + 1;
    size_t digits = strspn(process, "0123456789");
    const char *try = process + digits + 1;
    if (digits == 0 || try[-1] != '-' || !isdigit((unsigned char)*try) ||
        strcmp(try + strspn(try, "0123456789"), ".tmp") != 0) {
        return false;
    }
    long id = strtol(process, NULL, 10);
    return id > 0 && id <= INT_MAX && kill((pid_t)id, 0) != 0 && errno == ESRCH;
}

void file_sweep(const char *path) {
    char folder[PATH_MAX], name[PATH_MAX];
    char *target = realpath(path, NULL);
    const char *file = target ? target : path, *slash = strrchr(file, '/');
    folder_of(file, folder);
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        if (is_left_behind(entry->d_name, slash ? slash + 1 : file) &&
            snprintf(name, sizeof name, "%s%s", folder, entry->d_name) < PATH_MAX) {
            (void)unlink(name);
        }
    }
    if (entries) {
        closedir(entries);
    }
    free(target);
}
