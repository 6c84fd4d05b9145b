/* Fields of a row's struct by its columns: defaults and units. */
#include "case/internal.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

double *yp_number_field(const yp_column *column, void *row)
{
    return (double *)(void *)((char *)row + column->offset);
}

yp_value *yp_value_field(const yp_column *column, void *row)
{
    return (yp_value *)(void *)((char *)row + column->offset);
}

static double fallback_number(const yp_column *column)
{
    double number = NAN;
    if (column->fallback[0]) yp_number_parse(column->fallback, strlen(column->fallback), &number);
    return number;
}

static void fill_default(const yp_column *column, void *row)
{
    void *field = (char *)row + column->offset;
    const char *fallback = strcmp(column->fallback, "-") == 0 ? "" : column->fallback;
    switch (column->type) {
    case YP_TYPE_NUMBER:
        *(double *)field = fallback_number(column);
        break;
    case YP_TYPE_VALUE:
        *(yp_value *)field = yp_constant(fallback_number(column));
        break;
    case YP_TYPE_DURATION:
        *(yp_duration *)field = (yp_duration){ fallback_number(column), false };
        break;
    case YP_TYPE_BOOLEAN:
        *(bool *)field = strcmp(fallback, "yes") == 0;
        break;
    case YP_TYPE_INTEGER:
        *(int *)field = strcmp(column->name, "to_year") == 0 ? INT_MAX : INT_MIN;
        break;
    case YP_TYPE_PLACE:
    case YP_TYPE_GOOD:
    case YP_TYPE_COMPONENT:
        *(uint32_t *)field = YP_NONE;
        break;
    case YP_TYPE_WORD: {
        const int code = yp_word_code(column->words, fallback, strlen(fallback));
        *(int *)field = code >= 0 ? code : column->words == yp_resolution_words ? YP_RESOLUTION_COUNT : 0;
        break;
    }
    case YP_TYPE_TEXT:
    case YP_TYPE_ID:
    case YP_TYPE_SELECTOR:
        *(const char **)field = fallback[0] ? fallback : NULL;
        break;
    }
}

void yp_fill_defaults(const yp_schema *schema, void *row)
{
    for (size_t i = 0; i < schema->column_count; i++)
        if (!(schema->columns[i].flags & (YP_COLUMN_BY_HAND | YP_COLUMN_LATER)))
            fill_default(&schema->columns[i], row);
}

/* A component has all fields of all five tables: first every table's defaults, then its own. */
yp_component yp_component_defaults(yp_table table)
{
    yp_component component = { .table = table };
    for (yp_table t = 0; t < YP_TABLE_COUNT; t++) yp_fill_defaults(yp_schema_of((yp_file)t), &component);
    yp_fill_defaults(yp_schema_of((yp_file)table), &component);
    if (table != YP_PROCESS) component.level_unit = NULL;
    if (table == YP_DEMAND) component.capacity = INFINITY;
    return component;
}

yp_place yp_place_defaults(void)
{
    yp_place place = { .parent = YP_NONE, .level = YP_NONE, .region = YP_NONE };
    yp_fill_defaults(yp_schema_of(YP_FILE_PLACES), &place);
    return place;
}

yp_good yp_good_defaults(void)
{
    yp_good good = { .disposal_price = yp_constant(NAN) };
    yp_fill_defaults(yp_schema_of(YP_FILE_GOODS), &good);
    return good;
}

yp_coefficient yp_coefficient_defaults(void)
{
    yp_coefficient coefficient = { .component = YP_NONE, .place = YP_NONE, .good = YP_NONE };
    yp_fill_defaults(yp_schema_of(YP_FILE_COEFFICIENTS), &coefficient);
    return coefficient;
}

yp_step yp_step_defaults(void)
{
    yp_step step = { .component = YP_NONE };
    yp_fill_defaults(yp_schema_of(YP_FILE_STEPS), &step);
    return step;
}

yp_barrier yp_barrier_defaults(void)
{
    yp_barrier barrier = { .revenue = YP_REVENUE_SPLIT, .revenue_place = YP_NONE, .reform = YP_NONE };
    yp_fill_defaults(yp_schema_of(YP_FILE_BARRIERS), &barrier);
    return barrier;
}

/* ---- units ---- */

static yp_unit_text unit_format(const char *format, const char *a, const char *b, const char *c)
    __attribute__((format(printf, 1, 0)));

