/* cmd_roofline.c - `netc summary --roofline`: how long each operation should take, and why. The
 * columns are those of the generated program's `bench`. */
#include "commands.h"
#include "plan/roofline.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct part {
    const char *name;
    struct roofline roofline;
};

enum { PARTS_LIMIT = 3 };

static unsigned find_parts(struct arena *arena, const struct plan *plan, double gflops,
                           struct part *parts) {
    unsigned count = 0;
    parts[count++] =
        (struct part){"inference", plan_roofline(arena, plan, &plan->inference, gflops)};
    if (plan->alone)
        parts[count++] = (struct part){"single", plan_roofline(arena, plan, &plan->single, gflops)};
    if (plan->has_training)
        parts[count++] =
            (struct part){"training", plan_roofline(arena, plan, &plan->training, gflops)};
    return count;
}

static double total_of(const struct estimate *row) {
    return row->seconds * (double)row->runs;
}

static double intensity_of(const struct estimate *row) {
    return row->flops / (double)(row->read + row->written);
}

/* --- the table -------------------------------------------------------------------------------- */

static int name_width(const struct roofline *roofline) {
    size_t width = strlen("operation");
    for (unsigned i = 0; i < roofline->count; i++) {
        size_t length = strlen(roofline->rows[i].cost->name);
        width = length > width ? length : width;
    }
    return (int)width;
}

static void print_rate(double flops, double seconds, double gflops) {
    if (flops > 0)
        printf(" %9.1f %9.0f %%", flops / seconds * 1e-9, 100e-9 * flops / seconds / gflops);
    else
        printf(" %9s %11s", "", "");
}

static void print_row(const struct roofline *roofline, const struct estimate *row, int width) {
    const struct cost *cost = row->cost;
    double total = total_of(row);
    printf("%-*s  %-8s %5lld %10.2f %12.3f", width, cost->name, cost->pass, (long long)row->runs,
           1e6 * row->seconds, 1e6 * total / (double)roofline->batch);
    print_rate(row->flops, row->seconds, roofline->gflops);
    printf(" %7.1f %% %9.1f %9.1f ", 100 * total / roofline->seconds, (double)row->read / 1024,
           (double)row->written / 1024);
    if (row->flops > 0)
        printf("%9.1f", intensity_of(row));
    else
        printf("%9s", "");
    printf("  %s\n", BOUND_NAMES[row->bound]);
}

static void print_part(const struct part *part) {
    const struct roofline *roofline = &part->roofline;
    int width = name_width(roofline);
    double flops = 0;
    printf("\n%s: %lld image%s, %lld at a time, on one thread\n%-*s  %-8s %5s %10s %12s %9s %11s "
           "%9s %9s %9s %9s  bound\n",
           part->name, (long long)roofline->batch, roofline->batch == 1 ? "" : "s",
           (long long)roofline->images, width, "operation", "pass", "runs", "us a run",
           "us an image", "GFLOP/s", "of ceiling", "of total", "KiB read", "written", "FLOP/byte");
    for (unsigned i = 0; i < roofline->count; i++) {
        print_row(roofline, &roofline->rows[i], width);
        flops += 2.0 * (double)(roofline->rows[i].cost->macs * roofline->batch);
    }
    printf("%-*s  %25.2f %12.3f", width, "total", 1e6 * roofline->seconds,
           1e6 * roofline->seconds / (double)roofline->batch);
    print_rate(flops, roofline->seconds, roofline->gflops);
    printf(" %7.1f %%\n", 100.0);
}

static void print_text_form(const struct plan *plan, const struct part *parts, unsigned count) {
    const struct target *target = plan->target;
    double gflops = parts[0].roofline.gflops, scale = gflops / target->gflops;
    printf("%s on %s: %.1f GFLOP/s a core; from L1, L2, L3 and memory %.0f, %.0f, %.0f and %.0f "
           "GB/s\n",
           plan->model->name, target->name, gflops, target->rates[0] * scale,
           target->rates[1] * scale, target->rates[2] * scale, target->rates[3]);
    for (unsigned i = 0; i < count; i++)
        print_part(&parts[i]);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static json_t *row_json(const struct roofline *roofline, const struct estimate *row) {
    const struct cost *cost = row->cost;
    double total = total_of(row), gflops = row->flops / row->seconds * 1e-9;
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:f, s:f, s:f, s:f, s:f, s:f, s:s}", "name",
                     cost->name, "pass", cost->pass, "runs", (json_int_t)row->runs,
                     "macs_per_image", (json_int_t)cost->macs, "bytes_read", (json_int_t)row->read,
                     "bytes_written", (json_int_t)row->written, "microseconds", 1e6 * row->seconds,
                     "microseconds_per_image", 1e6 * total / (double)roofline->batch, "gflops",
                     gflops, "of_ceiling", gflops / roofline->gflops, "of_total",
                     total / roofline->seconds, "flops_per_byte", intensity_of(row), "bound",
                     BOUND_NAMES[row->bound]);
}

static json_t *part_json(const struct part *part) {
    const struct roofline *roofline = &part->roofline;
    json_t *rows = json_array();
    for (unsigned i = 0; i < roofline->count; i++)
        json_array_append_new(rows, row_json(roofline, &roofline->rows[i]));
    return json_pack("{s:s, s:I, s:I, s:f, s:o}", "name", part->name, "batch",
                     (json_int_t)roofline->batch, "lanes", (json_int_t)roofline->images,
                     "microseconds", 1e6 * roofline->seconds, "operations", rows);
}

static void print_json_form(const struct plan *plan, const struct part *parts, unsigned count) {
    json_t *programs = json_array();
    for (unsigned i = 0; i < count; i++)
        json_array_append_new(programs, part_json(&parts[i]));
    json_t *root = json_pack("{s:s, s:s, s:s, s:f, s:o}", "name", plan->model->name, "fingerprint",
                             plan->model->fingerprint, "target", plan->target->name, "gflops",
                             parts[0].roofline.gflops, "programs", programs);
    json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(root);
}

/* The argument of --ceiling; 0 without one. False after a usage error. */
static bool ceiling_asked(struct call *call, double *gflops) {
    const char *text = call->given[OPTION_CEILING];
    char *end;
    *gflops = 0;
    if (!text)
        return true;
    *gflops = strtod(text, &end);
    if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && *gflops > 0 && isfinite(*gflops))
        return true;
    diag_fault(call->diags, FAULT_USAGE, "`--ceiling` takes 10^9 operations a second, not `%s`",
               text);
    diag_help(call->diags, "the program's own `bench` measures them: `--ceiling 118`");
    return false;
}

void print_roofline(struct call *call, const struct plan *plan) {
    struct part parts[PARTS_LIMIT];
    double gflops;
    if (!ceiling_asked(call, &gflops))
        return;
    unsigned count = find_parts(call->arena, plan, gflops, parts);
    if (call->given[OPTION_JSON])
        print_json_form(plan, parts, count);
    else
        print_text_form(plan, parts, count);
}
