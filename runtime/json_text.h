/* json_text.h - parts of JSON, written as they come: for lines that somebody waits for, and numbers
 * that read back to the same bits. */
#ifndef NETC_JSON_TEXT_H
#define NETC_JSON_TEXT_H

#include <stdio.h>

/* In quotes, with escapes for what utf8.h calls harmful; bytes that are no UTF-8 become U+FFFD. */
void json_put_text(FILE *out, const char *text);

/* In as few digits as read back to the same bits; `null` if it is no finite number. */
void json_put_number(FILE *out, double number);
void json_put_float(FILE *out, float number);

#endif
