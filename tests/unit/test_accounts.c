/* The books of plans solved by hand: who ends with what, and that all together is welfare. */
#include "verify/verify.h"

#include "plans.h"

static const double tolerance = 1e-9;

static yp_accounts books_of(board *s)
{
    yp_accounts books;
    assert_int_equal(yp_accounts_make(s->c, &s->plan, &books), YP_OK);
    return books;
}

/* What a region (NULL: outside and above) has under an item. */
static double booked(const board *s, const yp_accounts *books, const char *region, yp_item item)
{
    for (size_t r = 0; r < books->region_count; r++) {
        const bool is_last = books->regions[r] == YP_NONE;
        if (region ? !is_last && strcmp(s->c->places[books->regions[r]].id, region) == 0 : is_last)
            return books->value[r][item];
    }
    fail_msg("there is no region %s", region ? region : "outside");
    return NAN;
}

static void books_close(void **state)
{
    (void)state;
    void (*const cases[])(board *) = { congested, stored, scarce, plentiful, elastic, expanded };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        board s;
        cases[k](&s);
        const yp_accounts books = books_of(&s);
        assert_true(books.residual <= 1e-9);
        double sum = 0;
        for (size_t r = 0; r < books.region_count; r++)
            for (int item = 0; item < YP_ITEM_COUNT; item++) sum += books.value[r][item];
        assert_near(sum, books.welfare, tolerance);
        end(&s);
    }
}

static void congestion_rent_and_tariff_are_shared(void **state)
{
    (void)state;
    board s;
    congested(&s);
    const yp_accounts books = books_of(&s);
    const double w = 2 * s.weight;
    assert_int_equal(books.region_count, 3);
    assert_near(booked(&s, &books, "a", YP_ITEM_CONSUMERS), -200 * w, tolerance);
    assert_near(booked(&s, &books, "b", YP_ITEM_CONSUMERS), 60 * (1000 - 50) * w, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_PRODUCERS), 0, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_CONGESTION), 30 * (50 - 10 - 5) / 2.0 * w, tolerance);
    assert_near(booked(&s, &books, "b", YP_ITEM_CONGESTION), 30 * (50 - 10 - 5) / 2.0 * w, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_TARIFFS), 75 * w, tolerance);
    assert_near(booked(&s, &books, "b", YP_ITEM_TARIFFS), 75 * w, tolerance);
    assert_near(books.transfers, 150 * w, tolerance);
    assert_near(books.welfare, 58000 * w, tolerance);
    assert_near(books.scale, 2150 * w, tolerance);
    end(&s);
}

/* 5 an hour sold for 40 and twice 2.1875 bought for 10; the difference pays for what flows in, too. */
static void a_store_earns_the_difference_of_prices(void **state)
{
    (void)state;
    board s;
    stored(&s);
    const yp_accounts books = books_of(&s);
    assert_near(booked(&s, &books, "a", YP_ITEM_STORAGE), (5 * 40 - 4.375 * 10) * s.weight, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_PRODUCERS), 10 * (40 - 10) * s.weight, tolerance);
    end(&s);
}

static void permits_earn_scarcity_rent(void **state)
{
    (void)state;
    board s;
    scarce(&s);
    const yp_accounts books = books_of(&s);
    assert_near(booked(&s, &books, "a", YP_ITEM_SCARCITY), 20 * 60 * s.period_weight, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_PRODUCERS), 0, tolerance);
    end(&s);
}

static void areas_under_curves_are_surplus(void **state)
{
    (void)state;
    board s;
    elastic(&s);
    const yp_accounts books = books_of(&s);
    assert_near(booked(&s, &books, "a", YP_ITEM_CONSUMERS), 900 * s.weight, tolerance);
    assert_near(booked(&s, &books, "a", YP_ITEM_PRODUCERS), 450 * s.weight, tolerance);
    assert_near(books.welfare, 1350 * s.weight, tolerance);
    end(&s);
}

