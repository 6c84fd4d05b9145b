/** The coefficients of a component in the balances of goods at places. */
#include "verify/internal.h"

static yp_resolution finer(yp_resolution a, yp_resolution b)
{
    return a < b ? a : b;
}

typedef struct {
    yp_board *board;
    yp_terms *terms;
    yp_entry_visit visit;
    void *self;
} visitor;

static yp_resolution level_of_entry(const yp_board *board, const yp_entry *entry)
{
    return finer(entry->column->resolution, board->c->goods[entry->good].resolution);
}

static void hand_over(const visitor *v, yp_entry entry)
{
    v->visit(v->self, v->board, &entry);
}

/* A port with the same coefficient at every block. */
static void visit_port(const visitor *v, yp_column *column, uint32_t place, uint32_t good, double sign)
{
    yp_entry entry = { .place = place, .good = good, .column = column, .is_amount = column->is_amount };
    double *value = v->board->entry_memory;
    const size_t count = v->board->levels[level_of_entry(v->board, &entry)].count;
    for (size_t f = 0; f < count; f++) value[f] = sign;
    entry.value = value;
    hand_over(v, entry);
}

static void visit_arrival(const visitor *v, yp_column *column, uint32_t place, uint32_t good, bool is_reverse)
{
    yp_entry entry = { .place = place,
                       .good = good,
                       .column = column,
                       .value = v->board->entry_memory,
                       .is_amount = column->is_amount,
                       .source = yp_sources_of(v->board, v->terms->row->delay, v->terms->row->delay_wraps) };
    yp_link_efficiency(v->board, v->terms, is_reverse, level_of_entry(v->board, &entry),
                       v->board->entry_memory);
    hand_over(v, entry);
}

static void visit_link(const visitor *v)
{
    const yp_component *row = v->terms->row;
    const uint32_t good_to = row->good_to == YP_NONE ? row->good : row->good_to;
    visit_port(v, v->terms->main, row->place, row->good, -1);
    visit_arrival(v, v->terms->main, row->to, good_to, false);
    if (v->terms->loss) {
        visit_port(v, v->terms->loss, row->place, row->good, -0.5);
        visit_port(v, v->terms->loss, row->to, good_to, -0.5);
    }
    if (!v->terms->reverse) return;
    visit_port(v, v->terms->reverse, row->to, good_to, -1);
    visit_arrival(v, v->terms->reverse, row->place, row->good, true);
}

/* Outside its years a coefficient counts nothing. */
static void keep_in_force(const visitor *v, const yp_coefficient *coefficient, yp_resolution resolution,
                          double *value)
{
    for (size_t f = 0; f < v->board->levels[resolution].count; f++)
        if (!yp_years_are_at(v->board, coefficient->from_year, coefficient->to_year, resolution, f))
            value[f] = 0;
}

/* Is a block of a level the first of its scenario? The only one is, above all of them. */
static bool is_first_of_scenario(const yp_board *board, yp_resolution resolution, size_t f)
{
    const uint32_t *first = board->levels[resolution].first, *scenario = board->plan->blocks.scenario;
    return f == 0 || scenario[first[f]] != scenario[first[f - 1]];
}

/* Per capacity: existing and new, at every block of the good in which the component exists. Per build: new
 * only; of a flow good once, in its first block. */
static void visit_capacity(const visitor *v, const yp_coefficient *coefficient, yp_entry *entry,
                           double *value)
{
    const yp_good *good = &v->board->c->goods[entry->good];
    const bool is_build = coefficient->per == YP_PER_BUILD || coefficient->per == YP_PER_ENERGY_BUILD;
    const bool is_energy = coefficient->per == YP_PER_ENERGY || coefficient->per == YP_PER_ENERGY_BUILD;
    yp_column *built = is_energy ? v->terms->energy_built : v->terms->built;
    entry->column = built ? built : &v->terms->held;
    entry->given = is_build ? 0 : is_energy ? v->terms->row->energy : v->terms->row->capacity;
    entry->is_amount = is_build;
    yp_value_at(v->board, coefficient->value, good->resolution, value);
    for (size_t f = 0; f < v->board->levels[good->resolution].count; f++) {
        const bool is_past =
            is_build && good->kind == YP_FLOW && !is_first_of_scenario(v->board, good->resolution, f);
        if (is_past || !yp_component_is_alive(v->board, v->terms->index, good->resolution, f)) value[f] = 0;
    }
    keep_in_force(v, coefficient, good->resolution, value);
    hand_over(v, *entry);
    if (coefficient->per != YP_PER_CAPACITY || !v->terms->retired) return;
    entry->column = v->terms->retired;
    entry->given = 0;
    for (size_t f = 0; f < v->board->levels[good->resolution].count; f++) value[f] = -value[f];
    hand_over(v, *entry);
}

