#include "exchange/pypsa_attributes.h"

#include <stdint.h>
#include <string.h>

const char *yp_list_text(yp_list list)
{
    static const char *const words[] = {
#define X(code, word) word,
        YP_LIST_LIST(X)
#undef X
    };
    return words[list];
}

yp_list yp_list_of(const char *text)
{
    yp_list found = YP_LIST_COUNT;
    size_t longest = 0;
    for (yp_list list = 0; list < YP_LIST_COUNT; list++) {
        const char *word = yp_list_text(list);
        const size_t length = strlen(word);
        const bool fits = strncmp(text, word, length) == 0 &&
                          (text[length] == '_' || text[length] == '-' || text[length] == '\0');
        if (!fits || length <= longest) continue;
        found = list;
        longest = length;
    }
    return found;
}

size_t yp_port_number(const char *name, const char *stem)
{
    const size_t length = strlen(stem);
    size_t number = 0;
    if (strncmp(name, stem, length) != 0 || !name[length]) return SIZE_MAX;
    for (const char *digit = name + length; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || number > 9999) return SIZE_MAX;
        number = number * 10 + (size_t)(*digit - '0');
    }
    return number;
}

/* clang-format off */
#define READ(name, fallback) { name, fallback, YP_USE_READ }
#define VARYING(name, fallback) { name, fallback, YP_USE_VARYING }
#define SET(name) { name, "", YP_USE_SET }
#define NOTHING(name) { name, "", YP_USE_NOTHING }
#define REFUSED(name, fallback) { name, fallback, YP_USE_REFUSED }

/* Costs of building; the size of units; and what a plan of another run says of capacity. */
#define BUILT(nom)                                                                                     \
    READ(nom, "0"), READ(nom "_extendable", "False"), READ(nom "_min", "0"), READ(nom "_max", "inf"),  \
    READ(nom "_set", ""), NOTHING(nom "_opt"), READ("capital_cost", "0"), READ("fom_cost", "0"),       \
    READ("overnight_cost", ""), READ("discount_rate", ""), READ("lifetime", "inf"), READ("build_year", "0"), \
    READ("active", "True"), NOTHING("type"), READ("carrier", "")

#define COMMITTED                                                                                      \
    READ("committable", "False"), READ("start_up_cost", "0"), READ("shut_down_cost", "0"),              \
    VARYING("stand_by_cost", "0"), READ("min_up_time", "0"), READ("min_down_time", "0"), READ("up_time_before", "1"), \
    READ("down_time_before", "0"), SET("ramp_limit_up"), SET("ramp_limit_down"),         \
    READ("ramp_limit_start_up", ""), READ("ramp_limit_shut_down", ""), READ("p_init", ""),                \
    REFUSED("maintainable", "False"), NOTHING("maintenance_duration"), NOTHING("maintenance_pu"),      \
    NOTHING("maintenance_events"), NOTHING("status"), NOTHING("start_up"), NOTHING("shut_down"),       \
    NOTHING("n_mod"), NOTHING("n_opt"), NOTHING("mu_upper"), NOTHING("mu_lower"), NOTHING("mu_p_set"), \
    NOTHING("mu_ramp_limit_up"), NOTHING("mu_ramp_limit_down")

