#include "base/log.h"

#include "near.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A log into memory. */
typedef struct {
    FILE *to;
    char *text;
    size_t length;
    yp_log *log;
} heard;

static heard *listen(bool is_quiet, bool is_terminal)
{
    heard *h = calloc(1, sizeof *h);
    h->to = open_memstream(&h->text, &h->length);
    h->log = yp_log_new(&(yp_log_options){ h->to, is_quiet, is_terminal });
    return h;
}

static void assert_heard(heard *h, const char *text)
{
    yp_log_free(h->log);
    fclose(h->to);
    assert_string_equal(h->text, text);
    free(h->text);
    free(h);
}

static void says_one_record_a_line(void **state)
{
    (void)state;
    heard *h = listen(false, false);
    yp_log_say(h->log, "model", "%d nodes", 41);
    yp_log_progress(h->log, "solve", 0.5, "iteration 7");
    yp_log_say(h->log, "solve", "done");
    assert_heard(h, "model     41 nodes\nsolve     done\n");
}

static void is_silent_when_asked(void **state)
{
    (void)state;
    heard *h = listen(true, true);
    yp_log_say(h->log, "model", "x");
    yp_log_progress(h->log, "solve", 0.5, "x");
    assert_heard(h, "");
    yp_log_say(NULL, "model", "x");
    yp_log_progress(NULL, "solve", 0.5, "x");
    yp_log_free(NULL);
}

static void clears_progress_before_a_record_and_at_the_end(void **state)
{
    (void)state;
    heard *h = listen(false, true);
    yp_log_progress(h->log, "solve", 0, "iteration 1");
    yp_log_say(h->log, "model", "x");
    yp_log_progress(h->log, "read", 0, "links.csv");
    yp_log_progress(h->log, "read", 1, "links.csv");
    yp_log_progress(h->log, "read", 0, "stores.csv");
    assert_heard(h, "\r\033[Ksolve     iteration 1\r\033[Kmodel     x\n\r\033[Kread      links.csv\r\033[K"
                    "\r\033[Kread      stores.csv\r\033[K");
}

static void redraws_ten_times_a_second_at_most(void **state)
{
    (void)state;
    heard *h = listen(false, true);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    for (int i = 0; i < 100000; i++) yp_log_progress(h->log, "solve", 1e-5 * i, "%d", i);
    clock_gettime(CLOCK_MONOTONIC, &after);
    yp_log_free(h->log);
    fclose(h->to);
    size_t drawn = 0;
    for (const char *c = h->text; (c = strstr(c, "solve     ")); c++) drawn++;
    const double seconds =
        (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec);
    assert_true(drawn >= 1 && (double)drawn <= 10 * seconds + 2);
    free(h->text);
    free(h);
}

static void *chatter(void *log)
{
    for (int i = 0; i < 200; i++) {
        yp_log_progress(log, "solve", 0.001 * i, "%d", i);
        yp_log_say(log, "farm", "one sentence");
    }
    return NULL;
}

static void threads_do_not_mix_their_records(void **state)
{
    (void)state;
    heard *h = listen(false, false);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, chatter, h->log);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    fflush(h->to);
    const char record[] = "farm      one sentence\n";
    const size_t length = sizeof record - 1;
    assert_int_equal(h->length, 800 * length);
    for (size_t i = 0; i < 800; i++) assert_memory_equal(h->text + i * length, record, length);
    yp_log_free(h->log);
    fclose(h->to);
    free(h->text);
    free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_one_record_a_line),
        cmocka_unit_test(is_silent_when_asked),
        cmocka_unit_test(clears_progress_before_a_record_and_at_the_end),
        cmocka_unit_test(redraws_ten_times_a_second_at_most),
        cmocka_unit_test(threads_do_not_mix_their_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
