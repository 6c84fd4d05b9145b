#include "model/mps.h"

#include "base/number_text.h"

#include <math.h>

static const char *text(double number, char *room)
{
    yp_number_text(number, room);
    return room;
}

/* E, G, L; N: a row that holds nothing back. */
static char row_kind(double lower, double upper)
{
    if (lower == upper) return 'E';
    if (isinf(lower) && isinf(upper)) return 'N';
    return isinf(lower) ? 'L' : 'G';
}

static void write_rows(const yp_program *p, FILE *to)
{
    fputs("NAME program\nROWS\n N cost\n", to);
    for (int32_t r = 0; r < p->row_count; r++)
        fprintf(to, " %c r%d\n", row_kind(p->row_lower[r], p->row_upper[r]), (int)r + 1);
}

static void write_columns(const yp_program *p, FILE *to)
{
    char number[YP_NUMBER_SIZE];
    bool is_whole = false;
    fputs("COLUMNS\n", to);
    for (int32_t j = 0; j < p->column_count; j++) {
        const bool wants_whole = p->is_integer && p->is_integer[j];
        if (wants_whole != is_whole)
            fprintf(to, " M%d 'MARKER' '%s'\n", (int)j + 1, wants_whole ? "INTORG" : "INTEND");
        is_whole = wants_whole;
        fprintf(to, " x%d cost %s\n", (int)j + 1, text(p->cost[j], number));
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++)
            if (p->value[k] != 0)
                fprintf(to, " x%d r%d %s\n", (int)j + 1, (int)p->row[k] + 1, text(p->value[k], number));
    }
    if (is_whole) fputs(" MEND 'MARKER' 'INTEND'\n", to);
}

static void write_right_sides(const yp_program *p, FILE *to)
{
    char number[YP_NUMBER_SIZE];
    fputs("RHS\n", to);
    if (p->offset != 0) fprintf(to, " rhs cost %s\n", text(-p->offset, number));
    for (int32_t r = 0; r < p->row_count; r++) {
        const double side = isinf(p->row_lower[r]) ? p->row_upper[r] : p->row_lower[r];
        if (side != 0 && !isinf(side)) fprintf(to, " rhs r%d %s\n", (int)r + 1, text(side, number));
    }
    fputs("RANGES\n", to);
    for (int32_t r = 0; r < p->row_count; r++) {
        const double lower = p->row_lower[r], upper = p->row_upper[r];
        if (lower != upper && isfinite(lower) && isfinite(upper))
            fprintf(to, " range r%d %s\n", (int)r + 1, text(upper - lower, number));
    }
}

static void write_bounds(const yp_program *p, FILE *to)
{
    char number[YP_NUMBER_SIZE];
    fputs("BOUNDS\n", to);
    for (int32_t j = 0; j < p->column_count; j++) {
        const double lower = p->column_lower[j], upper = p->column_upper[j];
        const int name = (int)j + 1;
        if (lower == upper) {
            fprintf(to, " FX bound x%d %s\n", name, text(lower, number));
            continue;
        }
        if (isinf(lower) && isinf(upper)) {
            fprintf(to, " FR bound x%d\n", name);
            continue;
        }
        if (isinf(lower))
            fprintf(to, " MI bound x%d\n", name);
        else
            fprintf(to, " LO bound x%d %s\n", name, text(lower, number));
        if (isinf(upper))
            fprintf(to, " PL bound x%d\n", name);
        else
            fprintf(to, " UP bound x%d %s\n", name, text(upper, number));
    }
}

yp_status yp_mps_write(const yp_program *p, FILE *to)
{
    char number[YP_NUMBER_SIZE];
    write_rows(p, to);
    write_columns(p, to);
    write_right_sides(p, to);
    write_bounds(p, to);
    if (p->slope) fputs("QUADOBJ\n", to);
    for (int32_t j = 0; p->slope && j < p->column_count; j++)
        if (p->slope[j] != 0) fprintf(to, " x%d x%d %s\n", (int)j + 1, (int)j + 1, text(p->slope[j], number));
    fputs("ENDATA\n", to);
    return ferror(to) ? YP_IO : YP_OK;
}
