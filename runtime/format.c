#include "format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct number_text format_grouped(uint64_t number) {
    char digits[24];
    struct number_text result;
    size_t length = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) {
            result.text[used++] = ',';
        }
        result.text[used++] = digits[i];
    }
    result.text[used] = '\0';
    return result;
}

struct number_text format_duration(double seconds) {
    struct number_text result;
    if (seconds < 9.95) {
        snprintf(result.text, sizeof result.text, "%.1f s", seconds);
        return result;
    }
    unsigned long long whole = seconds < 1e9 ? (unsigned long long)(seconds + 0.5) : 999999999ULL;
    if (whole < 60) {
        snprintf(result.text, sizeof result.text, "%llu s", whole);
    } else if (whole < 3600) {
        snprintf(result.text, sizeof result.text, "%llu:%02llu", whole / 60, whole % 60);
    } else {
        snprintf(result.text, sizeof result.text, "%llu:%02llu:%02llu", whole / 3600,
                 whole / 60 % 60, whole % 60);
    }
    return result;
}

struct number_text format_exact(double number) {
    struct number_text result;
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(result.text, sizeof result.text, "%.*g", digits, number);
        if (strtod(result.text, NULL) == number) {
            break;
        }
    }
    return result;
}

struct number_text format_exact_float(float number) {
    struct number_text result;
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(result.text, sizeof result.text, "%.*g", digits, (double)number);
        if (strtof(result.text, NULL) == number) {
            break;
        }
    }
    return result;
}
