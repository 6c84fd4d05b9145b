/** series.nc: blocks, levels, prices and duals of a plan as CF netCDF that xarray opens. */
#ifndef YP_RESULT_SERIES_H
#define YP_RESULT_SERIES_H

#include "base/diag.h"
#include "result/plan.h"

/**
 * Write a plan. Dimensions: `block`, one `block_LEVEL` per coarser level, and one per group of things.
 * Variables: the blocks' hours, cycle, period, snapshot and parents; `PART_RESOLUTION` of levels with the ids
 * of their components in `PART_RESOLUTION_id`; `price_RESOLUTION` with `…_place` and `…_good`;
 * `dual_KIND_RESOLUTION` with `…_id`; `fact` and `fact_value`: outcome, objective, solver and what else is
 * said of the solve.
 *
 * @return YP_OK, YP_IO, YP_NO_MEMORY
 */
yp_status yp_series_write(const yp_case *c, const yp_plan *plan, const char *path);

/** Read it back to the same plan, to the bit. What does not fit the case is an error that names file and
 * variable.
 *  @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY */
yp_status yp_series_read(const yp_case *c, const char *path, yp_diag *diag, yp_plan **out);

/** "block" or "block_LEVEL", in `text`, as both directions name it (series_names.c). */
void yp_block_dimension(yp_resolution resolution, char *text, size_t room);

#endif
