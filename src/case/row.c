/* A row of a table into the struct of its columns: cells, else the technology's, else those of case.yaml:
 * defaults, else the column's default. */
#include "case/internal.h"

#include "base/text.h"

#include <limits.h>
#include <string.h>

yp_spot yp_line_spot(const yp_line *line)
{
    yp_spot at = yp_csv_row_spot(line->table->csv, line->row);
    at.file = line->table->shown;
    return at;
}

static yp_found cell_of(const yp_table_file *table, size_t row, uint32_t column)
{
    yp_found found = { .cell = yp_csv_cell(table->csv, row, column),
                       .unit = yp_csv_unit(table->csv, column),
                       .layer = table->layer };
    found.cell.at.file = table->shown;
    return found;
}

/* The cell of the row's technology; one beside case.yaml speaks for the layer of the row. */
static bool find_inherited(const yp_line *line, const yp_column *column, yp_found *found)
{
    if (column->flags & YP_COLUMN_IS_OWN) return false;
    if (line->technology) {
        const yp_table_file *table = line->technology->table;
        const uint32_t at = yp_csv_find(table->csv, column->name);
        /* what names the technology itself is not what names its components */
        const bool is_its_own = yp_schema_find(yp_schema_of(YP_FILE_TECHNOLOGIES), column->name) &&
                                strcmp(column->name, "group") != 0;
        if (at != YP_NONE && !is_its_own && yp_csv_cell(table->csv, line->technology->row, at).length > 0) {
            *found = cell_of(table, line->technology->row, at);
            if (!table->layer->name[0]) found->layer = line->table->layer;
            return true;
        }
    }
    const yp_yaml_node *node = line->table->file < YP_FILE_PLACES && line->r->defaults
                                   ? yp_yaml_get(line->r->defaults, column->name)
                                   : NULL;
    const char *text = node ? yp_yaml_text(node) : NULL;
    if (!text || !text[0]) return false;
    *found = (yp_found){ .cell = { text, (uint32_t)strlen(text), yp_yaml_node_spot(node) },
                         .layer = line->table->layer };
    found->cell.at.file = line->r->shown_yaml;
    return true;
}

static yp_found find_cell(const yp_line *line, size_t index)
{
    const yp_table_file *table = line->table;
    yp_found found = { .cell = { "", 0, yp_line_spot(line) }, .layer = table->layer };
    if (table->columns[index] != YP_NONE) found = cell_of(table, line->row, table->columns[index]);
    if (found.cell.length == 0) find_inherited(line, &table->schema->columns[index], &found);
    return found;
}

yp_found yp_line_find(const yp_line *line, const char *name)
{
    return find_cell(line,
                     (size_t)(yp_schema_find(line->table->schema, name) - line->table->schema->columns));
}

static const char *keep_nfc(yp_builder *b, const yp_cell *cell)
{
    const char *text = yp_text_nfc(b->c->arena, cell->text, cell->length);
    if (!text) b->no_memory = true;
    return text;
}

const char *yp_line_text(const yp_line *line, const char *name, yp_spot *at)
{
    const yp_found found = yp_line_find(line, name);
    if (at) *at = found.cell.at;
    return found.cell.length ? keep_nfc(line->r->b, &found.cell) : NULL;
}

static bool read_flag(yp_builder *b, const char *name, const yp_cell *cell)
{
    if (cell->length == 3 && memcmp(cell->text, "yes", 3) == 0) return true;
    if (cell->length == 2 && memcmp(cell->text, "no", 2) == 0) return false;
    yp_error(b, cell->at, "%s is '%.*s': expected yes or no", name, (int)cell->length, cell->text);
    return false;
}

bool yp_line_flag(const yp_line *line, const char *name)
{
    const yp_found found = yp_line_find(line, name);
    if (found.cell.length) return read_flag(line->r->b, name, &found.cell);
    return strcmp(yp_schema_find(line->table->schema, name)->fallback, "yes") == 0;
}

static int read_word(yp_builder *b, const yp_column *column, const yp_cell *cell, int otherwise)
{
    const int code = yp_word_code(column->words, cell->text, cell->length);
    if (code >= 0) return code;
    char known[256] = "";
    for (const yp_word *word = column->words; word->word; word++) {
        if (strlen(known) + strlen(word->word) + 3 > sizeof known) break;
        if (known[0]) strcat(known, word[1].word ? ", " : " or ");
        strcat(known, word->word);
    }
    yp_error(b, cell->at, "%s is '%.*s': expected %s", column->name, (int)cell->length, cell->text, known);
    return otherwise;
}