static yp_unit_text unit_format(const char *format, const char *a, const char *b, const char *c)
{
    yp_unit_text unit;
    const int length = snprintf(unit.text, sizeof unit.text, format, a, b, c);
    if (length < 0 || (size_t)length >= sizeof unit.text) strcpy(unit.text, "?");
    return unit;
}

/* In brackets if it is a product or a quotient, so that it may stand below a fraction line. */
static yp_unit_text below(const char *unit)
{
    return unit_format(strpbrk(unit, "/ .*") ? "(%s)" : "%s", unit, "", "");
}

/* MWh per hour is MW. */
static yp_unit_text per_hour(const char *amount)
{
    const size_t length = strlen(amount);
    if (length >= 2 && length < 200 && strcmp(amount + length - 2, "Wh") == 0) {
        yp_unit_text rate = unit_format("%s", amount, "", "");
        rate.text[length - 1] = '\0';
        return rate;
    }
    return unit_format(strpbrk(amount, "/ .*") ? "(%s)/h" : "%s/h", amount, "", "");
}

yp_units_of_row yp_units_of_good(const char *unit, yp_good_kind kind)
{
    yp_units_of_row units = { .amount = unit_format("%s", unit, "", "") };
    units.rate = kind == YP_STOCK ? units.amount : per_hour(unit);
    return units;
}

yp_units_of_row yp_units_of_level(const char *level_unit)
{
    const size_t length = strlen(level_unit);
    yp_unit_text amount = unit_format("%s", level_unit, "", "");
    if (length > 2 && length < sizeof amount.text && strcmp(level_unit + length - 2, "/h") == 0) {
        amount.text[length - 2] = '\0';
        return (yp_units_of_row){ amount, per_hour(amount.text) };
    }
    if (length > 1 && length < 200 && level_unit[length - 1] == 'W') {
        amount.text[length] = 'h';
        amount.text[length + 1] = '\0';
        return (yp_units_of_row){ amount, unit_format("%s", level_unit, "", "") };
    }
    return (yp_units_of_row){
        unit_format(strpbrk(level_unit, "/ .*") ? "(%s).h" : "%s.h", level_unit, "", ""), amount
    };
}

yp_units_of_row yp_units_of_component(const yp_case *c, const yp_component *component)
{
    if (component->good != YP_NONE)
        return yp_units_of_good(c->goods[component->good].unit, c->goods[component->good].kind);
    return component->level_unit ? yp_units_of_level(component->level_unit) : yp_units_of_good("1", YP_FLOW);
}

yp_unit_text yp_unit_of(yp_unit_rule rule, const yp_units_of_row *units, const char *money)
{
    const yp_unit_text amount = below(units->amount.text), rate = below(units->rate.text);
    switch (rule) {
    case YP_UNIT_SHARE:
        return unit_format("1", "", "", "");
    case YP_UNIT_RATE:
        return units->rate;
    case YP_UNIT_AMOUNT:
        return units->amount;
    case YP_UNIT_PRICE:
        return unit_format("%s/%s", money, amount.text, "");
    case YP_UNIT_SLOPE:
        return unit_format("%s/%s/%s", money, amount.text, rate.text);
    case YP_UNIT_MONEY_PER_RATE:
        return unit_format("%s/%s", money, rate.text, "");
    case YP_UNIT_MONEY_PER_RATE_YEAR:
        return unit_format("%s/%s/year", money, rate.text, "");
    case YP_UNIT_MONEY_PER_AMOUNT:
        return unit_format("%s/%s", money, amount.text, "");
    case YP_UNIT_MONEY_PER_AMOUNT_YEAR:
        return unit_format("%s/%s/year", money, amount.text, "");
    case YP_UNIT_PRICE_PER_HOUR:
        return unit_format("%s/%s/h", money, amount.text, "");
    case YP_UNIT_MONEY_PER_YEAR:
        return unit_format("%s/year", money, "", "");
    case YP_UNIT_PER_PACE:
        return unit_format("1/h", "", "", "");
    case YP_UNIT_PACE:
        return unit_format("h", "", "", "");
    case YP_UNIT_MONEY:
        return unit_format("%s", money, "", "");
    case YP_UNIT_MONEY_PER_HOUR:
        return unit_format("%s/h", money, "", "");
    case YP_UNIT_NONE:
    case YP_UNIT_COEFFICIENT:
    case YP_UNIT_BARRIER:
        return (yp_unit_text){ "" };
    default:
        return unit_format("%s", yp_unit_rule_text(rule), "", "");
    }
}
