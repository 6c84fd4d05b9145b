#include "solve/highs.h"
#include "solve/internal.h"
#include "solve/steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows + columns up to which the simplex is chosen for a linear program, IPX beyond. Measured on dispatch
 * programs: simplex 0.3 s against 0.6 s at 44 000, 4.5 against 6.6 at 230 000, 19 against 20 at 440 000; HiPO
 * took 2 to 3 times as long as IPX on two cores, so it is for those who ask. */
static const int64_t simplex_size = 400000;

/* Rows + columns up to which the active set is chosen for a quadratic program, HiPO beyond. Measured on
 * dispatch programs: about equal, 0.2 to 0.6 s, at 2 700; 1.5 s against 0.35 at 5 600; at 22 000 the active
 * set broke down. */
static const int64_t active_set_size = 2500;

/* From here on HiGHS takes a coefficient or a cost for infinite and refuses the program. */
static const double largest_coefficient = 1e15, largest_cost = 1e20;

static const struct {
    yp_end end;
    yp_outcome outcome;
    const char *cause;
} ends[] = {
    { YP_END_OPTIMAL, YP_OPTIMAL, "solved to the tolerance" },
    { YP_END_INFEASIBLE, YP_INFEASIBLE, "no plan meets all the rows and bounds" },
    { YP_END_UNBOUNDED, YP_UNBOUNDED, "the objective falls without end" },
    { YP_END_EITHER, YP_UNKNOWN, "infeasible or unbounded: the solver could not tell which" },
    { YP_END_TIME, YP_STOPPED, "time limit" },
    { YP_END_INTERRUPTED, YP_STOPPED, "stopped on request" },
    { YP_END_ITERATIONS, YP_UNKNOWN, "the solver reached its iteration limit" },
    { YP_END_UNKNOWN, YP_UNKNOWN, "the solver ended without an answer" },
};

static void explain(yp_highs_solution *solution, yp_end end)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends[i].end != end) continue;
        solution->outcome = ends[i].outcome;
        solution->cause = ends[i].cause;
    }
}

static void conclude(yp_highs_solution *solution, yp_outcome outcome, const char *cause)
{
    solution->outcome = outcome;
    solution->cause = cause;
}

static bool takes_basis(const yp_highs_solution *solution)
{
    return solution->column_status && solution->row_status;
}

static bool is_quadratic(const yp_program *p)
{
    for (int32_t j = 0; p->slope && j < p->column_count; j++)
        if (p->slope[j] != 0) return true;
    return false;
}

static bool has_integers(const yp_program *p)
{
    for (int32_t j = 0; p->is_integer && j < p->column_count; j++)
        if (p->is_integer[j]) return true;
    return false;
}

/* True if the largest magnitude is below `limit`; NaN never is. */
static bool all_below(const double *value, int64_t count, double limit)
{
    for (int64_t k = 0; k < count; k++)
        if (!(fabs(value[k]) < limit)) return false;
    return true;
}

static bool any_nan(const double *value, int64_t count)
{
    for (int64_t k = 0; k < count; k++)
        if (isnan(value[k])) return true;
    return false;
}

/* What only a defect of ours can bring: not a number, a concave objective, columns out of order. */
static bool is_sound(const yp_program *p)
{
    if (p->row_count < 0 || p->column_count < 0 || p->start[0] != 0) return false;
    for (int32_t j = 0; j < p->column_count; j++)
        if (p->start[j] > p->start[j + 1] || (p->slope && !(p->slope[j] >= 0))) return false;
    for (int64_t k = 0; k < p->entry_count; k++)
        if (p->row[k] < 0 || p->row[k] >= p->row_count) return false;

    return p->start[p->column_count] == p->entry_count && isfinite(p->offset) &&
           !any_nan(p->cost, p->column_count) && !any_nan(p->value, p->entry_count) &&
           !any_nan(p->column_lower, p->column_count) && !any_nan(p->column_upper, p->column_count) &&
           !any_nan(p->row_lower, p->row_count) && !any_nan(p->row_upper, p->row_count);
}