/* Per level change: initial − final amount, where an open chain ends; of one that begins anew in each period
 * for every year, where the good counts them. */
static void visit_level_change(const visitor *v, const yp_coefficient *coefficient, yp_entry *entry,
                               double *value)
{
    const yp_component *row = v->terms->row;
    if (row->cycle != YP_CYCLE_NONE && row->cycle != YP_CYCLE_RESTART) return;
    const bool is_yearly =
        row->cycle == YP_CYCLE_RESTART && v->board->c->goods[entry->good].resolution >= YP_PERIOD;
    entry->column = v->terms->stored;
    entry->is_amount = true;
    const yp_resolution resolution = level_of_entry(v->board, entry);
    const yp_level *level = &v->board->levels[resolution];
    const size_t scenarios = v->board->plan->blocks.scenario_count, each = level->count / scenarios;
    double *all = v->board->entry_memory + v->board->plan->blocks.count;
    yp_value_at(v->board, coefficient->value, resolution, all);
    keep_in_force(v, coefficient, resolution, all);
    for (size_t s = 0; s < scenarios; s++) {
        for (size_t f = 0; f < level->count; f++) {
            const uint32_t period = v->board->plan->blocks.period[level->first[f]];
            const double years =
                is_yearly && period < v->board->c->period_count ? v->board->c->periods[period].years : 1;
            value[f] = f / each == s && yp_chain_ends_at(v->board, v->terms, f) ? -years * all[f] : 0;
        }
        entry->given = -yp_number_in(v->board->c, row, &row->initial, s);
        hand_over(v, *entry);
    }
}

static void visit_coefficient(const visitor *v, const yp_coefficient *coefficient)
{
    const yp_terms *terms = v->terms;
    const uint32_t place = coefficient->place == YP_NONE ? terms->row->place : coefficient->place;
    double *value = v->board->entry_memory;
    yp_entry entry = { .place = place,
                       .good = coefficient->good,
                       .value = value,
                       .source = yp_sources_of(v->board, coefficient->delay, coefficient->delay_wraps) };
    const bool is_store = terms->row->table == YP_STORE;

    switch (coefficient->per) {
    case YP_PER_CAPACITY:
    case YP_PER_BUILD:
    case YP_PER_ENERGY:
    case YP_PER_ENERGY_BUILD:
        visit_capacity(v, coefficient, &entry, value);
        return;
    case YP_PER_LEVEL_CHANGE:
        if (is_store) visit_level_change(v, coefficient, &entry, value);
        return;
    case YP_PER_CHARGE:
        if (!is_store) return;
        entry.column = terms->reverse;
        break;
    case YP_PER_ON:
        entry.column = terms->on;
        break;
    case YP_PER_START:
        entry.column = terms->start;
        break;
    case YP_PER_STOP:
        entry.column = terms->stop;
        break;
    case YP_PER_LEVEL:
        entry.column = terms->main;
    }
    if (!entry.column) return;
    entry.is_amount = entry.column->is_amount;
    const yp_resolution resolution = level_of_entry(v->board, &entry);
    yp_value_at(v->board, coefficient->value, resolution, value);
    if (coefficient->per == YP_PER_START ||
        coefficient->per == YP_PER_STOP) /* as a rate, over the hours that pass */
        for (size_t f = 0; f < v->board->levels[resolution].count; f++)
            value[f] /= v->board->levels[resolution].step[f];
    keep_in_force(v, coefficient, resolution, value);
    hand_over(v, entry);
    if (terms->row->table != YP_LINK || !terms->reverse) return;
    /* Of a link the net level counts. */
    entry.column = terms->reverse;
    for (size_t f = 0; f < v->board->levels[resolution].count; f++) value[f] = -value[f];
    hand_over(v, entry);
}

