/* clock.h - time for measuring. */
#ifndef NETC_CLOCK_H
#define NETC_CLOCK_H

/* Seconds since some fixed moment; never goes back. */
double clock_seconds(void);

#endif
