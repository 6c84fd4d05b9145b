#include "yipan.h"

#include "near.h"

#include <stdio.h>

static void every_code_has_its_sentence(void **state)
{
    (void)state;
    assert_string_equal(yp_status_text(YP_OK), "done");
    assert_string_equal(yp_status_text(YP_INTERNAL), "a defect in yipan: please report it");
    assert_string_equal(yp_status_text((yp_status)99), "an unknown status");
    assert_string_equal(yp_status_text((yp_status)-1), "an unknown status");
}

static void outcomes_are_the_words_of_results(void **state)
{
    (void)state;
    assert_string_equal(yp_outcome_text(YP_OPTIMAL), "optimal");
    assert_string_equal(yp_outcome_text(YP_WITHIN_GAP), "within_gap");
    assert_string_equal(yp_outcome_text(YP_NOT_CERTIFIED), "not_certified");
    assert_string_equal(yp_outcome_text((yp_outcome)99), "unknown");
}

static void version_is_three_numbers(void **state)
{
    (void)state;
    int major, minor, patch;
    char end;
    assert_int_equal(sscanf(yp_version(), "%d.%d.%d%c", &major, &minor, &patch, &end), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_its_sentence),
        cmocka_unit_test(outcomes_are_the_words_of_results),
        cmocka_unit_test(version_is_three_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
