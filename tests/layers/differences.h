/* differences.h - second derivatives and the differences that they must be. */
#ifndef NETC_TEST_DIFFERENCES_H
#define NETC_TEST_DIFFERENCES_H

#include <stdint.h>

/* Zeros; never NULL. */
double *doubles(int64_t count);
double square(double x);

/* Fails the test, after printing the network's text, unless the two are the same but for what
 * differences lose. */
void compare(const char *text, const char *what, double got, double expected);

#endif
