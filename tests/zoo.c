/** The native solver on every generated case of unit/zoo.h, one process each, certified:
 *
 *      build/tests/zoo [TOLERANCE [MOST_NODE_HOURS [FILE]]]
 *
 *  A line of FILE (build/zoo.csv) for each case, in order of size; what is there already is not run again, so
 * a run may be broken off. A file of another build or tolerance is begun anew. Ends with a summary. */
#include "zoo.h"

#include "solve/collect.h"
#include "solve/native/native.h"
#include "solve/solve.h"
#include "verify/verify.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    int seed;
    double size;
} stall;

typedef struct {
    int seed, iterations, iterations_at[YP_NATIVE_MARKS];
    size_t nodes, hours;
    char outcome[16], cause[160];
    double worst, processor, seconds_at[YP_NATIVE_MARKS], megabytes;
} record;

static double processor_seconds(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static bool certify(const yp_case *c, const yp_model *model, const yp_layout *layout,
                    const yp_native_solution *s, double *worst)
{
    yp_plan *plan = NULL;
    yp_verdict verdict;
    if (yp_plan_collect(model, layout, s->x, s->row_dual, &plan) != YP_OK) return false;
    plan->outcome = s->outcome;
    plan->objective = s->objective;
    bool is_done = yp_verify(c, plan, 1e-6, 1e-6, &verdict) == YP_OK;
    if (is_done)
        *worst = fmax(verdict.certificate.primal, fmax(verdict.certificate.dual, verdict.certificate.gap));
    yp_plan_free(plan);
    return is_done;
}

/* What HiGHS says of a case that the native solver has no answer to, within four minutes: by steps first, for
 * those soon tell that a quadratic case has no plan; the other methods tell what is unbounded. */
static const char *ask_highs(const yp_model *model)
{
    static const yp_method methods[] = { YP_METHOD_STEPS, YP_METHOD_CHOOSE };
    yp_outcome outcome = YP_UNKNOWN;
    for (int k = 0; k < 2 && outcome != YP_INFEASIBLE && outcome != YP_UNBOUNDED; k++) {
        yp_plan *plan = NULL;
        yp_solve_options options = { .method = methods[k], .thread_count = 1, .time_limit = 120 };
        if (yp_solve(model, &options, NULL, NULL, &plan) != YP_OK) return "none";
        outcome = plan->outcome;
        yp_plan_free(plan);
    }
    return outcome == YP_INFEASIBLE || outcome == YP_UNBOUNDED ? yp_outcome_text(outcome) : "none";
}

/* In a process of its own: solve one case and write its line. */
static int run_one(int seed, double tolerance, FILE *to)
{
    animal a = zoo_animal((uint64_t)seed);
    yp_model *model = NULL;
    yp_layout layout;
    yp_model_size size;
    yp_case *c = zoo_case(&a);
    if (!c || yp_model_build(c, NULL, &model) != YP_OK || yp_layout_make(model, &layout, &size) != YP_OK)
        return 1;
    yp_native_solution s = { .x = calloc((size_t)size.columns + 1, sizeof(double)),
                             .row_dual = calloc((size_t)size.rows + 1, sizeof(double)) };
    double begin = processor_seconds(), worst = NAN;
    yp_native_options options = { .tolerance = tolerance, .thread_count = 1 };
    if (!s.x || !s.row_dual || yp_native_solve(model, &layout, &options, &s) != YP_OK) return 1;
    double spent = processor_seconds() - begin;
    if (s.outcome == YP_OPTIMAL && !certify(c, model, &layout, &s, &worst)) return 1;
    fprintf(to, "%d,%zu,%zu,%s,%.2e,%d,%.3f,%.1f", seed, a.nodes, a.hours,
            s.outcome == YP_OPTIMAL ? "optimal" : ask_highs(model), worst, s.iteration_count, spent,
            (double)s.bytes / 1e6);
    for (int m = 0; m < YP_NATIVE_MARKS; m++)
        fprintf(to, ",%d,%.3f", s.marks[m].iteration, s.marks[m].seconds);
    fprintf(to, ",%s\n", s.outcome == YP_OPTIMAL ? "" : s.cause);
    return fflush(to) == 0 ? 0 : 1;
}

static bool parse(char *line, record *r)
{
    line[strcspn(line, "\n")] = '\0';
    char *comma = strrchr(line, ',');
    if (!comma) return false;
    snprintf(r->cause, sizeof r->cause, "%s", comma + 1);
    return sscanf(line, "%d,%zu,%zu,%15[^,],%lf,%d,%lf,%lf,%d,%lf,%d,%lf,%d,%lf", &r->seed, &r->nodes,
                  &r->hours, r->outcome, &r->worst, &r->iterations, &r->processor, &r->megabytes,
                  &r->iterations_at[0], &r->seconds_at[0], &r->iterations_at[1], &r->seconds_at[1],
                  &r->iterations_at[2], &r->seconds_at[2]) == 14;
}

/* A number for this build of the program: its file's checksum (FNV-1a). */
static uint64_t own_checksum(void)
{
    uint64_t sum = 1469598103934665603u;
    FILE *file = fopen("/proc/self/exe", "rb");
    for (int c = file ? getc(file) : EOF; c != EOF; c = getc(file))
        sum = (sum ^ (uint64_t)c) * 1099511628211u;
    if (file) fclose(file);
    return sum;
}

/* What the file holds of this build and tolerance; where it is of another, it is emptied. */
static size_t read_back(const char *path, const char *head, record *records)
{
    char line[512];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    bool is_ours = file && fgets(line, sizeof line, file) && strcmp(line, head) == 0;
    while (is_ours && count < zoo_size && fgets(line, sizeof line, file))
        count += parse(line, &records[count]);
    if (file) fclose(file);
    if (is_ours) return count;
    file = fopen(path, "w");
    if (file) {
        fputs(head, file);
        fclose(file);
    }
    return 0;
}

static int by_size(const void *a, const void *b)
{
    const stall *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool run_all(const char *path, const char *head, double tolerance, double most)
{
    static record records[zoo_size];
    stall stalls[zoo_size];
    size_t known = read_back(path, head, records);
    for (int seed = 0; seed < zoo_size; seed++) {
        animal a = zoo_animal((uint64_t)seed);
        stalls[seed] = (stall){ seed, (double)a.nodes * (double)a.hours };
    }
    qsort(stalls, zoo_size, sizeof *stalls, by_size);
    FILE *file = fopen(path, "a");
    for (size_t k = 0; file && k < zoo_size && stalls[k].size <= most; k++) {
        bool is_known = false;
        for (size_t i = 0; i < known; i++) is_known = is_known || records[i].seed == stalls[k].seed;
        if (is_known) continue;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) _exit(run_one(stalls[k].seed, tolerance, file));
        int status = 0;
        while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
        if (child < 0 || status != 0) {
            fprintf(file, "%d,0,0,died,nan,0,0,0,-1,0,-1,0,-1,0,the process ended with status %d\n",
                    stalls[k].seed, status);
            fflush(file);
        }
    }
    if (file) fclose(file);
    return file != NULL;
}

typedef bool chooser(const record *r);

static bool any(const record *r)
{
    (void)r;
    return true;
}
static bool has_many_nodes(const record *r)
{
    return r->nodes >= 16;
}
static bool is_long(const record *r)
{
    return r->hours >= 672;
}

static void print_iterations(const char *what, const record *records, size_t count, chooser *is_chosen)
{
    double values[zoo_size];
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(records[i].outcome, "optimal") == 0 && is_chosen(&records[i]))
            values[n++] = records[i].iterations;
    qsort(values, n, sizeof *values, by_value);
    if (n > 0)
        printf("iterations, %-10s %zu cases, median %.0f, nine tenths %.0f, most %.0f\n", what, n,
               values[n / 2], values[n * 9 / 10], values[n - 1]);
}

