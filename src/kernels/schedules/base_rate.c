/*! base_rate - the optimizer's rate before a schedule scales it: a list by epoch whose last item
 * continues (RATES, and RATE_EPOCHS where each ends), and the linear growth of a warm-up. Only
 * where there is one of them (not RATE_SIMPLE). */

/* The learning rate of a step that the schedule starts from. */
static double base_rate_of(uint64_t step, uint64_t steps_per_epoch) {
#if RATE_LIST
    static const float rates[] = {RATES};
    /* The first epoch with the next rate. */
    static const uint64_t ends[] = {RATE_EPOCHS};
    int i = 0;
    while (step / steps_per_epoch >= ends[i])
        i++;
    const double rate = rates[i];
#else
    const double rate = RATES;
#endif
#if WARMUP_USED
    const double warmth = (double)(step + 1) / (WARMUP * (double)steps_per_epoch);
    return warmth < 1.0 ? rate * warmth : rate;
#else
    return rate;
#endif
}