/* Bounds that exclude each other, or leave only infinity. */
static bool is_empty_interval(const double *lower, const double *upper, int32_t count)
{
    for (int32_t k = 0; k < count; k++)
        if (lower[k] > upper[k] || lower[k] == INFINITY || upper[k] == -INFINITY) return true;
    return false;
}

/* Without columns every row is zero, and that is all there is to say: HiGHS forgets the offset here. */
static void answer_without_columns(const yp_program *p, double tolerance, yp_highs_solution *solution)
{
    for (int32_t i = 0; i < p->row_count; i++) {
        if (p->row_lower[i] <= tolerance && p->row_upper[i] >= -tolerance) continue;
        conclude(solution, YP_INFEASIBLE, "a row without entries excludes zero");
        return;
    }
    conclude(solution, YP_OPTIMAL, "there is nothing to decide");
    for (int32_t i = 0; i < p->row_count; i++) solution->row_dual[i] = 0;
    solution->objective = p->offset;
    solution->has_point = solution->has_duals = true;
}

/* Answer what HiGHS would refuse or get wrong. True if that settles it. */
static bool is_settled(const yp_program *p, double tolerance, yp_highs_solution *solution)
{
    if (p->entry_count > INT32_MAX)
        conclude(solution, YP_UNKNOWN, "the program has more entries than HiGHS can count");
    else if (!all_below(p->value, p->entry_count, largest_coefficient))
        conclude(solution, YP_UNKNOWN,
                 "a coefficient is 1e15 or more: choose units that keep the numbers smaller");
    else if (!all_below(p->cost, p->column_count, largest_cost) ||
             (p->slope && !all_below(p->slope, p->column_count, largest_coefficient)))
        conclude(solution, YP_UNKNOWN, "a cost is too large: choose units that keep the numbers smaller");
    else if (is_quadratic(p) && has_integers(p))
        conclude(solution, YP_UNKNOWN, "HiGHS solves no quadratic program with integers");
    else if (is_empty_interval(p->column_lower, p->column_upper, p->column_count))
        conclude(solution, YP_INFEASIBLE, "the bounds of a column exclude each other");
    else if (is_empty_interval(p->row_lower, p->row_upper, p->row_count))
        conclude(solution, YP_INFEASIBLE, "the bounds of a row exclude each other");
    else if (p->column_count == 0)
        answer_without_columns(p, tolerance, solution);
    else
        return false;
    return true;
}

static int64_t size_of(const yp_program *p)
{
    return (int64_t)p->row_count + p->column_count;
}

/* The method for a linear program: the one asked for, or by size; a basis to start from is for the simplex.
 */
static yp_method linear_method(const yp_program *p, yp_method asked, bool has_basis)
{
    if (asked == YP_METHOD_HIPO && !yp_highs_has_hipo()) return YP_METHOD_IPX;
    if (asked == YP_METHOD_SIMPLEX || asked == YP_METHOD_IPX || asked == YP_METHOD_HIPO ||
        asked == YP_METHOD_PDLP)
        return asked;
    return has_basis || size_of(p) <= simplex_size ? YP_METHOD_SIMPLEX : YP_METHOD_IPX;
}

static yp_method choose_method(const yp_program *p, yp_method asked, bool has_basis)
{
    if (has_integers(p)) return YP_METHOD_MIP;
    if (!is_quadratic(p)) return linear_method(p, asked, has_basis);

    if (asked == YP_METHOD_STEPS) return YP_METHOD_STEPS;
    bool is_small = size_of(p) <= active_set_size;
    bool is_hipo = asked == YP_METHOD_HIPO || (asked != YP_METHOD_QP && !is_small);
    return is_hipo && yp_highs_has_hipo() ? YP_METHOD_HIPO : YP_METHOD_QP;
}

