/* workshop.h - from plans to programs: where the runtime is, how the C compiler is called, and the
 * temporary folder in which both work. */
#ifndef NETC_WORKSHOP_H
#define NETC_WORKSHOP_H

#include "commands.h"

struct words;

struct workshop {
    struct call *call;
    struct signals *signals;
    const char *folder;            /* temporary; removed at the end, whatever happens */
    const char *include, *archive; /* the runtime: folder of netc.h, libnetc_runtime.a */
    const struct target *target;   /* that was asked for; NULL: this machine */
    const char *options;           /* the C compiler with all that changes its code */
    struct words *words;           /* the same, up to what belongs to one network */
    int signal;                    /* that ended the work early, or 0 */
};

/* Finds the runtime, makes the folder, holds the signals back and asks the compiler which options
 * it knows for `target`. False after a report, or a signal; workshop_close() in any case. */
bool workshop_open(struct workshop *shop, struct call *call, const struct target *target);

/* Writes the C of the plan and compiles it: the path of the program, valid until the workshop
 * closes. `name` is the file's: unlike that of others in this workshop. NULL after a report, or a
 * signal. */
const char *workshop_build(struct workshop *shop, const struct plan *plan, const char *name);

void workshop_close(struct workshop *shop);

#endif
