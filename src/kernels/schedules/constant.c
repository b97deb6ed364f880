/*! constant - the rate as the optimizer has it. */
#if !RATE_SIMPLE
#include "schedules/base_rate.c"
#endif

static float NAME(uint64_t step, uint64_t steps_per_epoch) {
#if RATE_SIMPLE
    (void)step;
    (void)steps_per_epoch;
    return RATES;
#else
    return (float)base_rate_of(step, steps_per_epoch);
#endif
}
