#include "train_events.h"

#include "clock.h"
#include "json_text.h"

static const double STEP_SECONDS = 0.1;

static void put_integer(const char *key, uint64_t number) {
    printf(",\"%s\":%llu", key, (unsigned long long)number);
}

static void put_number(const char *key, double number) {
    printf(",\"%s\":", key);
    json_put_number(stdout, number);
}

static void put_rate(double rate) {
    fputs(",\"rate\":", stdout);
    json_put_float(stdout, (float)rate);
}

static void put_text(const char *key, const char *text) {
    printf(",\"%s\":", key);
    json_put_text(stdout, text);
}

static void begin(const char *event) {
    printf("{\"event\":\"%s\"", event);
}

static void end(void) {
    fputs("}\n", stdout);
}

struct events events_start(const struct run *run, const struct trainer *trainer) {
    struct events events = {.on = run->options.json};
    if (events.on) {
        begin("start");
        put_text("network", run->model->name);
        put_text("data", run->where);
        put_integer("training_images", run->plan.count);
        put_integer("validation_images", run->split.validation ? run->split.validation_count : 0);
        put_integer("epochs", run->options.epochs);
        put_integer("steps_per_epoch", trainer->steps_per_epoch);
        put_integer("batch", run->options.batch);
        put_integer("seed", run->options.seed);
        put_integer("threads", run->options.threads);
        put_integer("epoch", trainer->step / trainer->steps_per_epoch);
        end();
    }
    return events;
}

void events_step(struct events *events, const struct progress *progress,
                 const struct progress_state *state) {
    double now = events->on ? clock_seconds() : 0;
    if (!events->on || now - events->written < STEP_SECONDS) {
        return;
    }
    events->written = now;
    begin("step");
    put_integer("epoch", state->epoch);
    put_integer("step", state->step - (state->epoch - 1) * progress->steps_per_epoch);
    put_number("loss", state->loss);
    put_number("accuracy", state->accuracy);
    put_number("images_per_second", progress_speed(progress, state, now));
    end();
}

void events_epoch(const struct events *events, const struct epoch_record *record) {
    const struct evaluation *validation = &record->validation;
    if (!events->on) {
        return;
    }
    begin("epoch");
    put_integer("epoch", record->epoch);
    put_rate(record->rate);
    put_number("loss", record->loss);
    put_number("accuracy", record->accuracy);
    if (validation->count) {
        put_number("val_loss", validation->loss);
        put_number("val_accuracy", (double)validation->correct / (double)validation->count);
    } else {
        fputs(",\"val_loss\":null,\"val_accuracy\":null", stdout);
    }
    printf(",\"seconds\":%.6f,\"train_seconds\":%.6f", record->seconds, record->train_seconds);
    end();
}

void events_skip(const struct events *events, const struct trainer *trainer, const char *cause) {
    if (events->on) {
        begin("skip");
        put_integer("epoch", trainer->epoch + 1);
        put_integer("step", trainer->step - trainer->epoch * trainer->steps_per_epoch);
        put_text("cause", cause);
        end();
    }
}

void events_end(const struct events *events, const char *status, uint64_t epoch, uint64_t skipped) {
    if (events->on) {
        begin("end");
        put_text("status", status);
        put_integer("epoch", epoch);
        put_integer("skipped", skipped);
        end();
    }
}
