/** The native solver beside the methods of HiGHS, one cell a command, at an equal certified tolerance:
 *
 *      build/bench/solver NODES HOURS METHOD [THREADS [SECONDS]]      a generated case (generated.h)
 *      build/bench/solver wide:NODES HOURS METHOD ...                 one of twenty columns a node-hour
 *      build/bench/solver CASE HOURS METHOD ...                       a folder; HOURS as of --hours: all,
 * days:12 build/bench/solver table                                       the cells so far, as
 * docs/benchmarks.md shows build/bench/solver all [SECONDS]                               all cells in order
 * that are not there yet, as long as the time lasts; SECONDS caps a cell
 *
 *  METHOD: native, simplex, ipx, hipo, pdlp. Every cell runs in a process of its own, capped at SECONDS
 * (1800) and 20 GiB, and is kept in build/bench/solver.csv; asked for again, it is measured again. HiGHS is
 * asked for no crossover. Without arguments: one small case by native and simplex. */
#include "cells.h"
#include "generated.h"

#include "solve/collect.h"
#include "solve/solve.h"
#include "verify/verify.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const double most_memory = 20.0 * 1024 * 1024 * 1024;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double processor_seconds(void)
{
    double sum = 0;
    static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
    for (int k = 0; k < 2; k++) {
        struct rusage u;
        getrusage(whose[k], &u);
        sum += (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
               1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
    }
    return sum;
}

static yp_method method_of(const char *text)
{
#define X(code, word) \
    if (strcmp(text, word) == 0) return code;
    YP_METHOD_LIST(X)
#undef X
    return YP_METHOD_AUTO;
}

static yp_case *case_of(const cell *what)
{
    if (strncmp(what->of, "wide:", 5) == 0)
        return make_wide_case((size_t)atoi(what->of + 5), (size_t)atoi(what->hours));
    if (atoi(what->of) > 0) return make_case((size_t)atoi(what->of), (size_t)atoi(what->hours));
    yp_case *c = NULL;
    yp_diag *diag = yp_diag_new();
    yp_load_options options = { .aggregation = what->hours };
    if (yp_case_load(what->of, &options, diag, &c) != YP_OK) yp_diag_print(diag, stderr, 10);
    yp_diag_free(diag);
    return c;
}

/* By the solver itself, for its counters. */
static yp_status solve_natively(const yp_model *model, const yp_solve_options *options, cell *out,
                                yp_plan **plan)
{
    yp_layout layout;
    yp_model_size size;
    yp_status status = yp_layout_make(model, &layout, &size);
    if (status != YP_OK) return status;
    yp_native_solution s = { .x = calloc((size_t)size.columns + 1, sizeof(double)),
                             .row_dual = calloc((size_t)size.rows + 1, sizeof(double)) };
    yp_native_options native = { .tolerance = options->tolerance,
                                 .thread_count = options->thread_count,
                                 .time_limit = options->time_limit,
                                 .memory_limit = options->memory_limit };
    status = s.x && s.row_dual ? yp_native_solve(model, &layout, &native, &s) : YP_NO_MEMORY;
    if (status == YP_OK)
        status =
            yp_plan_collect(model, &layout, s.has_point ? s.x : NULL, s.has_point ? s.row_dual : NULL, plan);
    if (status == YP_OK) {
        (*plan)->outcome = s.outcome;
        (*plan)->cause = s.cause;
        (*plan)->objective = s.objective;
        out->iterations = s.iteration_count;
        out->flops = s.factor_flops;
        for (int k = 0; k < YP_NATIVE_PHASES; k++) out->phase[k] = s.seconds_of[k];
        for (int m = 0; m < YP_NATIVE_MARKS; m++) out->at[m] = s.marks[m].seconds;
        for (int m = 0; m < YP_NATIVE_MARKS; m++) out->iterations_at[m] = s.marks[m].iteration;
    }
    free(s.x);
    free(s.row_dual);
    yp_layout_free(&layout);
    return status;
}

/* In a process of its own. */
static int measure(cell *what)
{
    yp_case *c = case_of(what);
    yp_model *model = NULL;
    yp_plan *plan = NULL;
    if (!c || yp_model_build(c, NULL, &model) != YP_OK) return 1;
    yp_model_size size = yp_model_measure(model);
    yp_solve_options options = { .method = method_of(what->method),
                                 .thread_count = what->threads,
                                 .time_limit = what->limit,
                                 .memory_limit = (size_t)most_memory };
    if (strcmp(what->method, "native") == 0 && getenv("TOLERANCE"))
        options.tolerance = atof(getenv("TOLERANCE"));
    double start = now(), used = processor_seconds();
    yp_status status = options.method == YP_METHOD_NATIVE ? solve_natively(model, &options, what, &plan)
                                                          : yp_solve(model, &options, NULL, NULL, &plan);
    if (status != YP_OK) return 1;
    what->seconds = now() - start;
    what->processor = processor_seconds() - used;
    what->lines = (double)(size.rows + size.columns);
    yp_verdict verdict = { .certificate = { NAN, NAN, NAN, false } };
    if (plan->has_levels && plan->has_prices) yp_verify(c, plan, 1e-6, 1e-6, &verdict);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    what->megabytes = fmax((double)usage.ru_maxrss / 1024, (double)plan->peak_bytes / 1e6);
    what->objective = plan->objective;
    what->primal = verdict.certificate.primal;
    what->dual = verdict.certificate.dual;
    what->gap = verdict.certificate.gap;
    snprintf(what->end, sizeof what->end, "%s", verdict.certificate.holds ? "certified" : plan->cause);
    for (char *p = what->end; *p; p++)
        if (*p == ',') *p = ';';
    yp_plan_free(plan);
    yp_model_free(model);
    yp_case_free(c);
    return cell_print(stdout, what) + cell_keep(what);
}

/* Run a cell in a child, so that its peak is its own. False where it died. */
static bool run(cell what)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) _exit(measure(&what) == 0 && fflush(stdout) == 0 ? 0 : 1);
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) > 0 && status == 0;
}

