/* The expanded program against a plain one, written down from the templates entry by entry, and the sizes
 * that were announced against those that came out. */
#include "case_folder.h"

#include "model/expand.h"

#include <stdlib.h>
#include <string.h>

/* A case that has something of everything: four kinds of resolution, joined hours, two periods, new capacity
 * of plants, links and stores, a stock good, whole units, and rules at a border. 59 days: two months of
 * unequal length. */
static const case_file rich_case[] = {
    { "case.yaml", "format: 1\n"
                   "money: {unit: CNY, year: 2025, discount_rate: 0.05}\n"
                   "time: {start: 2025-01-01T00:00, step: 6 h, count: 236, join: position, partial: yes}\n"
                   "aggregation: {method: resample, hours: 12}\n"
                   "periods: [{year: 2025, years: 5}, {year: 2030, years: 10}]\n"
                   "regions: province\n" },
    { "places.csv", "id,parent,level\nroot,,country\nA,root,province\nB,root,province\n" },
    { "goods.csv", "id,unit,kind,resolution,disposal,demand_value\n"
                   "electricity,MWh,flow,base,none,1000\n"
                   "reserve,MW,stock,base,free,\n"
                   "freight,t,flow,month,20,5000\n"
                   "co2,t,flow,year,free,\n"
                   "budget,t,flow,horizon,free,\n"
                   "land,km2,stock,horizon,free,\n" },
    { "supplies.csv", "id,place,good,capacity,availability,minimum,cost,cost_slope,build_maximum,build_"
                      "minimum,build_unit,investment,"
                      "fixed_cost,fixed,resolution,total_minimum,total_maximum,total_per,from_year\n"
                      "coal,A,electricity,100,0.9,0.2,30,0.01,50,5,,1000,10,,,,,,\n"
                      "wind,B,electricity,40,@p:wind,0,0,0,200,0,,900,5,,,,,,\n"
                      "nuclear,B,electricity,0,1,0.5,12,0,60,0,20,5000,8,,,,,,\n"
                      "river,A,electricity,30,1,0,1,0,0,0,,0,0,,,100,20000,year,\n"
                      "given,A,electricity,inf,1,0,3,0,0,0,,0,0,5*@p:wind,,,,,\n"
                      "later,B,electricity,25,1,0,17,0,10,0,,100,1,,,,,,2030\n"
                      "trucks,A,freight,1,1,0,7,0,2,0,,3,0,,,,,,\n"
                      "trucks of B,B,freight,2,1,0,70,0,0,0,,0,0,,,,,,\n"
                      "permits,A,co2,500,1,0,0,0,0,0,,0,0,,,,,,\n"
                      "budget,root,budget,300,1,0,2,0,0,0,,0,0,,,,,,\n"
                      "land,root,land,1000,1,0,0,0,0,0,,0,0,,,,,,\n"
                      "demand response,A,reserve,10,1,0,2,0,0,0,,0,0,,,,,,\n" },
    { "demands.csv", "id,place,good,quantity,value,value_slope,minimum,resolution\n"
                     "load A,A,electricity,80*@p:load,,,0.5,\n"
                     "load B,B,electricity,60*@p:load+5,900,-2,0,\n"
                     "must,A,electricity,3,none,,,\n"
                     "factory,A,freight,1.5,,,0,\n"
                     "shop,B,freight,0.5,none,,,\n"
                     "reserve A,A,reserve,8,none,,,\n" },
    { "links.csv",
      "id,from,to,good,capacity,efficiency,reverse,reverse_efficiency,cost,build_maximum,investment,"
      "resolution\n"
      "line,A,B,electricity,20,1,1,,0,30,400,\n"
      "lossy,A,B,electricity,10,@p:loss,1,0.95,0,5,200,\n"
      "road,A,B,freight,1,1,1,,2,0,0,\n" },
    { "processes.csv", "id,place,level_unit,capacity,cost,resolution,build_maximum,investment\n"
                       "smelter,A,MWh/h,6,1,,4,100\n"
                       "mill,B,MWh/h,5,2,month,0,0\n" },
    { "stores.csv",
      "id,place,good,capacity,hours,energy,efficiency_in,efficiency_out,loss,inflow,cycle,initial,"
      "final_minimum,level_minimum,build_maximum,energy_build_maximum,energy_investment,investment\n"
      "battery,A,electricity,10,4,,0.9,@p:loss,0.001,0,day,,,0.1,20,0,0,300\n"
      "cavern,B,electricity,10,,100,0.8,0.9,0,0,horizon,,,0,5,40,12,300\n"
      "lake,A,electricity,15,,2000,1,1,0.0001,3*@p:wind,none,50,20,0,0,0,0,0\n"
      "stock,A,electricity,inf,,inf,1,1,0,0,period,,,0,0,0,0,0\n" },
    { "coefficients.csv", "component,good,place,per,value\n"
                          "coal,co2,A,level,-0.9\n"
                          "coal,budget,root,level,-0.5\n"
                          "coal,reserve,self,capacity,0.1\n"
                          "wind,land,root,build,-0.2\n"
                          "nuclear,land,root,capacity,-0.1\n"
                          "nuclear,budget,root,build,-0.3\n"
                          "wind,reserve,A,capacity,-0.01\n"
                          "smelter,electricity,self,level,-1\n"
                          "smelter,freight,self,level,-0.002\n"
                          "smelter,co2,A,level,-0.4\n"
                          "mill,electricity,self,level,@p:mill\n"
                          "mill,freight,self,level,-0.003\n"
                          "battery,co2,A,charge,-0.01\n"
                          "lake,budget,root,level_change,-0.1\n"
                          "road,electricity,B,level,-0.05\n" },
    { "barriers.csv", "id,border,goods,kind,value,reform\n"
                      "toll,province,electricity,tariff,4,toll\n"
                      "half,province,electricity,share,@p:loss,half\n"
                      "cap,province,freight,limit,0.7,cap\n"
                      "contract,A>B,electricity,delivery,500,contract\n"
                      "plan,A>B,freight,schedule,0.25,plan\n"
                      "melt,province,electricity,ratio,0.99,melt\n" },
    { "taxes.csv", "id,component,rate\ncarbon tax,coal,6\n" },
};

