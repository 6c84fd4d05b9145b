#include "base/stop.h"

#include "near.h"

static void wishes_once_it_is_set(void **state)
{
    (void)state;
    yp_stop stop = { 0 };
    assert_false(yp_stop_wished(NULL));
    assert_false(yp_stop_wished(&stop));
    atomic_store(&stop.wished, 1);
    assert_true(yp_stop_wished(&stop));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(wishes_once_it_is_set) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
