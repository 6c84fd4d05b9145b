/** The solution of the public interface; yipan.h declares it. */
#ifndef YP_STUDY_SOLUTION_H
#define YP_STUDY_SOLUTION_H

#include "yipan.h"

#endif