static const case_file one_block_case[] = {
    { "case.yaml", "format: 1\ntime: {start: 2025-01-01T00:00, step: 1 h, count: 1, partial: yes}\n" },
    { "places.csv", "id,parent,level\nroot,,country\n" },
    { "goods.csv", "id,unit\nelectricity,MWh\n" },
    { "supplies.csv", "id,place,good,capacity,cost\nplant,root,electricity,10,5\n" },
    { "demands.csv", "id,place,good,quantity\nload,root,electricity,4\n" },
    { "stores.csv", "id,place,good,capacity,energy,loss,cycle\n"
                    "leaky,root,electricity,2,2,0.5,horizon\n"
                    "daily,root,electricity,2,2,0,day\n" },
};

/* Four profiles of the rich case's 236 snapshots, none constant. */
static void write_profiles(const char *folder)
{
    char *text = calloc(236 * 100, 1);
    assert_non_null(text);
    size_t used = (size_t)sprintf(text, "wind,load,loss,mill\n");
    for (int s = 0; s < 236; s++)
        used += (size_t)sprintf(text + used, "%.3f,%.3f,%.3f,%.3f\n", 0.1 + 0.8 * (s * 37 % 101) / 101.0,
                                0.5 + (s * 53 % 97) / 97.0, 0.8 + 0.1 * (s * 29 % 89) / 89.0,
                                -1 - (s * 31 % 83) / 83.0);
    write_file(folder, "profiles/p.csv", text);
    free(text);
}

static yp_case *load(const case_file *files, size_t count, const char *folder)
{
    for (size_t i = 0; i < count; i++) write_file(folder, files[i].path, files[i].text);
    write_profiles(folder);
    return must_load(folder, NULL);
}

/* The program written down plainly: a dense matrix, filled one entry of the model after another. */
typedef struct {
    size_t rows, columns;
    double *matrix; /* [rows][columns] */
    double *row_lower, *row_upper, *lower, *upper, *cost, *slope;
    double offset;
    size_t *row_start, *column_start; /* of the templates; SIZE_MAX: given */
} plain;

