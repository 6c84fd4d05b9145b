#include "solve/diagnose.h"

#include "solve/collect.h"
#include "solve/diagnose_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double default_time_limit = 60; /* seconds for each solve inside */

void yp_diagnosis_free(yp_diagnosis *diagnosis)
{
    if (!diagnosis) return;
    yp_plan_free(diagnosis->ray);
    yp_plan_free(diagnosis->point);
    yp_arena_free(diagnosis->arena);
}

yp_finding *yp_finder_add(yp_finder *f)
{
    if (f->count == f->room) {
        const size_t room = f->room ? 2 * f->room : 64;
        yp_finding *larger = yp_arena_take(f->arena, room, sizeof *larger);
        if (!larger) {
            f->no_memory = true;
            return NULL;
        }
        if (f->count > 0) memcpy(larger, f->findings, f->count * sizeof *larger);
        f->findings = larger;
        f->room = room;
    }
    yp_finding *found = &f->findings[f->count++];
    *found = (yp_finding){ .what = "",
                           .owner = "",
                           .place = "",
                           .good = "",
                           .from = "",
                           .to = "",
                           .at = "",
                           .amount = NAN,
                           .cost = NAN,
                           .unit = "",
                           .sentence = "" };
    return found;
}

void yp_finder_say(yp_finder *f, const char *line)
{
    if (f->line_count < YP_LINES_MOST) f->lines[f->line_count++] = line;
}

const char *yp_finder_text(yp_finder *f, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : yp_arena_take(f->arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    else
        f->no_memory = true;
    va_end(again);
    va_end(arguments);
    return text ? text : "";
}

const char *yp_finder_number(yp_finder *f, double number)
{
    const double size = fabs(number);
    if (size == 0) return "0";
    if (!(size >= 1e-3 && size < 1e15)) return yp_finder_text(f, "%.4g", number);
    const int decimals = 3 - (int)floor(log10(size));
    char text[64];
    snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : 0, number);
    if (strchr(text, '.')) {
        char *end = text + strlen(text);
        while (end[-1] == '0') *--end = '\0';
        if (end[-1] == '.') end[-1] = '\0';
    }
    return yp_finder_text(f, "%s", text);
}

const char *yp_finder_time(yp_finder *f, yp_resolution resolution, size_t block)
{
    char text[YP_TIME_ROOM];
    yp_block_words(f->m, resolution, block, text);
    return *text ? yp_finder_text(f, "%s", text) : "";
}

const char *yp_finder_spot(yp_finder *f, yp_spot at)
{
    if (!at.file || at.line == 0) return "";
    return yp_finder_text(f, " (%s:%u)", at.file, at.line);
}

const char *yp_finder_row_unit(yp_finder *f, const yp_row_template *row)
{
    const yp_owner_words words = yp_row_owner_words(f->m, row);
    const yp_case *c = f->m->c;
    const bool is_amount = row->in_units || row->kind == YP_ROW_TOTAL || row->kind == YP_ROW_DELIVERY ||
                           row->kind == YP_ROW_CHAIN;
    const bool is_of_component = row->owner != YP_NONE && yp_row_owner_of(row->kind) == YP_OWNER_COMPONENT;
    if (row->kind != YP_ROW_BALANCE && is_of_component) {
        const uint32_t good = c->components[row->owner].good;
        return is_amount && good != YP_NONE ? c->goods[good].unit : words.unit;
    }
    if (is_amount || row->resolution != YP_BASE || row->kind != YP_ROW_BALANCE) return words.unit;
    for (size_t i = 0; words.good && i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->good != YP_NONE && x->table != YP_PROCESS && strcmp(c->goods[x->good].id, words.good) == 0)
            return x->level_unit;
    }
    return yp_finder_text(f, "%s/h", words.unit);
}

/* ---- the two kinds ---- */

/* A plan that holds nothing but prices and duals: the ray. */
static yp_status keep_prices(const yp_finder *f, const double *ray, yp_plan **out)
{
    yp_status status = yp_plan_collect(f->m, f->layout, NULL, ray, out);
    if (status != YP_OK) return status;
    (*out)->outcome = YP_INFEASIBLE;
    (*out)->solver = "elastic relaxation";
    (*out)->cause = "a ray: prices and duals at which no plan can meet all the rows";
    return YP_OK;
}

static yp_status explain_infeasible(yp_finder *f, yp_diagnosis *d)
{
    double *ray = calloc((size_t)f->p->row_count + 1, sizeof *ray),
           *focus = calloc((size_t)f->p->row_count + 1, sizeof *focus);
    bool is_found = false;
    yp_status status = ray && focus ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK && yp_find_crossed_bounds(f) > 0) {
        status = keep_prices(f, ray, &d->ray);
    } else if (status == YP_OK) {
        status = yp_find_shortages(f, ray, focus, &is_found);
        if (status == YP_OK && is_found) status = keep_prices(f, ray, &d->ray);
        if (status == YP_OK && is_found) status = yp_find_conflict(f, focus);
        if (status == YP_OK && !is_found && f->line_count == 0)
            yp_finder_say(
                f, f->p->is_integer
                       ? "only whole numbers exclude a plan: without them all rows and bounds can be met"
                       : "the rows and bounds can be met to the solver's tolerance, but not better");
    }
    free(ray);
    free(focus);
    return status;
}

