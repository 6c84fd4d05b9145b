/* Attributes as numbers, values and buses of a case. */
#include "exchange/internal.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_SIZE = 1000 };

void yp_mapped_error(const yp_mapped *x, const char *format, ...)
{
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    yp_network_error(x->m->n, yp_network_spot(x->m->n, x->list, x->row), "%s '%s': %s", yp_list_text(x->list),
                     x->m->n->tables[x->list].names[x->row], text);
}

double yp_mapped_optional(const yp_mapped *x, const char *attribute)
{
    return yp_network_number(x->m->n, x->list, x->row, attribute);
}

double yp_mapped_number(const yp_mapped *x, const char *attribute)
{
    const size_t errors = x->m->n->error_count;
    const double number = yp_mapped_optional(x, attribute);
    if (isnan(number) && x->m->n->error_count == errors)
        yp_mapped_error(x, "%s has no number: expected one", attribute);
    return number;
}

bool yp_mapped_flag(const yp_mapped *x, const char *attribute)
{
    return yp_network_flag(x->m->n, x->list, x->row, attribute);
}

const char *yp_mapped_text(const yp_mapped *x, const char *attribute)
{
    return yp_network_text(x->m->n, x->list, x->row, attribute);
}

/* May a name be a column's header and part of a reference as it stands? */
static bool is_plain(const char *name)
{
    if (strncmp(name, "row-", 4) == 0) return false;
    for (const char *c = name; *c; c++) {
        const bool is_letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        const bool is_digit = *c >= '0' && *c <= '9';
        if (!is_letter && !is_digit && *c != '_' && !(c > name && c[1] && (*c == ' ' || *c == '.')))
            return false;
    }
    return name[0] != '\0' && name[0] != '_';
}

yp_value yp_mapped_series(const yp_mapped *x, const char *attribute, const double *values)
{
    yp_network *n = x->m->n;
    const char *name = n->tables[x->list].names[x->row];
    const char *column = is_plain(name) ? name : yp_arena_format(n->arena, "row-%zu", x->row + 1);
    const char *whole =
        column ? yp_arena_format(n->arena, "%s-%s:%s", yp_list_text(x->list), attribute, column) : NULL;
    if (!whole) n->no_memory = true;
    const uint32_t series = whole ? yp_builder_series(x->m->b, whole, values) : YP_NONE;
    return (yp_value){ 0, 1, series };
}

yp_value yp_mapped_value(const yp_mapped *x, const char *attribute, double factor)
{
    const double *values = yp_network_series(x->m->n, x->list, x->row, attribute);
    if (!values) return yp_constant(factor * yp_mapped_number(x, attribute));
    for (size_t s = 0; s < x->m->n->snapshot_count; s++) {
        if (!isnan(values[s])) continue;
        yp_mapped_error(x, "%s has no number at snapshot '%s': expected one", attribute,
                        x->m->n->snapshots[s]);
        return yp_constant(0);
    }
    yp_value value = yp_mapped_series(x, attribute, values);
    value.scale = factor;
    return value;
}

yp_value yp_mapped_set(const yp_mapped *x, const char *attribute)
{
    const double *values = yp_network_series(x->m->n, x->list, x->row, attribute);
    if (!values) return yp_constant(yp_mapped_optional(x, attribute));
    for (size_t s = 0; s < x->m->n->snapshot_count; s++)
        if (!isnan(values[s])) return yp_mapped_series(x, attribute, values);
    return yp_constant(NAN);
}

void yp_mapped_range(const yp_mapped *x, const char *attribute, double *low, double *high)
{
    const double *values = yp_network_series(x->m->n, x->list, x->row, attribute);
    *low = *high = values ? values[0] : yp_mapped_number(x, attribute);
    for (size_t s = 0; values && s < x->m->n->snapshot_count; s++) {
        *low = fmin(*low, values[s]);
        *high = fmax(*high, values[s]);
    }
}

bool yp_mapped_is_zero(const yp_mapped *x, const char *attribute)
{
    double low, high;
    yp_mapped_range(x, attribute, &low, &high);
    return low == 0 && high == 0;
}

uint32_t yp_mapped_bus(const yp_mapped *x, const char *attribute, bool may_lack)
{
    const yp_map *buses = x->m->n->tables[YP_LIST_BUSES].rows;
    const char *name = yp_mapped_text(x, attribute);
    const uint32_t bus = buses ? yp_map_find(buses, name, strlen(name)) : YP_NONE;
    if (bus != YP_NONE || (may_lack && !*name)) return bus;
    const char *near = buses ? yp_map_nearest(buses, name, strlen(name)) : NULL;
    yp_mapped_error(x, "%s is '%s': there is no such bus%s%s%s", attribute, name,
                    near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    return YP_NONE;
}

const char *yp_list_singular(yp_list list)
{
    static const char *const words[YP_LIST_COUNT] = {
        [YP_LIST_GENERATORS] = "generator",
        [YP_LIST_LOADS] = "load",
        [YP_LIST_STORES] = "store",
        [YP_LIST_STORAGE_UNITS] = "storage_unit",
        [YP_LIST_LINKS] = "link",
        [YP_LIST_PROCESSES] = "process",
        [YP_LIST_LINES] = "line",
        [YP_LIST_TRANSFORMERS] = "transformer",
        [YP_LIST_GLOBAL_CONSTRAINTS] = "constraint",
    };
    return words[list];
}

const char *yp_mapped_id(const yp_mapped *x)
{
    const char *id = yp_arena_format(x->m->n->arena, "%s:%s", yp_list_singular(x->list),
                                     x->m->n->tables[x->list].names[x->row]);
    if (!id) x->m->n->no_memory = true;
    return id ? id : "";
}

double yp_mapped_capital_cost(const yp_mapped *x)
{
    const double overnight = yp_mapped_optional(x, "overnight_cost"), fixed = yp_mapped_number(x, "fom_cost");
    if (isnan(overnight)) return yp_mapped_number(x, "capital_cost") + fixed;
    const double rate = yp_mapped_number(x, "discount_rate");
    return overnight * yp_annuity(rate, yp_mapped_number(x, "lifetime")) * x->m->years + fixed;
}

bool yp_mapped_is_active(const yp_mapped *x)
{
    return yp_mapped_flag(x, "active");
}