/* The method for a further linear program within a job: HiPO stays in children. */
static yp_method further_method(const yp_job *job, const yp_program *p)
{
    yp_method method = linear_method(p, job->options->method, false);
    return method == YP_METHOD_HIPO && !job->options->is_child ? YP_METHOD_IPX : method;
}

/* Prices beside integers: hold them where they are and solve the rest. `lower` and `upper` are the bounds to
 * fill. */
static yp_status price_with_fixed(const yp_job *job, yp_highs_solution *solution, double *lower,
                                  double *upper)
{
    const yp_program *p = job->program;
    memcpy(lower, p->column_lower, (size_t)p->column_count * sizeof *lower);
    memcpy(upper, p->column_upper, (size_t)p->column_count * sizeof *upper);
    for (int32_t j = 0; j < p->column_count; j++)
        if (p->is_integer[j]) lower[j] = upper[j] = rint(solution->x[j]);

    yp_program fixed = *p;
    fixed.column_lower = lower;
    fixed.column_upper = upper;
    fixed.is_integer = NULL;
    yp_job again = *job;
    again.program = &fixed;
    again.method = further_method(job, &fixed);

    double *x = malloc((size_t)p->column_count * sizeof *x);
    if (!x) return YP_NO_MEMORY;
    yp_highs_solution priced = *solution;
    priced.x = x;
    priced.has_basis = false;
    yp_call_answer answer;
    yp_status status = yp_attempt(&again, &answer, &priced);
    solution->iteration_count += answer.iteration_count;
    if (status == YP_OK && answer.end == YP_END_OPTIMAL && answer.has_duals) {
        memcpy(solution->x, x, (size_t)p->column_count * sizeof *x);
        solution->objective = answer.objective;
        solution->has_duals = true;
        solution->is_vertex = answer.is_vertex;
        solution->has_basis = answer.is_vertex && takes_basis(solution);
    } else if (status == YP_OK) {
        solution->cause = "solved, but without prices: with the integers held the rest could not be solved";
    }
    free(x);
    return status;
}

static yp_status price_integers(const yp_job *job, yp_highs_solution *solution)
{
    size_t bytes = (size_t)job->program->column_count * sizeof(double);
    double *lower = malloc(bytes), *upper = malloc(bytes);
    yp_status status = lower && upper ? price_with_fixed(job, solution, lower, upper) : YP_NO_MEMORY;
    free(lower);
    free(upper);
    return status;
}

/* With whole numbers a plan is within a gap of the solver's bound, which no duals prove. */
static void judge_gap(const yp_call_answer *answer, yp_highs_solution *solution)
{
    solution->bound = answer->bound;
    if (solution->outcome == YP_OPTIMAL)
        conclude(solution, YP_WITHIN_GAP, "whole numbers: within the solver's bound");
}

yp_status yp_solve_here(const yp_job *job, yp_highs_solution *solution)
{
    yp_call_answer answer;
    yp_status status = yp_attempt(job, &answer, solution);
    if (status != YP_OK) return status;

    if (isnan(answer.objective)) { /* the active set may break down so, and call it unbounded */
        conclude(solution, YP_UNKNOWN, "the solver broke down on numbers");
        return YP_OK;
    }
    explain(solution, answer.end);
    if (answer.end == YP_END_UNKNOWN && answer.has_point)
        solution->cause = "the solver gave up with a point that is not within the tolerance";
    bool is_plan =
        answer.end != YP_END_INFEASIBLE && answer.end != YP_END_UNBOUNDED && answer.end != YP_END_EITHER;
    solution->has_point = answer.has_point && is_plan;
    solution->has_duals = answer.has_duals && is_plan && job->method != YP_METHOD_MIP;
    solution->is_vertex = solution->has_point && answer.is_vertex && job->method != YP_METHOD_MIP;
    solution->has_basis = answer.is_vertex && takes_basis(solution);
    solution->objective = answer.objective;
    solution->iteration_count = answer.iteration_count;

    if (job->method == YP_METHOD_MIP) judge_gap(&answer, solution);
    if (answer.end == YP_END_OPTIMAL && job->method == YP_METHOD_MIP) return price_integers(job, solution);
    return YP_OK;
}

