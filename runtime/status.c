#include "status.h"

#include "utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int status_fail(enum status status, const struct netc_error *error) {
    fputs("error: ", stderr);
    utf8_put_plain(stderr, error->text); /* it may quote a file, or name one */
    fputc('\n', stderr);
    return (int)status;
}

int status_help(enum status status, const char *format, ...) {
    struct netc_error help;
    va_list args;
    va_start(args, format);
    vsnprintf(help.text, sizeof help.text, format, args);
    va_end(args);
    fputs("help: ", stderr);
    utf8_put_plain(stderr, help.text);
    fputc('\n', stderr);
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
