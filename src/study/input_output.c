#include "study/input_output.h"

#include "study/dense.h"
#include "study/io_table.h"

static yp_status invert(const yp_io_table *table, yp_arena *arena, double **inverse)
{
    const size_t n = table->count;
    double *net = yp_arena_take(arena, n * n, sizeof *net);
    *inverse = yp_arena_take(arena, n * n, sizeof **inverse);
    if (!net || !*inverse) return YP_NO_MEMORY;
    for (size_t k = 0; k < n * n; k++) net[k] = table->net[k];
    for (size_t i = 0; i < n; i++) (*inverse)[i * n + i] = 1;
    return yp_dense_solve(net, n, *inverse, n) ? YP_OK : YP_BAD_INPUT;
}

static void add_sector(const yp_case *c, const yp_io_table *table, const double *inverse, size_t k,
                       yp_figures *out)
{
    const size_t n = table->count;
    const char *id = c->components[table->process[k]].id;
    double output = 0, price = 0, multiplier = 0;
    for (size_t i = 0; i < n; i++) {
        output += inverse[k * n + i] * table->final_demand[i];
        price += table->value_added[i] * inverse[i * n + k];
        multiplier += inverse[i * n + k];
    }
    yp_figures_add(out, "input_output.output", id, NULL, output);
    yp_figures_add(out, "input_output.price", id, NULL, price);
    yp_figures_add(out, "input_output.multiplier", id, NULL, multiplier);
}

static void add_sums(const yp_io_table *table, const double *inverse, yp_figures *out)
{
    const size_t n = table->count;
    double output = 0, sum = 0, trace = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            output += inverse[i * n + j] * table->final_demand[j];
            sum += inverse[i * n + j];
        }
        trace += inverse[i * n + i];
    }
    yp_figures_add(out, "input_output.output_sum", NULL, NULL, output);
    yp_figures_add(out, "input_output.inverse_sum", NULL, NULL, sum);
    yp_figures_add(out, "input_output.inverse_trace", NULL, NULL, trace);
}

yp_status yp_study_input_output(const yp_case *c, const yp_study_wish *wish, yp_diag *diag, yp_figures *out)
{
    yp_io_table table;
    double *inverse = NULL;
    yp_status status = yp_io_table_make(c, wish->name, wish->at, out->arena, diag, &table);
    if (status != YP_OK) return status;
    status = invert(&table, out->arena, &inverse);
    if (status == YP_BAD_INPUT)
        yp_diag_error(diag, wish->at,
                      "studies.%s: the table has no inverse: a product is used up in making it", wish->name);
    if (status != YP_OK) return status;
    for (size_t k = 0; k < table.count; k++) add_sector(c, &table, inverse, k, out);
    add_sums(&table, inverse, out);
    return YP_OK;
}
