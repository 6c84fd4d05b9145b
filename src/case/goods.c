/* goods.csv. */
#include "case/internal.h"

#include <string.h>

static void read_disposal(yp_line *line, yp_good *good)
{
    const yp_found found = yp_line_find(line, "disposal");
    const yp_column price = { .name = "disposal",
                              .type = YP_TYPE_VALUE,
                              .unit = YP_UNIT_PRICE,
                              .range = &yp_range_any,
                              .flags = YP_COLUMN_SERIES };
    const yp_cell *cell = &found.cell;
    if (cell->length == 0 || (cell->length == 4 && memcmp(cell->text, "none", 4) == 0)) return;
    if (cell->length == 4 && memcmp(cell->text, "free", 4) == 0) {
        good->disposal = YP_DISPOSAL_FREE;
    } else {
        good->disposal = YP_DISPOSAL_PRICED;
        yp_line_value(line, &price, found, &good->disposal_price);
    }
}

static void check_unit_is_known(yp_line *line, const yp_good *good)
{
    double factor;
    const yp_found found = yp_line_find(line, "unit");
    if (!good->unit) return;
    if (yp_units_factor(line->r->units, good->unit, good->unit, "unit", found.cell.at, line->r->b->diag,
                        &factor) != YP_OK)
        line->r->b->error_count++;
}

void yp_read_goods(yp_reader *r)
{
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        const yp_table_file *table = &r->tables[t];
        if (table->file != YP_FILE_GOODS) continue;
        for (size_t row = 0; row < yp_csv_row_count(table->csv) && !r->b->no_memory; row++) {
            yp_good good = yp_good_defaults();
            yp_line line = yp_line_begin(r, table, row);
            yp_line_names(&line, &good);
            if (!good.unit) good.unit = "1";
            line.units = yp_units_of_good(good.unit, good.kind);
            check_unit_is_known(&line, &good);
            yp_line_numbers(&line, &good);
            read_disposal(&line, &good);
            if (!good.source) good.source = table->source;
            if (!good.quality) good.quality = table->quality;
            good.layer = table->layer->name;
            good.carried = yp_line_carried(&line);
            good.at = yp_line_spot(&line);
            const uint32_t index = yp_builder_good(r->b, &good);
            if (index != YP_NONE) r->b->good_out[index] = line.is_out;
        }
    }
}
