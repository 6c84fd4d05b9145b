/* steps.csv: costs and values that change with the level, a row for every component that its selector
 * matches.
 */
#include "case/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static void add_steps(yp_line *line, yp_step step, const bool *matches, yp_spot at, const char *selector)
{
    yp_builder *b = line->r->b;
    bool any = false, any_kept = false;
    for (uint32_t i = 0; i < b->c->component_count && !b->no_memory; i++) {
        if (!matches[i]) continue;
        any = true;
        any_kept = any_kept || !b->component_out[i];
        step.component = i;
        line->units = yp_units_of_component(b->c, &b->c->components[i]);
        yp_line_numbers(line, &step);
        const uint32_t added = yp_builder_step(b, &step);
        if (added != YP_NONE) b->step_out[added] = line->is_out || b->component_out[i];
    }
    if (any && (line->is_out || !any_kept) && line->table->layer->is_kept) b->c->dropped_row_count++;
    if (!any) yp_line_matches_nothing(line, at, selector);
}

static void read_step(yp_line *line, bool *matches)
{
    yp_builder *b = line->r->b;
    yp_step step = yp_step_defaults();
    yp_spot at;
    yp_line_names(line, &step);
    if (!step.source) step.source = line->table->source;
    if (!step.quality) step.quality = line->table->quality;
    step.layer = line->table->layer->name;
    step.at = yp_line_spot(line);
    const char *selector = yp_line_text(line, "component", &at);
    if (selector && yp_select_components(b, selector, at, matches))
        add_steps(line, step, matches, at, selector);
}

void yp_read_steps(yp_reader *r)
{
    bool *matches = yp_take(r->b, r->c->component_count, sizeof *matches);
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        if (r->tables[t].file != YP_FILE_STEPS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_step(&line, matches);
        }
    }
}

/* ---- checks ---- */

int yp_compare_steps(const void *a, const void *b)
{
    const yp_step *x = a, *y = b;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->attribute != y->attribute) return x->attribute < y->attribute ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int compare_places(const void *a, const void *b)
{
    const yp_step *x = *(const yp_step *const *)a, *y = *(const yp_step *const *)b;
    const int by_key = yp_compare_steps(x, y);
    return by_key ? by_key : (x > y) - (x < y);
}

static const char *attribute_text(yp_step_attribute attribute)
{
    return yp_word_text(yp_schema_find(yp_schema_of(YP_FILE_STEPS), "attribute")->words, (int)attribute);
}

/* Which components have the attribute, and run forwards only. */
static void check_owner(yp_builder *b, const yp_step *step)
{
    const yp_component *x = &b->c->components[step->component];
    const bool is_demand = x->table == YP_DEMAND, is_value = step->attribute == YP_STEP_VALUE;
    const bool is_charge = step->attribute == YP_STEP_CHARGE_COST;
    const char *word = attribute_text(step->attribute);
    if (is_value != is_demand || (is_charge && x->table != YP_STORE)) {
        yp_error(b, step->at,
                 "'%s' has no %s: steps of cost are for all but demands, of value for demands, of "
                 "charge_cost for stores",
                 x->id, word);
        return;
    }
    if (is_demand && yp_is_absent(x->value))
        yp_error(
            b, step->at,
            "'%s' must be served in full, so steps of its value have no meaning: give it a value (0 if the "
            "steps say all)",
            x->id);
    const bool has_reverse = x->table == YP_LINK && (x->reverse.series != YP_NONE || x->reverse.offset != 0);
    const bool is_signed = !is_charge && !is_demand && (x->minimum.offset < 0 || x->minimum.scale < 0);
    if (has_reverse || is_signed)
        yp_error(b, step->at,
                 "'%s' may run backwards, so steps of its %s have no meaning: give each direction a "
                 "component of its own",
                 x->id, word);
}

/* Two neighbours of one level: no number twice, and convex. */
static void check_pair(yp_builder *b, const yp_step *first, const yp_step *next)
{
    const char *word = attribute_text(next->attribute), *id = b->c->components[next->component].id;
    if (first->component != next->component || first->attribute != next->attribute) return;
    if (first->number == next->number) {
        yp_error(b, next->at, "'%s' has a step %d of %s already: it stands first at %s:%u", id, next->number,
                 word, first->at.file ? first->at.file : "?", first->at.line);
        return;
    }
    const bool is_value = next->attribute == YP_STEP_VALUE;
    if (is_value ? next->amount <= first->amount : next->amount >= first->amount) return;
    yp_error(b, next->at, "step %d of %s of '%s' is %g after %g: %s, or the later step would be filled first",
             next->number, word, id, next->amount, first->amount,
             is_value ? "value must not rise from step to step" : "cost must not fall from step to step");
}

void yp_check_steps(yp_builder *b)
{
    const yp_case *c = b->c;
    const yp_step **sorted = yp_take(b, c->step_count, sizeof *sorted);
    size_t count = 0;
    if (!sorted) return;
    for (size_t i = 0; i < c->step_count; i++)
        if (!b->step_out[i] && c->steps[i].component != YP_NONE) sorted[count++] = &c->steps[i];
    if (count) qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < count; i++) {
        check_owner(b, sorted[i]);
        if (i > 0) check_pair(b, sorted[i - 1], sorted[i]);
    }
}
