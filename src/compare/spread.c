/* spread.c - figures over the runs of one network. */
#include "compare/statistics.h"

#include <math.h>

const double REACH_LEVELS[3] = {0.97, 0.98, 0.985};

/* Numbers are added one by one (Welford 1962), so that equal ones have exactly their mean and no
 * deviation. */
struct sum {
    unsigned count;
    double mean, squares; /* of the differences from the mean */
};

static void add(struct sum *sum, double number) {
    double before = number - sum->mean;
    sum->count++;
    sum->mean += before / sum->count;
    sum->squares += before * (number - sum->mean);
}

static struct spread spread(const struct sum *sum) {
    if (sum->count == 0)
        return (struct spread){0, NAN, 0};
    double deviation = sum->count > 1 ? sqrt(sum->squares / (sum->count - 1)) : 0;
    return (struct spread){sum->count, sum->mean, deviation};
}

struct spread spread_of(const double *numbers, unsigned count) {
    struct sum sum = {0};
    for (unsigned i = 0; i < count; i++)
        add(&sum, numbers[i]);
    return spread(&sum);
}

static struct spread spread_of_tests(const struct trained *trained,
                                     double (*figure)(const struct predictions *test)) {
    struct sum sum = {0};
    for (unsigned i = 0; i < trained->run_count; i++) {
        const struct run *run = &trained->runs[i];
        if (run->state == RUN_DONE && run->test)
            add(&sum, figure(run->test));
    }
    return spread(&sum);
}

static double accuracy_of(const struct predictions *test) {
    return (double)test->correct / (double)test->count;
}

static double loss_of(const struct predictions *test) {
    return test->loss;
}

struct spread test_accuracy(const struct trained *trained) {
    return spread_of_tests(trained, accuracy_of);
}

struct spread test_loss(const struct trained *trained) {
    return spread_of_tests(trained, loss_of);
}

/* `images` an epoch: images a second; 0: seconds. */
static struct spread spread_of_epochs(const struct trained *trained, double images) {
    struct sum sum = {0};
    for (unsigned i = 0; i < trained->run_count; i++)
        for (unsigned k = 0; k < trained->runs[i].epoch_count; k++) {
            double seconds = trained->runs[i].epochs[k].train_seconds;
            if (seconds > 0) /* 0: too short for the clock */
                add(&sum, images > 0 ? images / seconds : seconds);
        }
    return spread(&sum);
}

struct spread training_speed(const struct trial *trial, const struct trained *trained) {
    struct spread none = {0, NAN, 0};
    double images = (double)trial->training_images;
    return images > 0 ? spread_of_epochs(trained, images) : none;
}

struct spread epoch_seconds(const struct trained *trained) {
    return spread_of_epochs(trained, 0);
}

static bool is_validated(const struct trained *trained) {
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].epoch_count && !isnan(trained->runs[i].epochs[0].val_accuracy))
            return true;
    return false;
}

/* Whether the run got there; then also when. */
static bool reaches(const struct run *run, double accuracy, double *epoch, double *seconds) {
    *seconds = 0;
    for (unsigned k = 0; k < run->epoch_count; k++) {
        *epoch = (double)run->epochs[k].epoch;
        *seconds += run->epochs[k].train_seconds;
        if (run->epochs[k].val_accuracy >= accuracy)
            return true;
    }
    return false;
}

struct reach reach_of(const struct trained *trained, double accuracy) {
    struct reach reach = {0};
    struct sum epochs = {0}, times = {0};
    bool validated = is_validated(trained);
    for (unsigned i = 0; i < trained->run_count && validated; i++) {
        const struct run *run = &trained->runs[i];
        double epoch = 0, seconds = 0;
        if (reaches(run, accuracy, &epoch, &seconds)) {
            add(&epochs, epoch);
            add(&times, seconds);
            reach.reached++;
            reach.of++;
        } else if (run->state == RUN_DONE || run->state == RUN_DIVERGED) {
            reach.of++;
        }
    }
    reach.epochs = spread(&epochs);
    reach.seconds = spread(&times);
    return reach;
}

uint64_t diverged_epoch(const struct run *run) {
    for (unsigned i = 0; i < run->epoch_count; i++)
        if (!isfinite(run->epochs[i].loss))
            return run->epochs[i].epoch;
    return (uint64_t)run->epoch_count + 1;
}
