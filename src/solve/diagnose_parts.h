/** What the files of a diagnosis share: the model at hand and the findings so far. */
#ifndef YP_SOLVE_DIAGNOSE_PARTS_H
#define YP_SOLVE_DIAGNOSE_PARTS_H

#include "solve/diagnose.h"
#include "solve/names.h"

typedef struct {
    const yp_model *m;
    const yp_layout *layout;
    const yp_program *p;
    const yp_solve_options *options;
    yp_highs_options highs; /**< for the solves inside */
    yp_arena *arena;
    yp_finding *findings;
    size_t count, room;
    const char **lines;
    size_t line_count;
    bool no_memory;
} yp_finder;

enum { YP_LINES_MOST = 20 };

/** Room for one more finding, its texts ""; NULL when memory runs out. */
yp_finding *yp_finder_add(yp_finder *f);
/** A line for the screen; those past YP_LINES_MOST are left out. */
void yp_finder_say(yp_finder *f, const char *line);
/** printf into the arena; "" (and noted) when memory runs out. */
const char *yp_finder_text(yp_finder *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** A number for people: four digits, no exponent where it can be avoided. */
const char *yp_finder_number(yp_finder *f, double number);
/** When a block is, in the arena. */
const char *yp_finder_time(yp_finder *f, yp_resolution resolution, size_t block);
/** " (power/supplies.csv:12)", or "" for what stands in no table. */
const char *yp_finder_spot(yp_finder *f, yp_spot at);
/** The unit of a row: that of a rate where its terms are rates. */
const char *yp_finder_row_unit(yp_finder *f, const yp_row_template *row);

/** Infeasible: rows that cannot be met, by an elastic relaxation (diagnose_shortages.c).
 *  @param ray    [rows of the program] receives the duals
 *  @param is_found  there is a ray */
yp_status yp_find_shortages(yp_finder *f, double *ray, bool *is_found);
/** Columns whose bounds exclude each other (diagnose_bounds.c). @return how many templates */
size_t yp_find_crossed_bounds(yp_finder *f);
/** Infeasible: one irreducible conflict among the rows of the ray (diagnose_conflict.c). */
yp_status yp_find_conflict(yp_finder *f, const double *ray);
/** Unbounded: what grows without end (diagnose_growth.c).
 *  @param direction  [columns of the program] receives it */
yp_status yp_find_growth(yp_finder *f, double *direction, bool *is_found);

#endif
