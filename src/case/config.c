/* case.yaml but its time. */
#include "case/internal.h"
#include "case/losses.h"

#include <limits.h>
#include <string.h>

static const yp_range years_range = { 1e-6, 1000, "above 0" }, year_range = { 1, 9999, "a year" },
                      discount_range = { -0.5, 1, "from -0.5 to 1" },
                      constant_range = { -1e300, 1e300, "finite" };

static yp_spot spot_of(const yp_reader *r, const yp_yaml_node *node)
{
    yp_spot at = node ? yp_yaml_node_spot(node) : (yp_spot){ 0 };
    at.file = r->shown_yaml;
    return at;
}

/* A member of a mapping; NULL also of what is none. */
static const yp_yaml_node *member(const yp_yaml_node *node, const char *key)
{
    return node && yp_yaml_node_kind(node) == YP_YAML_MAPPING ? yp_yaml_get(node, key) : NULL;
}

static void read_format(yp_reader *r, const yp_yaml_node *root)
{
    const yp_yaml_node *node = member(root, "format");
    const char *text = yp_node_text(r, node, "format");
    if (!node)
        yp_error(r->b, (yp_spot){ r->shown_yaml, 0, 0 }, "format is missing: expected format: 1");
    else if (text && strcmp(text, "1") != 0)
        yp_error(r->b, spot_of(r, node), "format is '%s': this program reads format 1", text);
}

static void read_title(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const known[] = { "en", "zh", NULL };
    if (!node) return;
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        const char *text = yp_node_text(r, node, "title");
        if (text) r->c->title = text;
        return;
    }
    yp_node_keys(r, node, "title", known);
    const char *english = yp_node_text(r, member(node, "en"), "title.en");
    if (english) r->c->title = english;
    r->c->title_zh = yp_node_text(r, member(node, "zh"), "title.zh");
}

static void read_money(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const known[] = { "unit", "year", "rates", "discount_rate", NULL };
    r->c->money_year = r->c->time.year;
    if (!node) return;
    yp_node_keys(r, node, "money", known);
    const char *unit = yp_node_text(r, member(node, "unit"), "money.unit");
    if (unit) r->c->money = unit;
    r->c->money_year =
        (int)yp_node_number(r, member(node, "year"), "money.year", &year_range, r->c->money_year);
    r->c->discount_rate =
        yp_node_number(r, member(node, "discount_rate"), "money.discount_rate", &discount_range, 0);
    const yp_yaml_node *rates = member(node, "rates");
    if (rates && yp_yaml_node_kind(rates) != YP_YAML_MAPPING)
        yp_error(r->b, spot_of(r, rates), "money.rates: expected a mapping such as {EUR: 7.5}");
}

static bool names_a_folder(const char *name)
{
    return name[0] && name[0] != '.' && !strpbrk(name, "/\\") && strcmp(name, "profiles") != 0;
}

static bool is_listed(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, list[i]) == 0) return true;
    return false;
}

static void add_layers(yp_reader *r, const yp_yaml_node *node, const char *what, bool is_default)
{
    size_t count;
    const char *const *names = yp_node_texts(r, node, what, &count);
    const yp_load_options *options = r->options;
    for (size_t i = 0; i < count; i++) {
        if (!names_a_folder(names[i])) {
            yp_error(r->b, spot_of(r, node), "%s: '%s' names no folder of the case", what, names[i]);
            continue;
        }
        if (is_listed(names[i], r->c->all_layers, r->c->all_layer_count)) {
            yp_error(r->b, spot_of(r, node), "%s: '%s' stands twice", what, names[i]);
            continue;
        }
        const bool is_kept = options && options->layers
                                 ? is_listed(names[i], options->layers, options->layer_count)
                                 : is_default;
        r->layers[r->layer_count++] = (yp_layer){ names[i], is_kept };
        r->c->all_layers[r->c->all_layer_count++] = names[i];
        if (is_kept) r->c->layers[r->c->layer_count++] = names[i];
    }
}

static void check_wanted_layers(yp_reader *r)
{
    const yp_load_options *options = r->options;
    yp_map *names = yp_map_new(r->c->arena);
    for (uint32_t i = 1; names && i < r->layer_count; i++)
        yp_map_add(names, r->layers[i].name, strlen(r->layers[i].name), i, NULL);
    for (size_t i = 0; names && options && options->layers && i < options->layer_count; i++)
        yp_lookup(r->b, names, options->layers[i], (yp_spot){ 0 }, "layer");
}