static double *zeros(size_t count)
{
    double *all = calloc(count + 1, sizeof *all);
    assert_non_null(all);
    return all;
}

static double weight_of(const yp_model *m, const yp_column_template *t, size_t b)
{
    if (t->weighing == YP_WEIGH_ONCE) return 1;
    return t->weighing == YP_WEIGH_HOURS ? m->blocks.weight_hours[t->resolution][b]
                                         : m->blocks.times[t->resolution][b];
}

/* Hours of the finer block where a row sums amounts, its share of the row's hours where it sums rates of
 * finer blocks. */
static double weight_in_row(const yp_model *m, const yp_entry *entry, yp_resolution finer, size_t f,
                            size_t row_block)
{
    const yp_row_template *row = &m->rows[entry->row];
    if (entry->is_amount) return 1;
    const double hours = m->blocks.hours[finer][f];
    if (!row->in_units)
        return finer == row->resolution ? 1 : hours / m->blocks.hours[row->resolution][row_block];
    if (row->resolution < YP_PERIOD || finer == YP_HORIZON) return hours;
    uint32_t first = 0;
    while (m->blocks.parent[finer][first] != f) first++;
    return hours * m->c->periods[m->blocks.period[first]].years;
}

static void put(const yp_model *m, plain *p, const yp_entry *entry, size_t row_block, size_t column_block,
                double value)
{
    const yp_column_template *t = &m->columns[entry->column];
    const size_t row = p->row_start[entry->row] + row_block;
    if (t->is_given) {
        const double level = yp_vector_at(&t->lower, column_block);
        p->row_lower[row] -= value * level;
        p->row_upper[row] -= value * level;
        return;
    }
    p->matrix[row * p->columns + p->column_start[entry->column] + column_block] +=
        value * (t->unit > 0 ? t->unit : 1);
}

static void put_entry(const yp_model *m, plain *p, const yp_entry *entry)
{
    const yp_resolution row = m->rows[entry->row].resolution, column = m->columns[entry->column].resolution;
    const yp_resolution finer = row < column ? row : column;
    if (entry->before) {
        for (size_t b = 0; b < m->blocks.count; b++)
            if (entry->before[b] != YP_NONE)
                put(m, p, entry, b, entry->before[b], yp_vector_at(&entry->value, b));
        return;
    }
    for (size_t f = 0, base = 0; f < m->blocks.level_count[finer]; f++) {
        while (m->blocks.parent[finer][base] != f) base++;
        const size_t row_block = m->blocks.parent[row][base], column_block = m->blocks.parent[column][base];
        put(m, p, entry, row_block, column_block,
            yp_vector_at(&entry->value, f) * weight_in_row(m, entry, finer, f, row_block));
    }
}

/* Bounds that widen with new capacity are rows after all others. */
static size_t put_widened(const yp_model *m, plain *p, uint32_t j, size_t next, bool is_upper)
{
    const yp_column_template *t = &m->columns[j];
    const yp_vector *share = is_upper ? &t->upper_share : &t->lower_share;
    const yp_vector *bound = is_upper ? &t->upper : &t->lower;
    if (t->is_given || t->capacity == YP_NONE || (!share->data && share->offset == 0)) return next;
    const double unit = m->columns[t->capacity].unit > 0 ? m->columns[t->capacity].unit : 1;
    for (size_t b = 0; b < m->blocks.level_count[t->resolution]; b++, next++) {
        const size_t column = p->column_start[j] + b;
        p->matrix[next * p->columns + column] = 1;
        p->matrix[next * p->columns + p->column_start[t->capacity]] = -yp_vector_at(share, b) * unit;
        p->row_lower[next] = is_upper ? -INFINITY : yp_vector_at(bound, b);
        p->row_upper[next] = is_upper ? yp_vector_at(bound, b) : INFINITY;
        if (is_upper)
            p->upper[column] = INFINITY;
        else
            p->lower[column] = -INFINITY;
    }
    return next;
}

