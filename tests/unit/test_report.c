#include "output/internal.h"

#include "near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static json_t *data_with(const char *title)
{
    json_t *data = json_object();
    json_object_set_new(data, "title", json_string(title));
    return data;
}

static char *page_with(const char *title, size_t *length)
{
    char *page = NULL;
    json_t *data = data_with(title);
    assert_int_equal(yp_report_fill(data, &page, length), YP_OK);
    json_decref(data);
    assert_int_equal(strlen(page), *length);
    return page;
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) count++;
    return count;
}

/* The text of the element that holds the data, as a reader of the page gets it: up to the first end of a
 * script. */
static json_t *data_in(const char *page)
{
    static const char begin[] = "id=\"report-data\">";
    const char *from = strstr(page, begin);
    assert_non_null(from);
    from += strlen(begin);
    const char *to = strstr(from, "</script");
    assert_non_null(to);
    json_t *data = json_loadb(from, (size_t)(to - from), 0, NULL);
    assert_non_null(data);
    return data;
}

static void fills_each_placeholder_once(void **state)
{
    (void)state;
    size_t length = 0;
    char *page = page_with("a", &length);
    assert_null(strstr(page, "<!--STYLE-->"));
    assert_null(strstr(page, "<!--DATA-->"));
    assert_null(strstr(page, "<!--SCRIPT-->"));
    assert_int_equal(occurrences(page, "<style>"), 1);
    assert_int_equal(occurrences(page, "{\"title\":\"a\"}"), 1);
    assert_non_null(strstr(page, "</html>"));
    free(page);
}

static const char *const titles[] = {
    "</script><script>alert(1)</script>", "<!--SCRIPT--> <!-- ]]>", "\"quoted\" \\ and 'single'",
    "长三角 2022 — <b>一盘棋</b>",        "line\nbreak\ttab \x01",  ""
};

static void nothing_typed_ends_the_script(void **state)
{
    (void)state;
    size_t plain_length = 0;
    char *plain = page_with("", &plain_length);
    const size_t ends = occurrences(plain, "</script");
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        size_t length = 0;
        char *page = page_with(titles[k], &length);
        json_t *data = data_in(page);
        assert_string_equal(yp_report_get_text(data, "title"), titles[k]);
        assert_int_equal(occurrences(page, "</script"), ends);
        json_decref(data);
        free(page);
    }
    free(plain);
}

static const struct {
    double number;
    int digits;
    const char *text;
} numbers[] = { { NAN, 6, "null" },
                { INFINITY, 6, "null" },
                { -INFINITY, 6, "null" },
                { 0, 6, "0" },
                { -0.0, 6, "0" },
                { 5120, 4, "5120" },
                { 51234.56, 4, "51230" },
                { 0.123456789, 6, "0.123457" },
                { 1e300, 6, "1e300" },
                { -2.5, 4, "-2.5" },
                { 387621234567.0, 6, "387621000000" } };

static void numbers_are_finite_or_null(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        json_t *number = yp_report_number(numbers[k].number, numbers[k].digits);
        char *text = json_dumps(number, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
        assert_string_equal(text, numbers[k].text);
        free(text);
        json_decref(number);
    }
}

static void texts_that_are_no_utf8_are_null(void **state)
{
    (void)state;
    json_t *text = yp_report_text("\xff\xfe"), *none = yp_report_text(NULL);
    assert_true(json_is_null(text));
    assert_true(json_is_null(none));
    json_decref(text);
    json_decref(none);
}

static void tables_of_uneven_columns_are_noticed(void **state)
{
    (void)state;
    json_t *data = json_object(), *table = yp_report_table("id value");
    json_object_set_new(data, "table", table);
    assert_true(yp_report_is_whole(data));
    yp_report_put_text(table, "id", "a");
    assert_false(yp_report_is_whole(data));
    yp_report_put_number(table, "value", 1);
    assert_true(yp_report_is_whole(data));
    json_decref(data);
}

static const struct {
    const char *a, *b, *shared;
} names[] = { { "Yearly contract Anhui to Jiangsu", "Yearly contract Jiangsu to Shanghai",
                "Yearly contract" },
              { "SO2 rights may not leave", "NOx rights may not leave", "Rights may not leave" },
              { "皖电送苏年度合约", "苏电送沪年度合约", "年度合约" },
              { "二氧化硫排污权不得跨省", "氮氧化物排污权不得跨省", "排污权不得跨省" },
              { "Toll A", "Tolerance", "" },
              { "same", "same", "Same" },
              { "", "any", "" } };

static void names_share_whole_words(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        assert_string_equal(yp_report_shared(arena, names[k].a, names[k].b), names[k].shared);
    yp_arena_free(arena);
}

/* A file with given content in the folder of temporary files; its name is freed by the caller. */
static char *file_with(const char *content)
{
    char *path = strdup("/tmp/yipan-report-XXXXXX");
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, strlen(content)), (ssize_t)strlen(content));
    close(file);
    return path;
}

static void replaces_only_its_own(void **state)
{
    (void)state;
    json_t *data = data_with("a");
    yp_diag *diag = yp_diag_new();
    char *path = file_with("somebody's notes");
    size_t bytes = 0;
    assert_int_equal(yp_report_write(data, path, false, diag, &bytes), YP_IO);
    assert_non_null(strstr(yp_diag_line(diag, 0), "no report of yipan"));
    assert_int_equal(yp_report_write(data, path, true, diag, &bytes), YP_OK);
    assert_true(bytes > 100000);
    assert_int_equal(yp_report_write(data, path, false, diag, NULL), YP_OK);
    unlink(path);
    free(path);
    yp_diag_free(diag);
    json_decref(data);
}

static void says_what_it_could_not_read(void **state)
{
    (void)state;
    yp_diag *diag = yp_diag_new();
    json_t *data = NULL;
    assert_int_equal(yp_report_read("/nowhere", diag, &data), YP_BAD_INPUT);
    assert_null(data);
    assert_non_null(strstr(yp_diag_line(diag, 0), "/nowhere/summary.json"));
    yp_diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_each_placeholder_once),
        cmocka_unit_test(nothing_typed_ends_the_script),
        cmocka_unit_test(numbers_are_finite_or_null),
        cmocka_unit_test(texts_that_are_no_utf8_are_null),
        cmocka_unit_test(tables_of_uneven_columns_are_noticed),
        cmocka_unit_test(names_share_whole_words),
        cmocka_unit_test(replaces_only_its_own),
        cmocka_unit_test(says_what_it_could_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
