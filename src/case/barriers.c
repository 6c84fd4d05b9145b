/* barriers.csv: rows as read. What they act on is found by borders.c once everything is known. */
#include "case/internal.h"

#include <string.h>

static const yp_range share_range = { 0, 1, "from 0 to 1" }, factor_range = { 0, INFINITY, "0 or more" },
                      price_range = { -1e300, 1e300, "finite" };

/* The unit of the value: that of the first good named, for all goods of one barrier must share it. */
static yp_unit_text unit_of_value(const yp_line *line, const yp_barrier *barrier)
{
    const yp_case *c = line->r->c;
    const char *cursor = barrier->goods, *text;
    size_t length;
    bool quoted;
    uint32_t good = YP_NONE;
    if (cursor && strcmp(cursor, "*") != 0 && yp_next_entry(&cursor, ';', &text, &length, &quoted))
        good = yp_map_find(c->good_map, text, length);
    const yp_units_of_row units = good == YP_NONE
                                      ? (yp_units_of_row){ .amount = { "" } }
                                      : yp_units_of_good(c->goods[good].unit, c->goods[good].kind);
    yp_unit_text none = { "" };
    switch (barrier->kind) {
    case YP_BARRIER_SHARE:
    case YP_BARRIER_RATIO:
        return yp_unit_of(YP_UNIT_SHARE, &units, c->money);
    case YP_BARRIER_COST:
    case YP_BARRIER_TARIFF:
        return good == YP_NONE ? none : yp_unit_of(YP_UNIT_PRICE, &units, c->money);
    case YP_BARRIER_LIMIT:
    case YP_BARRIER_SCHEDULE:
        return units.rate;
    case YP_BARRIER_DELIVERY:
        return units.amount;
    case YP_BARRIER_CLOSED:
        break;
    }
    return none;
}

static void read_barrier_value(yp_line *line, yp_barrier *barrier)
{
    const yp_found found = yp_line_find(line, "value");
    yp_column column = *yp_schema_find(line->table->schema, "value");
    const yp_unit_text unit = unit_of_value(line, barrier);
    if (barrier->kind == YP_BARRIER_CLOSED) {
        if (found.cell.length) yp_error(line->r->b, found.cell.at, "value: a closed border has none");
        barrier->value = yp_constant(0);
        return;
    }
    if (found.cell.length == 0) {
        yp_error(line->r->b, found.cell.at, "value is missing: only a closed border has none");
        return;
    }
    if (barrier->kind == YP_BARRIER_SHARE)
        column.range = &share_range;
    else if (barrier->kind == YP_BARRIER_RATIO || barrier->kind == YP_BARRIER_LIMIT)
        column.range = &factor_range;
    else
        column.range = &price_range;
    yp_read_value(line, &column, found, unit.text, &barrier->value);
}

static void read_revenue(yp_line *line, yp_barrier *barrier)
{
    yp_spot at;
    const char *text = yp_line_text(line, "revenue_to", &at);
    if (!text || strcmp(text, "split") == 0) return;
    if (strcmp(text, "from") == 0)
        barrier->revenue = YP_REVENUE_FROM;
    else if (strcmp(text, "to") == 0)
        barrier->revenue = YP_REVENUE_TO;
    else {
        barrier->revenue = YP_REVENUE_PLACE;
        barrier->revenue_place = yp_lookup(line->r->b, line->r->c->place_map, text, at, "place");
    }
}

static void read_barrier(yp_line *line)
{
    yp_builder *b = line->r->b;
    yp_barrier barrier = yp_barrier_defaults();
    yp_line_names(line, &barrier);
    yp_line_numbers(line, &barrier);
    read_barrier_value(line, &barrier);
    read_revenue(line, &barrier);
    if (!barrier.source) barrier.source = line->table->source;
    if (!barrier.quality) barrier.quality = line->table->quality;
    barrier.layer = line->table->layer->name;
    barrier.at = yp_line_spot(line);
    const uint32_t index = yp_builder_barrier(b, &barrier, yp_line_text(line, "reform", NULL),
                                              yp_line_text(line, "depends_on", NULL));
    if (index == YP_NONE) return;
    b->barrier_out[index] = line->is_out;
    b->barrier_facts[index].is_optional = yp_line_flag(line, "optional");
}

void yp_read_barriers(yp_reader *r)
{
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        if (r->tables[t].file != YP_FILE_BARRIERS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            if (line.is_out && line.table->layer->is_kept) r->c->dropped_row_count++;
            line.units = (yp_units_of_row){ 0 };
            read_barrier(&line);
        }
    }
}
