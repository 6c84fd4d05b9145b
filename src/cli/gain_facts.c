#include "cli/gain_facts.h"

#include "result/amounts.h"

#include <string.h>

double yp_years_of(const yp_plan *plan)
{
    double years = 0;
    for (size_t p = 0; p < plan->blocks.period_count; p++) years += plan->blocks.period_weight[p];
    return years > 0 ? years : 1;
}

/* Price of a good in a region: mean over its nodes there, weighted by use; by hours alone where nothing is
 * used. */
static double region_price(const yp_case *c, const yp_plan *plan, uint32_t region, uint32_t good,
                           double **use)
{
    double money = 0, used = 0, plain = 0;
    size_t nodes = 0;
    for (uint32_t n = 0; n < plan->plan_node_count; n++) {
        const yp_plan_node *node = &plan->nodes[n];
        if (node->good != good || c->places[node->place].region != region) continue;
        yp_price_summary price = yp_price_of(plan, n, use[n]);
        double volume = 0;
        for (size_t b = 0; b < plan->blocks.count; b++)
            volume += use[n][b] * yp_block_hours(&plan->blocks, b);
        money += price.weighted_mean * volume;
        used += volume;
        plain += price.mean;
        nodes++;
    }
    if (nodes == 0) return NAN;
    return used > 0 ? money / used : plain / (double)nodes;
}

static void add(yp_gain_facts *facts, const char *measure, uint32_t region, uint32_t good, double value)
{
    if (!isnan(value)) facts->facts[facts->count++] = (yp_fact){ measure, region, good, value };
}

static void add_region(const yp_case *c, const yp_plan *plan, uint32_t region, double **use,
                       yp_gain_facts *facts)
{
    static const struct {
        const char *word;
        yp_sum what;
    } sums[] = { { "emitted", YP_EMITTED },
                 { "made", YP_MADE },
                 { "net_import", YP_NET_IMPORT },
                 { "unserved", YP_UNSERVED } };
    for (uint32_t g = 0; g < c->good_count; g++) {
        yp_choice choice = { NULL, region, g };
        bool is_permit = c->goods[g].kind == YP_FLOW && c->goods[g].resolution > YP_BASE;
        for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
            if (sums[k].what == YP_EMITTED && !is_permit) continue;
            add(facts, sums[k].word, region, g, yp_sum_of(c, plan, sums[k].what, &choice));
        }
        add(facts, "price", region, g, region_price(c, plan, region, g, use));
    }
}

static yp_status take_accounts(const yp_run *run, yp_gain_facts *facts)
{
    const yp_accounts *accounts = &run->accounts;
    double years = yp_years_of(run->plan);
    facts->region_count = accounts->region_count;
    facts->regions = yp_arena_take(facts->arena, accounts->region_count, sizeof *facts->regions);
    facts->accounts = yp_arena_take(facts->arena, accounts->region_count, sizeof *facts->accounts);
    if (!facts->regions || !facts->accounts) return YP_NO_MEMORY;
    for (size_t r = 0; r < accounts->region_count; r++) {
        facts->regions[r] = accounts->regions[r];
        for (int item = 0; item < YP_ITEM_COUNT; item++)
            facts->accounts[r][item] = accounts->value[r][item] / years;
    }
    facts->cost = (run->plan->objective - accounts->transfers) / years;
    facts->welfare = accounts->welfare / years;
    return YP_OK;
}

yp_status yp_gain_facts_take(const yp_case *c, const yp_run *run, yp_gain_facts *out)
{
    yp_gain_facts facts = { .arena = yp_arena_new(NULL), .cost = NAN, .welfare = NAN };
    double **use = NULL;
    if (!facts.arena) return YP_NO_MEMORY;
    facts.certificate = run->plan->certificate;
    yp_status status = run->has_accounts ? take_accounts(run, &facts) : YP_OK;
    if (status == YP_OK && run->has_accounts) {
        facts.facts = yp_arena_take(facts.arena, facts.region_count * c->good_count * 5, sizeof *facts.facts);
        status = facts.facts ? yp_uses(c, run->plan, facts.arena, &use) : YP_NO_MEMORY;
        for (size_t r = 0; status == YP_OK && r < facts.region_count; r++)
            if (facts.regions[r] != YP_NONE) add_region(c, run->plan, facts.regions[r], use, &facts);
    }
    if (status == YP_OK)
        *out = facts;
    else
        yp_arena_free(facts.arena);
    return status;
}

void yp_gain_facts_free(yp_gain_facts *facts)
{
    yp_arena_free(facts->arena);
    *facts = (yp_gain_facts){ 0 };
}
