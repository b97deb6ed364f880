/* format.h - numbers for people. */
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

#endif
