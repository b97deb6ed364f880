/*! sgd - Keras' rule; with momentum, `state` holds the last step of each weight. */

static void NAME(float *restrict weights, float *restrict state, const float *restrict gradient,
                 float rate, uint64_t step) {
#if !MOMENTUM_USED
    (void)state;
#endif
    (void)step;
    for (int i = 0; i < COUNT; i++) {
#if WEIGHT_DECAY_USED
        weights[i] -= rate * WEIGHT_DECAY * weights[i];
#endif
#if MOMENTUM_USED
        state[i] = MOMENTUM * state[i] - rate * gradient[i];
#if NESTEROV
        weights[i] += MOMENTUM * state[i] - rate * gradient[i];
#else
        weights[i] += state[i];
#endif
#else
        weights[i] -= rate * gradient[i];
#endif
    }
}
