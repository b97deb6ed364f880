/* fixture.h - trials made up for the report: real networks, invented results, always the same. */
#ifndef TEST_REPORT_FIXTURE_H
#define TEST_REPORT_FIXTURE_H

#include "compile.h"
#include "report/report.h"

/* What is unlike a trial in which all goes well. */
struct trouble {
    bool diverged;      /* one run of the last network */
    bool no_validation; /* nothing was held out */
    bool unfinished;    /* no run is done yet */
    bool bare;          /* no activations, filters, times, pictures */
    unsigned epochs;    /* instead of ten */
    const char *text;   /* in the place of titles, data, command and reasons; or NULL */
};

/* `count` networks of the folder `models`, 2 to COLUMNS_LIMIT: lenet5, relu_max, one_epoch, ... on
 * paper. With `title`, that and a number are the titles. */
struct comparison *made_comparison(struct arena *arena, unsigned count, const char *title);

/* Three seeds of ten epochs, 2000 test images. */
struct trial *made_trial(struct arena *arena, const struct comparison *comparison,
                         const struct trouble *trouble);

#endif
