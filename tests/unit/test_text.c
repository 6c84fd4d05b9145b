#include "base/text.h"

#include "near.h"
#include "sparing.h"

static void equal_texts_become_equal_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *form;
    } texts[] = {
        { "", "" },
        { "plain", "plain" },
        { "Zu\xcc\x88rich", "Z\xc3\xbcrich" }, /* u and dots, one u with dots */
        { "Z\xc3\xbcrich", "Z\xc3\xbcrich" },
        { "\xe2\x84\xab", "\xc3\x85" },                 /* the sign of the ångström */
        { "\xef\xa4\x80", "\xe8\xb1\x88" },             /* a compatibility ideograph */
        { "\xe1\x84\x92\xe1\x85\xa1", "\xed\x95\x98" }, /* jamo */
        { "浙江", "浙江" },
        { "broken \xff", "broken \xff" },
    };
    yp_arena *arena = yp_arena_new(NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(yp_text_nfc(arena, texts[i].text, strlen(texts[i].text)), texts[i].form);
    yp_arena_free(arena);
}

static void width_is_that_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(yp_text_width("", 0), 0);
    assert_int_equal(yp_text_width("MW", 2), 2);
    assert_int_equal(yp_text_width("长三角 YRD", 13), 10);
    assert_int_equal(yp_text_width("Zu\xcc\x88rich", 8), 6);
    assert_int_equal(yp_text_width("\xff\xfe", 2), 2);
}

static void shows_one_line_of_a_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } texts[] = {
        { "通道 1", "通道 1" },
        { "a\tb\x7f", "a\\x09b\\x7f" },
        { "\xc2\x9b"
          "31m",
          "\\xc2\\x9b31m" },                   /* a control sequence in one character */
        { "\xe2\x80\xae", "\\xe2\\x80\\xae" }, /* writes from right to left */
        { "\xe2\x80\xa8", "\\xe2\\x80\\xa8" }, /* line separator */
        { "\xed\xa0\x80", "\\xed\\xa0\\x80" }, /* a surrogate is no UTF-8 */
        { "\xe6\xb5", "\\xe6\\xb5" },          /* cut off */
    };
    yp_arena *arena = yp_arena_new(NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(yp_text_printable(arena, texts[i].text, strlen(texts[i].text)), texts[i].shown);
    assert_string_equal(yp_text_printable(arena, "a\0b", 3), "a\\x00b");
    yp_arena_free(arena);
}

static void never_reads_past_the_end(void **state)
{
    (void)state;
    char *cut = malloc(2);
    memcpy(cut, "\xe6\xb5", 2); /* AddressSanitizer watches the third byte */
    int code = 0;
    assert_int_equal(yp_text_next(cut, 2, &code), 1);
    assert_int_equal(code, -1);
    free(cut);
}

static void says_when_memory_runs_out(void **state)
{
    (void)state;
    for (size_t served = 1; served < 3; served++) {
        size_t left = served;
        yp_arena *arena = yp_arena_new(&sparing(&left));
        while (yp_arena_take(arena, 100, 1)) continue;
        static char text[300];
        memset(text, 0x7f, sizeof text);
        text[0] = '\xc3', text[1] = '\xbc';
        assert_null(yp_text_nfc(arena, text, sizeof text));
        assert_null(yp_text_printable(arena, text, sizeof text));
        yp_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_become_equal_bytes), cmocka_unit_test(width_is_that_of_a_terminal),
        cmocka_unit_test(shows_one_line_of_a_terminal),   cmocka_unit_test(never_reads_past_the_end),
        cmocka_unit_test(says_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
