/*! cosine - from the rate to END times the rate, along half a cosine over EPOCHS (Loshchilov and
 * Hutter 2017, without restarts). */
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
    const double passed = (double)step / (EPOCHS * (double)steps_per_epoch);
    const double way = 0.5 - 0.5 * cos(3.14159265358979323846 * (passed < 1.0 ? passed : 1.0));
#if END_USED
    return (float)(rate * fma(END - 1.0, way, 1.0));
#else
    return (float)(rate * (1.0 - way));
#endif
}
