/** How far apart the numbers of a model lie: solvers lose digits where they span many orders of magnitude. */
#ifndef YP_MODEL_SPREAD_H
#define YP_MODEL_SPREAD_H

#include "model/model.h"

/** Smallest and largest magnitude of some numbers, zeros and infinite ones left out, and whose they are. */
typedef struct {
    double least, most;         /**< 0 where there is none */
    uint32_t least_at, most_at; /**< entries: index of the entry; others: of the column template */
} yp_spread;

typedef struct {
    yp_spread coefficients; /**< of rows */
    yp_spread costs;        /**< per unit of level */
    yp_spread bounds;       /**< the largest bound of each column template */
} yp_spreads;

yp_spreads yp_model_spreads(const yp_model *model);

#endif