static bool wishes_stop(void *self)
{
    return yp_stop_wished(((const yp_highs_options *)self)->stop);
}

static void say(void *self, const char *text)
{
    size_t length = strcspn(text, "\r\n");
    if (length > 0) yp_log_say(((const yp_highs_options *)self)->log, "highs", "%.*s", (int)length, text);
}

/* Only a child's memory is measured, and only a child ends at a wish whatever it does: the active set and
 * HiGHS's presolve, which takes minutes on large programs, do not listen. */
static bool needs_child(const yp_program *p, const yp_highs_options *options, yp_method method)
{
    static const int64_t most_entries = 1000000; /* presolved within some seconds */
    if (options->is_child || options->memory_limit > 0) return true;
    if (method == YP_METHOD_HIPO || method == YP_METHOD_PDLP) return true;
    return options->stop && (method == YP_METHOD_QP || (int64_t)p->entry_count > most_entries);
}

/* Did a quadratic program end without an answer that steps may find? */
static bool wants_steps(const yp_job *job, const yp_highs_solution *solution)
{
    const bool has_time = !isfinite(job->deadline) || job->deadline - yp_clock() > 0;
    return solution->outcome == YP_UNKNOWN && is_quadratic(job->program) && !has_integers(job->program) &&
           has_time;
}

static yp_status solve_by_steps(const yp_job *job, yp_highs_solution *solution)
{
    yp_highs_options options = *job->options;
    options.disposable = NULL; /* every round needs the program again */
    if (job->method != YP_METHOD_STEPS)
        yp_log_say(options.log, "highs", "%s: the program is solved by steps instead", solution->cause);
    if (isfinite(job->deadline)) options.time_limit = fmax(job->deadline - yp_clock(), 1e-3);
    return yp_steps_solve(job->program, &options, solution);
}

yp_status yp_highs_solve(const yp_program *program, const yp_highs_options *options,
                         yp_highs_solution *solution)
{
    double begin = yp_clock();
    bool has_basis = solution->has_basis && takes_basis(solution);
    yp_highs_solution fresh = {
        .outcome = YP_UNKNOWN,
        .cause = "not solved",
        .method = options->method,
        .bound = -INFINITY,
        .x = solution->x,
        .row_dual = solution->row_dual,
        .column_status = solution->column_status,
        .row_status = solution->row_status,
    };
    *solution = fresh;
    if (!is_sound(program)) return YP_INTERNAL;
    if (is_settled(program, yp_tolerance(options), solution)) return YP_OK;

    yp_highs_options decided = *options;
    solution->has_basis = has_basis;
    solution->method = choose_method(program, options->method, has_basis);
    if (solution->method != options->method && options->method == YP_METHOD_HIPO)
        yp_log_say(options->log, "highs", "HiPO does not run here: another method solves instead");
    decided.is_child = needs_child(program, options, solution->method);

    yp_call_watch watch = { wishes_stop, options->log ? say : NULL, &decided };
    yp_job job = { .program = program,
                   .options = &decided,
                   .watch = &watch,
                   .method = solution->method,
                   .disposable = is_quadratic(program) || has_integers(program) ? NULL : options->disposable,
                   .deadline = options->time_limit > 0 ? begin + options->time_limit : INFINITY };
    yp_status status = YP_OK;
    if (job.method != YP_METHOD_STEPS)
        status = decided.is_child ? yp_solve_in_child(&job, solution) : yp_solve_here(&job, solution);
    if (job.method == YP_METHOD_STEPS || (status == YP_OK && wants_steps(&job, solution)))
        status = solve_by_steps(&job, solution);
    solution->seconds = yp_clock() - begin;
    return status;
}
