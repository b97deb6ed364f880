/* interrupt.h - Ctrl-C stops a training after the step, not within it. */
#ifndef NETC_INTERRUPT_H
#define NETC_INTERRUPT_H

/* From now on the first SIGINT or SIGTERM is only noted; the second ends the process at once. A
 * signal that is ignored (nohup, a background job) stays ignored. */
void interrupt_catch(void);

/* The signal that came, or 0. */
int interrupt_signal(void);

/* Both signals end the process again. */
void interrupt_release(void);

#endif
