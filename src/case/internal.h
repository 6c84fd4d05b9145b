/** What the files of this module share: the case under construction, the reader of a folder, and the steps of
 * both. */
#ifndef YP_CASE_INTERNAL_H
#define YP_CASE_INTERNAL_H

#include "case/builder.h"
#include "case/columns.h"
#include "case/tables.h"
#include "table/csv.h"
#include "table/units.h"
#include "table/yaml.h"

/* ---- builder.c: the case under construction ---- */

/** What the builder knows of a series beside its values. */
typedef struct {
    double low, high; /**< of its numbers; INFINITY, -INFINITY if it has none */
    yp_spot gap;      /**< the first empty cell, line 0: none */
    bool has_gap, gap_is_told;
} yp_series_facts;

/** What a barrier says beside its struct until it is resolved. */
typedef struct {
    const char *reform, *depends_on;
    bool is_optional;
    bool is_bare; /**< all that it could act on is left out */
} yp_barrier_facts;

/** The case while it is filled: arrays that grow, in the order of arrival, and what is spent at the end. Rows
 * that are left out (inactive, of a layer not kept) stay until yp_finish(), so that references to them are
 * known. */
struct yp_builder {
    yp_case *c;
    yp_diag *diag; /**< of the reader; yp_builder_finish() sets it */
    bool no_memory;
    size_t error_count; /**< problems told so far */
    size_t place_room, good_room, component_room, coefficient_room, step_room, barrier_room, tax_room,
        series_room, level_room, shock_room, scenario_room, target_room, expect_room, source_room,
        technology_room;
    bool *good_out, *component_out, *coefficient_out, *step_out, *barrier_out, *tax_out; /**< left out */
    yp_series_facts *series_facts;
    yp_barrier_facts *barrier_facts;
    yp_map *series_map, *barrier_map, *level_map, *technology_map;
    const yp_map
        *excused[YP_FILE_COUNT]; /**< ids of a table that could not be read: unknown ones are no news */
    yp_map *known_reforms, *known_scenarios; /**< with those of layers left out */
    yp_shock *shocks;
    size_t shock_count;
    const char *const *gain_order; /**< names, checked at the end */
    const char *const *gain_range;
    size_t gain_order_count, gain_range_count;
    yp_spot gain_at;
    const char *const *reform_names; /**< id, name, name_zh of each, from case.yaml */
    size_t reform_name_count;
    yp_spot time_at; /**< `time` of case.yaml */
    const char *regions;
    yp_spot regions_at;
    yp_tables *tables;
};

/** Zeroed memory of the case; NULL, and builder->no_memory, when it runs out. */
void *yp_take(yp_builder *b, size_t count, size_t size);
/** A terminated copy, likewise. */
const char *yp_keep(yp_builder *b, const char *text, size_t length);
/** Room for one more item: `items` or a larger copy of it; `*room` is what it holds now. NULL when memory
 * runs out. */
void *yp_grow(yp_builder *b, void *items, size_t count, size_t *room, size_t size);

