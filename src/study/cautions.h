/** What is likely a mistake of a case, though no cell of it is wrong: told before a solve, few lines, one for
 * each kind. */
#ifndef YP_STUDY_CAUTIONS_H
#define YP_STUDY_CAUTIONS_H

#include "model/model.h"

/**
 * Warn of: demand that no supply reaches; capacity that can never be used; links from where nothing comes;
 * series out of range; links that may burn a surplus by flowing both ways; numbers of the model that lie more
 * than 1e9 apart. A line names the first component and how many more there are.
 *
 * @param model  of the case
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_cautions_tell(const yp_case *c, const yp_model *model, yp_diag *diag);

#endif
