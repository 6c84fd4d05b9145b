/** What the parts of the report share: tables of columns, and the solves that are shown in full. */
#ifndef YP_OUTPUT_INTERNAL_H
#define YP_OUTPUT_INTERNAL_H

#include "output/report.h"
#include "output/summary.h"
#include "result/amounts.h"

/** Digits that results and series are written with. */
enum { YP_DIGITS_RESULT = 6, YP_DIGITS_SERIES = 4 };

/** A number with so many significant digits, whole numbers without a point; null for NaN and infinity. */
json_t *yp_report_number(double number, int digits);

/** A text, or null for NULL and for bytes that are no UTF-8. */
json_t *yp_report_text(const char *text);

/** A new table: an object of empty columns. `names` is "id name value". NULL when memory runs out. */
json_t *yp_report_table(const char *names);
void yp_report_put(json_t *table, const char *column, json_t *cell); /**< takes the cell over */
void yp_report_put_text(json_t *table, const char *column, const char *text);
void yp_report_put_number(json_t *table, const char *column, double number);

/** True if every table of columns has columns of one length: memory did not run out while it was filled. */
bool yp_report_is_whole(const json_t *data);

/** The text of a key, or NULL; the number of a key, or NaN. `object` may be NULL. */
const char *yp_report_get_text(const json_t *object, const char *key);
double yp_report_get_number(const json_t *object, const char *key);

/** What two names begin or end with alike, whichever is longer, whole words only: "Yearly contract" of
 * "Yearly contract A" and "Yearly contract B". In the arena; NULL when memory runs out. */
const char *yp_report_shared(yp_arena *arena, const char *a, const char *b);

/** A solve that is shown in full, with what every part needs at base blocks. Money and amounts are those of
 * the typical year (several periods: their mean). */
typedef struct {
    const char *id;
    yp_arena *arena;
    yp_case *c;
    yp_plan *plan;
    yp_accounts accounts; /**< valid if has_accounts */
    bool has_accounts;
    double years;         /**< that the money of the horizon speaks of */
    double *hours;        /**< [blocks] hours of the year; its sum is a year */
    double *times;        /**< [blocks] how often a block occurs in the year: weight of the money of stocks */
    double **price;       /**< [plan_node_count][blocks]; NULL without prices */
    double **use;         /**< [plan_node_count][blocks] */
    uint32_t *first_port; /**< [component_count + 1] into ports */
    yp_port *ports;       /**< of all components */
} yp_shown;

/** Read a solve's folder. */
yp_status yp_shown_read(const char *folder, const char *id, yp_diag *diag, yp_shown *out);
void yp_shown_free(yp_shown *shown);

/** A value at a base block; 0 × infinity is 0. */
double yp_shown_value(const yp_shown *s, yp_value value, size_t b);
/** The coefficient of a port there: 0 in periods in which it does not count. */
double yp_shown_coefficient(const yp_shown *s, const yp_port *port, size_t b);
/** The level of a part at a base block, 0 where there is none. */
double yp_shown_level(const yp_shown *s, yp_part part, uint32_t owner, size_t b);
/** The price of a node at a base block, NaN where there is none. */
double yp_shown_price(const yp_shown *s, uint32_t place, uint32_t good, size_t b);

/** Bounds of a level: of supplies, processes, links in each direction, stores in and out. */
double yp_shown_upper(const yp_shown *s, yp_part part, uint32_t owner, size_t b);
double yp_shown_lower(const yp_shown *s, yp_part part, uint32_t owner, size_t b);

/** What one unit more of a level earns beyond what it costs, money per unit and hour (of stocks: per
 * occurrence): prices × coefficients, less cost, taxes and what borders charge, with the duals of the rows
 * that it lies in. Positive at an upper bound, 0 between bounds. Not for stores. */
double yp_shown_margin(const yp_shown *s, yp_part part, uint32_t owner, size_t b);

/** Money of a year for one unit of money per hour of a block: hours, or occurrences of a stock. */
double yp_shown_weight(const yp_shown *s, bool is_stock, size_t b);

/** The region that a place lies in; YP_NONE above the regions and outside. */
uint32_t yp_shown_region(const yp_shown *s, uint32_t place);

/** Is a good used up, year by year or over the horizon, without a demand for it: a permit, a budget? */
bool yp_good_is_permit(const yp_case *c, uint32_t good);

/** One solve as its summary tells it. */
typedef struct {
    const char *id, *role, *reform, *scenario;
    json_t *summary; /**< NULL: none */
} yp_report_solve;

/** The report being made. */
typedef struct {
    const char *folder;
    yp_diag *diag;
    yp_arena *arena;
    json_t *summary; /**< of the folder */
    bool is_study;
    yp_report_solve *solves; /**< [solve_count] */
    size_t solve_count;
    yp_shown shown[2]; /**< before and after; a single solve: one */
    size_t shown_count;
    const yp_case *c; /**< of the first that is shown */
    uint32_t main_good;
    json_t *data;
} yp_reporting;

/* Each adds its tables to `data`. */
void yp_report_add_head(yp_reporting *r);
void yp_report_add_solves(yp_reporting *r);
yp_status yp_report_add_board(yp_reporting *r);
yp_status yp_report_add_year(yp_reporting *r);
yp_status yp_report_add_trade(yp_reporting *r);
yp_status yp_report_add_limits(yp_reporting *r);
yp_status yp_report_add_marginal(yp_reporting *r);
yp_status yp_report_add_series(yp_reporting *r);
void yp_report_add_basis(yp_reporting *r);

/** The value of an option in the command that made the result, or NULL; in the arena. */
const char *yp_report_option(const yp_reporting *r, const char *name);

#endif
