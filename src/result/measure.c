#include "result/measure.h"

#include "result/amounts.h"
#include "result/whole_units.h"

#include <stdlib.h>
#include <string.h>

static uint32_t find_id(const yp_map *map, const char *id, const char *what, yp_spot at, yp_diag *diag)
{
    uint32_t index = yp_map_find(map, id, strlen(id));
    if (index != YP_NONE) return index;
    const char *nearest = yp_map_nearest(map, id, strlen(id));
    yp_diag_error(diag, at, "unknown %s '%s'%s%s%s", what, id, nearest ? ": did you mean '" : "",
                  nearest ? nearest : "", nearest ? "'?" : "");
    return YP_NONE;
}

/* place=… and good=… speak of nodes; `others` is left for yp_select(), NULL: nothing. */
static yp_status take_apart(const yp_case *c, const char *selector, yp_arena *arena, yp_spot at,
                            yp_diag *diag, yp_choice *out, const char **others)
{
    *out = (yp_choice){ NULL, YP_NONE, YP_NONE };
    size_t length = selector ? strlen(selector) : 0;
    char *rest = yp_arena_take(arena, length + 1, 1),
         *text = yp_arena_text(arena, selector ? selector : "", length);
    if (!rest || !text) return YP_NO_MEMORY;
    bool is_known = true;
    for (char *part = text, *next; part && *part; part = next) {
        next = strchr(part, ';');
        if (next) *next++ = '\0';
        if (strncmp(part, "place=", 6) == 0) {
            out->place = find_id(c->place_map, part + 6, "place", at, diag);
            is_known &= out->place != YP_NONE;
        } else if (strncmp(part, "good=", 5) == 0) {
            out->good = find_id(c->good_map, part + 5, "good", at, diag);
            is_known &= out->good != YP_NONE;
        } else {
            if (*rest) strcat(rest, ";");
            strcat(rest, part);
        }
    }
    *others = *rest ? rest : NULL;
    return is_known ? YP_OK : YP_BAD_INPUT;
}

yp_status yp_choose(const yp_case *c, const char *selector, yp_arena *arena, yp_spot at, yp_diag *diag,
                    yp_choice *out)
{
    const char *others = NULL;
    yp_status status = take_apart(c, selector, arena, at, diag, out, &others);
    if (status != YP_OK || !others) return status;
    bool *components = yp_arena_take(arena, c->component_count, sizeof *components);
    if (!components) return YP_NO_MEMORY;
    out->components = components;
    return yp_select(c, others, at, diag, components);
}

static bool parse_block(const char *text, size_t *block)
{
    if (!text || !*text) return false;
    *block = (size_t)strtoul(text, NULL, 10);
    return true;
}

static yp_status price_of(const yp_case *c, const yp_plan *plan, const yp_choice *chosen, const char *block,
                          yp_spot at, yp_diag *diag, double *value)
{
    double sum = 0;
    size_t count = 0, b = 0;
    for (uint32_t n = 0; plan->has_prices && n < plan->plan_node_count; n++) {
        const yp_plan_node *node = &plan->nodes[n];
        if (chosen->good != YP_NONE && node->good != chosen->good) continue;
        if (chosen->place != YP_NONE && node->place != chosen->place) continue;
        bool has_block = parse_block(block, &b);
        if (has_block && b >= node->count) continue;
        if (yp_units_decide(c, plan, n)) {
            yp_diag_error(diag, at,
                          "price: only whole units decide the balance of %s at %s, which has no price then: "
                          "expected a good that some level could use more or less of",
                          c->goods[node->good].id, c->places[node->place].id);
            return YP_BAD_INPUT;
        }
        sum += has_block ? node->price[b] : yp_price_of(plan, n, NULL).mean;
        count++;
    }
    if (count == 0) {
        yp_diag_error(diag, at,
                      "no price for this place, good and block: expected those of a balance in the plan");
        return YP_BAD_INPUT;
    }
    *value = sum / (double)count;
    return YP_OK;
}

static double level_of(const yp_case *c, const yp_plan *plan, yp_part part, uint32_t i, const char *block)
{
    const yp_plan_activity *activity = yp_plan_find(plan, part, i);
    size_t b = 0;
    if (!activity) return 0;
    if (!parse_block(block, &b)) return yp_amount(c, plan, activity);
    return b < activity->count ? activity->level[b] : NAN;
}

