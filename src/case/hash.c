/* A number for all that a case says: equal for equal cases, whatever the order of rows and columns. */
#include "case/internal.h"

#include <string.h>

/* One step of a multiply-and-fold hash. Source: splitmix64 (Steele, Lea & Flood 2014). */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    return hash ^ (hash >> 27);
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    const size_t length = text ? strlen(text) : 0;
    hash = mix(hash, length);
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = 0;
        memcpy(&word, text + i, length - i < 8 ? length - i : 8);
        hash = mix(hash, word);
    }
    return hash;
}

static uint64_t mix_number(uint64_t hash, double number)
{
    uint64_t word = 0x7ff8000000000000u; /* one NaN for all */
    if (number == 0) number = 0;         /* and one zero */
    if (!isnan(number)) memcpy(&word, &number, sizeof word);
    return mix(hash, word);
}

/* The case and the hash of each of its series. */
typedef struct {
    const yp_case *c;
    const uint64_t *series;
} hasher;

static uint64_t mix_value(const hasher *h, uint64_t hash, yp_value value)
{
    hash = mix_number(hash, value.offset);
    if (value.series == YP_NONE) return mix(hash, 1);
    return mix(mix_number(hash, value.scale), h->series[value.series]);
}

static uint64_t mix_index(uint64_t hash, const char *id)
{
    return mix_text(mix(hash, id != NULL), id);
}

static const char *place_id(const yp_case *c, uint32_t i)
{
    return i == YP_NONE ? NULL : c->places[i].id;
}

static const char *good_id(const yp_case *c, uint32_t i)
{
    return i == YP_NONE ? NULL : c->goods[i].id;
}

static const char *component_id(const yp_case *c, uint32_t i)
{
    return i == YP_NONE ? NULL : c->components[i].id;
}

static uint64_t mix_column(const hasher *h, uint64_t hash, const yp_column *column, const void *row)
{
    const void *field = (const char *)row + column->offset;
    switch (column->type) {
    case YP_TYPE_TEXT:
    case YP_TYPE_ID:
    case YP_TYPE_SELECTOR:
        return mix_text(hash, *(const char *const *)field);
    case YP_TYPE_INTEGER:
    case YP_TYPE_WORD:
        return mix(hash, (uint64_t) * (const int *)field);
    case YP_TYPE_DURATION:
        return mix_number(mix(hash, ((const yp_duration *)field)->in_blocks),
                          ((const yp_duration *)field)->number);
    case YP_TYPE_BOOLEAN:
        return mix(hash, *(const bool *)field);
    case YP_TYPE_NUMBER:
        return mix_number(hash, *(const double *)field);
    case YP_TYPE_VALUE:
        return mix_value(h, hash, *(const yp_value *)field);
    case YP_TYPE_PLACE:
        return mix_index(hash, place_id(h->c, *(const uint32_t *)field));
    case YP_TYPE_GOOD:
        return mix_index(hash, good_id(h->c, *(const uint32_t *)field));
    case YP_TYPE_COMPONENT:
        return mix_index(hash, component_id(h->c, *(const uint32_t *)field));
    }
    return hash;
}

static uint64_t mix_row(const hasher *h, uint64_t hash, yp_file file, const void *row)
{
    const yp_schema *schema = yp_schema_of(file);
    for (size_t i = 0; i < schema->column_count; i++)
        if (!(schema->columns[i].flags & (YP_COLUMN_BY_HAND | YP_COLUMN_LATER)))
            hash = mix_column(h, hash, &schema->columns[i], row);
    return hash;
}

/* Columns carried along, in any order. */
static uint64_t hash_carried(const yp_carried *carried)
{
    uint64_t sum = 0;
    for (; carried; carried = carried->next) sum += mix_text(mix_text(3, carried->name), carried->text);
    return sum;
}

