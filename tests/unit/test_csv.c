#include "table/csv.h"

#include "complaints.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *name, *text;
    size_t length;
    const char *lines;
} refusals[] = {
    { "empty file", TEXT(""),
      "x.csv: error: the file is empty: expected a header with the names of the columns" },
    { "byte-order mark alone", TEXT("\xEF\xBB\xBF"),
      "x.csv: error: the file is empty: expected a header with the names of the columns" },
    { "newline alone", TEXT("\n"), "x.csv:1:1: error: column name '' is empty: expected a name" },
    { "too few cells", TEXT("a,b,c\n1,2,3\n1,2\n"),
      "x.csv:3:1: error: row has 2 cells: expected 3, as in the header" },
    { "one cell", TEXT("a,b,c\n1"), "x.csv:2:1: error: row has 1 cell: expected 3, as in the header" },
    { "too many cells", TEXT("a,b\n1,2,\n"),
      "x.csv:2:1: error: row has 3 cells: expected 2, as in the header" },
    { "empty line", TEXT("a,b\n1,2\n\n1,2\n"),
      "x.csv:3:1: error: line is empty: expected 2 cells, as in the header" },
    { "empty line at the end", TEXT("a,b\r\n1,2\r\n\r\n"),
      "x.csv:3:1: error: line is empty: expected 2 cells, as in the header" },
    { "duplicate name", TEXT("a,b,a [MW]\n"),
      "x.csv:1:5: error: column 'a' stands twice: the first is x.csv:1:1" },
    { "empty name", TEXT("a,,c\n"), "x.csv:1:3: error: column name '' is empty: expected a name" },
    { "unit alone", TEXT("a,[MW]\n"), "x.csv:1:3: error: column name '[MW]' is empty: expected a name" },
    { "empty unit", TEXT("a []\n"),
      "x.csv:1:1: error: column name 'a []' has an empty unit: expected 'name' or 'name [unit]'" },
    { "bracket not closed", TEXT("a [MW\n"),
      "x.csv:1:1: error: column name 'a [MW' has '[' without ']' at its end: expected 'name' or 'name "
      "[unit]'" },
    { "bracket not opened", TEXT("a MW]\n"),
      "x.csv:1:1: error: column name 'a MW]' has ']' without '[': expected 'name' or 'name [unit]'" },
    { "NUL", TEXT("a,b\n1,x\0y\n"), "x.csv:2:4: error: NUL byte: expected text" },
    { "NUL in quotes", TEXT("a,b\n1,\"\0\"\n"), "x.csv:2:4: error: NUL byte: expected text" },
    { "NUL in the header", TEXT("a\0,b\n"), "x.csv:1:2: error: NUL byte: expected text" },
    { "invalid UTF-8", TEXT("a,b\n上海,\xC9\xCF\n"),
      "x.csv:2:4: error: byte is not UTF-8: expected a file saved as UTF-8\n"
      "x.csv:2:5: error: byte is not UTF-8: expected a file saved as UTF-8" },
    { "surrogate", TEXT("a\n\xED\xA0\x80\n"),
      "x.csv:2:1: error: byte is not UTF-8: expected a file saved as UTF-8\n"
      "x.csv:2:2: error: byte is not UTF-8: expected a file saved as UTF-8\n"
      "x.csv:2:2: error: byte is not UTF-8: expected a file saved as UTF-8" },
    { "tab", TEXT("a,b\n1,2\t\n"),
      "x.csv:2:4: error: control character outside quotes: expected printable text" },
    { "carriage return alone", TEXT("a,b\n1\r,2\n"),
      "x.csv:2:2: error: control character outside quotes: expected printable text" },
    { "quote inside", TEXT("a,b\n1,5\"\n"),
      "x.csv:2:4: error: quote inside a cell: expected quotes around the whole "
      "cell, and those inside doubled" },
    { "text after quotes", TEXT("a,b\n\"1\"x,2\n"),
      "x.csv:2:4: error: text after closing quotes: expected a comma or the end of the line" },
    { "open quotes", TEXT("a,b\n1,2\n3,\"4\n5,6\n"), "x.csv:3:3: error: quotes are never closed" },
    { "open quotes in the header", TEXT("a,\"b\n"), "x.csv:1:3: error: quotes are never closed" },
    { "behind a cell of several lines", TEXT("a,b\n\"x\ny\",\t\n1\n"),
      "x.csv:3:4: error: control character outside quotes: expected printable text\n"
      "x.csv:4:1: error: row has 1 cell: expected 2, as in the header" },
    { "all at once", TEXT("a,a\n1\n\x01,2\n1,2,3\n"),
      "x.csv:1:3: error: column 'a' stands twice: the first is x.csv:1:1\n"
      "x.csv:2:1: error: row has 1 cell: expected 2, as in the header\n"
      "x.csv:3:1: error: control character outside quotes: expected printable text\n"
      "x.csv:4:1: error: row has 3 cells: expected 2, as in the header" },
};

