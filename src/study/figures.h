/** Figures that studies find beside a plan: a list that grows. */
#ifndef YP_STUDY_FIGURES_H
#define YP_STUDY_FIGURES_H

#include "base/arena.h"

#include <stdbool.h>

/** One figure; expect.csv asks for it by the first three. */
typedef struct {
    const char *measure; /**< "study.figure", as in input_output.output */
    const char *of;      /**< id of what it belongs to; NULL: the whole */
    const char *when;    /**< step or time; NULL: none */
    double value;
} yp_figure;

/** Begin with the arena and zeros. What runs out of memory is remembered. */
typedef struct {
    yp_arena *arena;
    yp_figure *items; /**< [count], in the order of adding */
    size_t count, room;
    bool no_memory;
} yp_figures;

/** Add one; the texts must live as long as the list. */
void yp_figures_add(yp_figures *figures, const char *measure, const char *of, const char *when, double value);

/** The figure, or NULL. NULL and "" are the same. */
const yp_figure *yp_figures_find(const yp_figures *figures, const char *measure, const char *of,
                                 const char *when);

#endif
