/* Every way a solve can end before it is done, and many solves at once. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "large.h"
#include "near.h"

#include <pthread.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool is_sanitized = true;
#else
static const bool is_sanitized = false;
#endif

static void ends_at_the_time_limit(void **state)
{
    (void)state;
    static const yp_method methods[] = { YP_METHOD_SIMPLEX, YP_METHOD_IPX, YP_METHOD_HIPO, YP_METHOD_PDLP };
    large l = make_large(500);
    for (size_t m = 0; m < COUNT(methods); m++) {
        for (int is_child = methods[m] >= YP_METHOD_HIPO; is_child < 2; is_child++) {
            yp_highs_options options = {
                .method = methods[m], .is_child = is_child, .time_limit = 0.2, .thread_count = 1
            };
            l.solution.has_basis = false;
            assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
            if (l.solution.outcome != YP_STOPPED)
                fail_msg("method %d: %s", (int)methods[m], l.solution.cause);
            assert_string_equal("time limit", l.solution.cause);
            assert_true(l.solution.seconds <
                        10); /* asked for 0.2, and 1 of grace; the rest is a busy machine */
        }
    }
    free_large(&l);
}

static void *wish_later(void *stop)
{
    nanosleep(&(struct timespec){ 0, 200000000 }, NULL);
    atomic_store(&((yp_stop *)stop)->wished, 1);
    return NULL;
}

static void stops_on_request(void **state)
{
    (void)state;
    static const yp_method methods[] = { YP_METHOD_SIMPLEX, YP_METHOD_IPX, YP_METHOD_HIPO, YP_METHOD_PDLP };
    large l = make_large(500);
    for (size_t m = 0; m < COUNT(methods); m++) {
        for (int is_child = methods[m] >= YP_METHOD_HIPO; is_child < 2; is_child++) {
            yp_stop stop = { 0 };
            yp_highs_options options = {
                .method = methods[m], .is_child = is_child, .stop = &stop, .thread_count = 1
            };
            pthread_t wisher;
            l.solution.has_basis = false;
            assert_int_equal(0, pthread_create(&wisher, NULL, wish_later, &stop));
            assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
            pthread_join(wisher, NULL);
            if (l.solution.outcome != YP_STOPPED)
                fail_msg("method %d: %s", (int)methods[m], l.solution.cause);
            assert_string_equal("stopped on request", l.solution.cause);
            assert_true(l.solution.seconds < 60); /* however busy the machine is; unasked it takes longer */
        }
    }
    free_large(&l);
}

static void a_child_beyond_its_memory_is_ended(void **state)
{
    (void)state;
    large l = make_large(500);
    yp_highs_options options = {
        .method = YP_METHOD_HIPO, .is_child = true, .memory_limit = 20000000, .thread_count = 2
    };
    assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
    assert_int_equal(YP_UNKNOWN, l.solution.outcome);
    assert_non_null(strstr(l.solution.cause, "memory"));
    assert_false(l.solution.has_point);
    assert_true(l.solution.peak_bytes > 0);
    free_large(&l);
}

/* With the address space at its end HiGHS throws; each time a code comes back and no exception. The limits
 * are laid on top of what is in use. Sanitizers end a program that is refused memory, so there is nothing to
 * see with them. */
static void exceptions_do_not_cross(void **state)
{
    (void)state;
    if (is_sanitized) skip();
    large l = make_large(200);
    for (rlim_t spare = 0; spare <= 48; spare += 4) {
        pid_t child = fork();
        if (child == 0) {
            unsigned long pages = 0;
            FILE *statm = fopen("/proc/self/statm", "r");
            if (!statm || fscanf(statm, "%lu", &pages) != 1) _exit(9);
            fclose(statm);
            rlim_t limit = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + (spare << 20);
            setrlimit(RLIMIT_AS, &(struct rlimit){ limit, limit });
            yp_highs_options options = { .method = YP_METHOD_SIMPLEX, .thread_count = 1, .time_limit = 10 };
            yp_status status = yp_highs_solve(&l.program, &options, &l.solution);
            _exit(status == YP_OK || status == YP_NO_MEMORY ? 0 : 1);
        }
        int status;
        assert_int_equal(child, waitpid(child, &status, 0));
        assert_true(WIFEXITED(status));
        assert_int_equal(0, WEXITSTATUS(status));
    }
    free_large(&l);
}

/* ThreadSanitizer does not know threads that start in a child of several threads: one is all it gets. */
static void *solve_in_child(void *method)
{
    large l = make_large(60);
    yp_highs_options options = { .method = *(yp_method *)method,
                                 .is_child = true,
                                 .thread_count = is_sanitized ? 1 : 2 };
    yp_status status = yp_highs_solve(&l.program, &options, &l.solution);
    double *objective = malloc(sizeof *objective);
    if (objective)
        *objective = status == YP_OK && l.solution.outcome == YP_OPTIMAL ? l.solution.objective : NAN;
    free_large(&l);
    return objective;
}

/* Not under AddressSanitizer: its allocator holds locks of its own over a fork while other threads allocate,
 * and the child waits for ever. */
static void threads_solve_at_once(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    skip();
#endif
    yp_method methods[] = { YP_METHOD_SIMPLEX, YP_METHOD_IPX, YP_METHOD_HIPO, YP_METHOD_SIMPLEX };
    pthread_t threads[COUNT(methods)];
    double *objectives[COUNT(methods)];
    for (size_t t = 0; t < COUNT(methods); t++)
        assert_int_equal(0, pthread_create(&threads[t], NULL, solve_in_child, &methods[t]));
    for (size_t t = 0; t < COUNT(methods); t++) {
        void *answer;
        pthread_join(threads[t], &answer);
        objectives[t] = answer;
    }
    for (size_t t = 0; t < COUNT(methods); t++) {
        assert_non_null(objectives[t]);
        assert_near(*objectives[t], *objectives[0], 1e-6);
    }
    for (size_t t = 0; t < COUNT(methods); t++) free(objectives[t]);
}

/* HiGHS keeps workers in a thread that solved with several; a child forked from there must not wait for them.
 */
static void a_child_follows_a_solve_in_this_process(void **state)
{
    (void)state;
    large l = make_large(60);
    for (int is_child = 0; is_child < 2; is_child++) {
        yp_highs_options options = {
            .method = YP_METHOD_IPX, .is_child = is_child, .thread_count = 2, .time_limit = 60
        };
        assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
        assert_int_equal(YP_OPTIMAL, l.solution.outcome);
    }
    free_large(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_at_the_time_limit),
        cmocka_unit_test(stops_on_request),
        cmocka_unit_test(a_child_beyond_its_memory_is_ended),
        cmocka_unit_test(exceptions_do_not_cross),
        cmocka_unit_test(threads_solve_at_once),
        cmocka_unit_test(a_child_follows_a_solve_in_this_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