static void refuses_with_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        yp_diag *diag = yp_diag_new();
        yp_csv *csv = NULL;
        assert_int_equal(yp_csv_parse(refusals[i].text, refusals[i].length, "x.csv", diag, &csv),
                         YP_BAD_INPUT);
        assert_null(csv);
        assert_string_equal(lines_of(diag), refusals[i].lines);
        yp_diag_free(diag);
    }
}

static yp_csv *parsed(const char *text, size_t length)
{
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    yp_status status = yp_csv_parse(text, length, "x.csv", diag, &csv);
    assert_string_equal(lines_of(diag), "");
    assert_int_equal(status, YP_OK);
    yp_diag_free(diag);
    return csv;
}

static void assert_cell(const yp_csv *csv, size_t row, size_t column, const char *text, uint32_t line,
                        uint32_t at)
{
    yp_cell cell = yp_csv_cell(csv, row, column);
    assert_int_equal(cell.length, strlen(text));
    assert_memory_equal(cell.text, text, cell.length);
    assert_string_equal(cell.at.file, "x.csv");
    assert_int_equal(cell.at.line, line);
    assert_int_equal(cell.at.column, at);
}

static void gives_cells_and_places(void **state)
{
    (void)state;
    yp_csv *csv = parsed(TEXT("\xEF\xBB\xBFid,名 [MW],\"b, c\"\r\n"
                              "上海,,\"say \"\"hi\"\"\"\r\n"
                              "\"two\nlines 中\",\"\",x\r\n"
                              "last,\"\"\"\",\"中\"\"\n\"\"\""));
    assert_int_equal(yp_csv_row_count(csv), 3);
    assert_int_equal(yp_csv_column_count(csv), 3);
    assert_string_equal(yp_csv_name(csv, 0), "id");
    assert_null(yp_csv_unit(csv, 0));
    assert_string_equal(yp_csv_name(csv, 1), "名");
    assert_string_equal(yp_csv_unit(csv, 1), "MW");
    assert_string_equal(yp_csv_header(csv, 1).text, "名 [MW]");
    assert_int_equal(yp_csv_header(csv, 2).at.column, 11);
    assert_int_equal(yp_csv_find(csv, "b, c"), 2);
    assert_int_equal(yp_csv_find(csv, "b"), UINT32_MAX);
    assert_cell(csv, 0, 0, "上海", 2, 1);
    assert_cell(csv, 0, 1, "", 2, 4);
    assert_cell(csv, 0, 2, "say \"hi\"", 2, 5);
    assert_cell(csv, 1, 0, "two\nlines 中", 3, 1);
    assert_cell(csv, 1, 1, "", 4, 10);
    assert_cell(csv, 1, 2, "x", 4, 13);
    assert_cell(csv, 2, 0, "last", 5, 1);
    assert_cell(csv, 2, 1, "\"", 5, 6);
    assert_cell(csv, 2, 2, "中\"\n\"", 5, 11);
    assert_int_equal(yp_csv_row_spot(csv, 2).line, 5);
    yp_csv_free(csv);
}

static const struct {
    const char *text;
    size_t length, rows, columns;
} shapes[] = {
    { TEXT("a,b"), 0, 2 },           { TEXT("a,b\n"), 0, 2 },       { TEXT("a\n1"), 1, 1 },
    { TEXT("a\n1\n"), 1, 1 },        { TEXT("a\n\n"), 1, 1 },       { TEXT("a\r\n1\r\n2"), 2, 1 },
    { TEXT("a,b\n1,2\r"), 1, 2 },    { TEXT("a,b\n,\n"), 1, 2 },    { TEXT("a,b\n,"), 1, 2 },
    { TEXT("\"a\"\n\"\"\n"), 1, 1 }, { TEXT("a\n\"\t\"\n"), 1, 1 },
};

static void counts_rows_and_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        yp_csv *csv = parsed(shapes[i].text, shapes[i].length);
        assert_int_equal(yp_csv_row_count(csv), shapes[i].rows);
        assert_int_equal(yp_csv_column_count(csv), shapes[i].columns);
        yp_csv_free(csv);
    }
}

static void stops_after_a_hundred_problems(void **state)
{
    (void)state;
    char text[2000] = "a,b\n";
    for (int i = 0; i < 321; i++) strcat(text, "1\n");
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    assert_int_equal(yp_csv_parse(text, strlen(text), "x.csv", diag, &csv), YP_BAD_INPUT);
    assert_int_equal(yp_diag_count(diag, YP_ERROR), 101);
    assert_string_equal(yp_diag_line(diag, 0), "x.csv: error: 221 more problems of this file are not shown");
    yp_diag_free(diag);
}

