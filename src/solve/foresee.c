#include "solve/foresee.h"

#include "solve/native/native.h"

/* Rows + columns from which `auto` takes the native solver: where HiGHS would go over to an interior point
 * too. A single solve is as quick natively from 50 000 on (dispatch), and several times quicker from the
 * smallest models on where capacity is planned; below, the simplex still wins by its vertex. */
static const int64_t native_size = 400000;

/* The same where later solves start from this one. The 18 solves of the `yrd` study, processor seconds of the
 * simplex from a basis and of the native solver from a point: 10 and 19 at 145 000 rows and columns, 16 and
 * 34 at 290 000, 37 and 70 at 580 000. */
static const int64_t study_size = 1000000;

/* Interior point and simplex of HiGHS were seen to need some 12 to 20 times the bytes of the matrix. */
static const double times_the_matrix = 16;

static bool is_continuous(const yp_model *model)
{
    for (size_t j = 0; j < model->column_count; j++)
        if (model->columns[j].unit > 0) return false;
    return true;
}

/* What speaks against the native solver before it is asked; NULL: nothing. */
static const char *against(const yp_model *model, const yp_model_size *size, const yp_solve_options *options,
                           bool has_basis)
{
    if (options->method == YP_METHOD_NATIVE && options->wants_vertex)
        return "a vertex is wanted, which the native solver does not give";
    if (options->method == YP_METHOD_NATIVE) return NULL;
    if (options->method != YP_METHOD_AUTO) return "as asked";
    if (!is_continuous(model)) return "there are whole numbers";
    if (model->blocks.scenario_count > 1) return "there are stochastic scenarios";
    if (options->wants_vertex) return "a vertex is wanted";
    if (has_basis) return "there is a basis to start from";
    if (size->rows + size->columns >= (options->is_study ? study_size : native_size)) return NULL;
    return options->is_study ? "later solves start from its basis" : "the model is small";
}

yp_status yp_solve_foresee(const yp_model *model, const yp_solve_options *options, bool has_basis,
                           yp_outlook *out)
{
    yp_model_size size = yp_model_measure(model);
    *out = (yp_outlook){ .why = against(model, &size, options, has_basis),
                         .bytes = times_the_matrix * (double)size.bytes };
    out->takes_over = out->why && options->method == YP_METHOD_NATIVE;
    out->wants_basis =
        options->method == YP_METHOD_AUTO && options->is_study && size.rows + size.columns < study_size;
    if (out->why) return YP_OK;
    size_t bytes;
    yp_status status = yp_native_measure(model, &out->why, &bytes);
    if (status != YP_OK) return status;
    out->takes_over = out->why != NULL;
    if (out->takes_over) return YP_OK;
    out->is_native = true;
    out->why = options->method == YP_METHOD_NATIVE ? "as asked" : "large and continuous";
    /* its own, and the answer twice: in the program's order and in the plan */
    out->bytes = (double)bytes + 16 * (double)(size.rows + size.columns);
    return YP_OK;
}
