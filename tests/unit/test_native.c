/* The native solver on the smallest of the zoo, beside HiGHS (tests/zoo.c has them all, by their
 * certificates); and what it does when stopped, refused, started from an earlier solve, or given more
 * threads. */
#include "zoo.h"

#include "near.h"
#include "solve/collect.h"
#include "solve/native/native.h"
#include "solve/solve.h"
#include "verify/verify.h"

#include <string.h>

/* Up to this many nodes × hours HiGHS is quick enough. */
static const double compared = 300;

typedef struct {
    yp_case *c;
    yp_model *model;
    yp_program program;
    yp_layout layout;
    yp_native_solution solution;
} subject;

static subject take(animal *a)
{
    subject s = { .c = zoo_case(a) };
    assert_non_null(s.c);
    assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &s.model));
    assert_int_equal(YP_OK, yp_program_make(s.model, &s.program, &s.layout));
    s.solution.x = calloc((size_t)s.program.column_count + 1, sizeof(double));
    s.solution.row_dual = calloc((size_t)s.program.row_count + 1, sizeof(double));
    assert_non_null(s.solution.x);
    assert_non_null(s.solution.row_dual);
    return s;
}

static void leave(subject *s)
{
    free(s->solution.x);
    free(s->solution.row_dual);
    yp_program_free(&s->program);
    yp_layout_free(&s->layout);
    yp_model_free(s->model);
    yp_case_free(s->c);
}

static double certify(subject *s)
{
    yp_plan *plan = NULL;
    yp_verdict verdict;
    assert_int_equal(YP_OK,
                     yp_plan_collect(s->model, &s->layout, s->solution.x, s->solution.row_dual, &plan));
    plan->outcome = s->solution.outcome;
    plan->objective = s->solution.objective;
    assert_int_equal(YP_OK, yp_verify(s->c, plan, 1e-6, 1e-6, &verdict));
    double worst = fmax(verdict.certificate.primal, fmax(verdict.certificate.dual, verdict.certificate.gap));
    yp_plan_free(plan);
    return worst;
}

/* What HiGHS says of the same model. */
static void compare(const subject *s)
{
    yp_plan *plan = NULL;
    yp_solve_options options = { .method = YP_METHOD_CHOOSE, .thread_count = 1 };
    assert_int_equal(YP_OK, yp_solve(s->model, &options, NULL, NULL, &plan));
    if (s->solution.outcome == YP_OPTIMAL) {
        assert_int_equal(YP_OPTIMAL, plan->outcome);
        assert_near(s->solution.objective, plan->objective, 1e-6);
    } else if (s->solution.outcome != YP_UNKNOWN) { /* proven */
        assert_int_equal(s->solution.outcome, plan->outcome);
    } else {
        assert_true(plan->outcome == YP_INFEASIBLE || plan->outcome == YP_UNBOUNDED);
    }
    yp_plan_free(plan);
}

static void agrees_with_highs(void **state)
{
    (void)state;
    int certified = 0, handed_over = 0;
    for (uint64_t seed = 0; seed < zoo_size; seed++) {
        animal a = zoo_animal(seed);
        double size = (double)a.nodes * (double)a.hours;
        if (size > compared) continue;
        subject s = take(&a);
        assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &(yp_native_options){ 0 }, &s.solution));
        double worst = s.solution.outcome == YP_OPTIMAL ? certify(&s) : 0;
        if (s.solution.outcome == YP_OPTIMAL && !(worst <= 1e-6))
            fail_msg("animal %d: solved, but the certificate says %.1e", (int)seed, worst);
        if (s.solution.outcome != YP_OPTIMAL && a.is_infeasible + a.is_unbounded == 0 && size > compared)
            print_message("animal %d: %s\n", (int)seed, s.solution.cause);
        bool is_proven = s.solution.outcome == YP_INFEASIBLE || s.solution.outcome == YP_UNBOUNDED;
        if (size <= compared || is_proven) compare(&s);
        certified += s.solution.outcome == YP_OPTIMAL;
        handed_over += s.solution.outcome != YP_OPTIMAL;
        leave(&s);
    }
    print_message("%d certified, %d for HiGHS to tell\n", certified, handed_over);
    assert_true(handed_over * 10 <= certified);
}

