#include "away.h"

#include "remote.h"

#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* --- the program there ------------------------------------------------------------------------ */

static bool write_list(const struct away *away) {
    FILE *file = fopen(arena_printf(away->arena, "%s/networks.h", away->batch->folder), "w");
    if (!file)
        return false;
    for (unsigned i = 0; i < away->batch->count; i++)
        fprintf(file, "#include \"%s.h\"\n", away->batch->items[i].network.name);
    fprintf(file, "#define NETWORKS");
    for (unsigned i = 0; i < away->batch->count; i++)
        fprintf(file, " NETWORK(%s)", away->batch->items[i].network.name);
    fprintf(file, "\n");
    return fclose(file) == 0;
}

static bool build(const struct away *away, const struct away_tools *tools, const char *program) {
    const struct batch *batch = away->batch;
    struct text command = text_create(away->arena);
    text_printf(&command,
                "%s %s -std=c11 -O2 -Wall -Wextra -Werror -DNETC_MODEL -I%s "
                "-I" NETC_RUNTIME " -o %s " NETC_REMOTE,
                tools->compiler, tools->flags, batch->folder, program);
    if (batch->lanes)
        text_printf(&command, " -DNETC_LANES=%u", batch->lanes);
    for (unsigned i = 0; i < batch->count; i++)
        text_printf(&command, " %s/%s.c", batch->folder, batch->items[i].network.name);
    text_puts(&command, " -lm");
    if (system(command.data) == 0)
        return true;
    printf("FAILED: %s\n", command.data);
    return false;
}

static bool start(struct away *away, const char *runner, const char *program) {
    const char *command = arena_printf(away->arena, "exec %s %s", runner, program);
    char *argv[] = {arena_strdup(away->arena, "sh"), arena_strdup(away->arena, "-c"),
                    arena_strdup(away->arena, command), NULL};
    posix_spawn_file_actions_t actions;
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0 || posix_spawn_file_actions_init(&actions) != 0)
        return false;
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, in[1]);
    posix_spawn_file_actions_addclose(&actions, out[0]);
    bool ok = posix_spawnp(&away->pid, argv[0], &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    away->to = fdopen(in[1], "wb");
    away->from = fdopen(out[0], "rb");
    return ok && away->to && away->from;
}

bool away_open(struct arena *arena, struct away *away, const struct away_tools *tools,
               const struct batch *batch) {
    *away = (struct away){.arena = arena, .batch = batch};
    const char *program = arena_printf(arena, "%s/remote", batch->folder);
    signal(SIGPIPE, SIG_IGN); /* a program that fails is reported when it does not answer */
    if (write_list(away) && build(away, tools, program) && start(away, tools->runner, program))
        return true;
    printf("FAILED: the networks %s to %s do not start with `%s`\n", batch->items[0].network.name,
           batch->items[batch->count - 1].network.name, tools->runner);
    return false;
}

bool away_close(struct away *away) {
    int status = -1;
    fclose(away->to);
    fclose(away->from);
    if (waitpid(away->pid, &status, 0) == away->pid && status == 0)
        return true;
    printf("FAILED: the program of the other machine ended with status %d\n", status);
    return false;
}

/* --- calls: functions without a place for what they belong to, so that is here ---------------- */

static struct {
    struct away *away;
    const struct netc_model *model;
    unsigned network;
} current;

static void send(const void *block, size_t size) {
    fwrite(block, 1, size, current.away->to);
}

static void receive(void *block, size_t size) {
    if (size && fread(block, size, 1, current.away->from) != 1) {
        printf("FAILED %s: the other machine does not answer\n", current.model->name);
        exit(1);
    }
}

static void call(struct remote_call call) {
    call.network = current.network;
    send(&call, sizeof call);
}

static void flush(void) {
    fflush(current.away->to);
}

static size_t image_bytes(size_t count) {
    const struct netc_model *m = current.model;
    return count * (size_t)m->height * (size_t)m->width * (size_t)m->channels * sizeof(float);
}

static size_t shards_bytes(void) {
    return current.model->shard_bytes * (size_t)current.model->shards;
}

static void away_init(void *weights, uint64_t seed) {
    call((struct remote_call){.function = REMOTE_INIT, .seed = seed});
    send(weights, current.model->weight_bytes);
    flush();
    receive(weights, current.model->weight_bytes);
}

