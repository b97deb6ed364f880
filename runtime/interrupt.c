#include "interrupt.h"

#include <signal.h>
#include <string.h>

static const int SIGNALS[] = {SIGINT, SIGTERM};
enum { SIGNAL_COUNT = 2 };

/* The only mutable object outside a function: a signal handler has no other place to write to. */
static volatile sig_atomic_t caught;

static void set(void (*handler)(int)) {
    struct sigaction action, old;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        sigaddset(&action.sa_mask, SIGNALS[i]);
    }
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (sigaction(SIGNALS[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            sigaction(SIGNALS[i], &action, NULL);
        }
    }
}

static void note(int number) {
    caught = number;
    set(SIG_DFL);
}

void interrupt_catch(void) {
    caught = 0;
    set(note);
}

int interrupt_signal(void) {
    return caught;
}

void interrupt_release(void) {
    set(SIG_DFL);
}
