/** A PyPSA network read, built and handed to HiGHS, beside PyPSA itself: bench/pypsa/run makes the table.
 *
 *      build/bench/pypsa [FILE [SECONDS]]     one line of JSON; with SECONDS also solved, that long at most
 *
 *  Without arguments: model-energy, not solved. */
#include "exchange/pypsa.h"
#include "model/expand.h"
#include "solve/compact.h"
#include "solve/highs_call.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
    double wall, processor;
} clocks;

static clocks now(void)
{
    struct timespec t;
    struct rusage used;
    clock_gettime(CLOCK_MONOTONIC, &t);
    getrusage(RUSAGE_SELF, &used);
    return (clocks){ (double)t.tv_sec + 1e-9 * (double)t.tv_nsec,
                     (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                         1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) };
}

static long peak(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss * 1024;
}

static void say(const char *what, clocks start)
{
    const clocks end = now();
    printf("\"%s\": [%.4f, %.4f], ", what, end.wall - start.wall, end.processor - start.processor);
}

static bool solve(void *highs, double limit)
{
    const clocks start = now();
    yp_call_answer answer;
    const bool is_solved = yp_call_set_text(highs, "solver", "ipx") == YP_CALL_DONE &&
                           yp_call_set_text(highs, "run_crossover", "off") == YP_CALL_DONE &&
                           yp_call_set_count(highs, "threads", 1) == YP_CALL_DONE &&
                           yp_call_set_number(highs, "time_limit", limit) == YP_CALL_DONE &&
                           yp_call_run(highs) <= YP_CALL_REFUSED &&
                           yp_call_read(highs, &answer) == YP_CALL_DONE;
    if (!is_solved) return false;
    say("solve", start);
    printf("\"objective\": %.10e, \"status\": \"%s\", ", isfinite(answer.objective) ? answer.objective : 0,
           answer.end == YP_END_OPTIMAL ? "Optimal"
           : answer.end == YP_END_TIME  ? "Time limit reached"
                                        : "other");
    return true;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "tests/data/pypsa/model-energy.nc";
    yp_case *c = NULL;
    yp_model *model = NULL;
    yp_program program;
    yp_layout layout;
    yp_compact compact;
    void *highs = NULL;
    yp_diag *diag = yp_diag_new();

    clocks start = now();
    if (yp_pypsa_read(path, diag, &c) != YP_OK) return yp_diag_print(diag, stderr, 10), 1;
    printf("{");
    say("read", start);
    const long before = peak();
    start = now();
    if (yp_model_build(c, NULL, &model) != YP_OK || yp_program_make(model, &program, &layout) != YP_OK)
        return 1;
    if (yp_compact_make(&program, program.row_count, &compact) != YP_OK) return 1;
    say("build", start);
    start = now();
    if (yp_call_open(&highs) != YP_CALL_DONE || yp_call_pass(highs, &program) != YP_CALL_DONE) return 1;
    say("hand over", start);
    const long at_most = peak();
    const long long entries = (long long)program.entry_count;
    yp_program_free(&program);
    if (argc > 2 && !solve(highs, strtod(argv[2], NULL))) return 1;
    printf("\"before\": %ld, \"peak\": %ld, \"rows\": %d, \"columns\": %d, \"entries\": %lld, \"version\": "
           "\"%s\"}\n",
           before, at_most, (int)compact.row_count, (int)compact.column_count, entries, yp_call_version());
    yp_call_close(highs);
    yp_compact_free(&compact);
    yp_layout_free(&layout);
    yp_model_free(model);
    yp_case_free(c);
    yp_diag_free(diag);
    return 0;
}