void yp_entries_visit(yp_board *board, yp_terms *terms, yp_entry_visit visit, void *self)
{
    const visitor v = { board, terms, visit, self };
    const yp_component *row = terms->row;
    if (terms->count == 0) return;
    switch (row->table) {
    case YP_SUPPLY:
        visit_port(&v, terms->main, row->place, row->good, 1);
        break;
    case YP_DEMAND:
        visit_port(&v, terms->main, row->place, row->good, -1);
        break;
    case YP_LINK:
        visit_link(&v);
        break;
    case YP_STORE:
        visit_port(&v, terms->main, row->place, row->good, 1);
        visit_port(&v, terms->reverse, row->place, row->good, -1);
        break;
    case YP_PROCESS:
    case YP_TABLE_COUNT:
        break;
    }
    for (uint32_t k = board->coefficient_start[terms->index]; k < board->coefficient_start[terms->index + 1];
         k++)
        visit_coefficient(&v, &board->c->coefficients[k]);
}

/* Which rows and columns the blocks of an entry's level belong to. */
typedef struct {
    size_t count;
    const uint32_t *first, *row, *column; /* row, column: of a base block */
    const double *hours;                  /* NULL: nothing is multiplied by hours */
} entry_frame;

static entry_frame frame_of(const yp_board *board, const yp_entry *entry)
{
    const yp_good *good = &board->c->goods[entry->good];
    const yp_level *level = &board->levels[level_of_entry(board, entry)];
    const bool has_hours = good->kind == YP_FLOW && good->resolution != YP_BASE && !entry->is_amount;
    return (entry_frame){ level->count, level->first, board->levels[good->resolution].parent,
                          board->levels[entry->column->resolution].parent, has_hours ? level->hours : NULL };
}

/* Goods of resolution period and horizon count every year of a period. */
static double years_at(const yp_board *board, const yp_entry *entry, uint32_t base_block)
{
    const uint32_t period = board->plan->blocks.period[base_block];
    const bool counts =
        board->c->goods[entry->good].resolution >= YP_PERIOD && period < board->c->period_count;
    return counts && level_of_entry(board, entry) < YP_HORIZON ? board->c->periods[period].years : 1;
}

/* What one unit of the column counts in the balance. */
static double factor_at(const yp_board *board, const yp_entry *entry, const entry_frame *frame, size_t f)
{
    if (!frame->hours) return entry->value[f];
    return entry->value[f] * frame->hours[f] * years_at(board, entry, frame->first[f]);
}

/* The block of the column that counts at a block of the frame; YP_NONE: none. */
static uint32_t column_block(const yp_entry *entry, const entry_frame *frame, size_t f)
{
    const uint32_t b = frame->first[f];
    if (entry->source && entry->source[b] == YP_NONE) return YP_NONE;
    return frame->column[entry->source ? entry->source[b] : b];
}

static const yp_node_check *node_of(yp_board *board, const yp_entry *entry)
{
    const uint32_t n = yp_plan_node_find(board->plan, entry->place, entry->good);
    if (n != YP_NONE && board->nodes[n].dual) return &board->nodes[n];
    yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY,
                                             .at = YP_AT_MISSING_NODE,
                                             .owner = entry->place,
                                             .good = entry->good });
    return NULL;
}

void yp_entry_add(void *self, yp_board *board, yp_entry *entry)
{
    (void)self;
    const yp_node_check *node = node_of(board, entry);
    if (!node) return;
    const entry_frame frame = frame_of(board, entry);
    yp_column *column = entry->column;
    double given = 0;
    for (size_t f = 0; f < frame.count; f++) {
        const double value = factor_at(board, entry, &frame, f);
        if (value == 0) continue;
        const uint32_t n = frame.row[frame.first[f]], k = column_block(entry, &frame, f);
        if (k == YP_NONE) continue;
        const double term = value * (column->level[k] + yp_side(board, entry->given));
        node->sum[n] += term;
        if (fabs(term) > node->largest[n]) node->largest[n] = fabs(term);
        yp_worth_add(column, k, value * node->dual[n]);
        given += value * node->dual[n] * entry->given;
    }
    yp_bound_add(board, -given);
}

double yp_entry_money(yp_board *board, const yp_entry *entry)
{
    const yp_node_check *node = node_of(board, entry);
    if (!node) return NAN;
    const entry_frame frame = frame_of(board, entry);
    double money = 0;
    for (size_t f = 0; f < frame.count; f++) {
        const double value = factor_at(board, entry, &frame, f);
        if (value == 0) continue;
        const uint32_t n = frame.row[frame.first[f]], k = column_block(entry, &frame, f);
        if (k != YP_NONE) money += value * node->dual[n] * (entry->column->level[k] + entry->given);
    }
    return money;
}
