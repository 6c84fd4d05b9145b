/** A program in CPLEX's LP format, with names that say what they are. */
#ifndef YP_MODEL_LP_H
#define YP_MODEL_LP_H

#include "model/expand.h"

#include <stdio.h>

/**
 * Write a program. A column is called `part.component@place.block`, a row `kind.owner@place.block`, a bound
 * that widens with new capacity `upper.` or `lower.` and its column; blocks count from 1, and stand only
 * where there are several. Characters that the format does not take become `_` (outside ASCII `uCODE`), long
 * names are cut short, and equal ones numbered. Numbers read back exactly; rows that hold nothing back are
 * left out.
 *
 * @param model, program, layout  as yp_program_make() gave them
 * @return YP_OK, YP_IO, YP_NO_MEMORY
 */
yp_status yp_lp_write(const yp_model *model, const yp_program *program, const yp_layout *layout, FILE *to);

#endif