static void away_forward(const void *weights, const float *images, size_t count, float *outputs,
                         void *memory) {
    (void)memory;
    call((struct remote_call){.function = REMOTE_FORWARD, .count = count});
    send(weights, current.model->weight_bytes);
    send(images, image_bytes(count));
    flush();
    receive(outputs, count * (size_t)current.model->outputs * sizeof(float));
}

static void away_activations(const void *weights, const float *images, size_t count, void *memory) {
    call((struct remote_call){.function = REMOTE_ACTIVATIONS, .count = count});
    send(weights, current.model->weight_bytes);
    send(images, image_bytes(count));
    flush();
    receive(memory, current.model->activation_bytes);
}

static void pass(struct remote_call what, const void *weights, const float *images,
                 const uint8_t *labels, void *memory) {
    call(what);
    send(weights, current.model->weight_bytes);
    send(images, image_bytes(what.count));
    send(labels, what.count);
    send(memory, current.model->shard_bytes);
    flush();
    receive(memory, current.model->shard_bytes);
}

static void away_shard(const void *weights, const float *images, const uint8_t *labels,
                       size_t count, int index, uint64_t seed, void *memory) {
    pass(
        (struct remote_call){
            .function = REMOTE_SHARD, .count = count, .index = index, .seed = seed},
        weights, images, labels, memory);
}

static void away_curvature(const void *weights, const float *images, const uint8_t *labels,
                           size_t count, int index, void *memory) {
    pass((struct remote_call){.function = REMOTE_CURVATURE, .count = count, .index = index},
         weights, images, labels, memory);
}

static void update(struct remote_call what, void *weights, void *state, void *shards) {
    call(what);
    send(weights, current.model->weight_bytes);
    send(state, current.model->state_bytes);
    send(shards, shards_bytes());
    flush();
    receive(weights, current.model->weight_bytes);
    receive(state, current.model->state_bytes);
    receive(shards, shards_bytes());
}

static void away_update(void *weights, void *state, void *shards, size_t count, float rate) {
    update((struct remote_call){.function = REMOTE_UPDATE, .count = count, .rate = rate}, weights,
           state, shards);
}

static void away_estimate(void *state, void *shards, size_t count) {
    void *weights = calloc(1, current.model->weight_bytes); /* it has no part in this */
    if (!weights)
        abort();
    update((struct remote_call){.function = REMOTE_ESTIMATE, .count = count}, weights, state,
           shards);
    free(weights);
}

static float away_rate(uint64_t step, uint64_t steps_per_epoch) {
    float rates[2];
    call((struct remote_call){.function = REMOTE_RATE, .count = step, .seed = steps_per_epoch});
    flush();
    receive(rates, sizeof rates);
    return rates[0];
}

static void away_rates(const void *state, float rate, float *least, float *most) {
    float rates[2];
    call((struct remote_call){.function = REMOTE_RATES, .rate = rate});
    send(state, current.model->state_bytes);
    flush();
    receive(rates, sizeof rates);
    *least = rates[0];
    *most = rates[1];
}

static float away_step(void *weights, void *training, const float *images, const uint8_t *labels,
                       size_t count, float rate, uint64_t seed) {
    size_t bytes = current.model->state_bytes + shards_bytes();
    float loss;
    call((struct remote_call){.function = REMOTE_STEP, .count = count, .rate = rate, .seed = seed});
    send(weights, current.model->weight_bytes);
    send(training, bytes);
    send(images, image_bytes(count));
    send(labels, count);
    flush();
    receive(weights, current.model->weight_bytes);
    receive(training, bytes);
    receive(&loss, sizeof loss);
    return loss;
}

struct item away_item(struct away *away, unsigned index) {
    struct item item = away->batch->items[index];
    struct netc_model *model = ARENA_NEW(away->arena, struct netc_model);
    *model = *item.machine;
    model->init = away_init;
    model->forward = away_forward;
    model->activations = away_activations;
    model->shard = away_shard;
    model->update = away_update;
    model->rate = away_rate;
    model->curvature = item.machine->curvature ? away_curvature : NULL;
    model->estimate = item.machine->estimate ? away_estimate : NULL;
    model->rates = item.machine->rates ? away_rates : NULL;
    current.away = away;
    current.model = item.machine;
    current.network = index;
    item.machine = model;
    item.step = away_step;
    item.network.threads = 1;
    return item;
}
