/** One interface to every solver: a model goes in, a plan comes out. */
#ifndef YP_SOLVE_SOLVE_H
#define YP_SOLVE_SOLVE_H

#include "base/log.h"
#include "base/stop.h"
#include "model/model.h"
#include "result/plan.h"
#include "solve/highs.h"
#include "solve/method.h"

typedef struct {
    yp_method method;    /**< YP_METHOD_AUTO: by size and kind */
    double tolerance;    /**< feasibility and optimality; 0: 1e-7 (native: 2e-7) */
    double mip_gap;      /**< relative; 0: 1e-6 */
    double time_limit;   /**< seconds; 0: none */
    size_t memory_limit; /**< bytes; 0: none */
    int thread_count;    /**< 0: as many as processors */
    bool wants_vertex;   /**< crossover after an interior point */
    bool is_study;       /**< later solves will start from this one: a basis is worth more */
    bool is_child;       /**< solve in a process of its own, so that several may run at once */
    const yp_stop *stop; /**< may be NULL */
    yp_log *log;         /**< may be NULL */
    yp_log *progress;    /**< one line on a terminal while a long solve runs; may be NULL */
} yp_solve_options;

/** Where to start from: the basis of an earlier solve of a model of the same structure, or an interior point
 * of one by the native solver. Never changed once made, so any number of solves may start from it. */
typedef struct yp_basis yp_basis;
void yp_basis_free(yp_basis *basis);

/**
 * Solve a model.
 *
 * @param start  where to start from, NULL for nowhere: a basis is for the simplex method, a point for the
 * native solver; what does not fit is left aside
 * @param basis  receives where later solves may start, NULL where there is nothing; may be NULL
 * @param out    the plan, owned by the caller; also given without levels where no plan exists (see its
 * outcome). Its outcome is the solver's word; verify has not been asked yet
 * @return YP_OK, YP_BAD_INPUT (a model too large for 32-bit indices), YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_solve(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                   yp_basis **basis, yp_plan **out);

#endif
