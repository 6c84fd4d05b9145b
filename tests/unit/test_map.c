#include "base/map.h"

#include "near.h"
#include "sparing.h"

#include <stdio.h>

static void finds_what_was_added_and_nothing_else(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    yp_arena *arena = yp_arena_new(NULL);
    yp_map *map = yp_map_new(arena);
    for (uint32_t i = 0; i < COUNT; i++) {
        const char *key = yp_arena_format(arena, "key %u", i);
        assert_int_equal(yp_map_add(map, key, strlen(key), i, NULL), YP_NONE);
    }
    assert_int_equal(yp_map_count(map), COUNT);
    for (uint32_t i = 0; i < 2 * COUNT; i++) {
        char key[32];
        int length = snprintf(key, sizeof key, "key %u", i);
        assert_int_equal(yp_map_find(map, key, (size_t)length), i < COUNT ? i : YP_NONE);
    }
    yp_arena_free(arena);
}

static void keeps_the_first_of_two_equal_keys(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    yp_map *map = yp_map_new(arena);
    assert_int_equal(yp_map_add(map, "上海", 6, 4, NULL), YP_NONE);
    assert_int_equal(yp_map_add(map, "上海", 6, 5, NULL), 4);
    assert_int_equal(yp_map_find(map, "上海", 6), 4);
    assert_int_equal(yp_map_count(map), 1);
    yp_arena_free(arena);
}

static void tells_keys_apart_by_every_byte(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        size_t length;
    } keys[] = { { "", 0 },
                 { "\0", 1 },
                 { "\0\0", 2 },
                 { "a", 1 },
                 { "a\0", 2 },
                 { "a\0b", 3 },
                 { "12345678", 8 },
                 { "12345678\0", 9 },
                 { "\0"
                   "12345678",
                   9 } };
    enum { COUNT = sizeof keys / sizeof *keys };
    yp_arena *arena = yp_arena_new(NULL);
    yp_map *map = yp_map_new(arena);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(yp_map_add(map, keys[i].key, keys[i].length, i, NULL), YP_NONE);
    for (uint32_t i = 0; i < COUNT; i++) assert_int_equal(yp_map_find(map, keys[i].key, keys[i].length), i);
    yp_arena_free(arena);
}

static void names_the_nearest_key(void **state)
{
    (void)state;
    static const char *const keys[] = { "capacity", "efficiency", "cost", "上海市", "abc" };
    static const struct {
        const char *asked, *nearest;
    } questions[] = {
        { "capacty", "capacity" },     /* left out */
        { "capaciity", "capacity" },   /* once too often */
        { "cpaacity", "capacity" },    /* swapped */
        { "Capacity", "capacity" },    /* another */
        { "eficiensy", "efficiency" }, /* two */
        { "上海省", "上海市" },        /* characters, not bytes */
        { "ab", NULL },                /* a third of two is none */
        { "quantity", NULL },          /* too far */
        { "", NULL },
        { "abc", "abc" },
    };
    yp_arena *arena = yp_arena_new(NULL);
    yp_map *map = yp_map_new(arena);
    for (uint32_t i = 0; i < 5; i++) yp_map_add(map, keys[i], strlen(keys[i]), i, NULL);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const char *nearest = yp_map_nearest(map, questions[i].asked, strlen(questions[i].asked));
        if (questions[i].nearest)
            assert_string_equal(nearest, questions[i].nearest);
        else
            assert_null(nearest);
    }
    yp_arena_free(arena);
}

static void compares_no_endless_keys(void **state)
{
    (void)state;
    static char endless[100000];
    memset(endless, 'a', sizeof endless);
    yp_arena *arena = yp_arena_new(NULL);
    yp_map *map = yp_map_new(arena);
    yp_map_add(map, endless, sizeof endless, 0, NULL);
    assert_null(yp_map_nearest(map, endless, sizeof endless - 1));
    assert_null(yp_map_nearest(map, endless, 250));
    yp_arena_free(arena);
}

static void stays_good_when_memory_runs_out(void **state)
{
    (void)state;
    enum { COUNT = 3000 };
    static char keys[COUNT][8];
    size_t added = 0;
    for (size_t served = 1; added < COUNT; served++) {
        size_t left = served;
        yp_arena *arena = yp_arena_new(&sparing(&left));
        yp_map *map = yp_map_new(arena);
        bool no_memory = false;
        for (added = 0; map && added < COUNT; added++) {
            snprintf(keys[added], sizeof keys[added], "%zu", added);
            yp_map_add(map, keys[added], strlen(keys[added]), (uint32_t)added, &no_memory);
            if (no_memory) break;
        }
        for (size_t i = 0; i < added; i++) assert_int_equal(yp_map_find(map, keys[i], strlen(keys[i])), i);
        if (no_memory) assert_int_equal(yp_map_find(map, keys[added], strlen(keys[added])), YP_NONE);
        yp_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added_and_nothing_else),
        cmocka_unit_test(keeps_the_first_of_two_equal_keys),
        cmocka_unit_test(tells_keys_apart_by_every_byte),
        cmocka_unit_test(names_the_nearest_key),
        cmocka_unit_test(compares_no_endless_keys),
        cmocka_unit_test(stays_good_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
