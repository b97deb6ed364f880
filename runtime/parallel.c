#include "parallel.h"

#ifdef _OPENMP
#include <omp.h>
#endif

int parallel_processors(void) {
#ifdef _OPENMP
    return omp_get_num_procs();
#else
    return 1;
#endif
}

void parallel_for(int threads, int count, void (*body)(void *context, int index, int thread),
                  void *context) {
#ifdef _OPENMP
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (int index = 0; index < count; index++)
        body(context, index, omp_get_thread_num());
#else
    (void)threads;
    for (int index = 0; index < count; index++)
        body(context, index, 0);
#endif
}
