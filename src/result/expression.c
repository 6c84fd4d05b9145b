#include "result/expression.h"

#include "result/measure.h"

#include <stdlib.h>
#include <string.h>

static const char *const linear_measures[] = { "level", "flow", "built",   "capacity",   "stored",
                                               "made",  "used", "emitted", "net_import", "unserved" };
enum { MEASURE_COUNT = sizeof linear_measures / sizeof *linear_measures };

/* ---- reading ---- */

static bool is_linear(const char *measure)
{
    for (size_t k = 0; k < MEASURE_COUNT; k++)
        if (strcmp(measure, linear_measures[k]) == 0) return true;
    return false;
}

/* The next " + " or " - ", or NULL: signs inside ids have no spaces on both sides. */
static char *next_sign(char *text)
{
    for (char *p = text; *p; p++)
        if (p[0] == ' ' && (p[1] == '+' || p[1] == '-') && p[2] == ' ') return p;
    return NULL;
}

static char *trimmed(char *text)
{
    while (*text == ' ') text++;
    for (char *end = text + strlen(text); end > text && end[-1] == ' ';) *--end = '\0';
    return text;
}

static yp_status check_term(const yp_case *c, const yp_expression_term *term, yp_arena *arena, yp_spot at,
                            yp_diag *diag)
{
    yp_choice choice;
    if (is_linear(term->measure)) return yp_choose(c, term->selector, arena, at, diag, &choice);
    yp_diag_error(
        diag, at,
        "the measure is '%s': expected level, flow, built, capacity, stored, made, used, emitted, net_import "
        "or unserved, as in built:technology=wind",
        term->measure);
    return YP_BAD_INPUT;
}

/* "0.5*built:technology=wind" */
static yp_status read_term(const yp_case *c, char *text, double sign, yp_arena *arena, yp_spot at,
                           yp_diag *diag, yp_expression_term *out)
{
    char *star = strchr(text, '*'), *colon = strchr(text, ':'), *end = text;
    double weight = 1;
    if (star && (!colon || star < colon)) {
        weight = strtod(text, &end);
        if (end == text || trimmed(end) != star || !isfinite(weight)) {
            yp_diag_error(diag, at, "'%s': expected a number before the *", text);
            return YP_BAD_INPUT;
        }
        text = trimmed(star + 1);
        colon = strchr(text, ':');
    }
    if (colon) *colon = '\0';
    *out = (yp_expression_term){ sign * weight, trimmed(text), colon ? trimmed(colon + 1) : "" };
    return check_term(c, out, arena, at, diag);
}

yp_status yp_expression_parse(const yp_case *c, const char *text, yp_arena *arena, yp_spot at, yp_diag *diag,
                              yp_expression *out)
{
    char *kept = yp_arena_text(arena, text, strlen(text)), *rest = yp_arena_text(arena, text, strlen(text));
    yp_expression_term *terms = yp_arena_take(arena, strlen(text) + 1, sizeof *terms);
    if (!kept || !rest || !terms) return YP_NO_MEMORY;
    *out = (yp_expression){ .text = kept, .terms = terms };
    double sign = 1;
    rest = trimmed(rest);
    if (*rest == '-') {
        sign = -1;
        rest++;
    }
    while (rest) {
        char *next = next_sign(rest);
        const double next_sign_value = next && next[1] == '-' ? -1 : 1;
        if (next) *next = '\0';
        yp_status status = read_term(c, trimmed(rest), sign, arena, at, diag, &terms[out->term_count++]);
        if (status != YP_OK) return status;
        rest = next ? next + 3 : NULL;
        sign = next_sign_value;
    }
    return YP_OK;
}

yp_status yp_expression_value(const yp_case *c, const yp_plan *plan, const yp_expression *expression,
                              yp_spot at, yp_diag *diag, double *value)
{
    double sum = 0;
    for (size_t k = 0; k < expression->term_count; k++) {
        const yp_expression_term *term = &expression->terms[k];
        double part;
        yp_status status = yp_measure(c, plan, term->measure, *term->selector ? term->selector : NULL, NULL,
                                      at, diag, &part);
        if (status != YP_OK) return status;
        sum += term->weight * part;
    }
    *value = sum;
    return YP_OK;
}

/* ---- as a linear form ---- */

typedef struct {
    const yp_case *c;
    const yp_plan *plan;
    yp_arena *arena;
    double **weights, constant;
    bool no_memory;
} form;

static double *weights_of(form *f, const yp_plan_activity *activity)
{
    double **weights = &f->weights[activity - f->plan->activities];
    if (!*weights) *weights = yp_arena_take(f->arena, activity->count, sizeof **weights);
    if (!*weights) f->no_memory = true;
    return *weights;
}

/* `factor` × what yp_amount() says of the activity. */
static void add_amount(form *f, yp_part part, uint32_t owner, double factor)
{
    const yp_plan_activity *activity = yp_plan_find(f->plan, part, owner);
    double *weights = activity ? weights_of(f, activity) : NULL;
    if (!weights) return;
    const bool is_held = part == YP_PART_STORED || part == YP_PART_BUILT || part == YP_PART_ENERGY_BUILT;
    const yp_blocks *blocks = &f->plan->blocks;
    double all = 0;
    for (size_t b = 0; b < activity->count; b++) all += yp_expected_hours(blocks, activity->resolution, b);
    const bool is_mean = is_held || f->c->components[owner].is_stock;
    const double periods = blocks->period_count > 0 ? (double)blocks->period_count : 1;
    const double share = is_mean ? (all > 0 ? 1 / all : 0) : 1 / periods;
    for (size_t b = 0; b < activity->count; b++)
        weights[b] += factor * share * yp_expected_hours(blocks, activity->resolution, b);
}

