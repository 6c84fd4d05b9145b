#include "output/tidy.h"

#include "output/sheet.h"
#include "result/amounts.h"
#include "result/measure.h"

static const char *region_id(const yp_case *c, uint32_t place)
{
    uint32_t region = place == YP_NONE ? YP_NONE : c->places[place].region;
    return region == YP_NONE ? NULL : c->places[region].id;
}

static const char *good_id(const yp_case *c, uint32_t good)
{
    return good == YP_NONE ? NULL : c->goods[good].id;
}
static const char *place_id(const yp_case *c, uint32_t place)
{
    return place == YP_NONE ? NULL : c->places[place].id;
}

static double revenue_of(const yp_case *c, const yp_plan *plan, uint32_t component)
{
    enum { room = 64 };
    yp_port ports[room];
    size_t count = yp_ports(c, component, ports, room);
    double sum = 0;
    for (size_t p = 0; p < count && p < room; p++) sum += yp_port_revenue(c, plan, component, &ports[p]);
    return sum;
}

/* Only constant costs: what varies with time is in the accounts. */
static double running_cost(const yp_case *c, const yp_plan *plan, const yp_plan_activity *activity)
{
    const bool is_step = activity->part == YP_PART_STEP;
    const yp_step *step = is_step ? &c->steps[activity->owner] : NULL;
    const yp_component *x = &c->components[is_step ? step->component : activity->owner];
    yp_value cost = is_step                        ? yp_constant(step->amount)
                    : activity->part == YP_PART_IN ? x->charge_cost
                                                   : x->cost;
    bool has_cost = is_step || activity->part == YP_PART_LEVEL || activity->part == YP_PART_REVERSE ||
                    activity->part == YP_PART_IN || activity->part == YP_PART_OUT;
    if (!has_cost || x->table == YP_DEMAND) return 0;
    const double *weight = x->is_stock ? plan->blocks.times[activity->resolution]
                                       : plan->blocks.weight_hours[activity->resolution];
    double sum = 0;
    for (size_t b = 0; b < activity->count; b++) {
        double rate = activity->resolution == YP_BASE ? yp_coefficient_at(plan, cost, b) : cost.offset;
        bool has_slope = x->cost_slope.series == YP_NONE && activity->part != YP_PART_IN && !is_step;
        double slope = has_slope ? x->cost_slope.offset : 0;
        sum += weight[b] * (rate + slope * activity->level[b] / 2) * activity->level[b];
    }
    return sum;
}

static yp_status write_activities(const yp_tidy_source *s, const char *folder)
{
    yp_sheet rows = yp_sheet_open(
        folder, "activities.csv",
        "component,part,table,technology,place,good,region,unit,amount,running cost [money],revenue [money]");
    for (size_t a = 0; a < s->plan->activity_count; a++) {
        const yp_plan_activity *activity = &s->plan->activities[a];
        if (activity->part == YP_PART_DISPOSED) continue;
        const bool is_step = activity->part == YP_PART_STEP;
        const yp_component *x =
            &s->c->components[is_step ? s->c->steps[activity->owner].component : activity->owner];
        bool is_main = activity->part == YP_PART_LEVEL || activity->part == YP_PART_OUT;
        yp_sheet_text(&rows, is_step ? s->c->steps[activity->owner].id : x->id);
        yp_sheet_text(&rows, yp_part_text(activity->part));
        yp_sheet_text(&rows, yp_table_text(x->table));
        yp_sheet_text(&rows, x->technology);
        yp_sheet_text(&rows, place_id(s->c, x->place));
        yp_sheet_text(&rows, good_id(s->c, x->good));
        yp_sheet_text(&rows, region_id(s->c, x->place));
        const char *unit = x->good == YP_NONE ? x->level_unit : s->c->goods[x->good].unit;
        yp_sheet_text(&rows, activity->part == YP_PART_ANGLE ? "degree" : unit);
        yp_sheet_number(&rows, yp_amount(s->c, s->plan, activity));
        yp_sheet_number(&rows, running_cost(s->c, s->plan, activity));
        yp_sheet_number(&rows,
                        is_main && s->plan->has_prices ? revenue_of(s->c, s->plan, activity->owner) : NAN);
        yp_sheet_end(&rows);
    }
    return yp_sheet_close(&rows);
}

