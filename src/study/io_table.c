#include "study/io_table.h"

#include "study/dense.h"

#include <string.h>

typedef struct {
    const yp_case *c;
    const char *study;
    yp_spot at;
    yp_arena *arena;
    yp_diag *diag;
    uint32_t *sector_of;  /* [component_count] */
    uint32_t *product_of; /* [count] its coefficient */
    bool has_errors;
} reading;

static double constant_of(reading *r, yp_value value, const char *what, const char *id)
{
    if (value.series != YP_NONE) {
        yp_diag_error(r->diag, r->at, "studies.%s: %s of '%s' varies over time: expected one number",
                      r->study, what, id);
        r->has_errors = true;
    }
    return value.offset;
}

static yp_status take_sectors(reading *r, yp_io_table *table)
{
    const yp_case *c = r->c;
    uint32_t *process = yp_arena_take(r->arena, c->component_count, sizeof *process);
    r->sector_of = yp_arena_take(r->arena, c->component_count, sizeof *r->sector_of);
    if (!process || !r->sector_of) return YP_NO_MEMORY;
    for (uint32_t i = 0; i < c->component_count; i++) {
        r->sector_of[i] = YP_NONE;
        if (c->components[i].table != YP_PROCESS) continue;
        r->sector_of[i] = (uint32_t)table->count;
        process[table->count++] = i;
    }
    const size_t n = table->count;
    table->process = process;
    table->net = yp_arena_take(r->arena, n * n, sizeof *table->net);
    table->final_demand = yp_arena_take(r->arena, n, sizeof(double));
    table->value_added = yp_arena_take(r->arena, n, sizeof(double));
    table->capacity = yp_arena_take(r->arena, n, sizeof(double));
    r->product_of = yp_arena_take(r->arena, n, sizeof *r->product_of);
    if (!table->net || !table->final_demand || !table->value_added || !table->capacity || !r->product_of)
        return YP_NO_MEMORY;
    for (size_t j = 0; j < n; j++) r->product_of[j] = YP_NONE;
    return YP_OK;
}

static void complain(reading *r, yp_spot at, const char *id, const char *what)
{
    yp_diag_error(r->diag, at, "studies.%s: '%s' %s", r->study, id, what);
    r->has_errors = true;
}

static void find_products(reading *r, yp_io_table *table)
{
    const yp_case *c = r->c;
    for (uint32_t k = 0; k < c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &c->coefficients[k];
        const uint32_t j = r->sector_of[coefficient->component];
        if (j == YP_NONE || !(coefficient->value.offset > 0)) continue;
        if (r->product_of[j] != YP_NONE)
            complain(r, coefficient->at, c->components[coefficient->component].id,
                     "makes two products: expected one");
        r->product_of[j] = k;
    }
    for (size_t j = 0; j < table->count; j++)
        if (r->product_of[j] == YP_NONE)
            complain(r, c->components[table->process[j]].at, c->components[table->process[j]].id,
                     "makes nothing: expected one product");
}

/* The sector that makes a good at a place, YP_NONE: none. */
static uint32_t maker_of(const reading *r, const yp_io_table *table, uint32_t place, uint32_t good)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const yp_coefficient *product = &r->c->coefficients[r->product_of[i]];
        if (product->place == place && product->good == good) return i;
    }
    return YP_NONE;
}

static void check_makers(reading *r, const yp_io_table *table)
{
    for (uint32_t j = 0; j < table->count; j++) {
        const yp_coefficient *product = &r->c->coefficients[r->product_of[j]];
        if (maker_of(r, table, product->place, product->good) != j)
            complain(r, product->at, r->c->components[table->process[j]].id,
                     "makes what another process makes too: expected one maker of each product");
    }
}

static void fill_net(reading *r, yp_io_table *table)
{
    const yp_case *c = r->c;
    for (size_t k = 0; k < c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &c->coefficients[k];
        const uint32_t j = r->sector_of[coefficient->component];
        const char *id = c->components[coefficient->component].id;
        if (j == YP_NONE) continue;
        const uint32_t i = maker_of(r, table, coefficient->place, coefficient->good);
        if (i == YP_NONE)
            complain(r, coefficient->at, id, "uses what no process makes");
        else
            table->net[i * table->count + j] += constant_of(r, coefficient->value, "a coefficient", id);
    }
}

static void fill_vectors(reading *r, yp_io_table *table)
{
    const yp_case *c = r->c;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *row = &c->components[i];
        const uint32_t j = r->sector_of[i];
        if (j != YP_NONE) {
            table->value_added[j] = constant_of(r, row->cost, "the cost", row->id);
            table->capacity[j] = row->capacity * constant_of(r, row->availability, "availability", row->id);
        } else if (row->table == YP_DEMAND) {
            const uint32_t maker = maker_of(r, table, row->place, row->good);
            if (maker == YP_NONE)
                complain(r, row->at, row->id, "wants what no process makes");
            else
                table->final_demand[maker] += constant_of(r, row->quantity, "the quantity", row->id);
        } else {
            complain(r, row->at, row->id, "is neither process nor demand: expected only those");
        }
    }
}

yp_status yp_io_table_make(const yp_case *c, const char *study, yp_spot at, yp_arena *arena, yp_diag *diag,
                           yp_io_table *out)
{
    reading r = { .c = c, .study = study, .at = at, .arena = arena, .diag = diag };
    *out = (yp_io_table){ 0 };
    yp_status status = take_sectors(&r, out);
    if (status != YP_OK) return status;
    find_products(&r, out);
    if (!r.has_errors) check_makers(&r, out);
    if (!r.has_errors) fill_net(&r, out);
    if (!r.has_errors) fill_vectors(&r, out);
    return r.has_errors ? YP_BAD_INPUT : YP_OK;
}

yp_status yp_io_table_outputs(const yp_io_table *table, yp_arena *arena, double *output)
{
    const size_t n = table->count;
    double *net = yp_arena_take(arena, n * n, sizeof *net);
    if (!net) return YP_NO_MEMORY;
    memcpy(net, table->net, n * n * sizeof *net);
    memcpy(output, table->final_demand, n * sizeof *output);
    return yp_dense_solve(net, n, output, 1) ? YP_OK : YP_BAD_INPUT;
}