/** An error or a warning that counts. */
void yp_error(yp_builder *b, yp_spot at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void yp_warn(yp_builder *b, yp_spot at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** Add an id to a map; a duplicate is an error that says where the first stands. */
void yp_claim(yp_builder *b, yp_map *map, const char *id, uint32_t index, yp_spot at,
              yp_spot (*first)(const yp_case *, uint32_t), const char *what);

/** True if ids of this map may stand in a table that could not be read. */
bool yp_is_excused(const yp_builder *b, const yp_map *map);

/** The index of an id, or YP_NONE and an error that names the nearest known one. `what`: "place". */
uint32_t yp_lookup(yp_builder *b, const yp_map *map, const char *id, yp_spot at, const char *what);

yp_shock *yp_add_shock(yp_builder *b);

/* ---- apply.c: what a shock makes of a number ---- */

double yp_change_number(double number, yp_change change, double by);
void yp_change_value(yp_value *value, const yp_shock *shock);
/** Tell if the changed value leaves the range of its column; a series does with any of its numbers. */
void yp_check_changed(yp_builder *b, const yp_column *column, const yp_shock *shock, yp_value value,
                      const char *id);

/* ---- branches.c: stochastic scenarios ---- */

bool yp_scenario_is_stochastic(const yp_scenario *scenario);
/** Probabilities, and what their shocks may change. Before the case is sorted. */
void yp_check_branches(yp_builder *b);
/** Put all stochastic scenarios into the settled case; nothing if there are none. */
void yp_branch_case(yp_builder *b);

/* ---- fields.c: fields of a row's struct by its columns ---- */

/** Fill a struct with the defaults of its columns; what has no default is NaN, NULL, YP_NONE. */
void yp_fill_defaults(const yp_schema *schema, void *row);
double *yp_number_field(const yp_column *column, void *row);
yp_value *yp_value_field(const yp_column *column, void *row);

/** What a number of this column is in, as text: "CNY/MWh". */
typedef struct {
    char text[256];
} yp_unit_text;
/** The units that columns are relative to: of the amount and of the rate. */
typedef struct {
    yp_unit_text amount, rate;
} yp_units_of_row;
yp_units_of_row yp_units_of_good(const char *unit, yp_good_kind kind);
/** Of a process: its level unit is the rate. */
yp_units_of_row yp_units_of_level(const char *level_unit);
/** Of a component, whose good may have been refused. */
yp_units_of_row yp_units_of_component(const yp_case *c, const yp_component *component);
yp_unit_text yp_unit_of(yp_unit_rule rule, const yp_units_of_row *units, const char *money);

/* ---- the reader of a folder ---- */

typedef struct {
    const char *name; /**< "" for the tables beside case.yaml */
    bool is_kept;     /**< its rows stay */
} yp_layer;

/** A table of the folder. */
typedef struct {
    yp_csv *csv;
    const char *shown; /**< path in messages; lives as long as the case */
    const char *key;   /**< "power/links": how sources.csv names it */
    yp_file file;
    const yp_schema *schema;
    uint32_t *columns; /**< [schema->column_count] column of the file, or YP_NONE */
    bool *told;        /**< [schema->column_count] its absence has been told */
    const yp_layer *layer;
    const char *source, *quality; /**< of the whole table, from sources.csv */
} yp_table_file;

/** A row of technologies.csv. */
typedef struct {
    const yp_table_file *table;
    size_t row;
} yp_technology_row;

/** A profile file that some cell referred to. */
typedef struct {
    const char *name;    /**< "power/load" */
    yp_matrix *matrix;   /**< NULL: could not be read, which has been told */
    uint32_t *snapshots; /**< [row_count] snapshot of each row, YP_NONE: 29 February, dropped */
} yp_profile_file;

typedef struct {
    yp_builder *b;
    yp_case *c; /**< b->c */
    const char *folder;
    const yp_load_options *options;
    yp_units *units;
    const yp_yaml_node *defaults; /**< of case.yaml, NULL: none */
    const char *shown_yaml;
    bool has_blocks;  /**< case.yaml names blocks.csv */
    yp_layer *layers; /**< [layer_count], the first is that of the tables beside case.yaml */
    size_t layer_count;
    yp_table_file *tables; /**< [table_count], in the order of layers */
    size_t table_count;
    yp_technology_row *technologies; /**< as c->technologies */
    yp_profile_file *files;
    yp_map *file_map;
    size_t file_count, file_room;
    yp_status status; /**< worst of what was no mistake of the input: YP_IO */
} yp_reader;

/** A cell in use: what stands there, the unit of its header, the layer that its references start from. */
typedef struct {
    yp_cell cell;
    const char *unit;
    const yp_layer *layer;
} yp_found;

/** A row being read. */
typedef struct {
    yp_reader *r;
    const yp_table_file *table;
    size_t row;
    const yp_technology_row *technology; /**< NULL: none */
    yp_units_of_row units;
    bool is_out; /**< inactive, of a layer not kept, or it mentions what is left out */
} yp_line;

/* config.c */
yp_status yp_read_config(yp_reader *r, const yp_yaml *yaml);
/* config_time.c */
void yp_read_time(yp_reader *r, const yp_yaml_node *root);
void yp_read_aggregation(yp_reader *r, const yp_yaml_node *node);
void yp_override_aggregation(yp_reader *r, const char *text);
/* config_nodes.c: scalars of case.yaml */
double yp_node_number(yp_reader *r, const yp_yaml_node *node, const char *what, const yp_range *range,
                      double fallback);
const char *yp_node_text(yp_reader *r, const yp_yaml_node *node, const char *what);
bool yp_node_flag(yp_reader *r, const yp_yaml_node *node, const char *what, bool fallback);
int yp_node_word(yp_reader *r, const yp_yaml_node *node, const char *what, const yp_word *words,
                 int fallback);
void yp_node_keys(yp_reader *r, const yp_yaml_node *node, const char *what, const char *const *known);
const char *const *yp_node_texts(yp_reader *r, const yp_yaml_node *node, const char *what, size_t *count);
/* tables.c */
yp_status yp_open_tables(yp_reader *r);
void yp_close_tables(yp_reader *r);
/* row.c */
yp_line yp_line_begin(yp_reader *r, const yp_table_file *table, size_t row);
yp_found yp_line_find(const yp_line *line, const char *name);
/** The text of a cell, kept; NULL if it is empty. Ids are in NFC anyway. */
const char *yp_line_text(const yp_line *line, const char *name, yp_spot *at);
bool yp_line_flag(const yp_line *line, const char *name);
void yp_line_names(yp_line *line, void *row);   /**< all columns but numbers, into the struct */
void yp_line_numbers(yp_line *line, void *row); /**< then the numbers, in line->units */
/** True (and told) if a cell that every row needs is empty. For columns read by hand. */
bool yp_line_lacks(const yp_line *line, const char *name);
/** Tell that a selector matches nothing: an error, a warning with `optional: yes` in the row. */
void yp_line_matches_nothing(const yp_line *line, yp_spot at, const char *selector);
bool yp_line_value(yp_line *line, const yp_column *column, yp_found found, yp_value *value);
yp_spot yp_line_spot(const yp_line *line);
const yp_carried *yp_line_carried(const yp_line *line);
/* value.c */
bool yp_read_value(yp_line *line, const yp_column *column, yp_found found, const char *unit, yp_value *value);
/* durations.c */
/** `3`, `3 h`, `3 block`; a header in block or a unit of time says what a bare number is in. */
void yp_read_duration(yp_line *line, const yp_column *column, yp_found found, yp_duration *duration);
/* profiles.c */
uint32_t yp_profile_series(yp_reader *r, const yp_layer *layer, const char *reference, size_t length,
                           yp_spot at);
void yp_close_profiles(yp_reader *r);
/* the tables */
void yp_read_sources(yp_reader *r);
void yp_read_places(yp_reader *r);
void yp_read_goods(yp_reader *r);
void yp_read_technologies(yp_reader *r);
void yp_read_components(yp_reader *r);
void yp_read_coefficients(yp_reader *r);
void yp_read_steps(yp_reader *r);
void yp_read_barriers(yp_reader *r);
void yp_read_taxes(yp_reader *r);
void yp_read_scenarios(yp_reader *r);
void yp_read_shocks(yp_reader *r);
void yp_read_targets(yp_reader *r);
void yp_read_expect(yp_reader *r);
void yp_read_blocks(yp_reader *r);

/* ---- vintages.c ---- */

/** Add a component as a row says it: with `built: each` also one vintage for each period, right after it. */
void yp_add_component(yp_builder *b, const yp_component *component, bool is_out);
bool yp_is_vintage_of(const yp_component *vintage, const yp_component *row);
/** The vintage of a row that was built in a year; the row itself if it has none. While rows are read. */
uint32_t yp_vintage_like(const yp_case *c, uint32_t row, const char *built);
/** Lives of components with `built`, and which rows have vintages. */
void yp_resolve_vintages(yp_builder *b);

/* ---- selectors.c, borders.c, finish.c ... on the case under construction ---- */

/** As yp_select(), on the builder's case; false (and an error that counts) if the selector cannot be
 * understood. */
bool yp_select_components(yp_builder *b, const char *selector, yp_spot at, bool *matches);
/** One entry of a list joined by `separator`, quotes removed, spaces trimmed; false at the end. `*quoted`
 * tells quotes. */
bool yp_next_entry(const char **cursor, char separator, const char **text, size_t *length, bool *quoted);
void yp_resolve_barriers(yp_builder *b);
void yp_resolve_crossings(yp_builder *b, uint32_t barrier);
void yp_resolve_reforms(yp_builder *b);
void yp_resolve_places(yp_builder *b);
void yp_resolve_components(yp_builder *b);
void yp_check_case(yp_builder *b);
/* secure.c */
void yp_check_secure(yp_builder *b);
/* losses.c */
void yp_check_losses(yp_builder *b);
/* durations.c: delays over blocks of the base resolution */
void yp_check_delays(yp_builder *b);
int yp_compare_delays(const yp_coefficient *x, const yp_coefficient *y);
/* steps.c: convex steps on levels that do not run backwards */
void yp_check_steps(yp_builder *b);

/* check_running.c */
/** Ramps and commitment against the other columns of a component that has a capacity. */
void yp_check_running(yp_builder *b, uint32_t index);
/** Whole numbers and quadratic costs in one case are more than any solver here takes. */
void yp_check_whole(yp_builder *b);

int yp_compare_steps(const void *a, const void *b);
void yp_prune(yp_builder *b);
void yp_sort_case(yp_builder *b);
void yp_settle_series(yp_builder *b);
uint64_t yp_case_hash(const yp_case *c);

/* ---- apply.c, settings.c: changes to a copy ---- */

/** Change one number of a component or barrier; a scenario of YP_NONE is a setting. */
void yp_apply_shock(yp_builder *b, const yp_shock *shock);
/** Apply a setting to all that it names in `whole`, the case that the builder's is a copy of. */
void yp_apply_setting(yp_builder *b, const yp_case *whole, const yp_setting *setting);
/** The column that a shock may change, or NULL: of a number or a value only. */
const yp_column *yp_changeable_column(const yp_schema *schema, const char *attribute);

/* ---- time.c ---- */

/** Minutes from the start of the horizon to a date; INT64_MIN if the date does not exist or is a leap day
 * left out. */
int64_t yp_time_minutes(const yp_time *time, int year, int month, int day, int minute);
bool yp_stamp_parse(const char *text, size_t length, int *year, int *month, int *day, int *minute);

#endif
