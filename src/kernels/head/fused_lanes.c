/*! fused_lanes - the same for lanes, by the machine's own instruction where there is one. */

#if !NETC_FUSED
#define fma_lane(a, b, c) ((a) * (b) + (c))
#elif NETC_LANES == 16 && defined __AVX512F__
#include <immintrin.h>
#define fma_lane(a, b, c) ((lane)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
#elif NETC_LANES == 8 && defined __FMA__
#include <immintrin.h>
#define fma_lane(a, b, c) ((lane)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#elif NETC_LANES == 4 && defined __FMA__
#include <immintrin.h>
#define fma_lane(a, b, c) ((lane)_mm_fmadd_ps((__m128)(a), (__m128)(b), (__m128)(c)))
#elif NETC_LANES == 4 && defined __ARM_NEON
#include <arm_neon.h>
#define fma_lane(a, b, c) ((lane)vfmaq_f32((float32x4_t)(c), (float32x4_t)(a), (float32x4_t)(b)))
#else
static inline void fma_each(const lane *a, const lane *b, lane *c) {
    for (int i = 0; i < LANES; i++)
        (*c)[i] = fma_float((*a)[i], (*b)[i], (*c)[i]);
}
#define fma_lane(a, b, c)                                                                          \
    __extension__({                                                                                \
        const lane a_ = (a), b_ = (b);                                                             \
        lane c_ = (c);                                                                             \
        fma_each(&a_, &b_, &c_);                                                                   \
        c_;                                                                                        \
    })
#endif

/* A float in every lane. */
#define splat(x) ((x) - (lane){0})
