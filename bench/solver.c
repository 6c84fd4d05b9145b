/** The native solver beside the methods of HiGHS, one cell a command, at an equal certified tolerance:
 *
 *      build/bench/solver NODES HOURS native|simplex|ipx|hipo|pdlp [THREADS [SECONDS]]
 *
 *  Without arguments: one small case by native and simplex. HiGHS is asked for no crossover. */
#include "generated.h"
#include "solve/solve.h"
#include "verify/verify.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double processor_seconds(int who)
{
    struct rusage u;
    getrusage(who, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static yp_method method_of(const char *text)
{
#define X(code, word) \
    if (strcmp(text, word) == 0) return code;
    YP_METHOD_LIST(X)
#undef X
    return YP_METHOD_AUTO;
}

static int measure(size_t nodes, size_t hours, const char *method, int threads, double limit)
{
    yp_case *c = make_case(nodes, hours);
    yp_model *model = NULL;
    yp_plan *plan = NULL;
    if (!c || yp_model_build(c, NULL, &model) != YP_OK) return 1;
    yp_solve_options options = { .method = method_of(method), .thread_count = threads, .time_limit = limit };
    double start = now(), used = processor_seconds(RUSAGE_SELF) + processor_seconds(RUSAGE_CHILDREN);
    if (yp_solve(model, &options, NULL, NULL, &plan) != YP_OK) return 1;
    double seconds = now() - start;
    used = processor_seconds(RUSAGE_SELF) + processor_seconds(RUSAGE_CHILDREN) - used;
    yp_verdict verdict = { .certificate = { NAN, NAN, NAN, false } };
    if (plan->has_levels && plan->has_prices) yp_verify(c, plan, 1e-6, 1e-6, &verdict);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double peak = fmax((double)usage.ru_maxrss / 1024, (double)plan->peak_bytes / 1e6);
    printf("%5zu %6zu  %-8s %8.2f %8.2f %8.0f  %.10e  %.0e %.0e %.0e  %s\n", nodes, hours, method, seconds,
           used, peak, plan->objective, verdict.certificate.primal, verdict.certificate.dual,
           verdict.certificate.gap, verdict.certificate.holds ? "certified" : plan->cause);
    yp_plan_free(plan);
    yp_model_free(model);
    yp_case_free(c);
    return 0;
}

int main(int argc, char **argv)
{
    static const char *const methods[] = { "native", "simplex" };
    printf("nodes  hours  method    seconds processor       MB  objective         primal dual gap\n");
    fflush(stdout);
    if (argc > 3)
        return measure((size_t)atoi(argv[1]), (size_t)atoi(argv[2]), argv[3], argc > 4 ? atoi(argv[4]) : 1,
                       argc > 5 ? atof(argv[5]) : 1800);
    for (size_t k = 0; k < sizeof methods / sizeof *methods;
         k++) { /* each in a process, so its peak is its own */
        pid_t child = fork();
        if (child == 0) _exit(measure(4, 168, methods[k], 1, 1800) + fflush(stdout));
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) return 1;
    }
    return 0;
}
