/* series.nc: what is written is read back to the bit, and what does not fit the case is named. */
#include "result/folder.h"
#include "result/series.h"
#include "table/netcdf.h"

#include "complaints.h"
#include "plans.h"

#include <stdlib.h>
#include <unistd.h>

static void path_of(char *folder, char *path, size_t room)
{
    assert_non_null(mkdtemp(folder));
    snprintf(path, room, "%s/series.nc", folder);
}

static void forget(const char *folder, const char *path)
{
    unlink(path);
    rmdir(folder);
}

static void assert_same_bits(const double *a, const double *b, size_t count)
{
    assert_memory_equal(a, b, count * sizeof *a);
}

static void assert_same_blocks(const yp_blocks *a, const yp_blocks *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->period_count, b->period_count);
    assert_int_equal(a->joined, b->joined);
    assert_int_equal(a->is_scaled, b->is_scaled);
    assert_same_bits(&a->year_share, &b->year_share, 1);
    assert_same_bits(a->step, b->step, a->count);
    assert_same_bits(a->sum, b->sum, a->count);
    assert_same_bits(a->cost, b->cost, a->count);
    assert_same_bits(a->period_weight, b->period_weight, a->period_count);
    assert_memory_equal(a->cycle, b->cycle, a->count * sizeof *a->cycle);
    assert_memory_equal(a->period, b->period, a->count * sizeof *a->period);
    assert_memory_equal(a->snapshot, b->snapshot, a->count * sizeof *a->snapshot);
    assert_int_equal(a->kept != NULL, b->kept != NULL);
    if (a->kept) assert_memory_equal(a->kept, b->kept, a->count);
    for (size_t r = 0; r < YP_RESOLUTION_COUNT; r++) {
        assert_int_equal(a->level_count[r], b->level_count[r]);
        if (a->level_count[r]) assert_memory_equal(a->parent[r], b->parent[r], a->count * sizeof **a->parent);
        for (size_t k = 0; k < a->level_count[r]; k++) {
            assert_near(b->hours[r][k], a->hours[r][k], 1e-12);
            assert_near(b->weight_hours[r][k], a->weight_hours[r][k], 1e-12);
            assert_near(b->times[r][k], a->times[r][k], 1e-12);
        }
    }
}

static void assert_same_plan(const yp_plan *a, const yp_plan *b)
{
    assert_same_blocks(&a->blocks, &b->blocks);
    assert_int_equal(a->outcome, b->outcome);
    assert_string_equal(a->solver, b->solver);
    assert_same_bits(&a->objective, &b->objective, 1);
    assert_int_equal(a->has_levels, b->has_levels);
    assert_int_equal(a->has_prices, b->has_prices);
    assert_int_equal(a->activity_count, b->activity_count);
    for (size_t k = 0; k < a->activity_count; k++) {
        assert_int_equal(a->activities[k].part, b->activities[k].part);
        assert_int_equal(a->activities[k].owner, b->activities[k].owner);
        assert_int_equal(a->activities[k].count, b->activities[k].count);
        assert_same_bits(a->activities[k].level, b->activities[k].level, a->activities[k].count);
    }
    assert_int_equal(a->plan_node_count, b->plan_node_count);
    for (size_t k = 0; k < a->plan_node_count; k++) {
        assert_int_equal(a->nodes[k].place, b->nodes[k].place);
        assert_int_equal(a->nodes[k].good, b->nodes[k].good);
        assert_same_bits(a->nodes[k].price, b->nodes[k].price, a->nodes[k].count);
    }
    assert_int_equal(a->plan_row_count, b->plan_row_count);
    for (size_t k = 0; k < a->plan_row_count; k++) {
        assert_int_equal(a->rows[k].kind, b->rows[k].kind);
        assert_int_equal(a->rows[k].owner, b->rows[k].owner);
        assert_same_bits(a->rows[k].dual, b->rows[k].dual, a->rows[k].count);
    }
}

/* Numbers that text would round, and the awkward ones. */
static void make_awkward(board *s)
{
    double *level = s->plan.activities[0].level;
    level[0] = 1.0 / 3;
    s->plan.nodes[0].price[0] = -0.0;
    s->plan.nodes[s->plan.plan_node_count - 1].price[0] = 5e-324;
    s->plan.objective = 0.1 + 0.2;
    s->plan.blocks.is_scaled = true;
    s->plan.blocks.kept = yp_arena_take(s->plan.arena, s->plan.blocks.count, sizeof(uint8_t));
    assert_non_null(s->plan.blocks.kept);
    s->plan.blocks.kept[s->plan.blocks.count - 1] = YP_KEPT_LOW_WIND_SUN;
}

static void a_round_trip_is_exact(void **state)
{
    (void)state;
    void (*const cases[])(board *) = { congested, stored, scarce, plentiful, elastic, expanded };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char folder[] = "/tmp/yipan-series-XXXXXX", path[64];
        path_of(folder, path, sizeof path);
        board s;
        cases[k](&s);
        make_awkward(&s);
        yp_plan *read = NULL;
        yp_diag *diag = yp_diag_new();
        assert_int_equal(yp_series_write(s.c, &s.plan, path), YP_OK);
        assert_int_equal(yp_series_read(s.c, path, diag, &read), YP_OK);
        assert_string_equal(lines_of(diag), "");
        assert_same_plan(&s.plan, read);
        yp_plan_free(read);
        yp_diag_free(diag);
        end(&s);
        forget(folder, path);
    }
}

static void never_overwrites(void **state)
{
    (void)state;
    char folder[] = "/tmp/yipan-series-XXXXXX", path[64];
    path_of(folder, path, sizeof path);
    board s;
    elastic(&s);
    assert_int_equal(yp_series_write(s.c, &s.plan, path), YP_OK);
    assert_int_equal(yp_series_write(s.c, &s.plan, path), YP_IO);
    end(&s);
    forget(folder, path);
}

/* A file of one case read against another: the complaint names file and variable. */
static void what_does_not_fit_the_case_is_named(void **state)
{
    (void)state;
    char folder[] = "/tmp/yipan-series-XXXXXX", path[64];
    path_of(folder, path, sizeof path);
    board s, other;
    congested(&s);
    scarce(&other);
    yp_plan *read = NULL;
    yp_diag *diag = yp_diag_new();
    assert_int_equal(yp_series_write(s.c, &s.plan, path), YP_OK);
    assert_int_equal(yp_series_read(other.c, path, diag, &read), YP_BAD_INPUT);
    const char *line = yp_diag_line(diag, 0);
    assert_non_null(line);
    assert_ptr_equal(strstr(line, path), line);
    assert_non_null(strstr(line, "level_base"));
    yp_diag_free(diag);
    end(&s);
    end(&other);
    forget(folder, path);
}

static void what_is_no_netcdf_file_is_refused(void **state)
{
    (void)state;
    char folder[] = "/tmp/yipan-series-XXXXXX", path[64];
    path_of(folder, path, sizeof path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("block,level\n", file);
    fclose(file);
    board s;
    elastic(&s);
    yp_plan *read = NULL;
    yp_diag *diag = yp_diag_new();
    assert_true(yp_series_read(s.c, path, diag, &read) != YP_OK);
    assert_int_equal(yp_diag_count(diag, YP_ERROR), 1);
    yp_diag_free(diag);
    end(&s);
    forget(folder, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_round_trip_is_exact),
        cmocka_unit_test(never_overwrites),
        cmocka_unit_test(what_does_not_fit_the_case_is_named),
        cmocka_unit_test(what_is_no_netcdf_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