static void read_layers(yp_reader *r, const yp_yaml_node *root)
{
    const yp_yaml_node *layers = member(root, "layers"), *optional = member(root, "optional_layers");
    const size_t most = 1 + (layers ? yp_yaml_count(layers) : 0) + (optional ? yp_yaml_count(optional) : 0);
    r->layers = yp_take(r->b, most, sizeof *r->layers);
    r->c->layers = yp_take(r->b, most, sizeof *r->c->layers);
    r->c->all_layers = yp_take(r->b, most, sizeof *r->c->all_layers);
    if (r->b->no_memory) return;
    r->layers[r->layer_count++] = (yp_layer){ "", true };
    add_layers(r, layers, "layers", true);
    add_layers(r, optional, "optional_layers", false);
    check_wanted_layers(r);
}

/* Discounted sum of the years of a period, seen from the first year of the case, each paid at its beginning.
 */
static double period_weight(double rate, double years_before, double years)
{
    double weight = 0;
    for (int year = 0; year < years; year++)
        weight += fmin(1, years - year) * pow(1 + rate, -(years_before + year));
    return weight;
}

static void read_period(yp_reader *r, const yp_yaml_node *node, yp_period *period, int first_year)
{
    static const char *const known[] = { "year", "years", "weight", NULL };
    yp_node_keys(r, node, "periods", known);
    if (!member(node, "year")) yp_error(r->b, spot_of(r, node), "a period has no year");
    period->year = (int)yp_node_number(r, member(node, "year"), "year", &year_range, r->c->time.year);
    period->years = yp_node_number(r, member(node, "years"), "years", &years_range, 1);
    const double before = first_year ? period->year - first_year : 0;
    const double weight = period_weight(r->c->discount_rate, before, period->years);
    period->weight = yp_node_number(r, member(node, "weight"), "weight", &years_range, weight);
}

static void read_periods(yp_reader *r, const yp_yaml_node *node)
{
    r->c->periods[0] = (yp_period){ r->c->time.year, 1, 1 };
    if (!node) return;
    if (yp_yaml_node_kind(node) != YP_YAML_LIST || yp_yaml_count(node) == 0) {
        yp_error(r->b, spot_of(r, node), "periods: expected a list such as [{year: 2025, years: 5}]");
        return;
    }
    yp_period *periods = yp_take(r->b, yp_yaml_count(node), sizeof *periods);
    if (!periods) return;
    for (size_t i = 0; i < yp_yaml_count(node); i++) {
        read_period(r, yp_yaml_at(node, i), &periods[i], i ? periods[0].year : 0);
        if (i && periods[i].year <= periods[i - 1].year)
            yp_error(r->b, spot_of(r, yp_yaml_at(node, i)), "periods: %d does not come after %d",
                     periods[i].year, periods[i - 1].year);
    }
    r->c->periods = periods;
    r->c->period_count = yp_yaml_count(node);
}

/* losses are the case's own. Everything else is the name of a column of components. */
static void read_defaults(yp_reader *r, const yp_yaml_node *node)
{
    if (!node) return;
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        yp_error(r->b, spot_of(r, node), "defaults: expected a mapping such as {rate: 0.06}");
        return;
    }
    r->defaults = node;
    for (size_t i = 0; i < yp_yaml_count(node); i++) {
        const char *key = yp_yaml_key(node, i), *text = yp_node_text(r, yp_yaml_at(node, i), key);
        yp_spot at = yp_yaml_key_spot(node, i);
        at.file = r->shown_yaml;
        if (strcmp(key, "losses") == 0) {
            if (text && !yp_losses_parse(text, &r->c->losses))
                yp_error(r->b, at, "losses: '%s': expected none, tangents:4, secants or secants:1,0.1", text);
            continue;
        }
        const yp_column *column = yp_component_column(key);
        if (column && !(column->flags & YP_COLUMN_IS_OWN)) continue;
        const char *near = yp_schema_nearest(NULL, key, r->c->arena);
        yp_error(r->b, at, "defaults: no table of components has a column '%s' to inherit%s%s%s", key,
                 near && !column ? ": did you mean '" : "", near && !column ? near : "",
                 near && !column ? "'?" : "");
    }
}

/* A study and its numbers; which studies there are is known to those who run them. */
static void read_study(yp_reader *r, const char *name, yp_spot at, const yp_yaml_node *node,
                       yp_study_wish *wish)
{
    static const yp_range any = { -INFINITY, INFINITY, "any" };
    *wish = (yp_study_wish){ .name = yp_keep(r->b, name, strlen(name)), .at = at };
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        yp_error(r->b, at, "studies: %s: expected its numbers, such as {steps: 1}, or {}", name);
        return;
    }
    yp_study_number *numbers = yp_take(r->b, yp_yaml_count(node), sizeof *numbers);
    for (size_t i = 0; numbers && i < yp_yaml_count(node); i++) {
        const char *key = yp_yaml_key(node, i);
        yp_spot spot = yp_yaml_key_spot(node, i);
        spot.file = r->shown_yaml;
        numbers[i] = (yp_study_number){ yp_keep(r->b, key, strlen(key)),
                                        yp_node_number(r, yp_yaml_at(node, i), key, &any, 0), spot };
    }
    wish->numbers = numbers;
    wish->number_count = numbers ? yp_yaml_count(node) : 0;
}

