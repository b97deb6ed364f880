/*! exponential - times DECAY for every EVERY epochs, at each step or (STAIRCASE) in jumps. */
#include <math.h>
#if !RATE_SIMPLE
#include "schedules/base_rate.c"
#endif

static float NAME(uint64_t step, uint64_t steps_per_epoch) {
#if RATE_SIMPLE
    const double rate = RATES;
#else
    const double rate = base_rate_of(step, steps_per_epoch);
#endif
    const double periods = (double)step / (EVERY * (double)steps_per_epoch);
#if STAIRCASE
    return (float)(rate * pow(DECAY, floor(periods)));
#else
    return (float)(rate * pow(DECAY, periods));
#endif
}
