/* A cell that may vary over time: a number, or `scale*@file:column+offset`. */
#include "case/internal.h"

#include <string.h>

typedef struct {
    double scale, offset;
    const char *reference; /* behind the @, quotes removed */
    size_t length;
} formula;

static bool parse_scale(const char *text, const char *at, formula *f)
{
    if (at == text) return true;
    return at - text >= 2 && at[-1] == '*' && yp_number_parse(text, (size_t)(at - text) - 1, &f->scale);
}

/* `+number` behind the reference; without quotes the last + that a number follows. */
static bool parse_reference(const char *text, const char *end, formula *f)
{
    if (text < end && *text == '"') {
        const char *close = memchr(text + 1, '"', (size_t)(end - text) - 1);
        if (!close) return false;
        f->reference = text + 1;
        f->length = (size_t)(close - text) - 1;
        return close + 1 == end ||
               (close[1] == '+' && yp_number_parse(close + 2, (size_t)(end - close) - 2, &f->offset));
    }
    f->reference = text;
    f->length = (size_t)(end - text);
    for (const char *p = end; p > text; p--) {
        if (p[-1] != '+') continue;
        if (yp_number_parse(p, (size_t)(end - p), &f->offset)) f->length = (size_t)(p - text) - 1;
        break;
    }
    return f->length > 0;
}

static bool parse_formula(const yp_cell *cell, formula *f)
{
    *f = (formula){ .scale = 1 };
    const char *end = cell->text + cell->length, *at = memchr(cell->text, '@', cell->length);
    return at && parse_scale(cell->text, at, f) && parse_reference(at + 1, end, f) && isfinite(f->scale) &&
           isfinite(f->offset);
}

static bool in_range(double number, const yp_range *range)
{
    return !range || (number >= range->low && number <= range->high);
}

/* A unit where none is expected, as of a tariff on all goods. */
static void refuse_unit(yp_line *line, const yp_column *column, yp_spot at, const char *unit)
{
    yp_error(line->r->b, at,
             "%s is in '%s', but it is not told what it belongs to: name the goods, or leave out the unit",
             column->name, unit);
}

/* The unit of a profile's header, converted into that of the column. */
static bool convert_series(yp_line *line, const yp_column *column, yp_spot at, const char *unit,
                           yp_value *value)
{
    const yp_series *series = &line->r->c->series[value->series];
    double factor = 1;
    if (!series->unit) return true;
    if (!unit[0]) return refuse_unit(line, column, at, series->unit), false;
    if (yp_units_factor(line->r->units, series->unit, unit, column->name, at, line->r->b->diag, &factor) !=
        YP_OK) {
        line->r->b->error_count++;
        return false;
    }
    value->scale *= factor;
    return true;
}

static bool check_series(yp_line *line, const yp_column *column, yp_spot at, yp_value value)
{
    yp_builder *b = line->r->b;
    yp_series_facts *facts = &b->series_facts[value.series];
    const char *name = b->c->series[value.series].name;
    if (facts->has_gap && !(column->flags & YP_COLUMN_GAPS) && !facts->gap_is_told) {
        facts->gap_is_told = true;
        yp_error(b, facts->gap, "empty cell: '%s' feeds the column %s, which needs a number at every time",
                 name, column->name);
    }
    const double ends[2] = { facts->low, facts->high };
    for (size_t i = 0; i < 2 && facts->low <= facts->high; i++) {
        const double number = (value.scale == 0 ? 0 : value.scale * ends[i]) + value.offset;
        if (in_range(number, column->range)) continue;
        yp_error(b, at, "%s reaches %g along '%s': expected numbers %s", column->name, number, name,
                 column->range->words);
        return false;
    }
    return true;
}

static bool complain(yp_line *line, const yp_column *column, const yp_cell *cell, const char *unit)
{
    const char *words = column->range && column->range != &yp_range_any ? column->range->words : NULL;
    const bool has_unit = unit[0] && strcmp(unit, "1") != 0;
    yp_error(line->r->b, cell->at, "%s is '%.*s': expected a number%s%s%s%s%s", column->name,
             (int)cell->length, cell->text, has_unit ? " in " : "", has_unit ? unit : "", words ? ", " : "",
             words ? words : "",
             column->flags & YP_COLUMN_SERIES ? ", or a profile such as 0.5*@file:column" : "");
    return false;
}

/* The factor from the unit in a header to that of the column; NaN once told. */
static double cell_factor(yp_line *line, const yp_column *column, yp_found found, const char *unit)
{
    double factor = 1;
    if (!found.unit) return 1;
    if (!unit[0]) return refuse_unit(line, column, found.cell.at, found.unit), NAN;
    if (yp_units_factor(line->r->units, found.unit, unit, column->name, found.cell.at, line->r->b->diag,
                        &factor) == YP_OK)
        return factor;
    line->r->b->error_count++;
    return NAN;
}

static bool read_reference(yp_line *line, const yp_column *column, yp_found found, const char *unit,
                           yp_value *value)
{
    formula f;
    if (!(column->flags & YP_COLUMN_SERIES)) return complain(line, column, &found.cell, unit);
    if (!parse_formula(&found.cell, &f)) return complain(line, column, &found.cell, unit);
    const uint32_t series = yp_profile_series(line->r, found.layer, f.reference, f.length, found.cell.at);
    if (series == YP_NONE) return false;
    *value = (yp_value){ f.offset, f.scale, series };
    /* a unit in the table's header belongs to the whole formula and leaves the profile's own aside */
    if (found.unit) {
        const double factor = cell_factor(line, column, found, unit);
        if (isnan(factor)) return false;
        value->offset *= factor;
        if (!line->r->c->series[series].unit) value->scale *= factor;
    }
    return convert_series(line, column, found.cell.at, unit, value) &&
           check_series(line, column, found.cell.at, *value);
}

bool yp_read_value(yp_line *line, const yp_column *column, yp_found found, const char *unit, yp_value *value)
{
    const yp_cell *cell = &found.cell;
    double number = NAN;
    if (memchr(cell->text, '@', cell->length)) return read_reference(line, column, found, unit, value);
    if (!yp_number_parse(cell->text, cell->length, &number)) return complain(line, column, cell, unit);
    const double factor = cell_factor(line, column, found, unit);
    if (isnan(factor)) return false;
    if (number != 0) number *= factor;
    if (!in_range(number, column->range)) return complain(line, column, cell, unit);
    *value = yp_constant(number);
    return true;
}
