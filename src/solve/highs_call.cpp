#include "solve/highs_call.h"

#include <cstdint>
#include <dlfcn.h>
#include <limits>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

#include <interfaces/highs_c_api.h>

namespace
{

/* HiGHS throws where memory or threads run out, from almost any call; C cannot catch. */
template <typename Call> yp_call guarded(Call &&call) noexcept
{
    try {
        return std::forward<Call>(call)() == kHighsStatusError ? YP_CALL_REFUSED : YP_CALL_DONE;
    } catch (const std::bad_alloc &) {
        return YP_CALL_NO_MEMORY;
    } catch (const std::system_error &) { /* a thread could not be started */
        return YP_CALL_NO_MEMORY;
    } catch (...) {
        return YP_CALL_THREW;
    }
}

/* One callback for all: HiGHS calls it on the thread that called Highs_run. */
void tell(int type, const char *message, const HighsCallbackDataOut *, HighsCallbackDataIn *answer,
          void *self)
{
    const yp_call_watch *watch = static_cast<const yp_call_watch *>(self);
    if (type == kHighsCallbackLogging) {
        if (watch->say && message) watch->say(watch->self, message);
    } else if (answer && watch->is_stop_wished(watch->self)) {
        answer->user_interrupt = 1;
    }
}

/* 18 is the memory limit, which the C header of 1.15 does not name. */
const HighsInt model_status_memory = 18;

yp_end end_of(HighsInt model_status)
{
    switch (model_status) {
    case kHighsModelStatusOptimal:
    case kHighsModelStatusModelEmpty:
        return YP_END_OPTIMAL;
    case kHighsModelStatusInfeasible:
        return YP_END_INFEASIBLE;
    case kHighsModelStatusUnbounded:
        return YP_END_UNBOUNDED;
    case kHighsModelStatusUnboundedOrInfeasible:
        return YP_END_EITHER;
    case kHighsModelStatusTimeLimit:
        return YP_END_TIME;
    case kHighsModelStatusInterrupt:
        return YP_END_INTERRUPTED;
    case kHighsModelStatusIterationLimit:
        return YP_END_ITERATIONS;
    case model_status_memory:
        return YP_END_MEMORY;
    default:
        return YP_END_UNKNOWN;
    }
}

HighsInt info_count(const void *highs, const char *name)
{
    HighsInt value = 0;
    return Highs_getIntInfoValue(highs, name, &value) == kHighsStatusError ? 0 : value;
}

double info_number(const void *highs, const char *name, double otherwise)
{
    double value = otherwise;
    return Highs_getDoubleInfoValue(highs, name, &value) == kHighsStatusError ? otherwise : value;
}

/* A program in the shape of the C API: starts of 32 bits, a diagonal Hessian without its zeros. */
HighsInt pass(void *highs, const yp_program *p)
{
    const size_t columns = static_cast<size_t>(p->column_count);
    std::vector<HighsInt> start(columns + 1), hessian_start, hessian_index, integrality;
    std::vector<double> hessian_value;
    for (size_t j = 0; j <= columns; j++) start[j] = static_cast<HighsInt>(p->start[j]);

    if (p->slope) {
        hessian_start.resize(columns + 1);
        for (size_t j = 0; j < columns; j++) {
            hessian_start[j] = static_cast<HighsInt>(hessian_index.size());
            if (p->slope[j] == 0) continue;
            hessian_index.push_back(static_cast<HighsInt>(j));
            hessian_value.push_back(p->slope[j]);
        }
        hessian_start[columns] = static_cast<HighsInt>(hessian_index.size());
    }
    if (p->is_integer) {
        integrality.resize(columns);
        for (size_t j = 0; j < columns; j++)
            integrality[j] = p->is_integer[j] ? kHighsVarTypeInteger : kHighsVarTypeContinuous;
    }
    return Highs_passModel(highs, p->column_count, p->row_count, start[columns],
                           static_cast<HighsInt>(hessian_index.size()), kHighsMatrixFormatColwise,
                           kHighsHessianFormatTriangular, kHighsObjSenseMinimize, p->offset, p->cost,
                           p->column_lower, p->column_upper, p->row_lower, p->row_upper, start.data(), p->row,
                           p->value, hessian_start.data(), hessian_index.data(), hessian_value.data(),
                           integrality.empty() ? nullptr : integrality.data());
}

std::int8_t bound_of(HighsInt bound)
{
    switch (bound) {
    case kHighsIisBoundLower:
        return YP_CALL_BOUND_LOWER;
    case kHighsIisBoundUpper:
        return YP_CALL_BOUND_UPPER;
    case kHighsIisBoundBoxed:
        return YP_CALL_BOUND_BOTH;
    default:
        return YP_CALL_BOUND_NONE;
    }
}

HighsInt find_conflict(void *highs, const yp_program *p, yp_call_conflict *conflict)
{
    const size_t columns = static_cast<size_t>(p->column_count), rows = static_cast<size_t>(p->row_count);
    std::vector<HighsInt> column(columns), row(rows), column_bound(columns), row_bound(rows),
        column_status(columns), row_status(rows);
    HighsInt column_count = 0, row_count = 0;
    HighsInt status =
        Highs_getIis(highs, &column_count, &row_count, column.data(), row.data(), column_bound.data(),
                     row_bound.data(), column_status.data(), row_status.data());
    if (status == kHighsStatusError) return status;
    conflict->column_count = column_count;
    conflict->row_count = row_count;
    for (size_t k = 0; k < static_cast<size_t>(column_count); k++) {
        conflict->columns[k] = column[k];
        conflict->column_bounds[k] = bound_of(column_bound[k]);
    }
    for (size_t k = 0; k < static_cast<size_t>(row_count); k++) {
        conflict->rows[k] = row[k];
        conflict->row_bounds[k] = bound_of(row_bound[k]);
    }
    return status;
}

} // namespace

