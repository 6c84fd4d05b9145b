/* A case with changes: other numbers in the same structure. */
#include "case/internal.h"

#include <string.h>

/* A copy of an array in the arena of the new case. */
static void *copy_array(yp_builder *b, const void *items, size_t count, size_t size)
{
    void *copy = yp_take(b, count, size);
    if (copy && count) memcpy(copy, items, count * size);
    return copy;
}

double yp_change_number(double number, yp_change change, double by)
{
    if (change == YP_CHANGE_SET) return by;
    if (change == YP_CHANGE_ADD) return number + by;
    return by == 0 ? 0 : number * by; /* 0 × inf is 0 */
}

void yp_change_value(yp_value *value, const yp_shock *shock)
{
    if (shock->change == YP_CHANGE_SET) {
        *value = shock->value;
        return;
    }
    value->offset = yp_change_number(value->offset, shock->change, shock->value.offset);
    if (shock->change == YP_CHANGE_FACTOR) value->scale *= shock->value.offset;
}

/* Ends of what the changed number takes; a series has those of its values. */
void yp_check_changed(yp_builder *b, const yp_column *column, const yp_shock *shock, yp_value value,
                      const char *id)
{
    const yp_range *range = column->range;
    const double *values = value.series == YP_NONE ? NULL : b->c->series[value.series].values;
    const size_t count = values ? b->c->time.snapshot_count : 1;
    for (size_t s = 0; range && s < count; s++) {
        const double number = values ? value.offset + value.scale * values[s] : value.offset;
        if (isnan(number) || (number >= range->low && number <= range->high)) continue;
        yp_error(b, shock->at, "the %s makes %s of '%s' %g: expected a number, %s",
                 shock->scenario == YP_NONE ? "setting" : "scenario", column->name, id, number, range->words);
        return;
    }
}

void yp_apply_shock(yp_builder *b, const yp_shock *shock)
{
    yp_case *c = b->c;
    const bool is_barrier = shock->barrier != YP_NONE;
    void *row = is_barrier ? (void *)&c->barriers[shock->barrier] : (void *)&c->components[shock->component];
    const char *id = is_barrier ? c->barriers[shock->barrier].id : c->components[shock->component].id;
    const yp_file file = is_barrier ? YP_FILE_BARRIERS : (yp_file)c->components[shock->component].table;
    const yp_column *column = yp_schema_find(yp_schema_of(file), shock->attribute);
    if (column->type == YP_TYPE_NUMBER) {
        double *number = yp_number_field(column, row);
        *number = yp_change_number(*number, shock->change, shock->value.offset);
        yp_check_changed(b, column, shock, yp_constant(*number), id);
    } else {
        yp_value *value = yp_value_field(column, row);
        yp_change_value(value, shock);
        yp_check_changed(b, column, shock, *value, id);
    }
}

/* One stochastic scenario is certain to come: none is stochastic any more. */
static void make_certain(yp_builder *b)
{
    yp_case *c = b->c;
    c->scenarios = copy_array(b, c->scenarios, c->scenario_count, sizeof *c->scenarios);
    for (size_t i = 0; c->scenarios && i < c->scenario_count; i++)
        if (yp_scenario_is_stochastic(&c->scenarios[i])) c->scenarios[i].kind = "named";
}

static void apply_scenario(yp_builder *b, const char *name)
{
    const uint32_t scenario = yp_lookup(b, b->c->scenario_map, name, (yp_spot){ 0 }, "scenario");
    if (scenario != YP_NONE && yp_scenario_is_stochastic(&b->c->scenarios[scenario])) make_certain(b);
    for (size_t i = 0; scenario != YP_NONE && i < b->c->tables->shock_count; i++)
        if (b->c->tables->shocks[i].scenario == scenario) yp_apply_shock(b, &b->c->tables->shocks[i]);
}

static void lift(yp_builder *b, const char *name)
{
    const bool is_all = strcmp(name, "all") == 0;
    const uint32_t reform = is_all ? YP_NONE : yp_lookup(b, b->c->reform_map, name, (yp_spot){ 0 }, "reform");
    for (size_t i = 0; i < b->c->barrier_count; i++)
        if (is_all || (reform != YP_NONE && b->c->barriers[i].reform == reform))
            b->c->barriers[i].is_lifted = true;
}

/* What was built elsewhere must be built here, no more and no less: its cost stays in the account. What may
 * not build here stays as it is. */
static void hold(yp_builder *b, const yp_hold *hold)
{
    yp_component *component = &b->c->components[hold->component];
    if (component->build_maximum > 0) component->build_minimum = component->build_maximum = hold->built;
    if (component->energy_build_maximum > 0)
        component->energy_build_minimum = component->energy_build_maximum = hold->energy_built;
}

yp_status yp_case_apply(const yp_case *c, const yp_changes *changes, yp_diag *diag, yp_case **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_case *copy = arena ? yp_arena_take(arena, 1, sizeof *copy) : NULL;
    if (!copy) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    *copy = c->plain ? *c->plain : *c;
    copy->arena = arena;
    yp_builder b = { .c = copy, .diag = diag };
    copy->components = copy_array(&b, copy->components, c->component_count, sizeof *c->components);
    copy->barriers = copy_array(&b, copy->barriers, c->barrier_count, sizeof *c->barriers);
    if (!b.no_memory) {
        if (changes->scenario) apply_scenario(&b, changes->scenario);
        for (size_t i = 0; i < changes->setting_count; i++) yp_apply_setting(&b, c, &changes->settings[i]);
        if (changes->risk) {
            copy->risk_alpha = changes->risk[0];
            copy->risk_omega = changes->risk[1];
        }
        for (size_t i = 0; i < changes->lift_count; i++) lift(&b, changes->lift[i]);
        for (size_t i = 0; i < changes->hold_count; i++) hold(&b, &changes->holds[i]);
        if (changes->losses) copy->losses = *changes->losses;
        if (changes->secure) copy->secure = yp_keep(&b, changes->secure, strlen(changes->secure));
        if (changes->losses) yp_check_losses(&b);
        if (changes->secure) yp_check_secure(&b);
        if (b.error_count == 0) copy->hash = yp_case_hash(copy);
        if (b.error_count == 0) yp_branch_case(&b);
    }
    const yp_status status = b.no_memory ? YP_NO_MEMORY : b.error_count ? YP_BAD_INPUT : YP_OK;
    if (status == YP_OK)
        *out = copy;
    else
        yp_arena_free(arena);
    return status;
}