/* A text of `length` times `piece` between `before` and `behind`, read as a table. */
static const char *complaint_of_long(const char *before, const char *piece, size_t count, const char *behind)
{
    size_t step = strlen(piece), used = strlen(before);
    char *text = malloc(used + count * step + strlen(behind) + 1);
    assert_non_null(text);
    strcpy(text, before);
    for (size_t i = 0; i < count; i++, used += step) memcpy(text + used, piece, step);
    strcpy(text + used, behind);
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    yp_status status = yp_csv_parse(text, strlen(text), "x.csv", diag, &csv);
    const char *lines = lines_of(diag);
    assert_int_equal(status, *lines ? YP_BAD_INPUT : YP_OK);
    yp_csv_free(csv);
    yp_diag_free(diag);
    free(text);
    return lines;
}

static void refuses_cells_and_rows_without_end(void **state)
{
    (void)state;
    assert_string_equal(complaint_of_long("a,b\n1,", "x", (1 << 20) - 1, "\n"), "");
    assert_string_equal(complaint_of_long("a,b\n1,", "x", (1 << 20) + 1, "\n1\n"),
                        "x.csv:2:3: error: cell is too long: expected at most 1 MiB\n"
                        "x.csv:3:1: error: row has 1 cell: expected 2, as in the header");
    assert_string_equal(complaint_of_long("a,b\n1,\"", "x\n", 1 << 20, "\",\"\n"),
                        "x.csv:1048578:3: error: quotes are never closed");
    assert_string_equal(complaint_of_long("a,b\n", ",", 1000000, "\n"),
                        "x.csv:2:1: error: row has 1000001 cells: expected 2, as in the header");
    assert_string_equal(
        complaint_of_long("a,b\n", ",", 1100000, "\n"),
        "x.csv:2:1: error: row has too many cells: expected at most 1000000; the rest is not read");
}

/* Write a file in a fresh folder and read it. */
static const char *complaint_of_file(const char *kind, yp_status expected)
{
    char folder[] = "/tmp/yipan-test-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x.csv", folder);
    if (strcmp(kind, "folder") == 0) assert_int_equal(mkdir(path, 0700), 0);
    if (strcmp(kind, "pipe") == 0) assert_int_equal(mkfifo(path, 0600), 0);
    if (strcmp(kind, "secret") == 0 || strcmp(kind, "sparse") == 0) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_int_equal(fclose(file), 0);
    }
    if (strcmp(kind, "secret") == 0) assert_int_equal(chmod(path, 0), 0);
    if (strcmp(kind, "sparse") == 0) assert_int_equal(truncate(path, (off_t)5 << 30), 0);
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    assert_int_equal(yp_csv_read(path, "x.csv", diag, &csv), expected);
    const char *lines = lines_of(diag);
    yp_diag_free(diag);
    if (strcmp(kind, "folder") == 0)
        rmdir(path);
    else
        unlink(path);
    rmdir(folder);
    return lines;
}

static void says_why_a_file_cannot_be_read(void **state)
{
    (void)state;
    assert_string_equal(complaint_of_file("none", YP_IO), "x.csv: error: there is no such file");
    assert_string_equal(complaint_of_file("folder", YP_IO), "x.csv: error: it is a folder: expected a file");
    assert_string_equal(complaint_of_file("pipe", YP_IO),
                        "x.csv: error: it is no ordinary file: expected one");
    if (geteuid() != 0)
        assert_string_equal(complaint_of_file("secret", YP_IO), "x.csv: error: no permission to read it");
}

/* 5 GiB of NUL bytes: no table goes on past a cell of 1 MiB, so reading stops there. */
static void stops_reading_where_no_table_can_go_on(void **state)
{
    (void)state;
    const char *lines = complaint_of_file("sparse", YP_BAD_INPUT);
    assert_non_null(strstr(lines, "x.csv:1:1: error: NUL byte: expected text"));
    assert_non_null(strstr(lines, "x.csv: error: 2097"));
}

static void reads_a_file_as_it_reads_memory(void **state)
{
    (void)state;
    char path[] = "/tmp/yipan-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    for (int i = 0; i < 300000; i++) assert_int_equal(write(file, "1234567,x\n", 10), 10);
    close(file);
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    assert_int_equal(yp_csv_read(path, "x.csv", diag, &csv), YP_OK);
    assert_int_equal(yp_csv_row_count(csv), 299999);
    assert_cell(csv, 299998, 1, "x", 300000, 9);
    yp_csv_free(csv);
    yp_diag_free(diag);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_with_the_place),
        cmocka_unit_test(gives_cells_and_places),
        cmocka_unit_test(counts_rows_and_columns),
        cmocka_unit_test(stops_after_a_hundred_problems),
        cmocka_unit_test(refuses_cells_and_rows_without_end),
        cmocka_unit_test(says_why_a_file_cannot_be_read),
        cmocka_unit_test(stops_reading_where_no_table_can_go_on),
        cmocka_unit_test(reads_a_file_as_it_reads_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