static uint64_t mix_places_and_goods(const hasher *h, uint64_t hash)
{
    const yp_case *c = h->c;
    for (size_t i = 0; i < c->place_count; i++) {
        const yp_place *place = &c->places[i];
        hash = mix_index(mix_row(h, hash, YP_FILE_PLACES, place), place_id(c, place->parent));
        hash = mix_text(hash, place->level == YP_NONE ? NULL : c->levels[place->level]);
        hash = mix(hash, hash_carried(place->carried));
    }
    for (size_t i = 0; i < c->good_count; i++) {
        const yp_good *good = &c->goods[i];
        hash = mix_value(h, mix(mix_row(h, hash, YP_FILE_GOODS, good), good->disposal), good->disposal_price);
        hash = mix(mix_text(hash, good->layer), hash_carried(good->carried));
    }
    return hash;
}

static uint64_t mix_components(const hasher *h, uint64_t hash)
{
    const yp_case *c = h->c;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *component = &c->components[i];
        hash = mix_row(h, mix(hash, component->table), (yp_file)component->table, component);
        hash = mix(mix_text(hash, component->layer), hash_carried(component->carried));
    }
    for (size_t i = 0; i < c->coefficient_count; i++) {
        const yp_coefficient *k = &c->coefficients[i];
        hash = mix_row(h, mix_index(hash, component_id(c, k->component)), YP_FILE_COEFFICIENTS, k);
        hash = mix_index(mix_index(hash, place_id(c, k->place)), good_id(c, k->good));
    }
    for (size_t i = 0; i < c->step_count; i++) {
        hash =
            mix_row(h, mix_index(hash, component_id(c, c->steps[i].component)), YP_FILE_STEPS, &c->steps[i]);
        hash = mix_text(hash, c->steps[i].layer);
    }
    for (size_t i = 0; i < c->tax_count; i++) {
        const yp_tax *tax = &c->taxes[i];
        hash = mix_row(h, mix_index(hash, component_id(c, tax->component)), YP_FILE_TAXES, tax);
        hash = mix_index(hash, place_id(c, tax->revenue_to));
    }
    return hash;
}

static uint64_t mix_barriers(const hasher *h, uint64_t hash)
{
    const yp_case *c = h->c;
    for (size_t i = 0; i < c->barrier_count; i++) {
        const yp_barrier *barrier = &c->barriers[i];
        hash = mix(mix_row(h, hash, YP_FILE_BARRIERS, barrier), barrier->revenue);
        hash = mix_index(hash, place_id(c, barrier->revenue_place));
        hash = mix_text(mix_text(hash, barrier->layer), c->reforms[barrier->reform].id);
    }
    for (size_t i = 0; i < c->reform_count; i++) {
        const yp_reform *reform = &c->reforms[i];
        hash = mix_text(mix_text(mix_text(hash, reform->id), reform->name), reform->name_zh);
        for (size_t k = 0; k < reform->depends_count; k++)
            hash = mix_text(hash, c->reforms[reform->depends_on[k]].id);
    }
    return hash;
}

static uint64_t mix_study(uint64_t hash, const yp_study_wish *wish)
{
    hash = mix_text(hash, wish->name);
    for (size_t i = 0; i < wish->number_count; i++)
        hash = mix_number(mix_text(hash, wish->numbers[i].key), wish->numbers[i].value);
    return hash;
}

static uint64_t mix_scenarios(const hasher *h, uint64_t hash)
{
    const yp_case *c = h->c;
    for (size_t i = 0; i < c->scenario_count; i++)
        hash = mix(mix_row(h, hash, YP_FILE_SCENARIOS, &c->scenarios[i]),
                   yp_scenario_is_stochastic(&c->scenarios[i]));
    for (size_t i = 0; i < c->tables->shock_count; i++) {
        const yp_shock *shock = &c->tables->shocks[i];
        hash = mix_row(h, mix_text(hash, c->scenarios[shock->scenario].id), YP_FILE_SHOCKS, shock);
        hash = mix_index(mix_text(hash, shock->attribute), component_id(c, shock->component));
        hash = mix_index(hash, shock->barrier == YP_NONE ? NULL : c->barriers[shock->barrier].id);
    }
    for (size_t i = 0; i < c->gain_order_count; i++) hash = mix_text(hash, c->reforms[c->gain_order[i]].id);
    for (size_t i = 0; i < c->gain_range_count; i++) hash = mix_text(hash, c->scenarios[c->gain_range[i]].id);
    for (size_t i = 0; i < c->study_count; i++) hash = mix_study(hash, &c->studies[i]);
    return hash;
}