/* Iterations and time to each tolerance, as parts of those to 1e-6, over cases that reached it. */
static void print_marks(const record *records, size_t count)
{
    static const char *const texts[YP_NATIVE_MARKS] = { "1e-4", "1e-6", "1e-8" };
    for (int m = 0; m < YP_NATIVE_MARKS; m++) {
        double iterations[zoo_size], ratio[zoo_size], seconds = 0, base = 0;
        size_t n = 0;
        for (size_t i = 0; i < count; i++) {
            if (records[i].iterations_at[m] < 0 || records[i].iterations_at[1] < 0) continue;
            iterations[n] = records[i].iterations_at[m];
            ratio[n++] = records[i].seconds_at[m] / fmax(records[i].seconds_at[1], 1e-9);
            seconds += records[i].seconds_at[m];
            base += records[i].seconds_at[1];
        }
        if (n == 0) continue;
        qsort(iterations, n, sizeof *iterations, by_value);
        qsort(ratio, n, sizeof *ratio, by_value);
        printf("to %s: %zu cases, median %.0f iterations; time as a part of that to 1e-6: median %.2f, nine "
               "tenths "
               "%.2f, of the sum %.2f\n",
               texts[m], n, iterations[n / 2], ratio[n / 2], ratio[n * 9 / 10], seconds / fmax(base, 1e-9));
    }
}

