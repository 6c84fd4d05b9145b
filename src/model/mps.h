/** A program as MPS, which every solver of linear and mixed-integer programs reads. */
#ifndef YP_MODEL_MPS_H
#define YP_MODEL_MPS_H

#include "model/program.h"
#include "yipan.h"

#include <stdio.h>

/**
 * Write a program in free MPS: rows r1, r2 ..., columns x1, x2 ..., numbers that read back exactly, quadratic
 * terms as QUADOBJ, the constant as the right-hand side of the objective.
 *
 * @return YP_OK, YP_IO
 */
yp_status yp_mps_write(const yp_program *program, FILE *to);

#endif
