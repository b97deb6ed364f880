/* clock.h - time for measuring. */
#ifndef NETC_CLOCK_H
#define NETC_CLOCK_H

/* Seconds since some fixed moment; never goes back. */
double clock_seconds(void);

/* Seconds that a processor has worked for this thread. */
double clock_own_seconds(void);

#endif
