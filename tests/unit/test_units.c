#include "table/units.h"

#include "complaints.h"

static yp_units *units_of_case(void)
{
    yp_units *units = NULL;
    yp_spot at = { "case.yaml", 4, 30 };
    assert_int_equal(yp_units_new("CNY", 2023, NULL, &units), YP_OK);
    assert_int_equal(yp_units_add_rate(units, "EUR", 7.5, at, NULL), YP_OK);
    assert_int_equal(yp_units_add_rate(units, "CNY@2015", 1.14, at, NULL), YP_OK);
    assert_int_equal(yp_units_add_rate(units, "CNY", 1, at, NULL), YP_OK);
    return units;
}

static const struct {
    const char *from, *to;
    double factor;
} factors[] = {
    { "MW", "MW", 1 },
    { "MW", "kW", 1000 },
    { "GW", "MW", 1000 },
    { "MVA", "MW", 1 },
    { "MWh", "GJ", 3.6 },
    { "TWh", "MWh", 1e6 },
    { "GWh", "kWh", 1e6 },
    { "MW h", "MWh", 1 },
    { "MWh/h", "MW", 1 },
    { "tce", "GJ", 29.3076 },
    { "kt", "t", 1000 }, /* a knot elsewhere */
    { "Mt", "kg", 1e9 },
    { "1e4 t", "kt", 10 },
    { "ha", "m2", 1e4 },
    { "km2", "ha", 100 },
    { "m³", "m3", 1 },
    { "mg/L", "g/m3", 1 },
    { "µg/m3", "mg/m3", 1e-3 },
    { "year", "h", 8760 },
    { "yr", "day", 365 },
    { "month", "hours", 730 },
    { "week", "days", 7 },
    { "t/year", "kg/h", 1000. / 8760 },
    { "%", "1", 0.01 },
    { "1", "%", 100 },
    { "%/h", "1/h", 0.01 },
    { "1", "1", 1 },
    { "deg", "rad", 0.017453292519943295 },
    { "pkm", "person km", 1 },
    { "tkm", "t.km", 1 },
    { "kt km", "tkm", 1000 },
    { "people", "person", 1 },
    { "TEU/year", "TEU/h", 1. / 8760 },
    { "vehicles", "vehicle", 1 },
    { "MW/block", "kW/block", 1000 },
    { "kV", "V", 1000 },
    { "CNY/MWh", "CNY/kWh", 1e-3 },
    { "CNY/kWh", "CNY/MWh", 1000 },
    { "EUR/MWh", "CNY/MWh", 7.5 },
    { "EUR", "CNY", 7.5 },
    { "CNY", "EUR", 1 / 7.5 },
    { "CNY@2015/t", "CNY/t", 1.14 },
    { "kCNY@2015", "CNY", 1140 },
    { "CNY@2023/t", "CNY/t", 1 },
    { "MEUR", "CNY", 7.5e6 },
    { "CNY/(MW.year)", "CNY/kW/yr", 1e-3 },
    { "degC", "degC", 1 },
    { "K", "K", 1 },
};

static void converts(void **state)
{
    (void)state;
    yp_units *units = units_of_case();
    for (int turn = 0; turn < 2; turn++) /* the second time from what is remembered */
        for (size_t i = 0; i < COUNT_OF(factors); i++) {
            double factor = -1;
            yp_status status = yp_units_factor(units, factors[i].from, factors[i].to, "x",
                                               (yp_spot){ "f", 1, 1 }, NULL, &factor);
            if (status != YP_OK) print_error("%s to %s\n", factors[i].from, factors[i].to);
            assert_int_equal(status, YP_OK);
            assert_true(fabs(factor - factors[i].factor) <= 4e-16 * factors[i].factor);
        }
    yp_units_free(units);
}

static const struct {
    const char *from, *to, *line;
} refusals[] = {
    { "ton", "t", "'ton': 'ton' is no unit, write t" },
    { "t/a", "t/year", "'t/a': 'a' is no unit, write year" },
    { "mwh", "MWh", "'mwh': 'mwh' is no unit, write MWh" },
    { "RMB/MWh", "CNY/MWh", "'RMB/MWh': 'RMB' is no unit, write CNY" },
    { "万元", "CNY", "'万元': '万元' is no unit that is known" },
    { "foo/MWh", "CNY/MWh", "'foo/MWh': 'foo' is no unit that is known" },
    { "hours since 2000-01-01", "h", "'hours since 2000-01-01': 'since' is no unit that is known" },
    { "MWh", "MW", "'MWh': expected a unit that converts to 'MW'" },
    { "CNY/MW", "CNY/MWh", "'CNY/MW': expected a unit that converts to 'CNY/MWh'" },
    { "TEU", "1", "'TEU': expected a unit that converts to '1'" },
    { "rad", "1", "'rad': expected a unit that converts to '1'" },
    { "1/s", "s", "'1/s': expected a unit that converts to 's'" }, /* which the library would turn over */
    { "degC", "K", "'degC': expected a unit that is a multiple of 'K', without an offset" },
    { "USD/MWh", "CNY/MWh", "'USD/MWh': case.yaml gives no factor in money.rates for USD" },
    { "CNY@2010", "CNY", "'CNY@2010': case.yaml gives no factor in money.rates for CNY@2010" },
    { "EUR@15", "CNY", "'EUR@15': expected money of a year as in CNY@2015" },
    { "MW@2015", "MW", "'MW@2015': expected money of a year as in CNY@2015" },
    { "MW/", "MW", "'MW/': expected a unit such as MW, CNY/MWh or 1" },
    { "", "MW", "'': expected a unit such as MW, CNY/MWh or 1" },
    { "12:30", "h", "'12:30': expected a unit such as MW, CNY/MWh or 1" },
    { "0 MW", "MW", "'0 MW': expected a unit such as MW, CNY/MWh or 1" },
    { "-1 MW", "MW", "'-1 MW': expected a unit that converts to 'MW'" },
};