static void take_plain(const yp_model *m, plain *p, size_t rows)
{
    *p = (plain){ .rows = rows };
    p->row_start = calloc(m->row_count + 1, sizeof *p->row_start);
    p->column_start = calloc(m->column_count + 1, sizeof *p->column_start);
    assert_true(p->row_start && p->column_start);
    for (size_t j = 0; j < m->column_count; j++) {
        p->column_start[j] = m->columns[j].is_given ? SIZE_MAX : p->columns;
        if (!m->columns[j].is_given) p->columns += m->blocks.level_count[m->columns[j].resolution];
    }
    p->matrix = zeros(p->rows * p->columns);
    p->row_lower = zeros(p->rows), p->row_upper = zeros(p->rows);
    p->lower = zeros(p->columns), p->upper = zeros(p->columns);
    p->cost = zeros(p->columns), p->slope = zeros(p->columns);
}

static void put_column(const yp_model *m, plain *p, uint32_t j)
{
    const yp_column_template *t = &m->columns[j];
    const double unit = t->unit > 0 ? t->unit : 1;
    for (size_t b = 0; b < m->blocks.level_count[t->resolution]; b++) {
        const double weight = weight_of(m, t, b), cost = yp_vector_at(&t->cost, b),
                     slope = yp_vector_at(&t->slope, b);
        if (t->is_given) {
            const double level = yp_vector_at(&t->lower, b);
            p->offset += weight * (cost * level + slope * level * level / 2);
            continue;
        }
        const size_t column = p->column_start[j] + b;
        p->cost[column] = weight * cost * unit;
        p->slope[column] = weight * slope * unit * unit;
        p->lower[column] = yp_vector_at(&t->lower, b) / unit;
        p->upper[column] = yp_vector_at(&t->upper, b) / unit;
    }
}

/* @param rows  of the program under test, so that both have room; the count itself is compared at the end */
static void write_plainly(const yp_model *m, size_t rows, plain *p)
{
    take_plain(m, p, rows);
    size_t next = 0;
    p->offset = m->offset;
    for (size_t r = 0; r < m->row_count; r++) {
        p->row_start[r] = next;
        for (size_t b = 0; b < m->blocks.level_count[m->rows[r].resolution]; b++, next++) {
            p->row_lower[next] = yp_vector_at(&m->rows[r].lower, b);
            p->row_upper[next] = yp_vector_at(&m->rows[r].upper, b);
        }
    }
    for (uint32_t j = 0; j < m->column_count; j++) put_column(m, p, j);
    for (size_t k = 0; k < m->entry_count; k++) put_entry(m, p, &m->entries[k]);
    for (uint32_t j = 0; j < m->column_count; j++) {
        next = put_widened(m, p, j, next, true);
        next = put_widened(m, p, j, next, false);
    }
    assert_int_equal(rows, next);
}

static void free_plain(plain *p)
{
    free(p->row_start), free(p->column_start), free(p->matrix), free(p->row_lower), free(p->row_upper);
    free(p->lower), free(p->upper), free(p->cost), free(p->slope);
}

/* Take every entry of the program out of the plain matrix; nothing may be left, nor stand twice in a column.
 */
static void compare_matrix(const yp_program *program, plain *p)
{
    int32_t *seen = malloc((p->rows + 1) * sizeof *seen);
    assert_non_null(seen);
    for (size_t r = 0; r < p->rows; r++) seen[r] = -1;
    for (int32_t j = 0; j < program->column_count; j++)
        for (int64_t k = program->start[j]; k < program->start[j + 1]; k++) {
            const int32_t row = program->row[k];
            assert_true(row >= 0 && row < program->row_count);
            assert_int_not_equal(j, seen[row]);
            seen[row] = j;
            double *cell = &p->matrix[(size_t)row * p->columns + (size_t)j];
            assert_near(program->value[k], *cell, 1e-12);
            *cell = 0;
        }
    for (size_t i = 0; i < p->rows * p->columns; i++) assert_true(p->matrix[i] == 0);
    free(seen);
}

