/*! vectors - for kernels that compute one image: a vector holds neighbouring numbers of that image,
 * as many as the machine has, whatever the lanes of a group are. VECTOR_LIMIT is what the plan
 * counts on: shapes that fill such a vector fill a narrower one. No result depends on VECTOR. */

/* One image: a vector holds VECTOR neighbouring numbers of it. NETC_VECTOR, a power of two from 4
 * to 16, overrides what the machine has. */
#ifndef NETC_VECTOR
#if defined __AVX512F__
#define NETC_VECTOR 16
#elif defined __AVX__
#define NETC_VECTOR 8
#else
#define NETC_VECTOR 4
#endif
#endif
#if NETC_VECTOR > VECTOR_LIMIT
#undef NETC_VECTOR
#define NETC_VECTOR VECTOR_LIMIT
#endif
enum { VECTOR = NETC_VECTOR };
typedef float vec __attribute__((vector_size(4 * VECTOR)));
typedef int32_t vec_index __attribute__((vector_size(4 * VECTOR)));
typedef float vec_anywhere __attribute__((vector_size(4 * VECTOR), aligned(4), may_alias));

/* VECTOR numbers from or to any address of a float; one number in all places. */
#define load_vec(from)   ((vec) * (const vec_anywhere *)(from))
#define store_vec(to, x) (*(vec_anywhere *)(to) = (x))
#define splat_vec(x)     ((x) - (vec){0})

/* a * b + c of vectors. */
#if !NETC_FUSED
#define fma_vec(a, b, c) ((a) * (b) + (c))
#elif NETC_VECTOR == 16 && defined __AVX512F__
#include <immintrin.h>
#define fma_vec(a, b, c) ((vec)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
#elif NETC_VECTOR == 8 && defined __FMA__
#include <immintrin.h>
#define fma_vec(a, b, c) ((vec)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#elif NETC_VECTOR == 4 && defined __FMA__
#include <immintrin.h>
#define fma_vec(a, b, c) ((vec)_mm_fmadd_ps((__m128)(a), (__m128)(b), (__m128)(c)))
#elif NETC_VECTOR == 4 && defined __ARM_NEON
#include <arm_neon.h>
#define fma_vec(a, b, c) ((vec)vfmaq_f32((float32x4_t)(c), (float32x4_t)(a), (float32x4_t)(b)))
#else
static inline void fma_parts(const vec *a, const vec *b, vec *c) {
    for (int i = 0; i < VECTOR; i++)
        (*c)[i] = fma_float((*a)[i], (*b)[i], (*c)[i]);
}
#define fma_vec(a, b, c)                                                                           \
    __extension__({                                                                                \
        const vec a_ = (a), b_ = (b);                                                              \
        vec c_ = (c);                                                                              \
        fma_parts(&a_, &b_, &c_);                                                                  \
        c_;                                                                                        \
    })
#endif

/* a where it is larger than b, otherwise b. */
#define larger_vec(a, b) ((vec)((((a) > (b)) & (vec_index)(a)) | (~((a) > (b)) & (vec_index)(b))))

/* The first halves of a and b in turns, a0 b0 a1 b1 ..., and the second halves; of a and b behind
 * it, numbers 0, 2, 4 ..., and numbers 1, 3, 5 ... */
#if defined __clang__
#define shuffle_vec(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define shuffle_vec(a, b, ...) __builtin_shuffle(a, b, (vec_index){__VA_ARGS__})
#endif
#if NETC_VECTOR == 16
#define mix_first(a, b) shuffle_vec(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define mix_second(a, b)                                                                           \
    shuffle_vec(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#define every_even(a, b)                                                                           \
    shuffle_vec(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
#define every_odd(a, b) shuffle_vec(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31)
#elif NETC_VECTOR == 8
#define mix_first(a, b)  shuffle_vec(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define mix_second(a, b) shuffle_vec(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define every_even(a, b) shuffle_vec(a, b, 0, 2, 4, 6, 8, 10, 12, 14)
#define every_odd(a, b)  shuffle_vec(a, b, 1, 3, 5, 7, 9, 11, 13, 15)
#else
#define mix_first(a, b)  shuffle_vec(a, b, 0, 4, 1, 5)
#define mix_second(a, b) shuffle_vec(a, b, 2, 6, 3, 7)
#define every_even(a, b) shuffle_vec(a, b, 0, 2, 4, 6)
#define every_odd(a, b)  shuffle_vec(a, b, 1, 3, 5, 7)
#endif