static void gives_the_same_bits_on_two_threads(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        animal a = zoo_animal(seed);
        a.nodes = 3;
        a.hours = 100 + seed;
        animal same = a; /* making a case draws on */
        subject one = take(&a), two = take(&same);
        yp_native_options options = { .thread_count = 1 };
        assert_int_equal(YP_OK, yp_native_solve(one.model, &one.layout, &options, &one.solution));
        options.thread_count = 2;
        assert_int_equal(YP_OK, yp_native_solve(two.model, &two.layout, &options, &two.solution));
        assert_int_equal(one.solution.iteration_count, two.solution.iteration_count);
        assert_memory_equal(one.solution.x, two.solution.x,
                            (size_t)one.program.column_count * sizeof(double));
        assert_memory_equal(one.solution.row_dual, two.solution.row_dual,
                            (size_t)one.program.row_count * sizeof(double));
        leave(&one);
        leave(&two);
    }
}

static void reaches_eight_digits_on_request(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        animal a = zoo_animal(seed);
        a.nodes = 2;
        a.hours = 96;
        a.is_infeasible = a.is_unbounded = a.must_serve = false;
        a.coefficient = 1;
        subject s = take(&a);
        yp_native_options options = { .thread_count = 1, .tolerance = 1e-8 };
        assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &options, &s.solution));
        if (s.solution.outcome == YP_OPTIMAL) assert_true(certify(&s) <= 1e-7);
        leave(&s);
    }
}

static void stops_when_it_is_wished(void **state)
{
    (void)state;
    animal a = zoo_animal(1);
    a.nodes = 3;
    a.hours = 200;
    subject s = take(&a);
    yp_stop stop = { 1 };
    yp_native_options options = { .thread_count = 1, .stop = &stop };
    assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &options, &s.solution));
    assert_int_equal(YP_STOPPED, s.solution.outcome);
    assert_true(s.solution.has_point);
    leave(&s);
}

static void refuses_more_memory_than_is_allowed(void **state)
{
    (void)state;
    animal a = zoo_animal(1);
    a.nodes = 3;
    a.hours = 200;
    subject s = take(&a);
    yp_native_options options = { .thread_count = 1, .memory_limit = 1000 };
    assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &options, &s.solution));
    assert_int_equal(YP_UNKNOWN, s.solution.outcome);
    assert_false(s.solution.has_point);
    leave(&s);
}

/* A study's second solve: the same structure with other data. */
static void starts_from_an_earlier_solve(void **state)
{
    (void)state;
    int warm = 0, all = 0;
    for (uint64_t seed = 1; seed < 9; seed++) {
        animal a = zoo_animal(seed);
        a.nodes = 3;
        a.hours = 168;
        a.is_infeasible = a.is_unbounded = a.must_serve = a.has_zero_width = false;
        a.has_expansion = seed % 2 == 0;
        animal changed = a;
        changed.unit *= 1.05; /* 5 % more of everything but what the coefficients say */
        subject base = take(&a), cold = take(&changed);
        yp_native_options options = { .thread_count = 1, .wants_point = true };
        assert_int_equal(YP_OK, yp_native_solve(base.model, &base.layout, &options, &base.solution));
        assert_int_equal(YP_OPTIMAL, base.solution.outcome);
        assert_non_null(base.solution.point);
        options = (yp_native_options){ .thread_count = 1 };
        assert_int_equal(YP_OK, yp_native_solve(cold.model, &cold.layout, &options, &cold.solution));
        double objective = cold.solution.objective;
        all += cold.solution.iteration_count;
        options.start = base.solution.point;
        assert_int_equal(YP_OK, yp_native_solve(cold.model, &cold.layout, &options, &cold.solution));
        assert_int_equal(YP_OPTIMAL, cold.solution.outcome);
        assert_true(certify(&cold) <= 1e-6);
        assert_near(objective, cold.solution.objective, 1e-6);
        warm += cold.solution.iteration_count;
        size_t bytes = (size_t)cold.program.column_count * sizeof(double);
        double *kept = malloc(bytes);
        assert_non_null(kept);
        memcpy(kept, cold.solution.x, bytes);
        options.thread_count = 2;
        assert_int_equal(YP_OK, yp_native_solve(cold.model, &cold.layout, &options, &cold.solution));
        assert_memory_equal(kept, cold.solution.x, bytes);
        free(kept);
        yp_native_point_free(base.solution.point);
        leave(&base);
        leave(&cold);
    }
    print_message("%d iterations from an earlier solve, %d without\n", warm, all);
    assert_true(warm < all);
}

