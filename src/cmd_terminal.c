/* cmd_terminal.c - how wide a terminal is. */
#include "commands.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

unsigned terminal_width(void) {
    enum { UNKNOWN = 80, WIDEST = 10000 };
    struct winsize window;
    unsigned long columns = strtoul(variable("COLUMNS", "0"), NULL, 10);
    if (columns > 0 && columns <= WIDEST)
        return (unsigned)columns;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        return window.ws_col;
    return UNKNOWN;
}
