#include "solve/foresee.h"

#include "solve/native/native.h"

/* Rows + columns from which `auto` takes the native solver: where HiGHS would go over to an interior point
 * too. Below, the simplex ends in a vertex and starts from the basis of the solve before: the 18 solves of
 * the `yrd` study took it 10 and 16 s of processor time at 145 000 and 290 000 rows and columns, the native
 * solver with warm starts 18 and 34 s. A single solve is as quick natively from 50 000 on (dispatch), and
 * several times quicker from the smallest models on where capacity is planned. */
static const int64_t native_size = 400000;

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
    if (options->wants_vertex) return "a vertex is wanted";
    if (has_basis) return "there is a basis to start from";
    if (size->rows + size->columns < native_size) return "the model is small";
    return NULL;
}

yp_status yp_solve_foresee(const yp_model *model, const yp_solve_options *options, bool has_basis,
                           yp_outlook *out)
{
    yp_model_size size = yp_model_measure(model);
    *out = (yp_outlook){ .why = against(model, &size, options, has_basis),
                         .bytes = times_the_matrix * (double)size.bytes };
    out->takes_over = out->why && options->method == YP_METHOD_NATIVE;
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
