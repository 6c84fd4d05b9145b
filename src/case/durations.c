/* Stretches of time: hours, or blocks, which no unit library knows. */
#include "case/internal.h"

#include "case/delays.h"

#include <string.h>

static bool is_blocks(const char *unit, size_t length)
{
    return (length == 5 && memcmp(unit, "block", 5) == 0) || (length == 6 && memcmp(unit, "blocks", 6) == 0);
}

/* A unit behind the number goes before that of the header. */
static bool split(const yp_cell *cell, yp_cell *number, yp_cell *unit)
{
    const char *space = memchr(cell->text, ' ', cell->length);
    *number = *unit = *cell;
    unit->length = 0;
    if (!space) return true;
    number->length = (uint32_t)(space - cell->text);
    unit->text = space + 1;
    unit->length = cell->length - number->length - 1;
    return unit->length > 0;
}

void yp_read_duration(yp_line *line, const yp_column *column, yp_found found, yp_duration *duration)
{
    yp_builder *b = line->r->b;
    yp_cell number, unit;
    double hours = 1;
    yp_duration read = { NAN, false };
    const bool is_good = split(&found.cell, &number, &unit) &&
                         yp_number_parse(number.text, number.length, &read.number) && read.number >= 0 &&
                         isfinite(read.number);
    const char *said = unit.length ? yp_keep(b, unit.text, unit.length) : found.unit;
    if (!is_good) {
        yp_error(b, found.cell.at, "%s is '%.*s': expected 0 or more hours, or blocks such as '3 block'",
                 column->name, (int)found.cell.length, found.cell.text);
        return;
    }
    read.in_blocks = said && is_blocks(said, strlen(said));
    if (said && !read.in_blocks &&
        yp_units_factor(line->r->units, said, "h", column->name, found.cell.at, b->diag, &hours) != YP_OK) {
        b->error_count++;
        return;
    }
    if (read.in_blocks && read.number != floor(read.number)) {
        yp_error(b, found.cell.at, "%s is '%.*s': expected a whole number of blocks", column->name,
                 (int)found.cell.length, found.cell.text);
        return;
    }
    read.number *= hours;
    *duration = read;
}

/* ---- delays ---- */

int yp_compare_delays(const yp_coefficient *x, const yp_coefficient *y)
{
    if (x->delay.in_blocks != y->delay.in_blocks) return x->delay.in_blocks ? 1 : -1;
    if (x->delay.number != y->delay.number) return x->delay.number < y->delay.number ? -1 : 1;
    return (x->delay_wraps > y->delay_wraps) - (x->delay_wraps < y->delay_wraps);
}

static bool is_base(const yp_case *c, const yp_component *x, uint32_t good)
{
    return x->resolution == YP_BASE && !x->is_stock &&
           (good == YP_NONE || c->goods[good].resolution == YP_BASE);
}

void yp_check_delays(yp_builder *b)
{
    const yp_case *c = b->c;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->table == YP_LINK && yp_is_delayed(x->delay) &&
            (!is_base(c, x, x->good) || !is_base(c, x, x->good_to)))
            yp_error(b, x->at, "delay of '%s' needs goods and a level of the resolution base", x->id);
    }
    for (size_t k = 0; k < c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &c->coefficients[k];
        if (!yp_is_delayed(coefficient->delay) || coefficient->component == YP_NONE) continue;
        const yp_component *x = &c->components[coefficient->component];
        if (coefficient->per != YP_PER_LEVEL && coefficient->per != YP_PER_CHARGE)
            yp_error(b, coefficient->at, "only coefficients per level and charge have a delay");
        else if (!is_base(c, x, coefficient->good))
            yp_error(b, coefficient->at, "delay needs a good and a level of '%s' of the resolution base",
                     x->id);
    }
}
