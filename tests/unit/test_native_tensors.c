/* The native solver on tensors of shapes that cases do not make, laid by hand upon generated cases and
 * compared with HiGHS: ramps of levels with and without new capacity, over one horizon and day by day, and
 * rows that take several levels of the hour before. */
#include "zoo.h"

#include "near.h"
#include "solve/native/native.h"
#include "solve/solve.h"

#include <string.h>

/* Room for more rows and entries than the model was built with. */
typedef struct {
    yp_case *c;
    yp_model *model;
    uint32_t *before, *after;
} tensor;

enum { more_rows = 64, more_entries = 256 };

static void give_room(yp_model *m)
{
    yp_row_template *rows = yp_arena_take(m->arena, m->row_count + more_rows, sizeof *rows);
    yp_entry *entries = yp_arena_take(m->arena, m->entry_count + more_entries, sizeof *entries);
    assert_non_null(rows);
    assert_non_null(entries);
    memcpy(rows, m->rows, m->row_count * sizeof *rows);
    memcpy(entries, m->entries, m->entry_count * sizeof *entries);
    m->rows = rows;
    m->entries = entries;
}

/* Blocks follow each other within runs of `run` blocks. */
static tensor make_tensor(animal *a, size_t run)
{
    tensor t = { .c = zoo_case(a) };
    assert_non_null(t.c);
    assert_int_equal(YP_OK, yp_model_build(t.c, NULL, &t.model));
    give_room(t.model);
    size_t blocks = t.model->blocks.count;
    t.before = yp_arena_take(t.model->arena, blocks, sizeof *t.before);
    t.after = yp_arena_take(t.model->arena, blocks, sizeof *t.after);
    for (size_t b = 0; b < blocks; b++) {
        t.before[b] = b % run == 0 ? YP_NONE : (uint32_t)(b - 1);
        t.after[b] = b + 1 == blocks || (b + 1) % run == 0 ? YP_NONE : (uint32_t)(b + 1);
    }
    return t;
}

static void free_tensor(tensor *t)
{
    yp_model_free(t->model);
    yp_case_free(t->c);
}

static yp_vector number(double x)
{
    return (yp_vector){ .offset = x };
}

/* `open` where a run begins, else `bound`. */
static yp_vector bound_of(const tensor *t, double bound, double open)
{
    double *data = yp_arena_take(t->model->arena, t->model->blocks.count, sizeof *data);
    for (size_t b = 0; b < t->model->blocks.count; b++) data[b] = t->before[b] == YP_NONE ? open : bound;
    return (yp_vector){ 0, 1, data };
}

static uint32_t add_row(tensor *t, yp_vector lower, yp_vector upper)
{
    t->model->rows[t->model->row_count] =
        (yp_row_template){ .kind = YP_ROW_CHAIN, .resolution = YP_BASE, .lower = lower, .upper = upper };
    return (uint32_t)t->model->row_count++;
}

/* Entries are sorted by column. */
static void add_entry(tensor *t, yp_entry entry)
{
    yp_model *m = t->model;
    size_t k = m->entry_count++;
    for (; k > 0 && m->entries[k - 1].column > entry.column; k--) m->entries[k] = m->entries[k - 1];
    m->entries[k] = entry;
}

static void add_change(tensor *t, uint32_t row, uint32_t column, double factor)
{
    add_entry(t, (yp_entry){ .row = row, .column = column, .value = number(factor) });
    add_entry(
        t,
        (yp_entry){
            .row = row, .column = column, .value = number(-factor), .before = t->before, .after = t->after });
}

/* x(b) − x(b−1) within ±share·(capacity + K), for every second level that has a capacity. */
static size_t add_ramps(tensor *t, double share, size_t most)
{
    size_t added = 0, seen = 0;
    size_t column_count = t->model->column_count;
    for (uint32_t j = 0; j < column_count && added < most; j++) {
        const yp_column_template *x = &t->model->columns[j];
        bool is_level = x->part == YP_PART_LEVEL && x->resolution == YP_BASE && !x->is_given;
        double capacity = is_level ? t->c->components[x->owner].capacity : INFINITY;
        if (!isfinite(capacity) || seen++ % 2 == 1) continue;
        double width = share * (capacity + 1e-3 * t->c->components[0].capacity);
        added++;
        if (x->capacity == YP_NONE) {
            uint32_t row = add_row(t, bound_of(t, -width, -INFINITY), bound_of(t, width, INFINITY));
            add_change(t, row, j, 1);
            continue;
        }
        for (int sign = -1; sign <= 1; sign += 2) {
            uint32_t row = add_row(t, number(-INFINITY), bound_of(t, width, INFINITY));
            add_change(t, row, j, sign);
            add_entry(t, (yp_entry){ .row = row, .column = x->capacity, .value = bound_of(t, -share, 0) });
        }
    }
    return added;
}

