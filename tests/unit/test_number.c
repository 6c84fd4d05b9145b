#include "table/number.h"

#include "near.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const numbers[] = {
    "0",
    "-0",
    "+1",
    "1",
    "0.1",
    "0.1234",
    "123456789012345678",
    "9007199254740992",
    "9007199254740993",
    "9007199254740995",
    "18446744073709551615",
    "18446744073709551616",
    "1e22",
    "1e23",
    "8.5e22",
    "9.5e-3",
    "1e-22",
    "1e-23",
    "1.7976931348623157e308",
    "2.2250738585072011e-308",
    "2.2250738585072014e-308",
    "4.9e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "1e-400",
    "0e999999999999",
    "1e-99999999999999999999",
    "123456789012345.6789e5",
    "1E5",
    "1e+5",
    "0.30000000000000004",
    "5e-27",
    "9999999999999999999e27",
    "9999999999999999999e-27",
    "7.2057594037927933e16",
    "000000000000000000000000001.5",
    "0.000000000000000000000000000000000000001e39",
};

static const char *const others[] = {
    "",
    "+",
    "-",
    ".",
    ".5",
    "5.",
    "1.e5",
    "1e",
    "1e+",
    "e5",
    "--1",
    "1 ",
    " 1",
    "1,5",
    "1_000",
    "0x10",
    "nan",
    "NaN",
    "infinity",
    "+inf",
    "Inf",
    "1e5.0",
    "1.2.3",
    "1%",
    "\xEF\xBC\x91",
    "1e309",
    "1e999999999999",
    "1.7976931348623159e308",
    "-inf ",
    "i",
    "yes",
};

static void agrees_with_strtod_on_hard_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double value = -7, expected = strtod(numbers[i], NULL);
        assert_true(yp_number_parse(numbers[i], strlen(numbers[i]), &value));
        assert_memory_equal(&value, &expected, sizeof value); /* the sign of zero too */
    }
}

static void refuses_what_is_no_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        double value = -7;
        assert_false(yp_number_parse(others[i], strlen(others[i]), &value));
        assert_true(value == -7);
    }
}

static void reads_the_infinities(void **state)
{
    (void)state;
    double value;
    assert_true(yp_number_parse("inf", 3, &value) && value == INFINITY);
    assert_true(yp_number_parse("-inf", 4, &value) && value == -INFINITY);
}

static void reads_no_further_than_told(void **state)
{
    (void)state;
    double value;
    assert_true(yp_number_parse("12345", 2, &value) && value == 12);
    assert_true(yp_number_parse("1.5e3", 3, &value) && value == 1.5);
    assert_false(yp_number_parse("1.5", 2, &value));
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void assert_same(const char *text)
{
    double value = -7, expected = strtod(text, NULL);
    if (yp_number_parse(text, strlen(text), &value) && value == expected) return;
    print_error("'%s' gives %a: expected %a\n", text, value, expected);
    fail();
}

/* 100 000 doubles of any size, and as many numbers as tables hold them, printed in every length. */
static void agrees_with_strtod_on_random_numbers(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random(&seed);
        double any, table = (double)(int64_t)bits / 1e14;
        memcpy(&any, &bits, sizeof any);
        int digits = 1 + (int)(next_random(&seed) % 20);
        char text[512];
        if (isfinite(any)) {
            snprintf(text, sizeof text, "%.17g", any);
            assert_same(text);
            snprintf(text, sizeof text, "%.*e", digits, any);
            if (isfinite(strtod(text, NULL)))
                assert_same(text); /* the largest may round up past all doubles */
        }
        snprintf(text, sizeof text, "%.17g", table);
        assert_same(text);
        snprintf(text, sizeof text, "%.*f", digits, table);
        assert_same(text);
    }
}

/* Numbers that lie on or just beside the middle of two doubles. */
static void rounds_ties_to_even(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < 20000; i++) {
        uint64_t digits = (UINT64_C(1) << 53) + 2 * (next_random(&seed) >> 12) + 1;
        char text[64];
        for (int step = -1; step <= 1; step++) {
            snprintf(text, sizeof text, "%llu", (unsigned long long)digits + (unsigned long long)step);
            assert_same(text);
            snprintf(text, sizeof text, "%llue3", (unsigned long long)digits + (unsigned long long)step);
            assert_same(text);
            snprintf(text, sizeof text, "%llu.000000000000000000001", (unsigned long long)digits);
            assert_same(text);
        }
    }
}

/* Short texts are read as one word: as numbers that are the same with nine zeros before them, which make them
 * long. */
static void reads_short_texts_like_long_ones(void **state)
{
    (void)state;
    static const char letters[] = "01234567890123456789....-+eE:/,%\x30\xB0\x00";
    uint64_t seed = 3;
    for (int i = 0; i < 2000000; i++) {
        char text[10], padded[32];
        size_t length = 1 + next_random(&seed) % 9, sign = next_random(&seed) % 4 == 0;
        for (size_t k = 0; k < length; k++) text[k] = letters[next_random(&seed) % (sizeof letters - 1)];
        text[0] = sign && length > 1 ? '-' : text[0];
        bool is_signed = text[0] == '-' || text[0] == '+';
        memcpy(padded, text, is_signed);
        memset(padded + is_signed, '0', 9);
        memcpy(padded + is_signed + 9, text + is_signed, length - is_signed);
        double value = 0, expected = 0;
        bool starts_well = length > is_signed && text[is_signed] >= '0' && text[is_signed] <= '9';
        bool is_number = yp_number_parse(text, length, &value);
        assert_int_equal(is_number, starts_well && yp_number_parse(padded, length + 9, &expected));
        assert_true(value == expected);
    }
}

static void reads_a_million_digits(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    char *text = malloc(COUNT + 32);
    double value;
    memset(text, '0', COUNT);
    text[0] = '1';
    assert_false(yp_number_parse(text, COUNT, &value)); /* 1e999999 */
    strcpy(text + COUNT, "e-999999");
    assert_true(yp_number_parse(text, strlen(text), &value) && value == 1);
    memset(text, '0', COUNT);
    text[1] = '.';
    strcpy(text + COUNT, "25e999999");
    assert_true(yp_number_parse(text, strlen(text), &value) && value == 2.5);
    memset(text, '0', COUNT); /* the middle of 1 and the next double, and a hair more */
    memcpy(text, "1.00000000000000011102230246251565404236316680908203125", 55);
    assert_true(yp_number_parse(text, COUNT, &value) && value == 1);
    text[COUNT - 1] = '1';
    assert_true(yp_number_parse(text, COUNT, &value) && value > 1);
    free(text);
}

static void knows_no_locale(void **state)
{
    (void)state;
    static const char *const comma[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "fr_FR" };
    double value;
    for (size_t i = 0; i < sizeof comma / sizeof *comma; i++)
        setlocale(LC_ALL, comma[i]); /* as far as they are installed */
    assert_true(yp_number_parse("0.12345678901234567890123", 25, &value) &&
                value == 0.12345678901234567890123);
    assert_false(yp_number_parse("1,5", 3, &value));
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_strtod_on_hard_numbers),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(reads_the_infinities),
        cmocka_unit_test(reads_no_further_than_told),
        cmocka_unit_test(agrees_with_strtod_on_random_numbers),
        cmocka_unit_test(rounds_ties_to_even),
        cmocka_unit_test(reads_short_texts_like_long_ones),
        cmocka_unit_test(reads_a_million_digits),
        cmocka_unit_test(knows_no_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