static void a_plant_at_the_margin_earns_its_capital_and_no_more(void **state)
{
    (void)state;
    board s;
    expanded(&s);
    const yp_accounts books = books_of(&s);
    assert_near(booked(&s, &books, "a", YP_ITEM_PRODUCERS), 0, tolerance);
    end(&s);
}

/* Power from outside at 20, owned by no region: its rent is shown apart, and still part of the sum. */
static void what_lies_outside_is_booked_apart(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 1, 1);
    two_provinces(&s, &a, &b, &power);
    yp_place place = yp_place_defaults();
    place.id = "far";
    place.level = yp_builder_level(s.builder, "province");
    place.parent = 0;
    place.is_outside = true;
    const uint32_t far = yp_builder_place(s.builder, &place);
    add_supply(&s, "import", far, power, 6, 20);
    add_supply(&s, "own", a, power, 100, 50);
    add_demand(&s, "home", a, power, 10, NAN);
    yp_component link = component(YP_LINK, "line", far, power);
    link.to = a;
    link.capacity = 100;
    yp_builder_component(s.builder, &link);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "import", YP_BASE, NUMBERS(6));
    level_at(&s, YP_PART_LEVEL, "own", YP_BASE, NUMBERS(4));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10));
    level_at(&s, YP_PART_LEVEL, "line", YP_BASE, NUMBERS(6));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(50));
    price_at(&s, "far", "power", YP_BASE, NUMBERS(50));
    finish_plan(&s, s.weight * (6 * 20 + 4 * 50));
    const yp_accounts books = books_of(&s);
    assert_int_equal(books.region_count, 3);
    assert_near(booked(&s, &books, NULL, YP_ITEM_PRODUCERS), 6 * (50 - 20) * s.weight, tolerance);
    assert_true(books.residual <= 1e-9);
    end(&s);
}

/* A tax on what is made moves money and leaves welfare to the resources. */
static void a_tax_is_paid_and_kept(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 1, 2);
    two_provinces(&s, &a, &b, &power);
    add_supply(&s, "plant", a, power, 100, 10);
    add_demand(&s, "home", a, power, 10, NAN);
    const yp_tax tax = { .id = "duty",
                         .component = 0,
                         .border_barrier = YP_NONE,
                         .rate = yp_constant(3),
                         .revenue_to = b,
                         .may_lift = true };
    yp_builder_tax(s.builder, &tax);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "plant", YP_BASE, NUMBERS(10));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(13));
    finish_plan(&s, s.weight * 130);
    const yp_accounts books = books_of(&s);
    assert_near(booked(&s, &books, "b", YP_ITEM_TAXES), 30 * s.weight, tolerance);
    assert_near(books.welfare, -100 * s.weight, tolerance);
    assert_true(books.residual <= 1e-9);
    yp_verdict verdict;
    assert_int_equal(yp_verify(s.c, &s.plan, 1e-7, 1e-7, &verdict), YP_OK);
    assert_true(verdict.certificate.holds);
    end(&s);
}

/* The books do not close on a plan whose balances do not. */
static void a_hole_in_a_balance_shows(void **state)
{
    (void)state;
    board s;
    congested(&s);
    level_of(&s, YP_PART_LEVEL, "dear")[0] -= 1;
    assert_true(books_of(&s).residual > 1e-3);
    end(&s);
    congested(&s);
    level_of(&s, YP_PART_LEVEL, "dear")[0] = NAN;
    assert_false(books_of(&s).residual <= 1e-3);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(books_close),
        cmocka_unit_test(congestion_rent_and_tariff_are_shared),
        cmocka_unit_test(a_store_earns_the_difference_of_prices),
        cmocka_unit_test(permits_earn_scarcity_rent),
        cmocka_unit_test(areas_under_curves_are_surplus),
        cmocka_unit_test(a_plant_at_the_margin_earns_its_capital_and_no_more),
        cmocka_unit_test(what_lies_outside_is_booked_apart),
        cmocka_unit_test(a_tax_is_paid_and_kept),
        cmocka_unit_test(a_hole_in_a_balance_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