static const yp_attribute buses[] = {
    READ("v_nom", "1"), READ("carrier", "AC"), READ("x", "0"), READ("y", "0"), NOTHING("unit"), NOTHING("location"),
    NOTHING("type"), NOTHING("control"), NOTHING("generator"), NOTHING("sub_network"), NOTHING("v_mag_pu_set"),
    NOTHING("v_mag_pu_min"), NOTHING("v_mag_pu_max"), NOTHING("p"), NOTHING("q"), NOTHING("v_mag_pu"),
    NOTHING("v_ang"), NOTHING("marginal_price"),
};
static const yp_attribute carriers[] = {
    READ("max_growth", "inf"), READ("max_relative_growth", "0"), NOTHING("color"), NOTHING("nice_name"),
    READ("co2_emissions", "0"),
};
static const yp_attribute generators[] = {
    READ("bus", ""), BUILT("p_nom"), READ("p_nom_mod", "0"), VARYING("p_min_pu", "0"), VARYING("p_max_pu", "1"),
    SET("p_set"), READ("e_sum_min", "-inf"), READ("e_sum_max", "inf"), READ("sign", "1"),
    VARYING("marginal_cost", "0"), VARYING("marginal_cost_quadratic", "0"), VARYING("efficiency", "1"),
    NOTHING("control"), NOTHING("q_set"), NOTHING("weight"), NOTHING("p"), NOTHING("q"), COMMITTED,
};
static const yp_attribute loads[] = {
    READ("bus", ""), VARYING("p_set", "0"), READ("sign", "-1"), READ("active", "True"), READ("carrier", ""),
    NOTHING("type"), NOTHING("q_set"), NOTHING("p"), NOTHING("q"),
};
static const yp_attribute stores[] = {
    READ("bus", ""), BUILT("e_nom"), READ("e_nom_mod", "0"), VARYING("e_min_pu", "0"), VARYING("e_max_pu", "1"),
    READ("e_initial", "0"), READ("e_cyclic", "False"), READ("e_initial_per_period", "False"),
    READ("e_cyclic_per_period", "False"), SET("e_set"), SET("p_set"), VARYING("standing_loss", "0"),
    VARYING("marginal_cost", "0"), VARYING("marginal_cost_quadratic", "0"), VARYING("marginal_cost_storage", "0"),
    READ("sign", "1"), NOTHING("q_set"), NOTHING("p"), NOTHING("q"), NOTHING("e"), NOTHING("n_mod"),
    NOTHING("mu_upper"), NOTHING("mu_lower"), NOTHING("mu_energy_balance"), REFUSED("ramp_limit_up", ""),
    REFUSED("ramp_limit_down", ""),
};
static const yp_attribute storage_units[] = {
    READ("bus", ""), BUILT("p_nom"), READ("p_nom_mod", "0"), VARYING("p_min_pu", "-1"), VARYING("p_max_pu", "1"),
    READ("max_hours", "1"), VARYING("efficiency_store", "1"), VARYING("efficiency_dispatch", "1"),
    VARYING("standing_loss", "0"), VARYING("inflow", "0"), VARYING("spill_cost", "0"), VARYING("marginal_cost", "0"),
    VARYING("marginal_cost_quadratic", "0"), VARYING("marginal_cost_storage", "0"),
    READ("state_of_charge_initial", "0"), READ("cyclic_state_of_charge", "False"),
    READ("state_of_charge_initial_per_period", "False"), READ("cyclic_state_of_charge_per_period", "False"),
    SET("state_of_charge_set"), SET("p_set"), SET("p_dispatch_set"), SET("p_store_set"),
    READ("sign", "1"), NOTHING("control"), NOTHING("q_set"), NOTHING("p"), NOTHING("q"),
    NOTHING("p_dispatch"), NOTHING("p_store"), NOTHING("state_of_charge"), NOTHING("spill"), NOTHING("n_mod"),
    NOTHING("mu_upper"), NOTHING("mu_lower"), NOTHING("mu_energy_balance"), NOTHING("mu_state_of_charge_set"),
    REFUSED("ramp_limit_up", ""), REFUSED("ramp_limit_down", ""), REFUSED("committable", "False"),
};
static const yp_attribute links[] = {
    READ("bus0", ""), READ("bus1", ""), VARYING("efficiency", "1"), BUILT("p_nom"), READ("p_nom_mod", "0"),
    VARYING("p_min_pu", "0"), VARYING("p_max_pu", "1"), SET("p_set"), VARYING("marginal_cost", "0"),
    VARYING("marginal_cost_quadratic", "0"), READ("length", "0"), NOTHING("terrain_factor"), READ("delay", "0"),
    READ("cyclic_delay", "True"), NOTHING("p0"), NOTHING("p1"), COMMITTED,
};
static const yp_attribute processes[] = {
    VARYING("rate0", "-1"), VARYING("rate1", "1"), BUILT("p_nom"), READ("p_nom_mod", "0"), VARYING("p_min_pu", "0"),
    VARYING("p_max_pu", "1"), SET("p_set"), VARYING("marginal_cost", "0"), VARYING("marginal_cost_quadratic", "0"),
    NOTHING("length"), NOTHING("terrain_factor"), NOTHING("p"), COMMITTED,
};
#define BRANCH                                                                                         \
    READ("bus0", ""), READ("bus1", ""), READ("x", "0"), READ("r", "0"), NOTHING("g"), NOTHING("b"), BUILT("s_nom"), \
    READ("s_nom_mod", "0"), VARYING("s_max_pu", "1"), READ("length", "0"), NOTHING("terrain_factor"),  \
    READ("num_parallel", "1"), NOTHING("v_ang_min"), NOTHING("v_ang_max"), NOTHING("sub_network"),       \
    NOTHING("x_pu"), NOTHING("r_pu"), NOTHING("g_pu"), NOTHING("b_pu"), NOTHING("x_pu_eff"), NOTHING("r_pu_eff"), \
    NOTHING("p0"), NOTHING("p1"), NOTHING("q0"), NOTHING("q1"), NOTHING("mu_lower"), NOTHING("mu_upper"), \
    NOTHING("n_mod"), NOTHING("loss")