/* Levels that are set and what demands want are no part of a direction. */
static void clear_constants(const yp_model *m, yp_plan *plan)
{
    for (size_t a = 0; a < plan->activity_count; a++) {
        yp_plan_activity *activity = &plan->activities[a];
        bool is_constant = activity->part == YP_PART_WANTED;
        for (size_t j = 0; j < m->column_count && !is_constant; j++)
            is_constant = m->columns[j].is_given && !m->columns[j].is_hidden &&
                          m->columns[j].part == activity->part && m->columns[j].owner == activity->owner;
        for (size_t b = 0; is_constant && b < activity->count; b++) activity->level[b] = 0;
    }
}

/* Levels with prices of 0, so that the balances are there. */
static yp_status keep_levels(const yp_finder *f, const double *x, const double *zeros, const char *cause,
                             yp_plan **out)
{
    yp_status status = yp_plan_collect(f->m, f->layout, x, zeros, out);
    if (status != YP_OK) return status;
    (*out)->outcome = YP_UNBOUNDED;
    (*out)->solver = "homogeneous problem";
    (*out)->cause = cause;
    return YP_OK;
}

/* Any plan that meets the rows and bounds. */
static yp_status find_point(yp_finder *f, double *zeros, yp_diagnosis *d)
{
    const size_t columns = (size_t)f->p->column_count, rows = (size_t)f->p->row_count;
    double *cost = calloc(columns + 1, sizeof *cost), *x = calloc(columns + 1, sizeof *x);
    double *dual = calloc(rows + 1, sizeof *dual);
    yp_status status = cost && x && dual ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        yp_program costless = *f->p;
        costless.cost = cost;
        costless.slope = NULL;
        yp_highs_solution s = { .x = x, .row_dual = dual };
        status = yp_highs_solve(&costless, &f->highs, &s);
        const bool is_point = s.outcome == YP_OPTIMAL || s.outcome == YP_WITHIN_GAP;
        if (status == YP_OK && is_point && s.has_point)
            status = keep_levels(f, x, zeros, "a point: levels that meet all rows and bounds", &d->point);
    }
    free(cost);
    free(x);
    free(dual);
    return status;
}

static yp_status explain_unbounded(yp_finder *f, yp_diagnosis *d)
{
    double *direction = calloc((size_t)f->p->column_count + 1, sizeof *direction);
    double *zeros = calloc((size_t)f->p->row_count + 1, sizeof *zeros);
    bool is_found = false;
    yp_status status = direction && zeros ? yp_find_growth(f, direction, &is_found) : YP_NO_MEMORY;
    if (status == YP_OK && is_found) {
        status = keep_levels(f, direction, zeros,
                             "a ray: levels that can be added for ever, at a cost that falls", &d->ray);
        if (status == YP_OK) clear_constants(f->m, d->ray);
        if (status == YP_OK) status = find_point(f, zeros, d);
    }
    free(direction);
    free(zeros);
    return status;
}

static yp_status explain(yp_finder *f, yp_outcome outcome, yp_diagnosis *d)
{
    f->lines = yp_arena_take(f->arena, YP_LINES_MOST, sizeof *f->lines);
    if (!f->lines) return YP_NO_MEMORY;
    yp_status status = outcome == YP_INFEASIBLE ? explain_infeasible(f, d) : explain_unbounded(f, d);
    if (status == YP_OK && f->no_memory) status = YP_NO_MEMORY;
    d->lines = f->lines;
    d->line_count = f->line_count;
    d->findings = f->findings;
    d->finding_count = f->count;
    d->cause = yp_finder_text(f, "%s: %s",
                              outcome == YP_INFEASIBLE ? "no plan meets all the rows and bounds"
                                                       : "the cost falls without end",
                              f->line_count > 0 ? f->lines[0] : "the cause was not found");
    return status;
}

yp_status yp_diagnose(const yp_model *model, yp_outcome outcome, const yp_solve_options *options,
                      yp_diagnosis **out)
{
    yp_program program;
    yp_layout layout;
    yp_arena *arena = yp_arena_new(NULL);
    yp_diagnosis *d = arena ? yp_arena_take(arena, 1, sizeof *d) : NULL;
    if (!d) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    d->arena = arena;
    yp_status status = yp_program_make(model, &program, &layout);
    if (status == YP_OK) {
        yp_finder f = { .m = model, .layout = &layout, .p = &program, .options = options, .arena = arena };
        f.highs = (yp_highs_options){ .method = YP_METHOD_CHOOSE,
                                      .tolerance = options->tolerance,
                                      .time_limit =
                                          options->time_limit > 0 ? options->time_limit : default_time_limit,
                                      .memory_limit = options->memory_limit,
                                      .thread_count = options->thread_count,
                                      .is_child = options->is_child,
                                      .stop = options->stop,
                                      .log = options->log };
        status = explain(&f, outcome, d);
        yp_program_free(&program);
        yp_layout_free(&layout);
    }
    if (status == YP_OK)
        *out = d;
    else
        yp_diagnosis_free(d);
    return status;
}
