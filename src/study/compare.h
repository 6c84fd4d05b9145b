/** A plan against what is expected of it: reference cases and statistics. */
#ifndef YP_STUDY_COMPARE_H
#define YP_STUDY_COMPARE_H

#include "study/figures.h"
#include "study/run.h"

typedef struct {
    const yp_expect *expect;
    double value;   /**< of the plan; NaN where it could not be measured */
    bool is_tested; /**< a tolerance is stated */
    bool holds;
} yp_comparison;

/**
 * Compare a run with the rows of expect.csv that speak of it: same scenario (NULL: none) and lift ("all",
 * NULL: none).
 *
 * A row holds if |value − expected| ≤ absolute + relative × |expected|; without any tolerance 1e-6 × (1 +
 * |expected|), but rows of kind `calibrated` or `independent` without tolerance are shown, not tested.
 *
 * @param figures  of the studies of the case as run, for measures `study.figure`
 * @param out      [*count], in the plan's arena
 * @return YP_OK, YP_BAD_INPUT (a measure or selector that is not understood), YP_NO_MEMORY
 */
yp_status yp_compare(const yp_case *c, const yp_run *run, const yp_figures *figures, const char *scenario,
                     const char *lift, yp_diag *diag, yp_comparison **out, size_t *count);

#endif
