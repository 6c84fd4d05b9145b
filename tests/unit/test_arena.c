#include "base/arena.h"

#include "near.h"
#include "sparing.h"

#include <stdalign.h>

static void gives_zeroed_pieces_that_do_not_overlap(void **state)
{
    (void)state;
    size_t left = SIZE_MAX;
    for (int own = 0; own < 2; own++) {
        yp_arena *arena = yp_arena_new(own ? &sparing(&left) : NULL);
        unsigned char *pieces[400];
        for (size_t i = 0; i < 400; i++) {
            size_t bytes = i * i % 5000;
            pieces[i] = yp_arena_take(arena, bytes, 1);
            for (size_t k = 0; k < bytes; k++) assert_int_equal(pieces[i][k], 0);
            memset(pieces[i], (int)i % 255 + 1, bytes);
        }
        for (size_t i = 0; i < 400; i++)
            for (size_t k = 0; k < i * i % 5000; k++) assert_int_equal(pieces[i][k], i % 255 + 1);
        yp_arena_free(arena);
    }
}

static void aligns_small_pieces_for_any_type_and_large_ones_for_vectors(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    for (size_t bytes = 1; bytes < 100000; bytes = bytes * 3 / 2 + 1) {
        uintptr_t address = (uintptr_t)yp_arena_take(arena, bytes, 1);
        assert_int_equal(address % (bytes < 4096 ? alignof(max_align_t) : 64), 0);
    }
    yp_arena_free(arena);
}

static void refuses_sizes_that_overflow(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    assert_null(yp_arena_take(arena, SIZE_MAX, 2));
    assert_null(yp_arena_take(arena, SIZE_MAX / 2 + 2, 2));
    assert_null(yp_arena_take(arena, 1, SIZE_MAX));
    assert_null(yp_arena_text(arena, "", SIZE_MAX));
    assert_non_null(yp_arena_take(arena, 1, 1));
    yp_arena_free(arena);
}

static void answers_a_count_of_zero(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    assert_non_null(yp_arena_take(arena, 0, 8));
    assert_non_null(yp_arena_take(arena, 8, 0));
    yp_arena_free(arena);
    yp_arena_free(NULL);
}

static void copies_and_formats_text(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    assert_string_equal(yp_arena_text(arena, "一盘棋 and more", 9), "一盘棋");
    assert_string_equal(yp_arena_text(arena, NULL, 0), "");
    assert_string_equal(yp_arena_format(arena, "%s-%03d", "block", 7), "block-007");
    yp_arena_free(arena);
}

static void counts_what_it_took(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    size_t before = yp_arena_bytes(arena);
    yp_arena_take(arena, 1000000, 8);
    size_t grown = yp_arena_bytes(arena) - before;
    assert_true(grown >= 8000000 && grown < 8000200);
    yp_arena_free(arena);
}

static void keeps_room_for_small_pieces_beside_large_ones(void **state)
{
    (void)state;
    size_t left = SIZE_MAX;
    yp_arena *arena = yp_arena_new(&sparing(&left));
    yp_arena_take(arena, 1, 8);
    size_t before = left;
    for (int i = 0; i < 10; i++) {
        yp_arena_take(arena, 100000, 1);
        yp_arena_take(arena, 1, 8);
    }
#if !defined(__SANITIZE_ADDRESS__)
    assert_int_equal(before - left, 10);
#endif
    assert_true(before > left);
    yp_arena_free(arena);
}

static void stays_good_after_a_refusal(void **state)
{
    (void)state;
    size_t left = 0;
    assert_null(yp_arena_new(&sparing(&left)));
    left = 2;
    yp_arena *arena = yp_arena_new(&sparing(&left));
    char *kept = yp_arena_text(arena, "kept", 4);
    assert_null(yp_arena_take(arena, 10000000, 1));
    assert_string_equal(kept, "kept");
    yp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_pieces_that_do_not_overlap),
        cmocka_unit_test(aligns_small_pieces_for_any_type_and_large_ones_for_vectors),
        cmocka_unit_test(refuses_sizes_that_overflow),
        cmocka_unit_test(answers_a_count_of_zero),
        cmocka_unit_test(copies_and_formats_text),
        cmocka_unit_test(counts_what_it_took),
        cmocka_unit_test(keeps_room_for_small_pieces_beside_large_ones),
        cmocka_unit_test(stays_good_after_a_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
