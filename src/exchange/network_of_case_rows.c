#include "exchange/network_of_case_rows.h"

#include <math.h>
#include <stdio.h>

static void put(yp_case_rows *m, const yp_case_row *row, const char *name, double number)
{
    yp_form_number(&m->form, row->list, row->at, name, number);
}

static void put_flag(yp_case_rows *m, const yp_case_row *row, const char *name)
{
    yp_form_flag(&m->form, row->list, row->at, name);
}

static double *series_of(yp_case_rows *m, const yp_case_row *row, const char *name)
{
    return yp_form_series(&m->form, row->list, row->at, name);
}

static double value_at(const yp_case_rows *m, yp_value value, size_t b)
{
    return value.series == YP_NONE ? value.offset
                                   : value.offset + value.scale * m->plan->series[value.series][b];
}

/* factor × a value: a number, or a series where it varies. */
static void put_value(yp_case_rows *m, const yp_case_row *row, const char *name, double factor,
                      yp_value value)
{
    if (yp_is_absent(value)) return;
    if (value.series == YP_NONE) {
        put(m, row, name, factor * value.offset);
        return;
    }
    double *values = series_of(m, row, name);
    for (size_t b = 0; values && b < m->plan->blocks.count; b++) values[b] = factor * value_at(m, value, b);
}

static void put_bus(yp_case_rows *m, const yp_case_row *row, const char *name, uint32_t place, uint32_t good)
{
    const uint32_t bus = yp_case_rows_bus(m, place, good);
    if (bus != YP_NONE)
        yp_form_text(&m->form, row->list, row->at, name, m->n->tables[YP_LIST_BUSES].names[bus]);
}

/* Existing and new capacity are one number there, from what exists upwards; what it costs is taken off again
 * for what exists. */
static void put_capacity(yp_case_rows *m, const yp_case_row *row, const char *nom, bool is_energy)
{
    const yp_component *x = &m->c->components[row->component];
    char name[32];
    const double exists = is_energy ? x->energy : x->capacity,
                 most = is_energy ? x->energy_build_maximum : x->build_maximum,
                 least = is_energy ? x->energy_build_minimum : x->build_minimum,
                 investment = is_energy ? x->energy_investment : x->investment,
                 fixed = is_energy ? x->energy_fixed_cost : x->fixed_cost;
    put(m, row, nom, exists);
    if (!(most > 0)) return;
    snprintf(name, sizeof name, "%s_extendable", nom);
    put_flag(m, row, name);
    snprintf(name, sizeof name, "%s_min", nom);
    put(m, row, name, exists + least);
    snprintf(name, sizeof name, "%s_max", nom);
    put(m, row, name, exists + most);
    const double annuity = investment > 0 ? investment * yp_annuity(x->rate, x->lifetime) : 0;
    put(m, row, "capital_cost", (annuity + fixed) * m->factor);
    if (is_energy || isnan(x->build_unit)) return;
    snprintf(name, sizeof name, "%s_mod", nom);
    if (exists > 0)
        yp_case_rows_tell(m, x->id, "it comes in whole units beside what exists");
    else
        put(m, row, name, x->build_unit);
}

static void put_running(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    put_value(m, row, "p_max_pu", 1, x->availability);
    put_value(m, row, "p_set", 1, x->fixed);
    put_value(m, row, "marginal_cost", 1, x->cost);
    put_value(m, row, "marginal_cost_quadratic", 0.5, x->cost_slope);
    if (row->list == YP_LIST_GENERATORS) {
        put(m, row, "e_sum_min", x->total_minimum);
        put(m, row, "e_sum_max", x->total_maximum);
    } else if (isfinite(x->total_minimum) || isfinite(x->total_maximum)) {
        if (x->total_minimum > 0 || isfinite(x->total_maximum))
            yp_case_rows_tell(m, x->id, "its total is bounded");
    }
}

static void put_supply(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    put_bus(m, row, "bus", x->place, x->good);
    put_capacity(m, row, "p_nom", false);
    put_value(m, row, "p_min_pu", 1, x->minimum);
    put_running(m, row);
}

/* What is not served, at the value of what would have been: with value + slope·q − … for the first unit left
 * out.
 */
static void put_unserved(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    double most = 0;
    put_bus(m, row, "bus", x->place, x->good);
    for (size_t b = 0; b < m->plan->blocks.count; b++)
        most = fmax(most, value_at(m, x->quantity, b) * (1 - value_at(m, x->minimum, b)));
    put(m, row, "p_nom", most);
    double *share = series_of(m, row, "p_max_pu"), *cost = series_of(m, row, "marginal_cost");
    const bool has_slope = !yp_is_absent(x->value_slope);
    for (size_t b = 0; share && cost && b < m->plan->blocks.count; b++) {
        const double quantity = value_at(m, x->quantity, b);
        share[b] = most > 0 ? quantity * (1 - value_at(m, x->minimum, b)) / most : 0;
        cost[b] = value_at(m, x->value, b) + (has_slope ? value_at(m, x->value_slope, b) * quantity : 0);
    }
    if (has_slope) put_value(m, row, "marginal_cost_quadratic", -0.5, x->value_slope);
}

static void put_demand(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    put_bus(m, row, "bus", x->place, x->good);
    put_value(m, row, "p_set", 1, x->quantity);
}

