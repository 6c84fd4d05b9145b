/* taxes.csv: a row for every component that pays. */
#include "case/internal.h"

#include <string.h>

static void read_revenue(yp_line *line, yp_tax *tax)
{
    yp_spot at;
    const char *text = yp_line_text(line, "revenue_to", &at);
    tax->revenue_to = YP_NONE;
    if (text && strcmp(text, "here") != 0)
        tax->revenue_to = yp_lookup(line->r->b, line->r->c->place_map, text, at, "place");
}

static void check_base(yp_line *line, const yp_component *component)
{
    yp_spot at;
    const char *per = yp_line_text(line, "per", &at);
    if (per && strcmp(per, "level") != 0)
        yp_error(line->r->b, at, "per is '%s': a tax per %s is not supported yet", per, per);
    const char *good = yp_line_text(line, "good", &at);
    if (!good) return;
    const uint32_t index = yp_lookup(line->r->b, line->r->c->good_map, good, at, "good");
    if (index != YP_NONE && component && component->good != index)
        yp_error(line->r->b, at,
                 "good is '%s', but '%s' has another one: a tax on further goods is not supported yet", good,
                 component->id);
}

static void read_rate(yp_line *line, const yp_component *component, yp_tax *tax)
{
    const yp_found found = yp_line_find(line, "rate");
    line->units = yp_units_of_component(line->r->c, component);
    if (!yp_line_lacks(line, "rate"))
        yp_line_value(line, yp_schema_find(line->table->schema, "rate"), found, &tax->rate);
}

static void read_tax(yp_line *line, bool *matches)
{
    yp_builder *b = line->r->b;
    yp_tax tax = { .component = YP_NONE, .border_barrier = YP_NONE };
    yp_spot at;
    bool any = false, any_kept = false;
    yp_line_names(line, &tax);
    read_revenue(line, &tax);
    tax.rate = yp_constant(NAN);
    if (!tax.source) tax.source = line->table->source;
    if (!tax.quality) tax.quality = line->table->quality;
    tax.at = yp_line_spot(line);
    if (tax.from_year >= tax.to_year)
        yp_error(b, tax.at, "from_year of the tax '%s' does not come before its to_year",
                 tax.id ? tax.id : "");
    const char *selector = yp_line_text(line, "component", &at);
    if (!selector) {
        yp_error(b, at, "component is missing: every tax has payers");
        return;
    }
    if (!yp_select_components(b, selector, at, matches)) return;
    for (uint32_t i = 0; i < b->c->component_count && !b->no_memory; i++) {
        if (!matches[i]) continue;
        if (!any) check_base(line, &b->c->components[i]);
        any = true;
        any_kept = any_kept || !b->component_out[i];
        tax.component = i;
        read_rate(line, &b->c->components[i], &tax);
        const uint32_t added = yp_builder_tax(b, &tax);
        if (added != YP_NONE) b->tax_out[added] = line->is_out || b->component_out[i];
    }
    if (any && (line->is_out || !any_kept) && line->table->layer->is_kept) b->c->dropped_row_count++;
    if (!any) yp_line_matches_nothing(line, at, selector);
}

void yp_read_taxes(yp_reader *r)
{
    bool *matches = yp_take(r->b, r->c->component_count, sizeof *matches);
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        if (r->tables[t].file != YP_FILE_TAXES) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_tax(&line, matches);
        }
    }
}