/* Cases without an answer by cause, each by its seed. */
static void print_causes(const record *records, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_first = records[i].cause[0] != '\0';
        for (size_t k = 0; k < i; k++) is_first = is_first && strcmp(records[k].cause, records[i].cause) != 0;
        if (!is_first) continue;
        printf("for HiGHS: %s:", records[i].cause);
        for (size_t k = i; k < count; k++)
            if (strcmp(records[k].cause, records[i].cause) == 0)
                printf(" %d %s (%zu x %zu, %d)", records[k].seed, records[k].outcome, records[k].nodes,
                       records[k].hours, records[k].iterations);
        printf("\n");
    }
}

static bool is_told(const record *r)
{
    return strcmp(r->outcome, "infeasible") == 0 || strcmp(r->outcome, "unbounded") == 0;
}

/* True if every case is certified, or HiGHS says that it has no optimum. */
static bool summarise(const char *path, const char *head)
{
    static record records[zoo_size];
    size_t count = read_back(path, head, records), certified = 0, told = 0;
    double processor = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_optimal = strcmp(records[i].outcome, "optimal") == 0, holds = records[i].worst <= 1e-6;
        certified += is_optimal && holds;
        told += is_told(&records[i]);
        processor += records[i].processor;
        if (is_optimal && !holds)
            printf("solved, but not certified: %d (%zu x %zu): %.1e\n", records[i].seed, records[i].nodes,
                   records[i].hours, records[i].worst);
    }
    printf("%zu cases: %zu certified at 1e-6, %zu without an optimum as HiGHS says, %zu others; %.0f s of "
           "processor "
           "natively\n",
           count, certified, told, count - certified - told, processor);
    print_iterations("all", records, count, any);
    print_iterations("N >= 16", records, count, has_many_nodes);
    print_iterations("T >= 672", records, count, is_long);
    print_marks(records, count);
    print_causes(records, count);
    return count > 0 && certified + told == count;
}

int main(int argc, char **argv)
{
    double tolerance = argc > 1 ? atof(argv[1]) : 0, most = argc > 2 ? atof(argv[2]) : INFINITY;
    char scratch[] = "/tmp/zoo-XXXXXX";
    const char *path = argc > 3 ? argv[3] : "build/zoo.csv";
    if (strcmp(path, "-") == 0) {
        int file = mkstemp(scratch);
        if (file < 0) return 1;
        close(file);
        path = scratch;
    }
    char head[128];
    snprintf(head, sizeof head, "build %016llx tolerance %g\n", (unsigned long long)own_checksum(),
             tolerance);
    if (!run_all(path, head, tolerance, most)) {
        fprintf(stderr, "%s cannot be written\n", path);
        return 1;
    }
    bool is_well = summarise(path, head);
    if (path == scratch) unlink(scratch);
    return is_well ? 0 : 1;
}
