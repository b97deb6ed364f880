#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int status_fail(enum status status, const struct netc_error *error) {
    fputs("error: ", stderr);
    for (const char *at = error->text; *at; at++) {
        /* A message may quote a file: no control characters for the terminal. */
        unsigned char byte = (unsigned char)*at;
        fputc(byte < ' ' || byte == 0x7f ? '?' : byte, stderr);
    }
    fputc('\n', stderr);
    return (int)status;
}

int status_help(enum status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("help: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return (int)status;
}

bool status_flush(struct netc_error *error) {
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return true;
    }
    /* Of an earlier failure, stdio keeps that it was, but not its cause. */
    return error_set(error, "standard output: cannot write%s%s", errno ? ": " : "",
                     errno ? strerror(errno) : "");
}
