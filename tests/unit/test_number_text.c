#include "base/number_text.h"

#include "near.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    double value;
    const char *text;
} numbers[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { 0.1, "0.1" },
    { -153.675, "-153.675" },
    { 1e-7, "1e-07" },
    { 1e15, "1e+15" },
    { 123456789012345, "123456789012345" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { INFINITY, "inf" },
    { -INFINITY, "-inf" },
    { NAN, "nan" },
    { -NAN, "nan" },
    { DBL_MAX, "1.7976931348623157e+308" },
};

static void writes_the_fewest_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[YP_NUMBER_SIZE];
        size_t length = yp_number_text(numbers[i].value, text);
        assert_string_equal(text, numbers[i].text);
        assert_int_equal(length, strlen(text));
    }
}

/* Bit patterns of a fixed generator: numbers of every size. */
static void reads_back_to_the_same_number(void **state)
{
    (void)state;
    uint64_t bits = 20231130;
    for (int i = 0; i < 100000; i++) {
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        double value;
        char text[YP_NUMBER_SIZE];
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        assert_true(yp_number_text(value, text) < YP_NUMBER_SIZE);
        assert_true(strtod(text, NULL) == value);
    }
    char text[YP_NUMBER_SIZE];
    yp_number_text(-DBL_TRUE_MIN, text);
    assert_true(strtod(text, NULL) == -DBL_TRUE_MIN);
}

/* Only where the machine has such a locale. */
static void writes_a_point_in_any_locale(void **state)
{
    (void)state;
    static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "ps_AF.UTF-8" };
    for (size_t i = 0; i < 3; i++) {
        char text[YP_NUMBER_SIZE];
        if (!setlocale(LC_NUMERIC, names[i])) continue;
        yp_number_text(-1234.5e-20, text);
        assert_string_equal(text, "-1.2345e-17");
    }
    setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_the_fewest_digits),
        cmocka_unit_test(reads_back_to_the_same_number),
        cmocka_unit_test(writes_a_point_in_any_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
