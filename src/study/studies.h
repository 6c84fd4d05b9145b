/** Studies of a case that are no optimisation: an accounting identity, a rule, a formula. A case asks for
 * them by name in case.yaml (`studies: {queue: {service_hours: 1}}`); their figures stand beside the plan,
 * and expect.csv asks for them as `study.figure`. A new one is a file and a line in the list of studies.c. */
#ifndef YP_STUDY_STUDIES_H
#define YP_STUDY_STUDIES_H

#include "case/case.h"
#include "study/figures.h"

/**
 * Run one study: read the case as it stands (scenario and lifts applied) and add the figures.
 *
 * @param wish  its numbers, all of known keys
 * @return YP_OK, YP_BAD_INPUT (the case is not of the form that the study needs; said), YP_NO_MEMORY
 */
typedef yp_status yp_study_run(const yp_case *c, const yp_study_wish *wish, yp_diag *diag, yp_figures *out);

/** A number of the wish, or the fallback. */
double yp_study_number_or(const yp_study_wish *wish, const char *key, double fallback);

/** Are all studies that the case asks for known, with their keys? @return YP_OK, YP_BAD_INPUT (said) */
yp_status yp_studies_check(const yp_case *c, yp_diag *diag);

/**
 * Run all studies that the case asks for.
 *
 * @param arena  holds the figures
 * @return YP_OK, YP_BAD_INPUT, YP_NO_MEMORY
 */
yp_status yp_studies_run(const yp_case *c, yp_arena *arena, yp_diag *diag, yp_figures *out);

/** Does a measure speak of a study? */
bool yp_is_study_measure(const char *measure);

#endif
