/* CPU_COUNT() is GNU's. */
#define _GNU_SOURCE

#include "pool.h"

#include "memory.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* Looks before a thread goes to sleep: some ten microseconds, about what waking it up costs. */
enum { SPINS = 1000 };

struct job {
    uint32_t round, count;
    void (*body)(void *context, int index, int thread);
    void *context;
};

struct worker {
    struct pool *pool;
    int thread;
    pthread_t id;
};

struct pool {
    int threads;
    struct worker *workers; /* threads - 1: the caller is thread 0 */
    pthread_mutex_t lock;   /* of job and quit */
    pthread_cond_t begun, ended;
    struct job job;
    bool quit;
    /* The round, and the next index of it that nobody has taken, in one word: so a thread that
     * comes late to a round that is over cannot take an index of the next. */
    _Atomic uint64_t ticket;
    _Atomic uint32_t done; /* indices of the round whose calls have returned */
};

int pool_processors(void) {
#ifdef CPU_COUNT
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return CPU_COUNT(&set);
    }
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : (int)online;
}

int pool_threads(const struct pool *pool) {
    return pool->threads;
}

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

static uint32_t round_of(uint64_t ticket) {
    return (uint32_t)(ticket >> 32);
}

/* Works until no index of the round is left. */
static void work(struct pool *pool, const struct job *job, int thread) {
    uint64_t ticket = atomic_load(&pool->ticket);
    while (round_of(ticket) == job->round && (uint32_t)ticket < job->count) {
        if (!atomic_compare_exchange_weak(&pool->ticket, &ticket, ticket + 1)) {
            continue;
        }
        job->body(job->context, (int)(uint32_t)ticket, thread);
        if (atomic_fetch_add(&pool->done, 1) + 1 == job->count) {
            pthread_mutex_lock(&pool->lock);
            pthread_cond_signal(&pool->ended);
            pthread_mutex_unlock(&pool->lock);
        }
        ticket = atomic_load(&pool->ticket);
    }
}

static void *worker_main(void *argument) {
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    uint32_t seen = 0;
    for (;;) {
        for (int i = 0; i < SPINS && round_of(atomic_load(&pool->ticket)) == seen; i++) {
            relax();
        }
        pthread_mutex_lock(&pool->lock);
        while (pool->job.round == seen && !pool->quit) {
            pthread_cond_wait(&pool->begun, &pool->lock);
        }
        struct job job = pool->job;
        bool quit = pool->quit;
        pthread_mutex_unlock(&pool->lock);
        if (quit) {
            return NULL;
        }
        work(pool, &job, worker->thread);
        seen = job.round;
    }
}

struct pool *pool_create(int threads) {
    struct pool *pool = block_alloc(1, sizeof *pool);
    pool->workers = block_alloc((size_t)threads, sizeof *pool->workers);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begun, NULL);
    pthread_cond_init(&pool->ended, NULL);
    pool->threads = 1;
    while (pool->threads < threads) {
        struct worker *worker = &pool->workers[pool->threads - 1];
        worker->pool = pool;
        worker->thread = pool->threads;
        if (pthread_create(&worker->id, NULL, worker_main, worker) != 0) {
            break;
        }
        pool->threads++;
    }
    return pool;
}

void pool_free(struct pool *pool) {
    pthread_mutex_lock(&pool->lock);
    pool->quit = true;
    pthread_cond_broadcast(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->threads - 1; i++) {
        pthread_join(pool->workers[i].id, NULL);
    }
    pthread_cond_destroy(&pool->ended);
    pthread_cond_destroy(&pool->begun);
    pthread_mutex_destroy(&pool->lock);
    free(pool->workers);
    free(pool);
}

void pool_run(struct pool *pool, int count, void (*body)(void *context, int index, int thread),
              void *context) {
    if (count <= 0) {
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->job = (struct job){pool->job.round + 1, (uint32_t)count, body, context};
    struct job job = pool->job;
    atomic_store(&pool->done, 0);
    atomic_store(&pool->ticket, (uint64_t)job.round << 32);
    pthread_cond_broadcast(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
    work(pool, &job, 0);
    for (int i = 0; i < SPINS && atomic_load(&pool->done) < job.count; i++) {
        relax();
    }
    if (atomic_load(&pool->done) < job.count) {
        pthread_mutex_lock(&pool->lock);
        while (atomic_load(&pool->done) < job.count) {
            pthread_cond_wait(&pool->ended, &pool->lock);
        }
        pthread_mutex_unlock(&pool->lock);
    }
}
