/** Who ends with what. Every component keeps what its ports earn at the prices of their nodes less what its
 * levels cost; tariffs and taxes go to whoever keeps them. Since every balance adds up to nothing at its
 * price, all together is welfare. */
#include "verify/internal.h"

const char *yp_item_text(yp_item item)
{
    static const char *const words[] = {
#define X(code, word) word,
        YP_ITEM_LIST(X)
#undef X
    };
    return words[item];
}

typedef struct {
    yp_board *board;
    yp_accounts *books;
    uint32_t *row_of_region; /* [place_count] row of a region's place */
    double money;            /* of the component at hand */
} booking;

static size_t row_of(const booking *k, uint32_t place)
{
    uint32_t region = place == YP_NONE ? YP_NONE : k->board->c->places[place].region;
    return region == YP_NONE ? k->books->region_count - 1 : k->row_of_region[region];
}

static void book(booking *k, uint32_t place, yp_item item, double money)
{
    k->books->value[row_of(k, place)][item] += money;
}

static void earn(void *self, yp_board *board, yp_entry *entry)
{
    booking *k = self;
    k->money += yp_entry_money(board, entry);
}

static yp_item item_of(const yp_case *c, const yp_component *x)
{
    if (x->table == YP_DEMAND) return YP_ITEM_CONSUMERS;
    if (x->table == YP_LINK) return YP_ITEM_CONGESTION;
    if (x->table == YP_STORE) return YP_ITEM_STORAGE;
    if (x->table == YP_PROCESS) return YP_ITEM_PRODUCERS;
    const yp_good *good = &c->goods[x->good];
    return good->resolution > YP_BASE || good->kind == YP_STOCK ? YP_ITEM_SCARCITY : YP_ITEM_PRODUCERS;
}

/* What prices do not pay of whole units, built or switched on, is uplift, not a loss of the builder. */
static void book_surplus(booking *k, const yp_component *x, double surplus)
{
    yp_item item = item_of(k->board->c, x);
    const bool is_whole =
        !isnan(x->build_unit) || !isnan(x->energy_build_unit) || x->commit == YP_COMMIT_INTEGER;
    if (is_whole && surplus < 0) item = YP_ITEM_UPLIFT;
    if (x->table != YP_LINK || x->owner != YP_NONE) {
        book(k, x->owner == YP_NONE ? x->place : x->owner, item, surplus);
        return;
    }
    book(k, x->place, item, x->rent_from * surplus);
    book(k, x->to, item, (1 - x->rent_from) * surplus);
}

static void book_tariffs(booking *k, const yp_terms *terms)
{
    const yp_board *board = k->board;
    for (uint32_t t = board->touch_start[terms->index]; t < board->touch_start[terms->index + 1]; t++) {
        const yp_barrier *barrier = &board->c->barriers[board->touches[t].barrier];
        if (barrier->kind != YP_BARRIER_TARIFF || barrier->is_lifted) continue;
        for (int side = 0; side < 2; side++) {
            const bool is_reverse = side == 1;
            double paid = yp_tariff_paid(k->board, terms, &board->touches[t], is_reverse);
            uint32_t from = is_reverse ? terms->row->to : terms->row->place;
            uint32_t to = is_reverse ? terms->row->place : terms->row->to;
            double share_from = barrier->revenue == YP_REVENUE_FROM    ? 1
                                : barrier->revenue == YP_REVENUE_SPLIT ? 0.5
                                                                       : 0;
            if (barrier->revenue == YP_REVENUE_PLACE) from = to = barrier->revenue_place;
            book(k, from, YP_ITEM_TARIFFS, share_from * paid);
            book(k, to, YP_ITEM_TARIFFS, (1 - share_from) * paid);
            k->books->transfers += paid;
        }
    }
}

static void book_taxes(booking *k, const yp_terms *terms)
{
    const yp_board *board = k->board;
    for (uint32_t t = board->tax_start[terms->index]; t < board->tax_start[terms->index + 1]; t++) {
        const yp_tax *tax = &board->c->taxes[board->taxes[t]];
        double paid = yp_tax_paid(k->board, terms, tax, false) + yp_tax_paid(k->board, terms, tax, true);
        book(k, tax->revenue_to == YP_NONE ? terms->row->place : tax->revenue_to, YP_ITEM_TAXES, paid);
        k->books->transfers += paid;
    }
}

