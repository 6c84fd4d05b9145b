/* What lines and transformers are electrically: by their own numbers, or by a type, which the network
 * describes or which is a standard one. */
#include "exchange/internal.h"
#include "exchange/standard_types.h"

#include <math.h>
#include <string.h>

static void miss(const yp_mapped *x, const char *type, yp_list list)
{
    const yp_map *own = x->m->n->tables[list].rows;
    const char *near = own ? yp_map_nearest(own, type, strlen(type)) : NULL;
    yp_mapped_error(x, "type is '%s': there is no such standard type, and none in %s%s%s%s", type,
                    yp_list_text(list), near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* The row of the network's own list of types, or YP_NONE. */
static uint32_t own_row(const yp_mapped *x, yp_list list, const char *type)
{
    const yp_map *own = x->m->n->tables[list].rows;
    return own ? yp_map_find(own, type, strlen(type)) : YP_NONE;
}

static double parallel(const yp_mapped *x)
{
    const double count = yp_mapped_number(x, "num_parallel");
    if (!(count > 0)) yp_mapped_error(x, "num_parallel is %g: expected above 0", count);
    return count;
}

static void take_line_type(const yp_mapped *x, const char *type, yp_electrical *out)
{
    size_t count;
    const yp_line_type *standard = yp_line_types(&count);
    const uint32_t row = own_row(x, YP_LIST_LINE_TYPES, type);
    yp_line_type found = { .name = NULL };
    if (row != YP_NONE) {
        const yp_mapped own = { x->m, YP_LIST_LINE_TYPES, row };
        found = (yp_line_type){ type, yp_mapped_number(&own, "r_per_length"),
                                yp_mapped_number(&own, "x_per_length") };
    }
    for (size_t k = 0; k < count && !found.name; k++)
        if (strcmp(standard[k].name, type) == 0) found = standard[k];
    if (!found.name) {
        miss(x, type, YP_LIST_LINE_TYPES);
        return;
    }
    const double factor = yp_mapped_number(x, "length") / parallel(x);
    out->resistance = found.resistance * factor;
    out->reactance = found.reactance * factor;
}

/* r = vscr/100/n, x = sqrt((vsc/100)² − (vscr/100)²)/n, tap = 1 + (position − neutral)·step/100. */
static void take_transformer_type(const yp_mapped *x, const char *type, yp_electrical *out)
{
    size_t count;
    const yp_transformer_type *standard = yp_transformer_types(&count);
    const uint32_t row = own_row(x, YP_LIST_TRANSFORMER_TYPES, type);
    yp_transformer_type found = { .name = NULL };
    if (row != YP_NONE) {
        const yp_mapped own = { x->m, YP_LIST_TRANSFORMER_TYPES, row };
        found = (yp_transformer_type){ type,
                                       yp_mapped_number(&own, "s_nom"),
                                       yp_mapped_number(&own, "vsc"),
                                       yp_mapped_number(&own, "vscr"),
                                       yp_mapped_number(&own, "phase_shift"),
                                       yp_mapped_number(&own, "tap_neutral"),
                                       yp_mapped_number(&own, "tap_step") };
    }
    for (size_t k = 0; k < count && !found.name; k++)
        if (strcmp(standard[k].name, type) == 0) found = standard[k];
    if (!found.name) {
        miss(x, type, YP_LIST_TRANSFORMER_TYPES);
        return;
    }
    const double total = found.short_circuit / 100, real = found.short_circuit_real / 100, n = parallel(x);
    if (real > total) yp_mapped_error(x, "its type has a vscr above its vsc: expected at most that");
    out->size = found.size;
    out->resistance = real / n;
    out->reactance = sqrt(fmax(total * total - real * real, 0)) / n;
    out->tap = 1 + (yp_mapped_number(x, "tap_position") - found.tap_neutral) * found.tap_step / 100;
    out->angle = found.phase_shift;
}

yp_electrical yp_mapped_electrical(const yp_mapped *x)
{
    const char *type = yp_mapped_text(x, "type");
    const bool is_line = x->list == YP_LIST_LINES;
    yp_electrical own = { .tap = 1 };
    if (*type && is_line) take_line_type(x, type, &own);
    if (*type && !is_line) take_transformer_type(x, type, &own);
    if (*type) return own;
    own.reactance = yp_mapped_number(x, "x");
    own.resistance = yp_mapped_number(x, "r");
    if (is_line) return own;
    own.size = yp_mapped_number(x, "s_nom");
    own.tap = yp_mapped_number(x, "tap_ratio");
    own.angle = yp_mapped_number(x, "phase_shift");
    return own;
}