static yp_status write_capacities(const yp_tidy_source *s, const char *folder)
{
    yp_sheet rows = yp_sheet_open(folder, "capacities.csv",
                                  "component,technology,place,region,unit,existing,built,retired");
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        const yp_plan_activity *built = yp_plan_find(s->plan, YP_PART_BUILT, i);
        const yp_plan_activity *gone = yp_plan_find(s->plan, YP_PART_RETIRED, i);
        if (x->table == YP_DEMAND || (x->capacity == 0 && !built)) continue;
        yp_sheet_text(&rows, x->id);
        yp_sheet_text(&rows, x->technology);
        yp_sheet_text(&rows, place_id(s->c, x->place));
        yp_sheet_text(&rows, region_id(s->c, x->place));
        yp_sheet_text(&rows, x->level_unit);
        yp_sheet_number(&rows, x->capacity);
        yp_sheet_number(&rows, built ? built->level[0] : 0);
        yp_sheet_number(&rows, gone ? gone->level[gone->count - 1] : 0);
        yp_sheet_end(&rows);
    }
    return yp_sheet_close(&rows);
}

static yp_status write_prices(const yp_tidy_source *s, const char *folder)
{
    yp_arena *arena = yp_arena_new(NULL);
    double **use = NULL;
    yp_status status = arena ? yp_uses(s->c, s->plan, arena, &use) : YP_NO_MEMORY;
    if (status != YP_OK) {
        yp_arena_free(arena);
        return status;
    }
    yp_sheet rows = yp_sheet_open(folder, "prices.csv", "good,place,unit,mean,weighted mean,minimum,maximum");
    for (uint32_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        yp_price_summary price = yp_price_of(s->plan, n, use[n]);
        const char *unit = yp_arena_format(arena, "%s/%s", s->c->money, s->c->goods[node->good].unit);
        yp_sheet_text(&rows, s->c->goods[node->good].id);
        yp_sheet_text(&rows, s->c->places[node->place].id);
        yp_sheet_text(&rows, unit);
        yp_sheet_number(&rows, price.mean);
        yp_sheet_number(&rows, price.weighted_mean);
        yp_sheet_number(&rows, price.minimum);
        yp_sheet_number(&rows, price.maximum);
        yp_sheet_end(&rows);
    }
    yp_arena_free(arena);
    return yp_sheet_close(&rows);
}

static void write_flow(const yp_tidy_source *s, yp_sheet *rows, uint32_t link, bool is_forward)
{
    const yp_component *x = &s->c->components[link];
    yp_port ports[4];
    yp_ports(s->c, link, ports, 4);
    const yp_port *sent = &ports[is_forward ? 0 : 2], *arrived = &ports[is_forward ? 1 : 3];
    const yp_plan_activity *activity = yp_plan_find(s->plan, sent->part, link);
    if (!activity) return;
    uint32_t from = is_forward ? x->place : x->to, to = is_forward ? x->to : x->place;
    const char *region_from = region_id(s->c, from), *region_to = region_id(s->c, to);
    yp_sheet_text(rows, x->id);
    yp_sheet_text(rows, s->c->places[from].id);
    yp_sheet_text(rows, s->c->places[to].id);
    yp_sheet_text(rows, s->c->goods[is_forward ? x->good : x->good_to].id);
    yp_sheet_text(rows, region_from != region_to ? "yes" : "no");
    yp_sheet_text(rows, s->c->goods[x->good].unit);
    yp_sheet_number(rows, -yp_port_amount(s->c, s->plan, link, sent));
    yp_sheet_number(rows, yp_port_amount(s->c, s->plan, link, arrived));
    double rent = yp_port_revenue(s->c, s->plan, link, sent) + yp_port_revenue(s->c, s->plan, link, arrived);
    yp_sheet_number(rows, s->plan->has_prices ? rent : NAN);
    yp_sheet_end(rows);
}

static yp_status write_flows(const yp_tidy_source *s, const char *folder)
{
    yp_sheet rows =
        yp_sheet_open(folder, "flows.csv",
                      "link,from,to,good,crosses border,unit,sent,arrived,price difference earned [money]");
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        if (s->c->components[i].table != YP_LINK) continue;
        write_flow(s, &rows, i, true);
        write_flow(s, &rows, i, false);
    }
    return yp_sheet_close(&rows);
}

