#include "table/matrix.h"

#include "complaints.h"

#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *name, *text;
    size_t length;
    const char *lines;
} refusals[] = {
    { "decimal comma", TEXT("t,load [MW]\n0,\"1,5\"\n"),
      "x.csv:2:3: error: load is '1,5': expected a number in MW" },
    { "no unit", TEXT("t,load\n0,1\n1, 2\n"), "x.csv:3:3: error: load is ' 2': expected a number" },
    { "nan", TEXT("t,a,b\n0,nan,1\n"), "x.csv:2:3: error: a is 'nan': expected a number" },
    { "too large", TEXT("t,a\n0,1e999\n"), "x.csv:2:3: error: a is '1e999': expected a number" },
    { "behind characters", TEXT("t,a,b\n上海,1,x\n"), "x.csv:2:6: error: b is 'x': expected a number" },
    { "behind lines", TEXT("t,a\n\"x\ny\",1\nz,-\n"), "x.csv:4:3: error: a is '-': expected a number" },
    { "long text", TEXT("t,a\n0,上上上上上上上上上上上上上上上上上上上上上\n"),
      "x.csv:2:3: error: a is '上上上上上上上上上上上上上上上上上上上上…': expected a number" },
    { "ragged", TEXT("t,a\n0\n"), "x.csv:2:1: error: row has 1 cell: expected 2, as in the header" },
    { "empty", TEXT(""), "x.csv: error: the file is empty: expected a header with the names of the columns" },
    { "all at once", TEXT("t,a,a\n0,x,1\n1\n"),
      "x.csv:1:5: error: column 'a' stands twice: the first is x.csv:1:3\n"
      "x.csv:2:3: error: a is 'x': expected a number\n"
      "x.csv:3:1: error: row has 1 cell: expected 3, as in the header" },
};

static void refuses_with_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        yp_diag *diag = yp_diag_new();
        yp_matrix *matrix = NULL;
        yp_status status =
            yp_matrix_parse(refusals[i].text, refusals[i].length, "x.csv", true, diag, &matrix);
        assert_string_equal(lines_of(diag), refusals[i].lines);
        assert_int_equal(status, YP_BAD_INPUT);
        assert_null(matrix);
        yp_diag_free(diag);
    }
}

static yp_matrix *parsed(const char *text, size_t length, bool has_key)
{
    yp_diag *diag = yp_diag_new();
    yp_matrix *matrix = NULL;
    yp_status status = yp_matrix_parse(text, length, "x.csv", has_key, diag, &matrix);
    assert_string_equal(lines_of(diag), "");
    assert_int_equal(status, YP_OK);
    yp_diag_free(diag);
    return matrix;
}

static void reads_numbers_into_columns(void **state)
{
    (void)state;
    yp_matrix *m = parsed(
        TEXT("snapshot,a [MW],\"b\"\r\n2022-01-01T00:00,1.5,\r\n\"x,\"\"y\n\",\"-2e3\",inf\r\nz,+0,-inf"),
        true);
    assert_int_equal(yp_matrix_row_count(m), 3);
    assert_int_equal(yp_matrix_column_count(m), 2);
    assert_string_equal(yp_matrix_name(m, 0), "a");
    assert_string_equal(yp_matrix_unit(m, 0), "MW");
    assert_null(yp_matrix_unit(m, 1));
    assert_int_equal(yp_matrix_find(m, "b"), 1);
    assert_int_equal(yp_matrix_find(m, "snapshot"), UINT32_MAX);
    assert_int_equal(yp_matrix_find(m, "c"), UINT32_MAX);
    const double *a = yp_matrix_column(m, 0), *b = yp_matrix_column(m, 1);
    assert_true(a[0] == 1.5 && a[1] == -2000 && a[2] == 0);
    assert_true(isnan(b[0]) && b[1] == INFINITY && b[2] == -INFINITY);
    assert_string_equal(yp_matrix_key(m, 0), "2022-01-01T00:00");
    assert_string_equal(yp_matrix_key(m, 1), "x,\"y\n");
    yp_spot empty = yp_matrix_spot(m, 0, 1), behind = yp_matrix_spot(m, 1, 1),
            header = yp_matrix_spot(m, SIZE_MAX, 1);
    assert_true(empty.line == 2 && empty.column == 22);
    assert_true(behind.line == 4 && behind.column == 10);
    assert_true(header.line == 1 && header.column == 17);
    yp_matrix_free(m);
}

static void reads_tables_without_key(void **state)
{
    (void)state;
    yp_matrix *m = parsed(TEXT("a,b\n1,2\n3,4\n"), false);
    assert_int_equal(yp_matrix_column_count(m), 2);
    assert_null(yp_matrix_key(m, 0));
    assert_true(yp_matrix_column(m, 1)[1] == 4);
    assert_int_equal(yp_matrix_find(m, "a"), 0);
    yp_matrix_free(m);
}

static void reads_keys_without_numbers(void **state)
{
    (void)state;
    yp_matrix *m = parsed(TEXT("snapshot\nx\ny\n"), true);
    assert_int_equal(yp_matrix_column_count(m), 0);
    assert_int_equal(yp_matrix_row_count(m), 2);
    assert_string_equal(yp_matrix_key(m, 1), "y");
    yp_matrix_free(m);
    m = parsed(TEXT("snapshot,a\n"), true);
    assert_int_equal(yp_matrix_row_count(m), 0);
    yp_matrix_free(m);
}

/* Rows are turned into columns some at a time: every count around that number. */
static void keeps_every_value_at_its_place(void **state)
{
    (void)state;
    for (int rows = 0; rows < 70; rows++) {
        char text[4000];
        size_t used = (size_t)sprintf(text, "a,b,c\n");
        for (int r = 0; r < rows; r++) used += (size_t)sprintf(text + used, "%d,%d.5,-%d\n", r, r, r);
        yp_matrix *m = parsed(text, used, false);
        assert_int_equal(yp_matrix_row_count(m), rows);
        for (int r = 0; r < rows; r++) {
            assert_true(yp_matrix_column(m, 0)[r] == r && yp_matrix_column(m, 1)[r] == r + 0.5);
            assert_true(yp_matrix_column(m, 2)[r] == -r);
            assert_int_equal(yp_matrix_spot(m, (size_t)r, 0).line, r + 2);
        }
        yp_matrix_free(m);
    }
}

static void reads_files(void **state)
{
    (void)state;
    char path[] = "/tmp/yipan-test-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, "a,b\n1,2\n", 8), 8);
    close(file);
    yp_diag *diag = yp_diag_new();
    yp_matrix *m = NULL;
    assert_int_equal(yp_matrix_read(path, NULL, false, diag, &m), YP_OK);
    assert_string_equal(yp_matrix_spot(m, 0, 0).file, path);
    yp_matrix_free(m);
    unlink(path);
    assert_int_equal(yp_matrix_read(path, "x.csv", false, diag, &m), YP_IO);
    assert_string_equal(lines_of(diag), "x.csv: error: there is no such file");
    yp_diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_with_the_place),         cmocka_unit_test(reads_numbers_into_columns),
        cmocka_unit_test(reads_tables_without_key),       cmocka_unit_test(reads_keys_without_numbers),
        cmocka_unit_test(keeps_every_value_at_its_place), cmocka_unit_test(reads_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