static void refuses_with_both_units(void **state)
{
    (void)state;
    yp_units *units = units_of_case();
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        yp_diag *diag = yp_diag_new();
        double factor = -1;
        yp_spot at = { "links.csv", 1, 9 };
        yp_status status =
            yp_units_factor(units, refusals[i].from, refusals[i].to, "capacity", at, diag, &factor);
        char expected[400];
        snprintf(expected, sizeof expected, "links.csv:1:9: error: capacity is in %s", refusals[i].line);
        assert_string_equal(lines_of(diag), expected);
        assert_int_equal(status, YP_BAD_INPUT);
        assert_true(factor == -1);
        yp_diag_free(diag);
    }
    yp_units_free(units);
}

static const struct {
    const char *money;
    double factor;
    const char *line;
} bad_rates[] = {
    { "euro", 7, "rate of 'euro': expected a currency such as EUR, or one of a year such as CNY@2015" },
    { "EUR@", 7, "rate of 'EUR@': expected a currency such as EUR, or one of a year such as CNY@2015" },
    { "USD", 0, "rate of USD is 0: expected a number above 0" },
    { "USD", -1, "rate of USD is -1: expected a number above 0" },
    { "USD", INFINITY, "rate of USD is inf: expected a number above 0" },
    { "USD", NAN, "rate of USD is nan: expected a number above 0" },
    { "EUR", 7, "rate of EUR stands twice" },
    { "CNY", 2, "rate of CNY: it is the money of the case, expected 1" },
    { "CNY@2023", 2, "rate of CNY@2023: it is the money of the case, expected 1" },
    { "TEU", 2, "rate of TEU: it is a unit already, expected a currency" },
};

static void refuses_bad_rates(void **state)
{
    (void)state;
    yp_units *units = units_of_case();
    for (size_t i = 0; i < COUNT_OF(bad_rates); i++) {
        yp_diag *diag = yp_diag_new();
        yp_spot at = { "case.yaml", 4, 30 };
        assert_int_equal(yp_units_add_rate(units, bad_rates[i].money, bad_rates[i].factor, at, diag),
                         YP_BAD_INPUT);
        char expected[400];
        snprintf(expected, sizeof expected, "case.yaml:4:30: error: %s", bad_rates[i].line);
        assert_string_equal(lines_of(diag), expected);
        yp_diag_free(diag);
    }
    yp_units_free(units);
}

static void refuses_bad_money(void **state)
{
    (void)state;
    static const char *const codes[] = { "", "cny", "CNYX", "C1Y", "元" };
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        yp_units *units = NULL;
        assert_int_equal(yp_units_new(codes[i], 2023, NULL, &units), YP_BAD_INPUT);
        assert_null(units);
    }
    yp_diag *diag = yp_diag_new();
    yp_units *units = NULL;
    assert_int_equal(yp_units_new("CNY", 23, diag, &units), YP_BAD_INPUT);
    assert_string_equal(
        lines_of(diag),
        "error: money is 'CNY' of 23: expected a code of three capital letters such as CNY, and a year");
    yp_diag_free(diag);
}

/* Two cases with different money side by side. */
static void keeps_systems_apart(void **state)
{
    (void)state;
    yp_units *chinese = units_of_case(), *european = NULL;
    double factor;
    assert_int_equal(yp_units_new("EUR", 2020, NULL, &european), YP_OK);
    assert_int_equal(yp_units_add_rate(european, "CNY", 0.125, (yp_spot){ NULL, 0, 0 }, NULL), YP_OK);
    assert_int_equal(yp_units_factor(european, "CNY/t", "EUR/t", "x", (yp_spot){ NULL, 0, 0 }, NULL, &factor),
                     YP_OK);
    assert_true(factor == 0.125);
    yp_units_free(european);
    assert_int_equal(yp_units_factor(chinese, "EUR/t", "CNY/t", "x", (yp_spot){ NULL, 0, 0 }, NULL, &factor),
                     YP_OK);
    assert_true(factor == 7.5);
    yp_units_free(chinese);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts),
        cmocka_unit_test(refuses_with_both_units),
        cmocka_unit_test(refuses_bad_rates),
        cmocka_unit_test(refuses_bad_money),
        cmocka_unit_test(keeps_systems_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
