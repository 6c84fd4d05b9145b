/* blocks.csv: explicit time. */
#include "case/internal.h"

#include <string.h>

/* What a block takes from its row, besides its hours. */
typedef struct {
    const char **snapshots, **cycles;
    double *step, *sum, *cost;
    uint32_t *cycle, *period;
    yp_map *cycle_map;
    uint32_t cycle_count;
} block_columns;

static bool take_columns(yp_builder *b, block_columns *columns, size_t count)
{
    *columns = (block_columns){ .snapshots = yp_take(b, count, sizeof(char *)),
                                .cycles = yp_take(b, count, sizeof(char *)),
                                .step = yp_take(b, count, sizeof(double)),
                                .sum = yp_take(b, count, sizeof(double)),
                                .cost = yp_take(b, count, sizeof(double)),
                                .cycle = yp_take(b, count, sizeof(uint32_t)),
                                .period = yp_take(b, count, sizeof(uint32_t)),
                                .cycle_map = yp_map_new(b->c->arena) };
    if (!columns->cycle_map) b->no_memory = true;
    return !b->no_memory;
}

static uint32_t read_period(yp_line *line)
{
    yp_case *c = line->r->c;
    yp_spot at;
    double year;
    const char *text = yp_line_text(line, "period", &at);
    if (!text) return 0;
    const bool is_number = yp_number_parse(text, strlen(text), &year);
    for (uint32_t p = 0; is_number && p < c->period_count; p++)
        if (year == (double)c->periods[p].year) return p;
    yp_error(line->r->b, at, "period is '%s': expected the year of a period of case.yaml", text);
    return 0;
}

/* Blocks of one chain stand together, and a chain lies in one period. */
static uint32_t read_cycle(yp_line *line, block_columns *columns, size_t i)
{
    yp_builder *b = line->r->b;
    yp_spot at;
    const char *text = yp_line_text(line, "cycle", &at);
    if (!text) text = "";
    columns->cycles[i] = text;
    const uint32_t known =
        yp_map_add(columns->cycle_map, text, strlen(text), columns->cycle_count, &b->no_memory);
    if (known == YP_NONE) return columns->cycle_count++;
    if (columns->cycle[i - 1] != known)
        yp_error(b, at, "the blocks of the chain '%s' do not stand together", text);
    else if (columns->period[i - 1] != columns->period[i])
        yp_error(b, at, "the chain '%s' runs through two periods", text);
    return known;
}

static void read_block(yp_line *line, block_columns *columns, size_t i)
{
    yp_block_row row = { 0 };
    yp_spot at;
    yp_line_names(line, &row);
    yp_line_numbers(line, &row);
    const char *snapshot = yp_line_text(line, "snapshot", &at);
    columns->snapshots[i] = snapshot ? snapshot : "";
    columns->step[i] = row.step;
    columns->sum[i] = isnan(row.sum) ? row.step : row.sum;
    columns->cost[i] = isnan(row.cost) ? row.step : row.cost;
    columns->period[i] = read_period(line);
    if (i && columns->period[i] < columns->period[i - 1])
        yp_error(line->r->b, yp_line_spot(line), "periods do not follow each other");
    columns->cycle[i] = read_cycle(line, columns, i);
}

void yp_read_blocks(yp_reader *r)
{
    const yp_table_file *table = NULL;
    for (size_t t = 0; t < r->table_count; t++)
        if (r->tables[t].file == YP_FILE_BLOCKS && !r->tables[t].layer->name[0]) table = &r->tables[t];
    if (table && !r->has_blocks)
        yp_error(r->b, (yp_spot){ table->shown, 0, 0 },
                 "case.yaml does not name this table: add blocks: blocks.csv");
    if (!table && r->has_blocks && r->b->error_count == 0)
        yp_error(r->b, (yp_spot){ r->shown_yaml, 0, 0 }, "blocks: there is no blocks.csv");
    if (!table || !r->has_blocks) return;
    const size_t count = yp_csv_row_count(table->csv);
    block_columns columns;
    if (count == 0) yp_error(r->b, (yp_spot){ table->shown, 0, 0 }, "the table has no block");
    if (!take_columns(r->b, &columns, count)) return;
    r->c->time.snapshot_count = count;
    for (size_t row = 0; row < count && !r->b->no_memory; row++) {
        yp_line line = yp_line_begin(r, table, row);
        read_block(&line, &columns, row);
    }
    yp_time *time = &r->c->time;
    time->block_step = columns.step;
    time->block_sum = columns.sum;
    time->block_cost = columns.cost;
    time->block_cycle = columns.cycle;
    time->block_period = columns.period;
    r->b->tables->snapshots = columns.snapshots;
    r->b->tables->cycles = columns.cycles;
}
