/* data_text.c - the texts of data.h: errors, and numbers for people. */
#include "data.h"

#include <stdarg.h>
#include <stdio.h>

bool error_set(struct netc_error *error, const char *format, ...) {
    va_list list;
    va_start(list, format);
    vsnprintf(error->text, sizeof error->text, format, list);
    va_end(list);
    return false;
}

const char *data_grouped(char text[32], uint64_t number) {
    char *at = text + 31;
    int digits = 0;
    *at = '\0';
    do {
        if (digits > 0 && digits % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + number % 10);
        digits++;
        number /= 10;
    } while (number > 0);
    return at;
}
