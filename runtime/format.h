/* format.h - numbers for people, and for programs. */
#ifndef NETC_FORMAT_H
#define NETC_FORMAT_H

#include <stdint.h>

/* Long enough for any of these. */
struct number_text {
    char text[32];
};

/* 61706 -> "61,706" */
struct number_text format_grouped(uint64_t number);

/* Seconds -> "7 s", "1:05", "2:00:09"; below 10 s with a decimal. */
struct number_text format_duration(double seconds);

/* As few digits as read back to the same bits: 0.1, 0.30000000000000004. */
struct number_text format_exact(double number);
struct number_text format_exact_float(float number);

#endif
