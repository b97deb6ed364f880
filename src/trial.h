/* trial.h - `netc compare --train`: all networks trained the same way, one run after the other,
 * each by the program that is made of it. What is done is kept in a folder, by what decides the
 * result: the same command finds it again, and goes on from there. */
#ifndef NETC_TRIAL_H
#define NETC_TRIAL_H

#include "compare/results.h"
#include "workshop.h"

/* How far one run is, for whoever watches. */
struct pace {
    uint64_t epochs;      /* done */
    double part;          /* of the epoch that is being worked on, 0..1 */
    double loss;          /* of that epoch so far, or of the last one; NAN before the first */
    double val_accuracy;  /* of the last epoch; NAN: none yet, or no validation */
    double test_accuracy; /* NAN until it is known */
    double began;         /* seconds of the monotonic clock; 0: not yet */
};

/* One network of the trial. */
struct entry {
    const struct column *column;
    const char *program;
    const char *folder;             /* of its runs */
    uint64_t epochs;                /* that each run has */
    struct pace *paces;             /* by seed */
    double epoch_seconds, measured; /* of all epochs that were measured here, and their number */
};

/* What is seen of it on standard error. */
struct board {
    bool terminal;
    unsigned lines; /* that stand on the terminal */
    double drawn;   /* seconds of the monotonic clock */
};

struct trial_work {
    struct call *call;
    struct workshop shop;
    struct board board;
    struct trial trial;
    struct entry entries[COLUMNS_LIMIT];
    const char *keep;  /* the folder of all runs */
    int lock;          /* file that is locked, or -1 */
    const char *image; /* whose feature maps are shown */
    unsigned seeds;
    int signal; /* that ended the work early, or 0 */
};

/* --- trial_folder.c --- */

/* Makes and locks the folder, and names that of each network by the C that it has, the compiler,
 * the runtime, the bytes of the data, and the threads. False after a report. */
bool trial_folders(struct trial_work *work);
void trial_unlock(struct trial_work *work);
bool make_folder_path(struct diags *diags, const char *path);

/* --- cmd_compare_train.c --- */

/* Makes the program of network `index`, unless it is there. False after a report, or a signal. */
bool trial_program(struct trial_work *work, unsigned index);

/* --- trial_run.c --- */

/* One program on its way for one run. */
struct errand {
    struct trial_work *work;
    struct entry *entry;
    struct run *run;
    unsigned index, seed;
    double steps;       /* of an epoch */
    const char *folder; /* of the run */
    struct text said;   /* what errand_keep() was given */
};

struct errand errand_for(struct trial_work *work, unsigned index, unsigned seed);
const char *errand_path(const struct errand *errand, const char *name);

/* Runs the network's program with `words` (the last NULL) behind its name; what it prints goes line
 * by line to `each`, with the errand. False if a signal came, or after a report that it cannot be
 * started. */
bool errand_run(struct errand *errand, const char *const *words, process_line *each, int *status);
void errand_keep(void *errand, const char *line);

/* Notes in the run that the program failed, and what it said. */
void errand_fail(struct errand *errand, const char *command, int status);

/* Whether the run has ended: with this command, or with one before. */
bool trial_done(struct trial_work *work, unsigned index, unsigned seed);

/* Trains and tests network `index` with the seed (from 1), or finds that done, and reads what came
 * of it. False if a signal came, or after a report; a run that fails or diverges is noted in its
 * `struct run`. */
bool trial_run(struct trial_work *work, unsigned index, unsigned seed);

/* --- trial_look.c --- */

/* What the report shows beside curves: feature maps, times, test images. False as above. */
bool trial_look(struct trial_work *work);

/* --- trial_board.c --- */

double seconds_now(void); /* of the monotonic clock */
struct board board_open(void);
/* A line that the next thing drawn replaces; on a terminal only. */
void board_say(struct trial_work *work, const char *words);
void board_draw(struct trial_work *work, bool now);
void board_run_done(struct trial_work *work, unsigned index, unsigned seed);

#endif