static void compare(const yp_model *m)
{
    yp_program program;
    yp_layout layout;
    plain p;
    assert_int_equal(YP_OK, yp_program_make(m, &program, &layout));
    write_plainly(m, (size_t)program.row_count, &p);
    assert_int_equal(p.columns, program.column_count);
    assert_near(program.offset, p.offset, 1e-12);
    for (size_t j = 0; j < p.columns; j++) {
        assert_near(program.cost[j], p.cost[j], 1e-12);
        assert_near(program.slope ? program.slope[j] : 0, p.slope[j], 1e-12);
        assert_near(program.column_lower[j], p.lower[j], 1e-12);
        assert_near(program.column_upper[j], p.upper[j], 1e-12);
    }
    for (size_t r = 0; r < p.rows; r++) {
        assert_near(program.row_lower[r], p.row_lower[r], 1e-12);
        assert_near(program.row_upper[r], p.row_upper[r], 1e-12);
    }
    compare_matrix(&program, &p);

    const yp_model_size size = yp_model_measure(m);
    assert_int_equal(program.row_count, size.rows);
    assert_int_equal(program.column_count, size.columns);
    assert_int_equal(program.entry_count, size.entries);
    free_plain(&p);
    yp_program_free(&program);
    yp_layout_free(&layout);
}

static void expand_and_compare(const case_file *files, size_t count)
{
    char *folder = new_folder();
    yp_case *c = load(files, count, folder);
    yp_model *model = NULL;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    compare(model);
    yp_model_free(model);
    yp_case_free(c);
    drop_folder(folder);
}

static void equals_the_plain_program(void **state)
{
    (void)state;
    expand_and_compare(rich_case, sizeof rich_case / sizeof *rich_case);
}

/* A chain of one block closes on itself: one entry, 1 − keep, not two. */
static void a_chain_of_one_block_has_one_entry(void **state)
{
    (void)state;
    expand_and_compare(one_block_case, sizeof one_block_case / sizeof *one_block_case);
}

static void equal_programs(const yp_model *a, const yp_model *b)
{
    yp_program x, y;
    yp_layout layout_x, layout_y;
    assert_int_equal(YP_OK, yp_program_make(a, &x, &layout_x));
    assert_int_equal(YP_OK, yp_program_make(b, &y, &layout_y));
    const size_t rows = (size_t)x.row_count * sizeof(double),
                 columns = (size_t)x.column_count * sizeof(double);
    assert_int_equal(x.row_count, y.row_count);
    assert_int_equal(x.column_count, y.column_count);
    assert_int_equal(x.entry_count, y.entry_count);
    assert_true(x.offset == y.offset);
    assert_memory_equal(x.cost, y.cost, columns);
    assert_memory_equal(x.column_lower, y.column_lower, columns);
    assert_memory_equal(x.column_upper, y.column_upper, columns);
    assert_memory_equal(x.row_lower, y.row_lower, rows);
    assert_memory_equal(x.row_upper, y.row_upper, rows);
    assert_memory_equal(x.start, y.start, columns + sizeof *x.start);
    assert_memory_equal(x.row, y.row, (size_t)x.entry_count * sizeof *x.row);
    assert_memory_equal(x.value, y.value, (size_t)x.entry_count * sizeof *x.value);
    yp_program_free(&x), yp_program_free(&y);
    yp_layout_free(&layout_x), yp_layout_free(&layout_y);
}

/* Lifting changes data, never structure: the model that took new numbers is the one that is built from them.
 */
