#include "table/yaml.h"

#include "complaints.h"

#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *name, *text;
    size_t length;
    const char *lines;
} refusals[] = {
    { "duplicate key", TEXT("a: 1\nb: 2\na: 3\n"),
      "x.yaml:3:1: error: key 'a' stands twice: the first is x.yaml:1:1" },
    { "duplicate key within", TEXT("中: {x: 1, x: 2}\n"),
      "x.yaml:1:11: error: key 'x' stands twice: the first is x.yaml:1:5" },
    { "two problems", TEXT("a: !t 1\nb: *c\n"),
      "x.yaml:1:7: error: tags such as !name are not read: expected a plain value\n"
      "x.yaml:2:4: error: alias '*c' has no anchor '&c' before it" },
    { "cycle", TEXT("a: &x [1, *x]\n"), "x.yaml:1:11: error: alias '*x' stands inside what it names" },
    { "anchor twice", TEXT("a: &x 1\nb: &x 2\n"), "x.yaml:2:7: error: anchor 'x' stands twice" },
    { "key without text", TEXT(": 1\n"), "x.yaml:1:1: error: key is empty: expected 'key: value'" },
    { "list as key", TEXT("? [a]\n: 1\n"), "x.yaml:1:3: error: key is a list or a mapping: expected text" },
    { "alias as key", TEXT("- &k x\n- *k : 1\n"), "x.yaml:2:3: error: key is the alias '*k': expected text" },
    { "two documents", TEXT("a: 1\n---\nb: 1\n"),
      "x.yaml:2:1: error: a second document begins: expected one" },
    { "NUL", TEXT("a: x\0y\n"), "x.yaml:1:5: error: NUL byte: expected text" },
    { "escaped NUL", TEXT("a: \"x\\0\"\n"),
      "x.yaml:1:5: error: text holds a NUL or half of a character: expected UTF-8 text" },
    { "invalid UTF-8", TEXT("a: 1\n上: \xC9\xCF\n"),
      "x.yaml:2:4: error: byte is not UTF-8: expected a file saved as UTF-8\n"
      "x.yaml:2:5: error: byte is not UTF-8: expected a file saved as UTF-8" },
    { "bracket not closed", TEXT("a: [1, 2\nb: 3\n"),
      "x.yaml:3:1: error: this is not YAML: flow sequence without a closing bracket" },
    { "nested on a line", TEXT("a: b: c\n"),
      "x.yaml:1:5: error: this is not YAML: invalid nested block mapping on the same line" },
    { "quotes not closed", TEXT("a: 'x\n"),
      "x.yaml:1:5: error: this is not YAML: single-quoted scalar without closing quote" },
    { "tab", TEXT("\ta: b\n"),
      "x.yaml:1:1: error: this is not YAML: invalid tab as indendation in a mapping" },
    { "stray brace", TEXT("{a: 1}}\n"),
      "x.yaml:1:7: error: this is not YAML: flow mapping with invalid extra closing brace" },
};

static void refuses_with_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        yp_diag *diag = yp_diag_new();
        yp_yaml *yaml = NULL;
        yp_status status = yp_yaml_parse(refusals[i].text, refusals[i].length, "x.yaml", diag, &yaml);
        assert_string_equal(lines_of(diag), refusals[i].lines);
        assert_int_equal(status, YP_BAD_INPUT);
        assert_null(yaml);
        yp_diag_free(diag);
    }
}

static yp_yaml *parsed(const char *text, size_t length)
{
    yp_diag *diag = yp_diag_new();
    yp_yaml *yaml = NULL;
    yp_status status = yp_yaml_parse(text, length, "x.yaml", diag, &yaml);
    assert_string_equal(lines_of(diag), "");
    assert_int_equal(status, YP_OK);
    yp_diag_free(diag);
    return yaml;
}

static void assert_at(yp_spot spot, uint32_t line, uint32_t column)
{
    assert_string_equal(spot.file, "x.yaml");
    assert_int_equal(spot.line, line);
    assert_int_equal(spot.column, column);
}