static void read_other_studies(yp_reader *r, const yp_yaml_node *node)
{
    yp_study_wish *wishes = yp_take(r->b, yp_yaml_count(node), sizeof *wishes);
    r->c->studies = wishes;
    for (size_t i = 0; wishes && i < yp_yaml_count(node); i++) {
        yp_spot at = yp_yaml_key_spot(node, i);
        at.file = r->shown_yaml;
        if (strcmp(yp_yaml_key(node, i), "gain") != 0)
            read_study(r, yp_yaml_key(node, i), at, yp_yaml_at(node, i), &wishes[r->c->study_count++]);
    }
}

static void read_studies(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const parts[] = { "order", "range", NULL };
    if (!node) return;
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        yp_error(r->b, spot_of(r, node), "studies: expected a mapping such as {gain: {order: [...]}}");
        return;
    }
    read_other_studies(r, node);
    const yp_yaml_node *gain = member(node, "gain");
    if (!gain) return;
    yp_node_keys(r, gain, "studies.gain", parts);
    r->b->gain_order = yp_node_texts(r, member(gain, "order"), "studies.gain.order", &r->b->gain_order_count);
    r->b->gain_range = yp_node_texts(r, member(gain, "range"), "studies.gain.range", &r->b->gain_range_count);
    r->b->gain_at = spot_of(r, gain);
}

/* Names of reforms in both languages: {wheeling: {en: ..., zh: ...}}. */
static void read_reforms(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const known[] = { "en", "zh", NULL };
    if (!node) return;
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        yp_error(r->b, spot_of(r, node),
                 "reforms: expected a mapping such as {wheeling: {en: ..., zh: ...}}");
        return;
    }
    const char **names = yp_take(r->b, yp_yaml_count(node) * 3, sizeof *names);
    for (size_t i = 0; names && i < yp_yaml_count(node); i++) {
        const yp_yaml_node *entry = yp_yaml_at(node, i);
        yp_node_keys(r, entry, "reforms", known);
        names[3 * i] = yp_keep(r->b, yp_yaml_key(node, i), strlen(yp_yaml_key(node, i)));
        names[3 * i + 1] = yp_node_text(r, member(entry, "en"), "en");
        names[3 * i + 2] = yp_node_text(r, member(entry, "zh"), "zh");
    }
    r->b->reform_names = names;
    r->b->reform_name_count = names ? yp_yaml_count(node) : 0;
}

/* What bad scenarios count: {alpha: 0.95, omega: 0.5}. */
static void read_risk(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const known[] = { "alpha", "omega", NULL };
    static const yp_range below_one = { 0, 0.999999, "0 or more, below 1" };
    if (!node) return;
    yp_node_keys(r, node, "risk", known);
    r->c->risk_alpha = yp_node_number(r, member(node, "alpha"), "risk.alpha", &below_one, 0);
    r->c->risk_omega = yp_node_number(r, member(node, "omega"), "risk.omega", &yp_range_share, 1);
}

yp_status yp_read_config(yp_reader *r, const yp_yaml *yaml)
{
    static const char *const known[] = { "format",  "title",
                                         "layers",  "optional_layers",
                                         "money",   "time",
                                         "periods", "aggregation",
                                         "blocks",  "defaults",
                                         "regions", "studies",
                                         "reforms", "objective_constant",
                                         "network", "secure",
                                         "risk",    NULL };
    const yp_yaml_node *root = yp_yaml_root(yaml);
    yp_node_keys(r, root, "case.yaml", known);
    if (yp_yaml_node_kind(root) != YP_YAML_MAPPING) return YP_BAD_INPUT;
    read_format(r, root);
    read_title(r, member(root, "title"));
    read_layers(r, root);
    if (r->b->no_memory) return YP_NO_MEMORY;
    yp_read_time(r, root);
    read_money(r, member(root, "money"));
    read_periods(r, member(root, "periods"));
    r->c->objective_constant =
        yp_node_number(r, member(root, "objective_constant"), "objective_constant", &constant_range, 0);
    r->c->network = yp_node_text(r, member(root, "network"), "network");
    yp_read_aggregation(r, member(root, "aggregation"));
    if (r->options && r->options->aggregation) yp_override_aggregation(r, r->options->aggregation);
    read_defaults(r, member(root, "defaults"));
    r->b->regions = yp_node_text(r, member(root, "regions"), "regions");
    r->b->regions_at = spot_of(r, member(root, "regions"));
    r->c->secure = yp_node_text(r, member(root, "secure"), "secure");
    read_risk(r, member(root, "risk"));
    read_studies(r, member(root, "studies"));
    read_reforms(r, member(root, "reforms"));
    return r->b->no_memory ? YP_NO_MEMORY : YP_OK;
}
