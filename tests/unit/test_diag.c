#include "base/diag.h"

#include "near.h"
#include "sparing.h"

static void shows_the_place_as_far_as_it_is_known(void **state)
{
    (void)state;
    static const struct {
        yp_spot at;
        const char *line;
    } places[] = {
        { { "links.csv", 7, 23 }, "links.csv:7:23: error: too large" },
        { { "links.csv", 7, 0 }, "links.csv:7: error: too large" },
        { { "links.csv", 0, 0 }, "links.csv: error: too large" },
        { { NULL, 0, 0 }, "error: too large" },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        yp_diag *diag = yp_diag_new();
        yp_diag_error(diag, places[i].at, "too %s", "large");
        assert_string_equal(yp_diag_line(diag, 0), places[i].line);
        yp_diag_free(diag);
    }
}

static void reports_in_order_of_place_then_arrival(void **state)
{
    (void)state;
    char file[] = "b.csv"; /* spots are borrowed, what was noted is not */
    yp_diag *diag = yp_diag_new();
    yp_diag_error(diag, (yp_spot){ file, 10, 1 }, "fourth");
    yp_diag_warning(diag, (yp_spot){ file, 9, 2 }, "second");
    yp_diag_note(diag, (yp_spot){ file, 9, 2 }, "third");
    yp_diag_error(diag, (yp_spot){ "a.csv", 90, 2 }, "first");
    yp_diag_error(diag, (yp_spot){ NULL, 0, 0 }, "zeroth");
    file[0] = 'x';
    assert_string_equal(yp_diag_line(diag, 0), "error: zeroth");
    assert_string_equal(yp_diag_line(diag, 1), "a.csv:90:2: error: first");
    assert_string_equal(yp_diag_line(diag, 2), "b.csv:9:2: warning: second");
    assert_string_equal(yp_diag_line(diag, 3), "b.csv:9:2: note: third");
    assert_string_equal(yp_diag_line(diag, 4), "b.csv:10:1: error: fourth");
    assert_null(yp_diag_line(diag, 5));
    assert_int_equal(yp_diag_count(diag, YP_ERROR), 3);
    assert_int_equal(yp_diag_count(diag, YP_WARNING), 1);
    assert_int_equal(yp_diag_count(diag, YP_NOTE), 1);
    yp_diag_free(diag);
}

static void shows_what_would_spoil_a_line_escaped(void **state)
{
    (void)state;
    yp_diag *diag = yp_diag_new();
    yp_diag_error(diag, (yp_spot){ "a\nb", 1, 1 }, "'%.*s'", 9,
                  "\x1b[31m\r\n\xff"
                  "浙");
    assert_string_equal(yp_diag_line(diag, 0), "a\\x0ab:1:1: error: '\\x1b[31m\\x0d\\x0a\\xff\\xe6'");
    yp_diag_free(diag);
}

static void cuts_endless_messages_between_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        char *cell = calloc(3, 1000000);
        for (size_t i = 0; i < 900000; i++) memcpy(cell + 3 * i, "浙", 3);
        yp_diag *diag = yp_diag_new();
        yp_diag_error(diag, (yp_spot){ NULL, 0, 0 }, "%.*s%s", (int)shift, "ab", cell);
        const char *line = yp_diag_line(diag, 0);
        assert_true(strlen(line) < 5000);
        assert_null(strchr(line, '\\'));
        assert_non_null(strstr(line, "浙 ... (cut)"));
        yp_diag_free(diag);
        free(cell);
    }
}

static void prints_up_to_a_limit(void **state)
{
    (void)state;
    char *text;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    yp_diag *diag = yp_diag_new();
    for (uint32_t i = 5; i > 0; i--) yp_diag_error(diag, (yp_spot){ "a", i, 0 }, "x");
    yp_diag_print(diag, to, 2);
    yp_diag_print(diag, to, 5);
    fclose(to);
    assert_string_equal(text, "a:1: error: x\na:2: error: x\n... and 3 more\n"
                              "a:1: error: x\na:2: error: x\na:3: error: x\na:4: error: x\na:5: error: x\n");
    free(text);
    yp_diag_free(diag);
}

static void accepts_null(void **state)
{
    (void)state;
    yp_diag_error(NULL, (yp_spot){ "a", 1, 1 }, "x");
    assert_int_equal(yp_diag_count(NULL, YP_ERROR), 0);
    assert_null(yp_diag_line(NULL, 0));
    yp_diag_print(NULL, stdout, 0);
    yp_diag_free(NULL);
}

/* Whatever allocation fails: the messages before are kept, and the loss counts as one error. */
static void remembers_what_it_lost(void **state)
{
    (void)state;
    enum { NOTED = 200 };
    size_t kept = 0;
    for (size_t served = 0; kept < NOTED; served++) {
        size_t left = served;
        yp_diag *diag = yp_diag_new_from(&sparing(&left));
        if (!diag) continue;
        for (uint32_t i = 1; i <= NOTED; i++) yp_diag_error(diag, (yp_spot){ "cells.csv", i, 1 }, "wrong");
        for (kept = 0; kept < NOTED; kept++) {
            const char *line = yp_diag_line(diag, kept);
            assert_non_null(line);
            if (strstr(line, "memory ran out")) break;
        }
        assert_int_equal(yp_diag_count(diag, YP_ERROR), kept + (kept < NOTED));
        assert_null(yp_diag_line(diag, kept + (kept < NOTED)));
        yp_diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_place_as_far_as_it_is_known),
        cmocka_unit_test(reports_in_order_of_place_then_arrival),
        cmocka_unit_test(shows_what_would_spoil_a_line_escaped),
        cmocka_unit_test(cuts_endless_messages_between_characters),
        cmocka_unit_test(prints_up_to_a_limit),
        cmocka_unit_test(accepts_null),
        cmocka_unit_test(remembers_what_it_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