static yp_status write_accounts(const yp_tidy_source *s, const char *folder)
{
    const yp_accounts *accounts = s->accounts;
    yp_sheet rows = yp_sheet_open(folder, "accounts.csv", "region,item,value [money]");
    for (size_t r = 0; r < accounts->region_count; r++)
        for (int item = 0; item < YP_ITEM_COUNT; item++) {
            yp_sheet_text(&rows, accounts->regions[r] == YP_NONE ? "outside"
                                                                 : s->c->places[accounts->regions[r]].id);
            yp_sheet_text(&rows, yp_item_text((yp_item)item));
            yp_sheet_number(&rows, accounts->value[r][item]);
            yp_sheet_end(&rows);
        }
    return yp_sheet_close(&rows);
}

static yp_status write_unserved(const yp_tidy_source *s, const char *folder)
{
    yp_sheet rows =
        yp_sheet_open(folder, "unserved.csv", "demand,place,good,region,unit,unserved,blocks with shortage");
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        const yp_plan_activity *served = yp_plan_find(s->plan, YP_PART_LEVEL, i);
        const yp_plan_activity *wanted = yp_plan_find(s->plan, YP_PART_WANTED, i);
        if (x->table != YP_DEMAND || !served || !wanted) continue;
        size_t blocks = 0;
        for (size_t b = 0; b < served->count; b++)
            blocks += wanted->level[b] - served->level[b] > 1e-6 * (1 + fabs(wanted->level[b]));
        if (blocks == 0) continue;
        yp_sheet_text(&rows, x->id);
        yp_sheet_text(&rows, s->c->places[x->place].id);
        yp_sheet_text(&rows, s->c->goods[x->good].id);
        yp_sheet_text(&rows, region_id(s->c, x->place));
        yp_sheet_text(&rows, s->c->goods[x->good].unit);
        yp_sheet_number(&rows, yp_amount(s->c, s->plan, wanted) - yp_amount(s->c, s->plan, served));
        yp_sheet_number(&rows, (double)blocks);
        yp_sheet_end(&rows);
    }
    return yp_sheet_close(&rows);
}

/* A mesh is named by the link that closes it. */
static const char *row_owner(const yp_tidy_source *s, const yp_plan_row *row)
{
    switch (yp_row_owner_of(row->kind)) {
    case YP_OWNER_BARRIER:
        return s->c->barriers[row->owner].id;
    case YP_OWNER_MESH:
        return s->c->components[s->plan->meshes[row->owner].links[0]].id;
    case YP_OWNER_CASE:
        return "case";
    case YP_OWNER_CUT:
        return s->c->components[s->plan->cuts[row->owner].link].id;
    default:
        return s->c->components[row->owner].id;
    }
}

static yp_status write_duals(const yp_tidy_source *s, const char *folder)
{
    static const char *const kinds[] = {
#define X(code, word) word,
        YP_ROW_LIST(X)
#undef X
    };
    yp_sheet rows = yp_sheet_open(folder, "duals.csv",
                                  "row,owner,resolution,block,dual [money per unit of the right-hand side]");
    for (size_t r = 0; r < s->plan->plan_row_count; r++) {
        const yp_plan_row *row = &s->plan->rows[r];
        const char *owner = row_owner(s, row);
        for (size_t b = 0; b < row->count; b++) {
            yp_sheet_text(&rows, kinds[row->kind]);
            yp_sheet_text(&rows, owner);
            yp_sheet_text(&rows, yp_resolution_text(row->resolution));
            yp_sheet_number(&rows, (double)b);
            yp_sheet_number(&rows, row->dual[b]);
            yp_sheet_end(&rows);
        }
    }
    return yp_sheet_close(&rows);
}

yp_status yp_tidy_write(const yp_tidy_source *source, const char *folder, yp_diag *diag)
{
    yp_status status = YP_OK;
    if (source->plan->has_levels) {
        status = write_activities(source, folder);
        if (status == YP_OK) status = write_capacities(source, folder);
        if (status == YP_OK) status = write_flows(source, folder);
        if (status == YP_OK) status = write_unserved(source, folder);
    }
    if (status == YP_OK && source->plan->has_levels && source->plan->has_prices)
        status = write_prices(source, folder);
    if (status == YP_OK && source->accounts) status = write_accounts(source, folder);
    if (status == YP_OK && source->wants_duals) status = write_duals(source, folder);
    if (status == YP_IO)
        yp_diag_error(diag, (yp_spot){ folder, 0, 0 }, "the tables could not be written: is the disk full?");
    return status;
}
