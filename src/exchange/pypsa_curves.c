/* Piecewise marginal costs as steps: up to each breakpoint a unit costs what is given there. */
#include "exchange/internal.h"

#include <math.h>
#include <string.h>

bool yp_mapped_has_curve(const yp_mapped *x)
{
    return yp_network_curve(x->m->n, x->list, x->row, "marginal_cost") != NULL;
}

/* What cannot be steps of a level that runs forwards. */
static bool is_convex(const yp_mapped *x, const yp_net_curve *curve)
{
    if (curve->count < 2 || curve->x[0] != 0) {
        yp_mapped_error(
            x, "the piecewise curve of marginal_cost does not begin at 0 or has one breakpoint only");
        return false;
    }
    for (size_t k = 1; k < curve->count; k++)
        if (!(curve->x[k] > curve->x[k - 1])) {
            yp_mapped_error(x, "the breakpoints of marginal_cost do not rise: %g after %g", curve->x[k],
                            curve->x[k - 1]);
            return false;
        }
    for (size_t k = 2; k < curve->count; k++)
        if (curve->y[k] < curve->y[k - 1]) {
            yp_mapped_error(
                x,
                "the piecewise curve of marginal_cost is not convex: it falls from %g to %g, so that "
                "the dearer part would be left out; that is not supported",
                curve->y[k - 1], curve->y[k]);
            return false;
        }
    return true;
}

void yp_map_curve(const yp_mapped *x, const yp_component *c)
{
    const yp_net_curve *curve = yp_network_curve(x->m->n, x->list, x->row, "marginal_cost");
    if (!curve || !is_convex(x, curve)) return;
    if (!(c->capacity > 0) || !isfinite(c->capacity)) {
        yp_mapped_error(
            x, "the piecewise curve of marginal_cost is in shares of p_nom: expected one above 0, not "
               "extendable");
        return;
    }
    const uint32_t component = x->m->made[x->list][x->row];
    for (size_t k = 1; k < curve->count && component != YP_NONE; k++) {
        yp_step step = yp_step_defaults();
        step.component = component;
        step.attribute = YP_STEP_COST;
        step.number = (int)k;
        step.width = (curve->x[k] - curve->x[k - 1]) * c->capacity;
        step.amount = curve->y[k];
        step.at = yp_network_spot(x->m->n, x->list, x->row);
        yp_builder_step(x->m->b, &step);
    }
}

void yp_mapping_refuse_curves(yp_network *n)
{
    for (const yp_net_curve *curve = n->curves; curve; curve = curve->next) {
        const bool is_known = curve->list == YP_LIST_GENERATORS || curve->list == YP_LIST_LINKS ||
                              curve->list == YP_LIST_PROCESSES || curve->list == YP_LIST_STORAGE_UNITS;
        if (!is_known || strcmp(curve->attribute, "marginal_cost") != 0)
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "%s '%s': piecewise curves of %s are not supported yet",
                             yp_list_text(curve->list), curve->name, curve->attribute);
    }
}