static void an_updated_model_is_a_fresh_one(void **state)
{
    (void)state;
    static const char *const lifts[][2] = {
        { "all" }, { "toll" }, { "half" }, { "cap", "plan" }, { "contract", "melt" }
    };
    char *folder = new_folder();
    yp_case *c = load(rich_case, sizeof rich_case / sizeof *rich_case, folder);
    yp_model *updated = NULL;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &updated));
    for (size_t i = 0; i < sizeof lifts / sizeof *lifts; i++) {
        const yp_changes changes = { .lift = lifts[i], .lift_count = lifts[i][1] ? 2 : 1 };
        yp_case *changed = NULL;
        yp_model *fresh = NULL;
        assert_int_equal(YP_OK, yp_case_apply(c, &changes, NULL, &changed));
        assert_int_equal(YP_OK, yp_model_update(updated, changed));
        assert_int_equal(YP_OK, yp_model_build(changed, NULL, &fresh));
        equal_programs(updated, fresh);
        compare(updated);
        yp_model_free(fresh);
        assert_int_equal(YP_OK, yp_model_update(updated, c));
        yp_case_free(changed);
    }
    yp_model_free(updated);
    yp_case_free(c);
    drop_folder(folder);
}

static const case_file set_case[] = {
    { "case.yaml",
      "format: 1\ntime: {start: 2025-01-01T00:00, step: 1 h, count: 3, partial: yes, join: position}\n" },
    { "places.csv", "id,parent,level\nroot,,country\n" },
    { "goods.csv", "id,unit\nelectricity,MWh\n" },
    { "profiles/set.csv", "plant\n7\n\"\"\n9\n" },
    { "supplies.csv", "id,place,good,capacity,minimum,build_maximum,fixed\n"
                      "plant,root,electricity,10,0.2,50,@set:plant\n" },
    { "demands.csv", "id,place,good,quantity,value\nload,root,electricity,40,100\n" },
};

/* New capacity widens the hours in which the level is free, and no others. */
static void a_level_that_is_set_stays_whatever_is_built(void **state)
{
    (void)state;
    static const double lower[] = { 7, 2, 9 }, upper[] = { 7, 10, 9 }, share[] = { 0, 1, 0 };
    char *folder = new_folder();
    yp_case *c = load(set_case, sizeof set_case / sizeof *set_case, folder);
    yp_model *m = NULL;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &m));
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        if (t->part != YP_PART_LEVEL || c->components[t->owner].table != YP_SUPPLY) continue;
        for (size_t b = 0; b < 3; b++) {
            assert_near(yp_vector_at(&t->lower, b), lower[b], 1e-12);
            assert_near(yp_vector_at(&t->upper, b), upper[b], 1e-12);
            assert_near(yp_vector_at(&t->upper_share, b), share[b], 1e-12);
            assert_near(yp_vector_at(&t->lower_share, b), 0.2 * share[b], 1e-12);
        }
    }
    yp_model_free(m);
    yp_case_free(c);
    drop_folder(folder);
}

static const case_file minimum_case[] = {
    { "case.yaml", "format: 1\ntime: {start: 2025-01-01T00:00, step: 1 h, count: 2, partial: yes}\n" },
    { "places.csv", "id,parent,level\nroot,,country\n" },
    { "goods.csv", "id,unit\nwater,Mm3\n" },
    { "supplies.csv", "id,place,good,capacity\nriver,root,water,10\n" },
    { "stores.csv", "id,place,good,capacity,energy,minimum,build_maximum\nlake,root,water,10,20,0.3,5\n" },
    { "demands.csv", "id,place,good,quantity,value\ntown,root,water,4,1\n" },
};

/* The shared columns of a store speak of what it gives. */
static void a_store_gives_its_minimum(void **state)
{
    (void)state;
    char *folder = new_folder();
    yp_case *c = load(minimum_case, sizeof minimum_case / sizeof *minimum_case, folder);
    yp_model *m = NULL;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &m));
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        if (t->part != YP_PART_OUT && t->part != YP_PART_IN) continue;
        assert_near(yp_vector_at(&t->lower, 0), t->part == YP_PART_OUT ? 3 : 0, 1e-12);
        assert_near(yp_vector_at(&t->lower_share, 0), t->part == YP_PART_OUT ? 0.3 : 0, 1e-12);
    }
    yp_model_free(m);
    yp_case_free(c);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_plain_program),
        cmocka_unit_test(a_chain_of_one_block_has_one_entry),
        cmocka_unit_test(a_level_that_is_set_stays_whatever_is_built),
        cmocka_unit_test(a_store_gives_its_minimum),
        cmocka_unit_test(an_updated_model_is_a_fresh_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
