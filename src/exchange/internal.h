/** What the files that turn a network into a case share. */
#ifndef YP_EXCHANGE_INTERNAL_H
#define YP_EXCHANGE_INTERNAL_H

#include "case/builder.h"
#include "exchange/network.h"

/** A case being made of a network. */
typedef struct {
    yp_network *n;
    yp_builder *b;
    uint32_t root;                 /**< place above all buses */
    uint32_t *places, *goods;      /**< [buses] */
    yp_map *good_map;              /**< carrier → good */
    uint32_t *made[YP_LIST_COUNT]; /**< [count of the list] component made of a row, YP_NONE: none */
    double year_share;             /**< hours of the generators' weighting / 8760 */
    double years;                  /**< hours of the objective's weighting / 8760 */
} yp_mapping;

/** A row of a list while it becomes a component. */
typedef struct {
    yp_mapping *m;
    yp_list list;
    size_t row;
} yp_mapped;

/* pypsa_values.c */
double yp_mapped_number(const yp_mapped *x, const char *attribute); /**< NaN is an error */
double yp_mapped_optional(const yp_mapped *x, const char *attribute);
bool yp_mapped_flag(const yp_mapped *x, const char *attribute);
const char *yp_mapped_text(const yp_mapped *x, const char *attribute);
/** A number or series × factor; NaN is an error. */
yp_value yp_mapped_value(const yp_mapped *x, const char *attribute, double factor);
/** What is set, with gaps where it is not; absent if it never is. */
yp_value yp_mapped_set(const yp_mapped *x, const char *attribute);
/** Lowest and highest of an attribute over time. */
void yp_mapped_range(const yp_mapped *x, const char *attribute, double *low, double *high);
bool yp_mapped_is_zero(const yp_mapped *x, const char *attribute);
/** A series of the mapping's own making, [snapshot_count]. */
yp_value yp_mapped_series(const yp_mapped *x, const char *attribute, const double *values);
/** "generators 'coal': " and what is wrong, at the row. */
void yp_mapped_error(const yp_mapped *x, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The bus that an attribute names, or YP_NONE (told unless the cell is empty and `may_lack`). */
uint32_t yp_mapped_bus(const yp_mapped *x, const char *attribute, bool may_lack);
/** What ids of a list begin with: "generator"; NULL for lists that become no component. */
const char *yp_list_singular(yp_list list);
/** Id of a component: "generator:coal". */
const char *yp_mapped_id(const yp_mapped *x);
/** Yearly cost of a unit of capacity, money of the horizon. */
double yp_mapped_capital_cost(const yp_mapped *x);
bool yp_mapped_is_active(const yp_mapped *x);

/* pypsa_types.c */
/** What a line or transformer is electrically. Lines: Ohm; transformers: per unit of their size, MVA. */
typedef struct {
    double reactance, resistance, size, tap, angle;
} yp_electrical;

yp_electrical yp_mapped_electrical(const yp_mapped *x);

/* pypsa_curves.c */
bool yp_mapped_has_curve(const yp_mapped *x);
/** The steps of a component that was just added. */
void yp_map_curve(const yp_mapped *x, const yp_component *component);
void yp_mapping_refuse_curves(yp_network *network);
/* pypsa_running.c */
/** Ramps of a generator, link or process, onto a component that has its capacity. */
void yp_mapped_running(const yp_mapped *x, yp_component *component);

/* pypsa_refuse.c */
/** Attributes that mean something unsupported: an error each. */
void yp_mapping_refuse(yp_network *network);
/** The custom attributes of a row, carried along. */
const yp_carried *yp_mapped_carried(const yp_mapped *x);

/* pypsa_periods.c */
/** Investment periods, into the options of the case; each period a chain of its own. */
void yp_mapping_take_periods(yp_mapping *m, yp_builder_options *options);
/** The years in which a component exists. */
void yp_mapped_take_life(const yp_mapped *x, yp_component *c);
/** Does a component exist in a period, by its place in the list of periods? Without periods it does. */
bool yp_mapped_is_alive(const yp_mapped *x, size_t period);
/** Where the levels of a store or storage unit close. */
yp_cycle yp_mapped_cycle(const yp_mapped *x);

/* pypsa_growth.c */
enum { YP_BUILDABLE_COUNT = 7 };
extern const yp_list yp_buildable[YP_BUILDABLE_COUNT]; /**< lists of what can be built */
bool yp_mapped_is_extendable(const yp_mapped *x);      /**< and active */
/** The carrier of a row; of a line, link or store without one that of its first bus, as PyPSA fills it in. */
const char *yp_mapped_carrier(const yp_mapped *x);
/** What a coefficient is per unit of, where it counts what is built. */
yp_per yp_mapped_per_build(const yp_mapped *x);
/** A good at the root that is supplied once: what a limit leaves to use. */
typedef struct {
    const char *id, *unit;
    bool is_stock, is_equal; /**< is_equal: nothing may be left over */
    double amount;           /**< below 0 where at least so much is to be made */
    yp_spot at;
} yp_budget;
/** @return the good; `*supply` is its supply */
uint32_t yp_map_budget(yp_mapping *m, const yp_budget *budget, uint32_t *supply);
/** Limits on the growth of carriers from period to period. */
void yp_map_growth(yp_mapping *m);
/** Limits on carriers at buses, by columns nom_min_CARRIER, nom_max_CARRIER_PERIOD. */
void yp_map_nominal_limits(yp_mapping *m);

/* pypsa_components.c, pypsa_branches.c, pypsa_limits.c */
/** A component with what all lists share: id, group, capacity by the attribute `nom` (NULL: none). */
yp_component yp_mapped_begin(const yp_mapped *x, yp_table table, uint32_t bus, const char *nom);
void yp_mapped_add(const yp_mapped *x, const yp_component *component);
void yp_mapped_coefficient(const yp_mapped *x, uint32_t place, uint32_t good, yp_per per, yp_value value);
/** The same per level, counted later. */
void yp_mapped_late_coefficient(const yp_mapped *x, uint32_t place, uint32_t good, yp_value value,
                                yp_duration delay, bool wraps);
/** Delay of a port of a link or process (pypsa_delays.c); 0: none. */
yp_duration yp_mapped_delay(const yp_mapped *x, size_t port, bool *wraps);
void yp_map_generators(yp_mapping *m);
void yp_map_loads(yp_mapping *m);
void yp_map_store(const yp_mapped *x); /* pypsa_stores.c */
void yp_map_storage_unit(const yp_mapped *x);
void yp_map_stores(yp_mapping *m);
void yp_map_storage_units(yp_mapping *m);
void yp_map_links(yp_mapping *m);
void yp_map_processes(yp_mapping *m);
void yp_map_branches(yp_mapping *m);
void yp_map_limits(yp_mapping *m);

#endif