static int read_integer(yp_builder *b, const yp_column *column, const yp_cell *cell, int otherwise)
{
    double number;
    if (yp_number_parse(cell->text, cell->length, &number) && number == floor(number) && fabs(number) <= 1e6)
        return (int)number;
    yp_error(b, cell->at, "%s is '%.*s': expected a whole number", column->name, (int)cell->length,
             cell->text);
    return otherwise;
}

static bool mentions_layer(const yp_line *line, const char *name)
{
    for (size_t i = 1; i < line->r->layer_count; i++)
        if (line->r->layers[i].is_kept && strcmp(line->r->layers[i].name, name) == 0) return true;
    return false;
}

static uint32_t read_good(yp_line *line, const char *id, yp_spot at)
{
    yp_builder *b = line->r->b;
    const uint32_t good = yp_lookup(b, b->c->good_map, id, at, "good");
    if (good != YP_NONE && b->good_out[good]) line->is_out = true;
    return good;
}

/* Anything but the default of a column that is not supported yet. */
static void refuse_later(const yp_line *line, const yp_column *column, const yp_cell *cell)
{
    double number, usual;
    const size_t length = strlen(column->fallback);
    if (cell->length == length && memcmp(cell->text, column->fallback, length) == 0) return;
    if (length && yp_number_parse(column->fallback, length, &usual) &&
        yp_number_parse(cell->text, cell->length, &number) && number == usual)
        return;
    yp_error(line->r->b, cell->at, "column %s is not supported yet: leave it empty%s%s", column->name,
             length ? " or " : "", column->fallback);
}

static bool is_numeric(const yp_column *column)
{
    return column->type == YP_TYPE_NUMBER || column->type == YP_TYPE_VALUE;
}

/* True (and told) if a required cell is empty: once for a column that is not there, else row by row. */
static bool is_missing(const yp_line *line, const yp_column *column, const yp_cell *cell)
{
    const yp_table_file *table = line->table;
    const size_t index = (size_t)(column - table->schema->columns);
    if (cell->length > 0 || strcmp(column->fallback, "-") != 0) return false;
    if (table->columns[index] != YP_NONE) {
        yp_error(line->r->b, cell->at, "%s is missing: every row of %s.csv needs it", column->name,
                 table->schema->name);
    } else if (!table->told[index]) {
        table->told[index] = true;
        yp_error(line->r->b, (yp_spot){ table->shown, 1, 0 },
                 "column %s is missing: every row of %s.csv needs it", column->name, table->schema->name);
    }
    return true;
}

static void read_name(yp_line *line, const yp_column *column, const yp_cell *cell, void *row)
{
    yp_builder *b = line->r->b;
    void *field = (char *)row + column->offset;
    switch (column->type) {
    case YP_TYPE_TEXT:
        *(const char **)field = yp_keep(b, cell->text, cell->length);
        break;
    case YP_TYPE_ID:
    case YP_TYPE_SELECTOR:
        *(const char **)field = keep_nfc(b, cell);
        break;
    case YP_TYPE_BOOLEAN:
        *(bool *)field = read_flag(b, column->name, cell);
        break;
    case YP_TYPE_WORD:
        *(int *)field = read_word(b, column, cell, *(int *)field);
        break;
    case YP_TYPE_INTEGER:
        *(int *)field = read_integer(b, column, cell, *(int *)field);
        break;
    case YP_TYPE_PLACE:
    case YP_TYPE_GOOD: {
        const char *id = keep_nfc(b, cell);
        if (!id) break;
        *(uint32_t *)field = column->type == YP_TYPE_GOOD
                                 ? read_good(line, id, cell->at)
                                 : yp_lookup(b, b->c->place_map, id, cell->at, "place");
        break;
    }
    case YP_TYPE_DURATION:  /* not by its cell alone */
    case YP_TYPE_COMPONENT: /* once all are known */
    case YP_TYPE_NUMBER:
    case YP_TYPE_VALUE:
        break;
    }
}

yp_line yp_line_begin(yp_reader *r, const yp_table_file *table, size_t row)
{
    yp_line line = { .r = r, .table = table, .row = row, .is_out = !table->layer->is_kept };
    if (table->file < YP_FILE_PLACES) {
        yp_spot at;
        const char *technology = yp_line_text(&line, "technology", &at);
        const uint32_t index =
            technology ? yp_lookup(r->b, r->b->technology_map, technology, at, "technology") : YP_NONE;
        if (index != YP_NONE) line.technology = &r->technologies[index];
    }
    if (yp_schema_find(table->schema, "active") && !yp_line_flag(&line, "active")) line.is_out = true;
    const char *unless =
        yp_schema_find(table->schema, "unless_layer") ? yp_line_text(&line, "unless_layer", NULL) : NULL;
    if (unless && mentions_layer(&line, unless)) line.is_out = true;
    return line;
}

