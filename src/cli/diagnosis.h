/** Why there is no plan, on the screen and in the result. */
#ifndef YP_CLI_DIAGNOSIS_H
#define YP_CLI_DIAGNOSIS_H

#include "cli/command.h"
#include "study/explain.h"

/** The lines that fit a screen, and whether the proof holds. */
void yp_diagnosis_say(const yp_diagnosis *diagnosis, const yp_plan *plan, yp_log *log);

/** diagnosis.csv, ray.nc and point.nc into the folder of a result. NULL writes nothing. */
yp_status yp_diagnosis_write(const yp_diagnosis *diagnosis, const yp_case *c, const char *folder,
                             yp_diag *diag);

#endif
