#include "setup.h"

#include "memory.h"
#include "status.h"
#include "weights.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char DEFAULT_FOLDER[] = "data/mnist";

static const char *find_data(const char *option) {
    const char *environment = getenv("NETC_DATA");
    struct stat info;
    if (option) {
        return option;
    }
    if (environment && *environment) {
        return environment;
    }
    return stat(DEFAULT_FOLDER, &info) == 0 && S_ISDIR(info.st_mode) ? DEFAULT_FOLDER : NULL;
}

int setup_data(const struct netc_model *model, const char **where, unsigned parts, int threads,
               struct netc_data *data) {
    struct netc_error error;
    *where = find_data(*where);
    if (!*where) {
        error_set(&error,
                  "no data: neither --data nor NETC_DATA is given, and there is no folder %s",
                  DEFAULT_FOLDER);
        status_fail(STATUS_USAGE, &error);
        return status_help(STATUS_USAGE, "`--data DIR` reads the four files of MNIST from DIR, "
                                         "`--data synthetic` draws digits and needs no files");
    }
    return data_load(data, model, *where, parts, threads, &error) ? STATUS_DONE
                                                                  : status_fail(STATUS_IO, &error);
}

void *setup_weights(const struct netc_model *model, const char *path) {
    char standard[SETUP_PATH_MAX];
    struct netc_error error;
    bool named = path != NULL;
    if (!named) {
        weights_default_path(model, standard, sizeof standard);
        path = standard;
    }
    void *weights = block_alloc(1, model->weight_bytes);
    if (weights_load(model, path, weights, &error)) {
        return weights;
    }
    status_fail(STATUS_IO, &error);
    if (!named && access(path, F_OK) != 0) {
        status_help(STATUS_IO, "`train` writes this file; `--weights FILE` names another");
    }
    free(weights);
    return NULL;
}
