/** How an entry reads across the levels of time: what every expansion of the tensor must agree on. */
#ifndef YP_MODEL_ENTRIES_H
#define YP_MODEL_ENTRIES_H

#include "model/model.h"

/** What turns a level into the unit of a row, at block b of the finer of the two resolutions: for a row in
 * units the hours of that block, and the years of a period where the row counts them all; in a row of rates a
 * finer level counts by its share of the block, any other 1; so do amounts. */
double yp_entry_weight(const yp_model *m, const yp_entry *entry, yp_resolution finer, size_t b);

/** The block of `coarse` above block b of `fine`. */
uint32_t yp_block_parent(const yp_model *m, yp_resolution fine, yp_resolution coarse, size_t b);

/** Blocks of `fine` under block b of `coarse`: [*first, *last). */
void yp_block_children(const yp_model *m, yp_resolution coarse, yp_resolution fine, size_t b, size_t *first,
                       size_t *last);

#endif
