/** From the tensor to a sparse matrix, and from its solution back to a plan. */
#ifndef YP_MODEL_EXPAND_H
#define YP_MODEL_EXPAND_H

#include "model/model.h"
#include "model/program.h"

/** Where the templates' rows and columns lie in a program. */
typedef struct {
    int64_t *row_start;    /**< [row_count of the model] first row of each template */
    int64_t *column_start; /**< [column_count of the model] first column, −1: given, not in the program */
    int64_t *upper_start; /**< [column_count] first row of level − upper_share × built ≤ upper, −1: a plain
                             bound */
    int64_t *lower_start; /**< [column_count] the same for lower */
} yp_layout;

/**
 * Where rows and columns lie, without expanding anything: for who works on the tensor.
 *
 * @param layout  free with yp_layout_free()
 * @param out     receives the counts of the program that yp_program_make() would give; may be NULL
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_layout_make(const yp_model *model, yp_layout *layout, yp_model_size *out);

/**
 * Expand. Given columns go to the right-hand sides and the offset; bounds that widen with new capacity become
 * rows after the model's own; all other bounds stay bounds. Columns of one template lie together, block after
 * block.
 *
 * @param program  its arrays, taken with malloc so that they can go back to the system; free with
 * yp_program_free()
 * @param layout   free with yp_layout_free()
 * @return YP_OK, YP_NO_MEMORY, YP_BAD_INPUT when the model has more rows or columns than 32 bits can count
 */
yp_status yp_program_make(const yp_model *model, yp_program *program, yp_layout *layout);
void yp_program_free(yp_program *program);
void yp_layout_free(yp_layout *layout);

#endif