void yp_line_names(yp_line *line, void *row)
{
    const yp_schema *schema = line->table->schema;
    yp_fill_defaults(schema, row);
    for (size_t i = 0; i < schema->column_count; i++) {
        const yp_column *column = &schema->columns[i];
        const yp_found found = find_cell(line, i);
        if (column->flags & YP_COLUMN_LATER) {
            if (found.cell.length) refuse_later(line, column, &found.cell);
        } else if (!is_numeric(column) && !is_missing(line, column, &found.cell)) {
            if (!found.cell.length || column->flags & YP_COLUMN_BY_HAND) continue;
            if (column->type == YP_TYPE_DURATION)
                yp_read_duration(line, column, found, (yp_duration *)(void *)((char *)row + column->offset));
            else
                read_name(line, column, &found.cell, row);
        }
    }
}

bool yp_line_lacks(const yp_line *line, const char *name)
{
    const yp_found found = yp_line_find(line, name);
    return is_missing(line, yp_schema_find(line->table->schema, name), &found.cell);
}

void yp_line_matches_nothing(const yp_line *line, yp_spot at, const char *selector)
{
    yp_builder *b = line->r->b;
    if (yp_line_flag(line, "optional"))
        yp_warn(b, at, "'%s' matches no component", selector);
    else if (!yp_is_excused(b, b->c->component_map))
        yp_error(b, at, "'%s' matches no component: correct it, or set optional to yes", selector);
}

bool yp_line_value(yp_line *line, const yp_column *column, yp_found found, yp_value *value)
{
    const yp_unit_text unit = yp_unit_of(column->unit, &line->units, line->r->c->money);
    return yp_read_value(line, column, found, unit.text, value);
}

/* A header's unit that counts blocks is not one to convert, but says what the row counts in. */
static void take_pace(const yp_column *column, yp_found *found, void *row)
{
    const bool is_ramp = column->unit == YP_UNIT_PER_PACE;
    if (!found->unit || (!is_ramp && column->unit != YP_UNIT_PACE)) return;
    if (strcmp(found->unit, is_ramp ? "1/block" : "block") != 0) return;
    found->unit = NULL;
    yp_component *component = row;
    *(is_ramp ? &component->ramp_unit : &component->time_unit) = YP_PACE_BLOCK;
}

void yp_line_numbers(yp_line *line, void *row)
{
    const yp_schema *schema = line->table->schema;
    for (size_t i = 0; i < schema->column_count; i++) {
        const yp_column *column = &schema->columns[i];
        if (!is_numeric(column) || column->flags & (YP_COLUMN_LATER | YP_COLUMN_BY_HAND)) continue;
        if (column->unit == YP_UNIT_COEFFICIENT || column->unit == YP_UNIT_BARRIER) continue;
        yp_found found = find_cell(line, i);
        yp_value value;
        if (is_missing(line, column, &found.cell) || found.cell.length == 0) continue;
        if (column->flags & YP_COLUMN_OR_NONE && found.cell.length == 4 &&
            memcmp(found.cell.text, "none", 4) == 0)
            continue;
        take_pace(column, &found, row);
        if (!yp_line_value(line, column, found, &value)) continue;
        if (column->type == YP_TYPE_VALUE)
            *yp_value_field(column, row) = value;
        else
            *yp_number_field(column, row) = value.offset;
    }
}

const yp_carried *yp_line_carried(const yp_line *line)
{
    yp_builder *b = line->r->b;
    const yp_carried *list = NULL;
    for (size_t i = yp_csv_column_count(line->table->csv); i-- > 0;) {
        const char *name = yp_csv_name(line->table->csv, i);
        const yp_cell cell = yp_csv_cell(line->table->csv, line->row, i);
        if (name[0] != '_' || cell.length == 0) continue;
        yp_carried *carried = yp_take(b, 1, sizeof *carried);
        if (!carried) return NULL;
        const yp_cell header = yp_csv_header(line->table->csv, i);
        *carried =
            (yp_carried){ yp_keep(b, header.text, header.length), yp_keep(b, cell.text, cell.length), list };
        list = carried;
    }
    return list;
}
