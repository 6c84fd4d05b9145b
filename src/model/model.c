#include "model/model.h"

#include "case/at_blocks.h"
#include "model/blocks.h"
#include "model/internal.h"

#include <stdlib.h>
#include <string.h>

static int by_good_and_place(const void *a, const void *b)
{
    const yp_node *x = a, *y = b;
    if (x->good != y->good) return x->good < y->good ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Nodes are the goods and places that components touch. */
static yp_status find_nodes(yp_model *m)
{
    const yp_case *c = m->c;
    yp_node *nodes = yp_arena_take(m->arena, 2 * c->component_count + c->coefficient_count, sizeof *nodes);
    if (!nodes) return YP_NO_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->table == YP_PROCESS || !yp_is_ever_alive(c, (uint32_t)i)) continue;
        nodes[count++] = (yp_node){ .place = x->place, .good = x->good };
        if (x->table == YP_LINK) nodes[count++] = (yp_node){ .place = x->to, .good = x->good_to };
    }
    for (size_t k = 0; k < c->coefficient_count; k++)
        if (yp_is_ever_alive(c, c->coefficients[k].component))
            nodes[count++] = (yp_node){ .place = c->coefficients[k].place, .good = c->coefficients[k].good };
    if (count > 0) qsort(nodes, count, sizeof *nodes, by_good_and_place);
    size_t kept = 0;
    for (size_t n = 0; n < count; n++)
        if (kept == 0 || by_good_and_place(&nodes[kept - 1], &nodes[n]) != 0) nodes[kept++] = nodes[n];
    m->nodes = nodes;
    m->node_count = kept;
    return YP_OK;
}

static yp_status make_time(yp_model *m, yp_diag *diag)
{
    yp_status status = yp_blocks_make(m->c, m->arena, diag, &m->blocks);
    if (status == YP_OK) status = yp_series_at_blocks(m->c, &m->blocks, m->data_arena, &m->series);
    for (int level = 0; level < YP_RESOLUTION_COUNT && status == YP_OK; level++)
        if (m->blocks.level_count[level] > 0)
            status = yp_blocks_first(&m->blocks, (yp_resolution)level, m->arena, &m->first[level]);
    if (status == YP_OK) status = yp_chains_make(m);
    if (status == YP_OK) status = yp_lags_make(m);
    return status;
}

static void emit_all(yp_emitter *e)
{
    yp_emit_nodes(e);
    yp_emit_capacities(e);
    yp_emit_retirements(e);
    yp_emit_levels(e);
    yp_emit_links(e);
    yp_emit_stores(e);
    yp_emit_commitments(e);
    yp_emit_coefficients(e);
    yp_emit_border_rules(e);
    yp_emit_totals(e);
    yp_emit_voltages(e);
    yp_emit_losses(e);
    yp_emit_secure(e);
    yp_emit_ramps(e);
    yp_emit_steps(e);
    yp_emit_risk(e);
}

/* None first, then by hours, by blocks, those that wrap last. */
static int compare_lags(const yp_lag *x, const yp_lag *y)
{
    if (x == y) return 0;
    if (!x || !y) return x ? 1 : -1;
    if (x->delay.in_blocks != y->delay.in_blocks) return x->delay.in_blocks ? 1 : -1;
    if (x->delay.number != y->delay.number) return x->delay.number < y->delay.number ? -1 : 1;
    return x->wraps ? 1 : -1;
}

static int by_column(const void *a, const void *b)
{
    const yp_entry *x = a, *y = b;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    if (x->is_amount != y->is_amount) return x->is_amount ? 1 : -1;
    if (x->back != y->back) return x->back < y->back ? -1 : 1;
    return compare_lags(x->lag, y->lag);
}

/* One pass over the case: counts, or fills what was counted. */
static yp_status emit(yp_model *m, bool counting, yp_emitter *counts)
{
    size_t count = m->c->component_count;
    yp_arena *scratch = yp_arena_new(NULL);
    if (!scratch) return YP_NO_MEMORY;
    yp_emitter e = { .model = m, .c = m->c, .counting = counting };
    uint32_t **const per_component[] = { &e.built,   &e.energy_built, &e.retired, &e.level,
                                         &e.reverse, &e.stored,       &e.loss,    &e.angle,
                                         &e.on,      &e.start,        &e.stop };
    const size_t kinds = sizeof per_component / sizeof *per_component;
    e.is_two_way = yp_arena_take(scratch, count, sizeof *e.is_two_way);
    e.benefit = yp_arena_take(scratch, m->blocks.scenario_count, sizeof *e.benefit);
    bool has_all = e.is_two_way && e.benefit;
    for (size_t k = 0; k < kinds; k++) {
        *per_component[k] = yp_arena_take(scratch, count, sizeof **per_component[k]);
        has_all = has_all && *per_component[k];
    }
    yp_status status = has_all ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        for (size_t k = 0; k < kinds; k++)
            for (size_t i = 0; i < count; i++) (*per_component[k])[i] = YP_NONE;
        emit_all(&e);
        *counts = e;
        if (e.no_memory) status = YP_NO_MEMORY;
    }
    yp_arena_free(scratch);
    return status;
}

