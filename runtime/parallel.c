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
    int team = threads < count ? threads : count;
#ifdef _OPENMP
    if (team > 1) {
#pragma omp parallel for num_threads(team) schedule(dynamic, 1)
        for (int index = 0; index < count; index++)
            body(context, index, omp_get_thread_num());
        return;
    }
#endif
    (void)team;
    for (int index = 0; index < count; index++)
        body(context, index, 0);
}