static void put_link(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    const bool is_line = row->list == YP_LIST_LINES, is_back = *row->end != '\0';
    const bool is_two = !is_line && yp_plan_find(m->plan, YP_PART_REVERSE, row->component);
    put_bus(m, row, is_back ? "bus1" : "bus0", x->place, x->good);
    put_bus(m, row, is_back ? "bus0" : "bus1", x->to, x->good_to == YP_NONE ? x->good : x->good_to);
    if (is_two && x->build_maximum > 0)
        yp_case_rows_tell(m, x->id, "two directions share a capacity that may be built");
    put_capacity(m, row, is_line ? "s_nom" : "p_nom", false);
    if (!isnan(x->length)) put(m, row, "length", x->length);
    if (is_line) {
        const double voltage = m->c->places[x->place].voltage, base = voltage > 0 ? voltage * voltage : 1;
        put(m, row, "x", x->reactance * base);
        put(m, row, "r", x->reactance * base); /* what counts on buses that are not called AC */
        put_value(m, row, "s_max_pu", 1, x->availability);
        if (x->angle != 0) yp_case_rows_tell(m, x->id, "its angle shifts");
        return;
    }
    if (is_back) {
        put_value(m, row, "p_max_pu", 1, x->reverse);
        put_value(m, row, "efficiency", 1,
                  yp_is_absent(x->reverse_efficiency) ? x->efficiency : x->reverse_efficiency);
        return;
    }
    put_value(m, row, "efficiency", 1, x->efficiency);
    if (is_two || (x->reverse.series == YP_NONE && x->reverse.offset == 0))
        put_value(m, row, "p_min_pu", 1, x->minimum);
    else
        put_value(m, row, "p_min_pu", -1, x->reverse);
    put_running(m, row);
}

static void put_process(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    char bus[32], rate[32];
    size_t port = 0;
    put_capacity(m, row, "p_nom", false);
    put_value(m, row, "p_min_pu", 1, x->minimum);
    put_running(m, row);
    for (size_t k = 0; k < m->c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &m->c->coefficients[k];
        if (coefficient->component != row->component || !yp_case_rows_is_plain(m, coefficient->good) ||
            coefficient->per != YP_PER_LEVEL)
            continue;
        snprintf(bus, sizeof bus, "bus%zu", port);
        snprintf(rate, sizeof rate, "rate%zu", port++);
        const uint32_t place = coefficient->place == YP_NONE ? x->place : coefficient->place;
        put_bus(m, row, bus, place, coefficient->good);
        put_value(m, row, rate, 1, coefficient->value);
        if (port > 1) continue;
        put_bus(m, row, "bus1", place,
                coefficient->good); /* a second bus is asked for: unless another comes */
        put(m, row, "rate1", 0);
    }
}

static bool is_number(yp_value value, double number)
{
    return value.series == YP_NONE && value.offset == number;
}

static void put_store(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    const bool is_unit = row->list == YP_LIST_STORAGE_UNITS;
    put_bus(m, row, "bus", x->place, x->good);
    put_capacity(m, row, is_unit ? "p_nom" : "e_nom", !is_unit);
    put_value(m, row, "standing_loss", 1, x->loss);
    put_value(m, row, "marginal_cost", 1, x->cost);
    put_value(m, row, "marginal_cost_storage", 1, x->level_cost);
    put_value(m, row, is_unit ? "state_of_charge_set" : "e_set", 1, x->level_fixed);
    if (x->cycle == YP_CYCLE_NONE)
        put(m, row, is_unit ? "state_of_charge_initial" : "e_initial", x->initial);
    else
        put_flag(m, row, is_unit ? "cyclic_state_of_charge" : "e_cyclic");
    if (x->cycle == YP_CYCLE_DAY) yp_case_rows_tell(m, x->id, "it closes in every day");
    if (x->cycle == YP_CYCLE_NONE && x->final_minimum > 0)
        yp_case_rows_tell(m, x->id, "its final amount is bounded");
    if (!is_unit) {
        put_value(m, row, "e_min_pu", 1, x->level_minimum);
        put_value(m, row, "e_max_pu", 1, x->level_maximum);
        return;
    }
    put(m, row, "max_hours", isnan(x->hours) ? x->energy / x->capacity : x->hours);
    put_value(m, row, "p_max_pu", 1, x->availability);
    put_value(m, row, "p_min_pu", -1, x->charge_share);
    put_value(m, row, "efficiency_store", 1, x->efficiency_in);
    put_value(m, row, "efficiency_dispatch", 1, x->efficiency_out);
    put_value(m, row, "inflow", 1, x->inflow);
    if (!is_number(x->charge_cost, 0)) yp_case_rows_tell(m, x->id, "charging has a cost of its own");
    if (!is_number(x->level_minimum, 0) || !is_number(x->level_maximum, 1))
        yp_case_rows_tell(m, x->id, "its amount has bounds of its own");
}

void yp_case_row_put(yp_case_rows *m, const yp_case_row *row)
{
    const yp_component *x = &m->c->components[row->component];
    if (x->group) yp_form_text(&m->form, row->list, row->at, "carrier", x->group);
    switch (x->table) {
    case YP_SUPPLY:
        put_supply(m, row);
        break;
    case YP_DEMAND:
        if (*row->end)
            put_unserved(m, row);
        else
            put_demand(m, row);
        break;
    case YP_LINK:
        put_link(m, row);
        break;
    case YP_PROCESS:
        put_process(m, row);
        break;
    case YP_STORE:
        put_store(m, row);
        break;
    case YP_TABLE_COUNT:
        break;
    }
}