yp_call yp_call_open(void **highs)
{
    yp_call opened = guarded([&] {
        *highs = Highs_create();
        return *highs ? kHighsStatusOk : kHighsStatusError;
    });
    if (opened != YP_CALL_DONE) return opened;
    return yp_call_set_flag(*highs, "output_flag", false);
}

void yp_call_close(void *highs)
{
    if (!highs) return;
    guarded([&] {
        Highs_destroy(highs);
        return kHighsStatusOk;
    });
}

void yp_call_end_workers(void)
{
    guarded([] {
        Highs_resetGlobalScheduler(1);
        return kHighsStatusOk;
    });
}

yp_call yp_call_set_text(void *highs, const char *option, const char *value)
{
    return guarded([&] { return Highs_setStringOptionValue(highs, option, value); });
}

yp_call yp_call_set_number(void *highs, const char *option, double value)
{
    return guarded([&] { return Highs_setDoubleOptionValue(highs, option, value); });
}

yp_call yp_call_set_count(void *highs, const char *option, int value)
{
    return guarded([&] { return Highs_setIntOptionValue(highs, option, value); });
}

yp_call yp_call_set_flag(void *highs, const char *option, bool value)
{
    return guarded([&] { return Highs_setBoolOptionValue(highs, option, value); });
}

yp_call yp_call_pass(void *highs, const yp_program *program)
{
    return guarded([&] { return pass(highs, program); });
}

yp_call yp_call_pass_basis(void *highs, const yp_program *program, const int8_t *column_status,
                           const int8_t *row_status)
{
    return guarded([&] {
        std::vector<HighsInt> columns(column_status, column_status + program->column_count);
        std::vector<HighsInt> rows(row_status, row_status + program->row_count);
        return Highs_setBasis(highs, columns.data(), rows.data());
    });
}

yp_call yp_call_watch_with(void *highs, const yp_call_watch *watch)
{
    return guarded([&] {
        void *self = const_cast<yp_call_watch *>(watch);
        HighsInt status = Highs_setCallback(highs, tell, self);
        for (HighsInt type : { kHighsCallbackLogging, kHighsCallbackSimplexInterrupt,
                               kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt })
            if (status == kHighsStatusOk) status = Highs_startCallback(highs, type);
        return status;
    });
}

yp_call yp_call_run(void *highs)
{
    return guarded([&] { return Highs_run(highs); });
}

yp_call yp_call_read(void *highs, yp_call_answer *answer)
{
    return guarded([&] {
        answer->end = end_of(Highs_getModelStatus(highs));
        answer->has_point = info_count(highs, "primal_solution_status") != kHighsSolutionStatusNone;
        answer->has_duals = info_count(highs, "dual_solution_status") != kHighsSolutionStatusNone;
        answer->is_vertex = info_count(highs, "basis_validity") == kHighsBasisValidityValid;
        answer->objective = info_number(highs, "objective_function_value", 0);
        answer->bound = info_number(highs, "mip_dual_bound", -std::numeric_limits<double>::infinity());
        answer->gap = info_number(highs, "mip_gap", 0);
        answer->iteration_count = 0;
        for (const char *kind :
             { "simplex_iteration_count", "ipm_iteration_count", "crossover_iteration_count",
               "pdlp_iteration_count", "qp_iteration_count" }) {
            HighsInt count = info_count(highs, kind);
            if (count > 0) answer->iteration_count += count; /* −1: that method did not run */
        }
        return kHighsStatusOk;
    });
}

yp_call yp_call_read_point(void *highs, double *x, double *row_dual)
{
    return guarded([&] { return Highs_getSolution(highs, x, nullptr, nullptr, row_dual); });
}

yp_call yp_call_read_basis(void *highs, const yp_program *program, int8_t *column_status, int8_t *row_status)
{
    return guarded([&] {
        std::vector<HighsInt> columns(static_cast<size_t>(program->column_count));
        std::vector<HighsInt> rows(static_cast<size_t>(program->row_count));
        HighsInt status = Highs_getBasis(highs, columns.data(), rows.data());
        if (status == kHighsStatusError) return status;
        for (size_t j = 0; j < columns.size(); j++) column_status[j] = static_cast<int8_t>(columns[j]);
        for (size_t i = 0; i < rows.size(); i++) row_status[i] = static_cast<int8_t>(rows[i]);
        return status;
    });
}

yp_call yp_call_find_conflict(void *highs, const yp_program *program, yp_call_conflict *conflict)
{
    return guarded([&] { return find_conflict(highs, program, conflict); });
}

const char *yp_call_version(void)
{
    return Highs_version();
}

const char *yp_call_library_file(void)
{
    Dl_info where;
    return dladdr(reinterpret_cast<const void *>(&Highs_version), &where) ? where.dli_fname : nullptr;
}