static void book_component(booking *k, uint32_t component)
{
    yp_terms terms;
    double cost = 0;
    yp_terms_make(k->board, component, &terms);
    if (!terms.has_all_levels || terms.count == 0) return;
    k->money = 0;
    yp_entries_visit(k->board, &terms, earn, k);
    for (size_t j = 0; j < terms.count; j++) cost += yp_column_cost(&terms.columns[j], NULL);
    cost += yp_steps_cost(k->board, &terms);
    yp_columns_check(k->board, &terms); /* adds up cost, scale and benefit */
    book_surplus(k, terms.row, k->money - cost - yp_keeping_cost(k->board, component));
    book_tariffs(k, &terms);
    book_taxes(k, &terms);
}

/* Disposal at a price: what it costs less what the node pays for it. */
static void book_disposal(booking *k, uint32_t n)
{
    const yp_board *board = k->board;
    const yp_plan_node *node = &board->plan->nodes[n];
    const yp_good *good = &board->c->goods[node->good];
    const yp_plan_activity *disposed = yp_plan_find(board->plan, YP_PART_DISPOSED, n);
    const yp_level *level = &board->levels[node->resolution];
    if (good->disposal != YP_DISPOSAL_PRICED || !disposed || disposed->count != level->count) return;
    double *price = board->entry_memory, money = 0, spent = 0;
    yp_value_at(k->board, good->disposal_price, node->resolution, price);
    const bool is_stock = good->kind == YP_STOCK, has_hours = !is_stock && node->resolution != YP_BASE;
    for (size_t b = 0; b < level->count; b++) {
        double hours = has_hours ? level->hours[b] : 1;
        double cost = price[b] * (is_stock ? level->times[b] : level->cost[b]);
        money -= (cost + hours * board->nodes[n].dual[b]) * disposed->level[b];
        spent += cost * disposed->level[b];
        yp_scenario_add(k->board, node->resolution, b,
                        price[b] * (is_stock ? level->times_each[b] : level->cost_each[b]) *
                            disposed->level[b]);
    }
    k->board->cost += spent;
    k->board->scale += fabs(spent);
    book(k, node->place, YP_ITEM_SCARCITY, money);
}

static bool take_books(booking *k, yp_arena *arena)
{
    const yp_case *c = k->board->c;
    k->row_of_region = yp_arena_take(k->board->arena, c->place_count, sizeof *k->row_of_region);
    uint32_t *regions = yp_arena_take(arena, c->place_count + 1, sizeof *regions);
    if (!k->row_of_region || !regions) return false;
    size_t count = 0;
    for (uint32_t place = 0; place < c->place_count; place++) {
        if (c->places[place].region != place) continue;
        k->row_of_region[place] = (uint32_t)count;
        regions[count++] = place;
    }
    regions[count++] = YP_NONE;
    k->books->regions = regions;
    k->books->region_count = count;
    k->books->value = yp_arena_take(arena, count, sizeof *k->books->value);
    k->books->scenario_cost =
        yp_arena_take(arena, k->board->plan->blocks.scenario_count, sizeof *k->books->scenario_cost);
    return k->books->value && k->books->scenario_cost;
}

static void close_books(booking *k)
{
    yp_accounts *books = k->books;
    const yp_board *board = k->board;
    double sum = 0;
    for (size_t r = 0; r < books->region_count; r++)
        for (int item = 0; item < YP_ITEM_COUNT; item++) sum += books->value[r][item];
    books->scale = board->scale;
    for (size_t s = 0; s < board->plan->blocks.scenario_count; s++)
        books->scenario_cost[s] = board->scenario_cost[s];
    books->welfare = -board->cost + books->transfers + board->benefit;
    books->residual = fabs(sum - books->welfare) / (1 + board->scale);
}

yp_status yp_accounts_make(const yp_case *c, yp_plan *plan, yp_accounts *out)
{
    yp_board board;
    yp_accounts books = { 0 };
    booking k = { .board = &board, .books = &books };
    yp_status status = yp_board_open(c, plan, &board);
    if (status == YP_OK && !take_books(&k, plan->arena)) status = YP_NO_MEMORY;
    if (status == YP_OK) {
        for (uint32_t i = 0; i < c->component_count; i++) book_component(&k, i);
        for (uint32_t n = 0; n < plan->plan_node_count; n++) book_disposal(&k, n);
        close_books(&k);
        if (board.is_out_of_memory) status = YP_NO_MEMORY;
    }
    yp_board_close(&board);
    if (status == YP_OK) *out = books;
    return status;
}