static const yp_attribute lines[] = { READ("type", ""), BRANCH };
static const yp_attribute transformers[] = {
    READ("type", ""), READ("tap_ratio", "1"), NOTHING("tap_side"), READ("tap_position", "0"), READ("phase_shift", "0"),
    READ("phase_shift_min", "0"), READ("phase_shift_max", "0"), NOTHING("phase_shift_opt"), NOTHING("model"), BRANCH,
};
static const yp_attribute line_types[] = {
    READ("r_per_length", "0"), READ("x_per_length", "0"), NOTHING("f_nom"), NOTHING("c_per_length"), NOTHING("i_nom"),
    NOTHING("mounting"), NOTHING("cross_section"), NOTHING("references"),
};
static const yp_attribute transformer_types[] = {
    READ("s_nom", "0"), READ("vsc", "0"), READ("vscr", "0"), READ("phase_shift", "0"), READ("tap_neutral", "0"),
    READ("tap_step", "0"), NOTHING("f_nom"), NOTHING("v_nom_0"), NOTHING("v_nom_1"), NOTHING("pfe"), NOTHING("i0"),
    NOTHING("tap_side"), NOTHING("tap_min"), NOTHING("tap_max"), NOTHING("references"),
};
static const yp_attribute global_constraints[] = {
    READ("type", "primary_energy"), READ("carrier_attribute", "co2_emissions"), READ("sense", "=="), READ("constant", "0"),
    READ("investment_period", ""), READ("bus", ""), NOTHING("mu"),
};
/* clang-format on */

#define LIST(name)                            \
    {                                         \
        (name), sizeof(name) / sizeof *(name) \
    }
static const struct {
    const yp_attribute *attributes;
    size_t count;
} known[YP_LIST_COUNT] = {
    [YP_LIST_BUSES] = LIST(buses),
    [YP_LIST_CARRIERS] = LIST(carriers),
    [YP_LIST_GENERATORS] = LIST(generators),
    [YP_LIST_LOADS] = LIST(loads),
    [YP_LIST_STORES] = LIST(stores),
    [YP_LIST_STORAGE_UNITS] = LIST(storage_units),
    [YP_LIST_LINKS] = LIST(links),
    [YP_LIST_PROCESSES] = LIST(processes),
    [YP_LIST_LINES] = LIST(lines),
    [YP_LIST_TRANSFORMERS] = LIST(transformers),
    [YP_LIST_GLOBAL_CONSTRAINTS] = LIST(global_constraints),
    [YP_LIST_LINE_TYPES] = LIST(line_types),
    [YP_LIST_TRANSFORMER_TYPES] = LIST(transformer_types),
};

/* Ports of links and processes, whatever their number. */
static const yp_attribute *port_attribute(yp_list list, const char *name)
{
    static const yp_attribute bus = READ("bus", ""), efficiency = VARYING("efficiency", "1"),
                              rate = VARYING("rate", "0"), delay = READ("delay", "0"),
                              wraps = READ("cyclic_delay", "True"), flow = NOTHING("p");
    if (list != YP_LIST_LINKS && list != YP_LIST_PROCESSES) return NULL;
    if (yp_port_number(name, "bus") != SIZE_MAX) return &bus;
    if (yp_port_number(name, "delay") != SIZE_MAX) return &delay;
    if (yp_port_number(name, "cyclic_delay") != SIZE_MAX) return &wraps;
    if (yp_port_number(name, "p") != SIZE_MAX) return &flow;
    if (list == YP_LIST_LINKS && yp_port_number(name, "efficiency") != SIZE_MAX) return &efficiency;
    return list == YP_LIST_PROCESSES && yp_port_number(name, "rate") != SIZE_MAX ? &rate : NULL;
}

const yp_attribute *yp_attribute_of(yp_list list, const char *name)
{
    for (size_t k = 0; k < known[list].count; k++)
        if (strcmp(known[list].attributes[k].name, name) == 0) return &known[list].attributes[k];
    return port_attribute(list, name);
}
