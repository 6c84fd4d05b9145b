/* expect.csv and targets.csv: kept as rows for those who compare. */
#include "case/internal.h"

#include <string.h>

static size_t rows_of(const yp_reader *r, yp_file file)
{
    size_t count = 0;
    for (size_t t = 0; t < r->table_count; t++)
        if (r->tables[t].file == file) count += yp_csv_row_count(r->tables[t].csv);
    return count;
}

/* The same answer twice would be compared twice; a published and a derived figure may stand beside each
 * other. */
static void check_double(yp_reader *r, const yp_expect *expect, yp_map *seen)
{
    const char *parts[] = { expect->scenario, expect->lift,  expect->measure,
                            expect->selector, expect->block, expect->kind };
    const char *key = "";
    for (size_t i = 0; key && i < sizeof parts / sizeof *parts; i++)
        key = yp_arena_format(r->c->arena, "%s%s\n", key, parts[i] ? parts[i] : "");
    if (!key) {
        r->b->no_memory = true;
        return;
    }
    const uint32_t first = yp_map_add(seen, key, strlen(key), expect->at.line, &r->b->no_memory);
    if (first != YP_NONE) yp_error(r->b, expect->at, "this answer stands twice, first in line %u", first);
}

static void read_answer(yp_line *line, yp_map *seen)
{
    yp_reader *r = line->r;
    yp_expect expect = { 0 };
    yp_spot at;
    yp_line_names(line, &expect);
    yp_line_numbers(line, &expect);
    const char *kind = yp_line_text(line, "kind", &at);
    expect.kind = kind;
    if (kind && yp_word_code(yp_schema_find(line->table->schema, "kind")->words, kind, strlen(kind)) < 0)
        yp_error(r->b, at, "kind is '%s': expected published, derived, independent or calibrated", kind);
    if (expect.scenario)
        yp_lookup(r->b, r->b->known_scenarios, expect.scenario, yp_line_find(line, "scenario").cell.at,
                  "scenario");
    if (!expect.source) expect.source = line->table->source;
    if (!expect.quality) expect.quality = line->table->quality;
    expect.at = yp_line_spot(line);
    if (expect.measure) check_double(r, &expect, seen);
    if (!line->is_out) r->c->expects[r->c->expect_count++] = expect;
}

void yp_read_expect(yp_reader *r)
{
    yp_map *seen = yp_map_new(r->c->arena);
    if (!seen) r->b->no_memory = true;
    r->c->expects = yp_take(r->b, rows_of(r, YP_FILE_EXPECT), sizeof *r->c->expects);
    for (size_t t = 0; seen && r->c->expects && t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_EXPECT) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_answer(&line, seen);
        }
    }
}

static bool is_measure(const char *measure)
{
    static const char *const known[] = { "level", "made",    "used",     "price",  "capacity",
                                         "built", "retired", "unserved", "emitted" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(measure, known[i]) == 0) return true;
    return strncmp(measure, "share:", 6) == 0 && strchr(measure, '/');
}

static void read_target(yp_line *line)
{
    yp_reader *r = line->r;
    yp_target target = { .place = YP_NONE, .good = YP_NONE };
    yp_spot at;
    yp_line_names(line, &target);
    yp_line_numbers(line, &target);
    yp_line_text(line, "measure", &at);
    if (target.measure && !is_measure(target.measure))
        yp_error(r->b, at,
                 "measure is '%s': expected level, made, used, price, capacity, built, unserved, emitted or "
                 "share:A/B",
                 target.measure);
    bool *matches = yp_take(r->b, r->c->component_count, sizeof *matches);
    if (matches && target.component) yp_select_components(r->b, target.component, target.at, matches);
    target.at = yp_line_spot(line);
    if (line->is_out && line->table->layer->is_kept) r->c->dropped_row_count++;
    if (!line->is_out) r->c->targets[r->c->target_count++] = target;
}

void yp_read_targets(yp_reader *r)
{
    r->c->targets = yp_take(r->b, rows_of(r, YP_FILE_TARGETS), sizeof *r->c->targets);
    for (size_t t = 0; r->c->targets && t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_TARGETS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_target(&line);
        }
    }
}