static void gives_values_and_places(void **state)
{
    (void)state;
    yp_yaml *yaml =
        parsed(TEXT("\xEF\xBB\xBF# case\r\nformat: 1\r\ntitle: {zh: 一盘, en: \"one \\\"board\\\"\"}\r\n"
                    "layers:\r\n- power\r\n- carbon\r\nempty:\r\ntext: |\r\n  a\r\n  b\r\n"));
    const yp_yaml_node *root = yp_yaml_root(yaml);
    assert_int_equal(yp_yaml_node_kind(root), YP_YAML_MAPPING);
    assert_int_equal(yp_yaml_count(root), 5);
    assert_string_equal(yp_yaml_key(root, 1), "title");
    assert_at(yp_yaml_key_spot(root, 1), 3, 1);
    assert_string_equal(yp_yaml_text(yp_yaml_get(root, "format")), "1");
    assert_at(yp_yaml_node_spot(yp_yaml_get(root, "format")), 2, 9);
    const yp_yaml_node *english = yp_yaml_get(yp_yaml_get(root, "title"), "en");
    assert_string_equal(yp_yaml_text(english), "one \"board\"");
    assert_int_equal(yp_yaml_node_spot(english).line, 3);
    assert_at(yp_yaml_key_spot(yp_yaml_get(root, "title"), 1), 3, 17);
    const yp_yaml_node *layers = yp_yaml_get(root, "layers");
    assert_int_equal(yp_yaml_node_kind(layers), YP_YAML_LIST);
    assert_null(yp_yaml_text(layers));
    assert_null(yp_yaml_key(layers, 0));
    assert_null(yp_yaml_get(layers, "power"));
    assert_string_equal(yp_yaml_text(yp_yaml_at(layers, 1)), "carbon");
    assert_at(yp_yaml_node_spot(yp_yaml_at(layers, 1)), 6, 3);
    assert_string_equal(yp_yaml_text(yp_yaml_get(root, "empty")), "");
    assert_string_equal(yp_yaml_text(yp_yaml_get(root, "text")), "a\nb\n");
    assert_null(yp_yaml_get(root, "nothing"));
    assert_null(yp_yaml_get(english, "x"));
    assert_int_equal(yp_yaml_count(english), 0);
    yp_yaml_free(yaml);
}

static void follows_aliases(void **state)
{
    (void)state;
    yp_yaml *yaml = parsed(TEXT("a: &x {b: [1]}\nc: *x\n"));
    const yp_yaml_node *root = yp_yaml_root(yaml);
    assert_ptr_equal(yp_yaml_get(root, "a"), yp_yaml_get(root, "c"));
    yp_yaml_free(yaml);
}

static void knows_empty_documents(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "\n", "# nothing\n", "---\n", "\xEF\xBB\xBF" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        yp_yaml *yaml = parsed(texts[i], strlen(texts[i]));
        assert_null(yp_yaml_root(yaml));
        yp_yaml_free(yaml);
    }
}

static const char *complaint_of(const char *text)
{
    yp_diag *diag = yp_diag_new();
    yp_yaml *yaml = NULL;
    yp_status status = yp_yaml_parse(text, strlen(text), "x.yaml", diag, &yaml);
    const char *lines = lines_of(diag);
    assert_int_equal(status, *lines ? YP_BAD_INPUT : YP_OK);
    yp_yaml_free(yaml);
    yp_diag_free(diag);
    return lines;
}

static void refuses_depth(void **state)
{
    (void)state;
    char text[300] = "";
    for (int i = 0; i < 63; i++) strcat(text, "[");
    strcat(text, "1");
    for (int i = 0; i < 63; i++) strcat(text, "]");
    assert_string_equal(complaint_of(text), "");
    memset(text, '[', 200);
    text[200] = '\0';
    assert_string_equal(complaint_of(text),
                        "x.yaml:1:65: error: nested too deep: expected at most 64 levels");
}

/* Nine lists of nine aliases each stand for 9^9 values. */
static void refuses_what_grows_by_aliases(void **state)
{
    (void)state;
    char text[2000] = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; i++) {
        sprintf(text + strlen(text), "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++) sprintf(text + strlen(text), "*a%d%s", i - 1, k < 8 ? ", " : "]\n");
    }
    assert_string_equal(complaint_of(text),
                        "x.yaml:7:9: error: too large once its aliases are followed: expected at most "
                        "1000000 values in 64 levels");
}

static void reads_files_and_says_why_not(void **state)
{
    (void)state;
    char path[] = "/tmp/yipan-test-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, "a: 1\n", 5), 5);
    yp_diag *diag = yp_diag_new();
    yp_yaml *yaml = NULL;
    assert_int_equal(yp_yaml_read(path, NULL, diag, &yaml), YP_OK);
    yp_yaml_free(yaml);
    assert_int_equal(ftruncate(file, (off_t)17 << 20), 0);
    assert_int_equal(yp_yaml_read(path, "x.yaml", diag, &yaml), YP_BAD_INPUT);
    close(file);
    unlink(path);
    assert_int_equal(yp_yaml_read(path, "y.yaml", diag, &yaml), YP_IO);
    assert_int_equal(yp_yaml_read("/tmp", "z.yaml", diag, &yaml), YP_IO);
    assert_string_equal(lines_of(diag), "x.yaml: error: it is longer than the 16 MiB that are read\n"
                                        "y.yaml: error: there is no such file\n"
                                        "z.yaml: error: it is a folder: expected a file");
    yp_diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_with_the_place),
        cmocka_unit_test(gives_values_and_places),
        cmocka_unit_test(follows_aliases),
        cmocka_unit_test(knows_empty_documents),
        cmocka_unit_test(refuses_depth),
        cmocka_unit_test(refuses_what_grows_by_aliases),
        cmocka_unit_test(reads_files_and_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