/* Rows whose order means nothing and that have no key of their own. */
static uint64_t mix_loose_rows(const hasher *h, uint64_t hash)
{
    const yp_case *c = h->c;
    uint64_t sum = 0;
    for (size_t i = 0; i < c->expect_count; i++)
        sum += mix_text(mix_row(h, 5, YP_FILE_EXPECT, &c->expects[i]), c->expects[i].kind);
    for (size_t i = 0; i < c->source_count; i++) sum += mix_row(h, 7, YP_FILE_SOURCES, &c->sources[i]);
    for (size_t i = 0; i < c->technology_count; i++)
        sum += mix_row(h, 11, YP_FILE_TECHNOLOGIES, &c->technologies[i]);
    for (size_t i = 0; i < c->target_count; i++) sum += mix_row(h, 13, YP_FILE_TARGETS, &c->targets[i]);
    return mix(hash, sum);
}

static uint64_t mix_time(const yp_case *c, uint64_t hash)
{
    const yp_time *time = &c->time;
    const int date[] = { time->year, time->month, time->day, time->hour, time->minute };
    for (size_t i = 0; i < sizeof date / sizeof *date; i++) hash = mix(hash, (uint64_t)date[i]);
    hash = mix(mix_number(mix_text(hash, time->zone), time->step_hours), time->snapshot_count);
    hash = mix(mix(mix(hash, time->drops_leap_day), time->is_partial), time->method);
    if (time->method == YP_AGGREGATE_DAYS) hash = mix(hash, time->day_count);
    if (time->method == YP_AGGREGATE_RESAMPLE) hash = mix_number(hash, time->resample_hours);
    hash = mix(mix(mix(hash, time->keeps_peak_net_load), time->keeps_low_wind_sun), time->within_month);
    hash = mix_text(hash, time->weight_file);
    for (size_t i = 0; time->block_step && i < time->snapshot_count; i++) {
        hash = mix_number(mix_number(mix_number(hash, time->block_step[i]), time->block_sum[i]),
                          time->block_cost[i]);
        hash = mix(mix(hash, time->block_cycle[i]), time->block_period[i]);
    }
    for (size_t i = 0; i < c->period_count; i++)
        hash = mix_number(mix_number(mix(hash, (uint64_t)c->periods[i].year), c->periods[i].years),
                          c->periods[i].weight);
    return hash;
}

static uint64_t mix_head(const yp_case *c, uint64_t hash)
{
    hash = mix_text(mix_text(mix_text(hash, c->title), c->title_zh), c->money);
    hash = mix_number(mix(hash, (uint64_t)c->money_year), c->discount_rate);
    if (c->objective_constant != 0) hash = mix_number(hash, c->objective_constant);
    if (c->losses.mode != YP_LOSSES_NONE)
        hash = mix_number(
            mix_number(mix(mix(hash, c->losses.mode), (uint64_t)c->losses.segments), c->losses.absolute),
            c->losses.relative);
    if (c->secure) hash = mix_text(hash, c->secure);
    if (c->risk_omega > 0) hash = mix_number(mix_number(hash, c->risk_alpha), c->risk_omega);
    hash = mix_text(hash, c->region_level == YP_NONE ? NULL : c->levels[c->region_level]);
    for (size_t i = 0; i < c->layer_count; i++) hash = mix_text(hash, c->layers[i]);
    return hash;
}

uint64_t yp_case_hash(const yp_case *c)
{
    yp_arena *arena = yp_arena_new(NULL);
    uint64_t *series = arena ? yp_arena_take(arena, c->series_count, sizeof *series) : NULL;
    if (!series) return yp_arena_free(arena), 0;
    for (size_t i = 0; i < c->series_count; i++) {
        series[i] = 17;
        for (size_t s = 0; s < c->time.snapshot_count; s++)
            series[i] = mix_number(series[i], c->series[i].values[s]);
    }
    const hasher h = { c, series };
    uint64_t hash = mix_time(c, mix_head(c, 1));
    hash = mix_places_and_goods(&h, hash);
    hash = mix_components(&h, hash);
    hash = mix_barriers(&h, hash);
    hash = mix_loose_rows(&h, mix_scenarios(&h, hash));
    yp_arena_free(arena);
    return hash;
}
