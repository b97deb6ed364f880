/* commands.h - the commands of a generated program but `predict` (predict.h) and `export`
 * (export.h). argv[0] is the command's name; each prints what is wrong and returns the exit status
 * (status.h). */
#ifndef NETC_COMMANDS_H
#define NETC_COMMANDS_H

#include "netc.h"

int train_command(const struct netc_model *model, int argc, char **argv);
int test_command(const struct netc_model *model, int argc, char **argv);
int activations_command(const struct netc_model *model, int argc, char **argv);
int augment_command(const struct netc_model *model, int argc, char **argv);
int bench_command(const struct netc_model *model, int argc, char **argv);
int info_command(const struct netc_model *model, int argc, char **argv);

#endif
