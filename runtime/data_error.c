/* data_text.c - the error of data.h. */
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
