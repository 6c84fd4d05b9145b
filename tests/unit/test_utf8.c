#include "table/internal.h"

#include "near.h"

#include <string.h>

static const struct {
    const char *text;
    size_t left, length;
} sequences[] = {
    { "a", 1, 1 },
    { "\0", 1, 1 },
    { "\xC2\x80", 2, 2 },
    { "\xC2\x80", 1, 0 },
    { "\xC1\xBF", 2, 0 }, /* overlong */
    { "\xE0\xA0\x80", 3, 3 },
    { "\xE0\x9F\xBF", 3, 0 }, /* overlong */
    { "\xED\x9F\xBF", 3, 3 },
    { "\xED\xA0\x80", 3, 0 }, /* half of a pair */
    { "\xE4\xB8\xAD", 2, 0 },
    { "\xE4\xB8\x2D", 3, 0 },
    { "\xF0\x90\x80\x80", 4, 4 },
    { "\xF0\x8F\xBF\xBF", 4, 0 }, /* overlong */
    { "\xF4\x8F\xBF\xBF", 4, 4 },
    { "\xF4\x90\x80\x80", 4, 0 }, /* past the last */
    { "\xF5\x80\x80\x80", 4, 0 },
    { "\x80", 1, 0 },
    { "\xFF\xFF\xFF\xFF", 4, 0 },
};

static void tells_characters_from_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        assert_int_equal(yp_utf8_length(sequences[i].text, sequences[i].left), sequences[i].length);
}

static void counts_characters_at_every_length(void **state)
{
    (void)state;
    const char *text = "上海a浙江bc江苏def安徽é长三角𠮷ghijklmnop";
    size_t expected = 0;
    for (size_t length = 0; length <= strlen(text); length++) {
        assert_int_equal(yp_utf8_count(text, length), expected);
        expected += ((unsigned char)text[length] & 0xC0) != 0x80;
    }
}

static void cuts_between_characters(void **state)
{
    (void)state;
    char text[200] = "a";
    for (int i = 0; i < 40; i++) strcat(text, "中");
    assert_string_equal(yp_excerpt_of(text, 7).text, "a中中");
    yp_excerpt cut = yp_excerpt_of(text, strlen(text));
    assert_int_equal(strlen(cut.text), 1 + 19 * 3 + strlen("…"));
    assert_string_equal(cut.text + 58, "…");
    assert_string_equal(yp_excerpt_of("", 0).text, "");
}

static void counts_lines_and_columns(void **state)
{
    (void)state;
    const char *text = "a,中\n\n中b";
    yp_spot at = yp_spot_of("f", text, 0, 7, 2);
    assert_true(at.line == 7 && at.column == 3);
    at = yp_spot_of("f", text, 0, 7, strlen(text));
    assert_true(at.line == 9 && at.column == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_characters_from_bytes),
        cmocka_unit_test(counts_characters_at_every_length),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(counts_lines_and_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
