/* trainings.h - what the tests of the command train share. */
#ifndef TRAININGS_H
#define TRAININGS_H

/* Runs the toy's program, which must end with this status. */
void training_run(const char *line, int status);

/* Two files have the same bytes; one does not begin with those of the other. */
void same_files(const char *one, const char *other);
void differ(const char *one, const char *other);

/* A history without its last two columns, the seconds, which differ from run to run; freed by the
 * caller. */
char *rows(const char *path);

void nap(long milliseconds);

/* Waits until a child has written an epoch to the history. */
void wait_for_epoch(const char *path);

#endif