static yp_native_solution solve_natively(const tensor *t, int threads)
{
    yp_program program;
    yp_layout layout;
    assert_int_equal(YP_OK, yp_program_make(t->model, &program, &layout));
    yp_native_solution s = { .x = calloc((size_t)program.column_count + 1, sizeof(double)),
                             .row_dual = calloc((size_t)program.row_count + 1, sizeof(double)) };
    yp_native_options options = { .thread_count = threads };
    assert_int_equal(YP_OK, yp_native_solve(t->model, &layout, &options, &s));
    free(s.x);
    free(s.row_dual);
    yp_program_free(&program);
    yp_layout_free(&layout);
    return s;
}

static double optimum_of(const tensor *t)
{
    yp_plan *plan = NULL;
    yp_solve_options options = { .method = YP_METHOD_CHOOSE, .thread_count = 1 };
    assert_int_equal(YP_OK, yp_solve(t->model, &options, NULL, NULL, &plan));
    double objective = plan->outcome == YP_OPTIMAL ? plan->objective : NAN;
    yp_plan_free(plan);
    return objective;
}

static void agree(const tensor *t, const char *what)
{
    yp_native_solution s = solve_natively(t, 1);
    double optimum = optimum_of(t);
    if (isnan(optimum)) {
        assert_int_not_equal(YP_OPTIMAL, s.outcome);
        return;
    }
    if (s.outcome != YP_OPTIMAL) fail_msg("%s: %s", what, s.cause);
    assert_near(optimum, s.objective, 1e-6);
    assert_int_equal(s.iteration_count, solve_natively(t, 2).iteration_count);
}

static void takes_ramps(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t nodes, hours, run;
        bool has_expansion, has_stores;
        double share;
        yp_cycle cycle;
    } kinds[] = { { "existing capacity", 2, 60, 60, false, false, 0.05, YP_CYCLE_NONE },
                  { "with stores", 2, 96, 96, false, true, 0.05, YP_CYCLE_HORIZON },
                  { "new capacity", 2, 72, 72, true, true, 0.03, YP_CYCLE_HORIZON },
                  { "day by day", 2, 240, 24, true, true, 0.05, YP_CYCLE_DAY },
                  { "ramps run through days of stores", 1, 96, 96, true, true, 0.05, YP_CYCLE_DAY },
                  { "hardly any change", 1, 50, 50, false, true, 0.001, YP_CYCLE_NONE } };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (uint64_t seed = 0; seed < 6; seed++) {
            animal a = zoo_animal(300 + seed);
            a.nodes = kinds[k].nodes;
            a.hours = kinds[k].hours;
            a.has_expansion = kinds[k].has_expansion;
            a.has_stores = kinds[k].has_stores;
            a.cycle = kinds[k].cycle;
            a.is_infeasible = a.is_unbounded = a.must_serve = a.is_elastic = false;
            tensor t = make_tensor(&a, kinds[k].run);
            double without = optimum_of(&t);
            assert_true(add_ramps(&t, kinds[k].share, 8) > 0);
            agree(&t, kinds[k].name);
            if (kinds[k].share < 0.01 && seed == 0) /* the rows must bite, or the test says nothing */
                assert_true(fabs(optimum_of(&t) - without) > 1e-6 * fabs(without));
            free_tensor(&t);
        }
}

/* A row that takes two levels of the hour before, and a level that two rows take. */
static void takes_several_levels_of_the_hour_before(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 6; seed++) {
        animal a = zoo_animal(400 + seed);
        a.nodes = 2;
        a.hours = 64;
        a.has_stores = true;
        a.is_infeasible = a.is_unbounded = a.must_serve = a.is_elastic = a.has_expansion = false;
        tensor t = make_tensor(&a, 64);
        uint32_t levels[2];
        size_t found = 0;
        for (uint32_t j = 0; j < t.model->column_count && found < 2; j++) {
            const yp_column_template *x = &t.model->columns[j];
            if (x->part == YP_PART_LEVEL && x->resolution == YP_BASE && !x->is_given) levels[found++] = j;
        }
        assert_int_equal(2, found);
        double width = 0.02 * a.unit;
        uint32_t both = add_row(&t, bound_of(&t, -width, -INFINITY), bound_of(&t, width, INFINITY));
        add_change(&t, both, levels[0], 1);
        add_change(&t, both, levels[1], -1);
        uint32_t one = add_row(&t, number(-INFINITY), bound_of(&t, 2 * width, INFINITY));
        add_change(&t, one, levels[0], 1);
        agree(&t, "several levels");
        free_tensor(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_ramps),
        cmocka_unit_test(takes_several_levels_of_the_hour_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