/* `factor` × what yp_port_amount() says of the port. */
static void add_port(form *f, uint32_t component, const yp_port *port, double factor)
{
    const yp_plan_activity *activity = yp_plan_find(f->plan, port->part, component);
    double *weights = activity ? weights_of(f, activity) : NULL;
    if (weights) yp_port_weigh(f->c, f->plan, component, port, factor, weights);
}

static bool is_inside(const form *f, const yp_choice *choice, uint32_t place)
{
    return choice->place == YP_NONE || yp_place_is_within(f->c, place, choice->place);
}

/* Does a port count, and with which sign? As in amounts.c; made and used by the sign of the coefficient. */
static double port_sign(const form *f, const char *measure, uint32_t component, const yp_port *port,
                        const yp_choice *choice)
{
    const yp_component *x = &f->c->components[component];
    const bool is_link_port = x->table == YP_LINK && !port->is_further;
    if (choice->good != YP_NONE && port->good != choice->good) return 0;
    if (strcmp(measure, "net_import") == 0) {
        const bool crosses = is_inside(f, choice, x->place) != is_inside(f, choice, x->to);
        return is_link_port && crosses && is_inside(f, choice, port->place) ? 1 : 0;
    }
    if (is_link_port || !is_inside(f, choice, port->place)) return 0;
    if (strcmp(measure, "emitted") == 0) return port->is_further ? -1 : 0;
    const bool is_positive =
        port->coefficient.offset > 0 || (port->coefficient.offset == 0 && port->coefficient.scale > 0);
    if (strcmp(measure, "made") == 0) return is_positive ? 1 : 0;
    return is_positive ? 0 : -1;
}

static void add_ports(form *f, const yp_expression_term *term, uint32_t component, const yp_choice *choice)
{
    enum { room = 64 };
    yp_port ports[room];
    const bool is_import = strcmp(term->measure, "net_import") == 0;
    if (is_import && f->c->components[component].table != YP_LINK) return;
    const size_t count = yp_ports(f->c, component, ports, room);
    for (size_t p = 0; p < count && p < room; p++) {
        const double sign = port_sign(f, term->measure, component, &ports[p], choice);
        if (sign != 0) add_port(f, component, &ports[p], sign * term->weight);
    }
}

static void add_unserved(form *f, const yp_expression_term *term, uint32_t component, const yp_choice *choice)
{
    const yp_component *x = &f->c->components[component];
    const bool matches = x->table == YP_DEMAND && !yp_is_absent(x->value) &&
                         (choice->good == YP_NONE || x->good == choice->good) &&
                         is_inside(f, choice, x->place);
    if (!matches || !yp_plan_find(f->plan, YP_PART_WANTED, component)) return;
    add_amount(f, YP_PART_WANTED, component, term->weight);
    add_amount(f, YP_PART_LEVEL, component, -term->weight);
}

static void add_component(form *f, const yp_expression_term *term, uint32_t i)
{
    const yp_component *x = &f->c->components[i];
    const char *measure = term->measure;
    if (strcmp(measure, "capacity") == 0) f->constant += term->weight * x->capacity;
    if (strcmp(measure, "capacity") == 0 || strcmp(measure, "built") == 0) {
        add_amount(f, YP_PART_BUILT, i, term->weight);
    } else if (strcmp(measure, "stored") == 0) {
        add_amount(f, YP_PART_STORED, i, term->weight);
    } else {
        const bool is_store = x->table == YP_STORE;
        add_amount(f, is_store ? YP_PART_OUT : YP_PART_LEVEL, i, term->weight);
        add_amount(f, is_store ? YP_PART_IN : YP_PART_REVERSE, i, -term->weight);
    }
}

static bool is_of_components(const char *measure)
{
    for (size_t k = 0; k < 5; k++)
        if (strcmp(measure, linear_measures[k]) == 0) return true;
    return false;
}

static yp_status add_term(form *f, const yp_expression_term *term, yp_spot at, yp_diag *diag)
{
    yp_choice choice = { NULL, YP_NONE, YP_NONE };
    const bool is_component = is_of_components(term->measure),
               is_unserved = strcmp(term->measure, "unserved") == 0;
    bool *matches = is_component ? yp_arena_take(f->arena, f->c->component_count, sizeof *matches) : NULL;
    if (is_component && !matches) return YP_NO_MEMORY;
    yp_status status = is_component
                           ? yp_select(f->c, *term->selector ? term->selector : NULL, at, diag, matches)
                           : yp_choose(f->c, term->selector, f->arena, at, diag, &choice);
    if (status != YP_OK) return status;
    const bool *chosen = is_component ? matches : choice.components;
    for (uint32_t i = 0; i < f->c->component_count; i++) {
        if (chosen && !chosen[i]) continue;
        if (is_component)
            add_component(f, term, i);
        else if (is_unserved)
            add_unserved(f, term, i, &choice);
        else
            add_ports(f, term, i, &choice);
    }
    return f->no_memory ? YP_NO_MEMORY : YP_OK;
}

yp_status yp_expression_weights(const yp_case *c, const yp_plan *plan, const yp_expression *expression,
                                yp_arena *arena, yp_spot at, yp_diag *diag, double ***weights,
                                double *constant)
{
    form f = { .c = c, .plan = plan, .arena = arena };
    f.weights = yp_arena_take(arena, plan->activity_count + 1, sizeof *f.weights);
    yp_status status = f.weights ? YP_OK : YP_NO_MEMORY;
    for (size_t k = 0; k < expression->term_count && status == YP_OK; k++)
        status = add_term(&f, &expression->terms[k], at, diag);
    *weights = f.weights;
    *constant = f.constant;
    return status;
}