static cell cell_of(const char *of, const char *hours, const char *method, int threads, double limit)
{
    cell what = { .threads = threads, .limit = limit };
    snprintf(what.of, sizeof what.of, "%s", of);
    snprintf(what.hours, sizeof what.hours, "%s", hours);
    snprintf(what.method, sizeof what.method, "%s", method);
    return what;
}

/* Small cells first; each by every method. */
static int run_all(double limit)
{
    static const char *const methods[] = { "native", "hipo", "ipx", "simplex", "pdlp" };
    static const char *const cases[][2] = {
        { "4", "336" },
        { "8", "336" },
        { "16", "336" },
        { "41", "336" },
        { "4", "1344" },
        { "8", "1344" },
        { "16", "1344" },
        { "4", "8760" },
        { "41", "1344" },
        { "8", "8760" },
        { "cases/yrd", "days:12" },
        { "cases/yrd", "days:48" },
        { "16", "8760" },
        { "cases/yrd", "all" },
        { "wide:40", "336" },
        { "wide:40", "1344" },
        { "41", "8760" },
        { "wide:40", "8760" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        for (size_t m = 0; m < sizeof methods / sizeof *methods; m++)
            for (int threads = 1; threads <= 2; threads++) {
                cell what = cell_of(cases[k][0], cases[k][1], methods[m], threads, limit);
                bool is_peer = m > 0;
                if (cell_is_kept(&what) || (is_peer && cell_is_hopeless(&what))) continue;
                if (!run(what)) printf("%s %s %s: the process ended\n", what.of, what.hours, what.method);
            }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "table") == 0) return cell_table();
    cell_print_head(stdout);
    if (argc > 1 && strcmp(argv[1], "all") == 0) return run_all(argc > 2 ? atof(argv[2]) : 1800);
    if (argc > 3)
        return !run(cell_of(argv[1], argv[2], argv[3], argc > 4 ? atoi(argv[4]) : 1,
                            argc > 5 ? atof(argv[5]) : 1800));
    return !run(cell_of("4", "168", "native", 1, 1800)) + !run(cell_of("4", "168", "simplex", 1, 1800));
}