static void leaves_a_start_of_another_structure_aside(void **state)
{
    (void)state;
    animal a = zoo_animal(1), other = a;
    a.nodes = 2;
    other.nodes = 3;
    a.hours = other.hours = 72;
    subject base = take(&a), s = take(&other);
    yp_native_options options = { .thread_count = 1, .wants_point = true };
    assert_int_equal(YP_OK, yp_native_solve(base.model, &base.layout, &options, &base.solution));
    assert_non_null(base.solution.point);
    options = (yp_native_options){ .thread_count = 1, .start = base.solution.point };
    assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &options, &s.solution));
    assert_int_equal(YP_OPTIMAL, s.solution.outcome);
    assert_false(s.solution.was_warm);
    yp_native_point_free(base.solution.point);
    leave(&base);
    leave(&s);
}

static void measures_what_it_then_takes(void **state)
{
    (void)state;
    animal a = zoo_animal(1);
    a.nodes = 3;
    a.hours = 200;
    subject s = take(&a);
    const char *refusal;
    size_t bytes;
    assert_int_equal(YP_OK, yp_native_measure(s.model, &refusal, &bytes));
    assert_null(refusal);
    yp_native_options options = { .thread_count = 1, .memory_limit = bytes };
    assert_int_equal(YP_OK, yp_native_solve(s.model, &s.layout, &options, &s.solution));
    assert_int_equal(YP_OPTIMAL, s.solution.outcome);
    assert_true(s.solution.bytes == bytes);
    yp_plan *plan = NULL;
    yp_solve_options too_little = { .method = YP_METHOD_NATIVE,
                                    .thread_count = 1,
                                    .memory_limit = bytes - 1 };
    assert_int_equal(YP_OK, yp_solve(s.model, &too_little, NULL, NULL, &plan));
    assert_int_equal(YP_UNKNOWN, plan->outcome);
    assert_false(plan->has_levels);
    assert_non_null(strstr(plan->cause, "GB"));
    yp_plan_free(plan);
    leave(&s);
}

/* Diverging iterates are proofs: HiGHS is not asked. */
static void proves_what_has_no_answer(void **state)
{
    (void)state;
    for (int is_unbounded = 0; is_unbounded < 2; is_unbounded++) {
        animal a = zoo_animal(3);
        a.nodes = 2;
        a.hours = 48;
        a.has_expansion = a.must_serve = false;
        a.is_infeasible = !is_unbounded;
        a.is_unbounded = is_unbounded != 0;
        subject s = take(&a);
        yp_plan *plan = NULL;
        yp_solve_options options = { .method = YP_METHOD_NATIVE, .thread_count = 1 };
        assert_int_equal(YP_OK, yp_solve(s.model, &options, NULL, NULL, &plan));
        assert_int_equal(is_unbounded ? YP_UNBOUNDED : YP_INFEASIBLE, plan->outcome);
        assert_string_equal("native interior point", plan->solver);
        assert_false(plan->has_levels);
        yp_plan_free(plan);
        leave(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_highs),
        cmocka_unit_test(gives_the_same_bits_on_two_threads),
        cmocka_unit_test(reaches_eight_digits_on_request),
        cmocka_unit_test(stops_when_it_is_wished),
        cmocka_unit_test(refuses_more_memory_than_is_allowed),
        cmocka_unit_test(starts_from_an_earlier_solve),
        cmocka_unit_test(leaves_a_start_of_another_structure_aside),
        cmocka_unit_test(measures_what_it_then_takes),
        cmocka_unit_test(proves_what_has_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