static double component_value(const yp_case *c, const yp_plan *plan, const char *measure, uint32_t i,
                              const char *block)
{
    const yp_component *x = &c->components[i];
    double built = level_of(c, plan, YP_PART_BUILT, i, NULL);
    if (strcmp(measure, "built") == 0) return built;
    if (strcmp(measure, "retired") == 0) return level_of(c, plan, YP_PART_RETIRED, i, block);
    if (strcmp(measure, "capacity") == 0)
        return x->capacity + built - level_of(c, plan, YP_PART_RETIRED, i, block);
    if (strcmp(measure, "stored") == 0) return level_of(c, plan, YP_PART_STORED, i, block);
    if (x->table == YP_STORE)
        return level_of(c, plan, YP_PART_OUT, i, block) - level_of(c, plan, YP_PART_IN, i, block);
    return level_of(c, plan, YP_PART_LEVEL, i, block) - level_of(c, plan, YP_PART_REVERSE, i, block);
}

static yp_status component_sum(const yp_case *c, const yp_plan *plan, const char *measure,
                               const char *selector, const char *block, yp_arena *arena, yp_spot at,
                               yp_diag *diag, double *value)
{
    bool *matches = yp_arena_take(arena, c->component_count, sizeof *matches), any = false;
    if (!matches) return YP_NO_MEMORY;
    yp_status status = yp_select(c, selector, at, diag, matches);
    if (status != YP_OK) return status;
    *value = 0;
    for (uint32_t i = 0; i < c->component_count; i++) {
        if (!matches[i]) continue;
        any = true;
        *value += component_value(c, plan, measure, i, block);
    }
    if (any) return YP_OK;
    yp_diag_error(diag, at, "'%s' matches no component", selector ? selector : "");
    return YP_BAD_INPUT;
}

/* share:A/B of what the row's own selector leaves. */
static yp_status share_of(const yp_case *c, const yp_plan *plan, const char *parts, const char *selector,
                          yp_arena *arena, yp_spot at, yp_diag *diag, double *value)
{
    const char *slash = strchr(parts, '/');
    if (!slash) {
        yp_diag_error(diag, at, "measure is 'share:%s': expected share:A/B with two selectors", parts);
        return YP_BAD_INPUT;
    }
    double made[2] = { 0, 0 };
    for (int side = 0; side < 2; side++) {
        const char *part = side == 0 ? parts : slash + 1;
        int length = side == 0 ? (int)(slash - parts) : (int)strlen(part);
        bool has_own = selector && *selector;
        const char *both =
            yp_arena_format(arena, "%s%s%.*s", has_own ? selector : "", has_own ? ";" : "", length, part);
        if (!both) return YP_NO_MEMORY;
        yp_choice chosen;
        yp_status status = yp_choose(c, both, arena, at, diag, &chosen);
        if (status != YP_OK) return status;
        made[side] = yp_sum_of(c, plan, YP_MADE, &chosen);
    }
    *value = made[1] == 0 ? NAN : made[0] / made[1];
    return YP_OK;
}

static const struct {
    const char *word;
    yp_sum what;
} sums[] = { { "made", YP_MADE },
             { "used", YP_USED },
             { "emitted", YP_EMITTED },
             { "net_import", YP_NET_IMPORT },
             { "unserved", YP_UNSERVED } };

static const char *const component_measures[] = { "level", "flow", "capacity", "built", "retired", "stored" };

static yp_status evaluate(const yp_case *c, const yp_plan *plan, const char *measure, const char *selector,
                          const char *block, yp_arena *arena, yp_spot at, yp_diag *diag, double *value)
{
    if (strcmp(measure, "objective") == 0) {
        *value = plan->objective - c->objective_constant;
        return YP_OK;
    }
    if (strncmp(measure, "share:", 6) == 0)
        return share_of(c, plan, measure + 6, selector, arena, at, diag, value);
    for (size_t k = 0; k < sizeof component_measures / sizeof *component_measures; k++)
        if (strcmp(measure, component_measures[k]) == 0)
            return component_sum(c, plan, measure, selector, block, arena, at, diag, value);
    yp_choice chosen;
    yp_status status = yp_choose(c, selector, arena, at, diag, &chosen);
    if (status != YP_OK) return status;
    if (strcmp(measure, "price") == 0) return price_of(c, plan, &chosen, block, at, diag, value);
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
        if (strcmp(measure, sums[k].word) == 0) {
            *value = yp_sum_of(c, plan, sums[k].what, &chosen);
            return YP_OK;
        }
    yp_diag_error(diag, at,
                  "measure is '%s': expected made, used, emitted, net_import, unserved, price, level, flow, "
                  "capacity, built, stored, share:A/B, objective or welfare",
                  measure);
    return YP_BAD_INPUT;
}

yp_status yp_measure(const yp_case *c, const yp_plan *plan, const char *measure, const char *selector,
                     const char *block, yp_spot at, yp_diag *diag, double *value)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_status status = evaluate(c, plan, measure, selector, block, arena, at, diag, value);
    yp_arena_free(arena);
    return status;
}