/* Several coefficients of one column in one row (two goods of a component at one node) become one entry. */
static yp_status merge_entries(yp_model *m)
{
    if (m->entry_count > 0) qsort(m->entries, m->entry_count, sizeof *m->entries, by_column);
    yp_emitter e = { .model = m, .c = m->c };
    size_t kept = 0;
    for (size_t k = 0; k < m->entry_count; k++) {
        if (kept > 0 && by_column(&m->entries[kept - 1], &m->entries[k]) == 0) {
            yp_entry *into = &m->entries[kept - 1];
            yp_resolution row = m->rows[into->row].resolution, column = m->columns[into->column].resolution;
            into->value = yp_vector_add(&e, into->value, m->entries[k].value, row < column ? row : column);
        } else {
            m->entries[kept++] = m->entries[k];
        }
    }
    m->entry_count = kept;
    return e.no_memory ? YP_NO_MEMORY : YP_OK;
}

/* FNV-1a over a number. */
static uint64_t mixed(uint64_t hash, uint64_t number)
{
    return (hash ^ number) * 1099511628211u;
}

/* What rows and columns there are: models that agree in it differ in data only. */
static uint64_t fingerprint_of(const yp_model *m)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t r = 0; r < m->row_count; r++) {
        hash = mixed(hash, (uint64_t)m->rows[r].kind << 40 | m->rows[r].owner);
        hash = mixed(hash, (uint64_t)m->rows[r].resolution);
    }
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        hash = mixed(hash, (uint64_t)t->part << 40 | t->owner);
        hash = mixed(hash, (uint64_t)t->resolution << 40 | t->capacity);
    }
    return hash;
}

static yp_status fill(yp_model *m)
{
    yp_emitter counts;
    yp_status status = emit(m, false, &counts);
    if (status != YP_OK) return status;
    m->entry_count = counts.entry_count;
    m->offset = counts.offset;
    return merge_entries(m);
}

yp_status yp_model_build(const yp_case *c, yp_diag *diag, yp_model **out)
{
    return yp_model_build_secured(c, NULL, 0, diag, out);
}

yp_status yp_model_build_secured(const yp_case *c, const yp_cut *secure, size_t count, yp_diag *diag,
                                 yp_model **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_model *m = yp_arena_take(arena, 1, sizeof *m);
    if (!m) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    m->arena = arena;
    m->c = c;
    m->component_count = c->component_count;
    m->coefficient_count = c->coefficient_count;
    m->barrier_count = c->barrier_count;
    m->step_count = c->step_count;
    m->series_count = c->series_count;
    m->data_arena = yp_arena_new(NULL);
    yp_emitter counts;
    yp_status status = m->data_arena ? make_time(m, diag) : YP_NO_MEMORY;
    if (status == YP_OK) status = find_nodes(m);
    if (status == YP_OK) status = yp_meshes_find(c, arena, &m->meshes, &m->mesh_count);
    if (status == YP_OK) status = yp_cuts_make(m, secure, count);
    if (status == YP_OK) status = emit(m, true, &counts);
    if (status == YP_OK) {
        m->row_count = counts.row_count;
        m->column_count = counts.column_count;
        m->entry_room = counts.entry_count;
        m->rows = yp_arena_take(arena, counts.row_count, sizeof *m->rows);
        m->columns = yp_arena_take(arena, counts.column_count, sizeof *m->columns);
        m->entries = yp_arena_take(arena, counts.entry_count, sizeof *m->entries);
        if (!m->rows || !m->columns || !m->entries) status = YP_NO_MEMORY;
    }
    if (status == YP_OK) status = fill(m);
    if (status == YP_OK && yp_risk_is_quadratic(m)) {
        yp_diag_error(diag, (yp_spot){ c->folder, 0, 0 },
                      "risk is weighed over costs with a slope: expected linear costs and values");
        status = YP_BAD_INPUT;
    }
    if (status == YP_OK) m->fingerprint = fingerprint_of(m);

    if (status == YP_OK)
        *out = m;
    else
        yp_model_free(m);
    return status;
}

yp_status yp_model_update(yp_model *m, const yp_case *c)
{
    bool is_same = c->component_count == m->component_count && c->coefficient_count == m->coefficient_count &&
                   c->barrier_count == m->barrier_count && c->step_count == m->step_count &&
                   c->series_count >= m->series_count;
    if (!is_same) return YP_INTERNAL;
    yp_arena *fresh = yp_arena_new(NULL);
    if (!fresh) return YP_NO_MEMORY;
    yp_arena_free(m->data_arena);
    m->data_arena = fresh;
    m->c = c;
    yp_emitter counts;
    yp_status status = yp_series_at_blocks(c, &m->blocks, m->data_arena, &m->series);
    if (status == YP_OK) status = emit(m, true, &counts);
    if (status == YP_OK && (counts.row_count != m->row_count || counts.column_count != m->column_count ||
                            counts.entry_count != m->entry_room || counts.is_misfit))
        status = YP_INTERNAL;
    if (status == YP_OK) status = fill(m);
    if (status == YP_OK && (fingerprint_of(m) != m->fingerprint || yp_risk_is_quadratic(m)))
        status = YP_INTERNAL;
    return status;
}

void yp_model_free(yp_model *m)
{
    if (!m) return;
    yp_arena_free(m->data_arena);
    yp_arena_free(m->arena);
}
