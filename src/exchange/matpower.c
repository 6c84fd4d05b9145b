#include "exchange/matpower.h"

#include "case/builder.h"
#include "exchange/matpower_file.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const double radians = 0.017453292519943295; /* per degree */

/* Columns of the matrices, as the manual of MATPOWER numbers them, less one. */
enum { BUS_ID = 0, BUS_TYPE = 1, BUS_PD = 2, BUS_GS = 4, BUS_ISOLATED = 4 };
enum { GEN_BUS = 0, GEN_STATUS = 7, GEN_MOST = 8, GEN_LEAST = 9 };
enum {
    BRANCH_FROM = 0,
    BRANCH_TO,
    BRANCH_R,
    BRANCH_X,
    BRANCH_RATE = 5,
    BRANCH_TAP = 8,
    BRANCH_SHIFT,
    BRANCH_STATUS,
    BRANCH_LOW,
    BRANCH_HIGH
};
enum { COST_MODEL = 0, COST_COUNT = 3, COST_FIRST = 4, COST_PIECEWISE = 1, COST_POLYNOMIAL = 2 };
enum { DC_FROM = 0, DC_TO, DC_STATUS, DC_LEAST = 9, DC_MOST = 10, DC_LOSS0 = 15, DC_LOSS1 = 16 };

/* A case being made of a file. */
typedef struct {
    yp_mpc_file file;
    yp_builder *b;
    uint32_t root, good;
    uint32_t *places; /* [buses] YP_NONE: isolated */
    double constant;  /* costs that no level changes */
} mapping;

static const char *text_of(mapping *m, const char *format, double number, const char *more)
{
    const char *text = yp_arena_format(m->file.arena, format, number, more);
    if (!text) m->file.no_memory = true;
    return text ? text : "";
}

/* The row of a bus by its number, SIZE_MAX. */
static size_t bus_row(const mapping *m, double number)
{
    for (size_t row = 0; row < m->file.matrices[YP_MPC_BUS].row_count; row++)
        if (yp_mpc_at(&m->file, YP_MPC_BUS, row, BUS_ID) == number) return row;
    return SIZE_MAX;
}

/* The place that a cell names; YP_NONE: isolated, or told. */
static uint32_t place_of(mapping *m, yp_mpc matrix, size_t row, size_t column)
{
    const double number = yp_mpc_at(&m->file, matrix, row, column);
    const size_t bus = bus_row(m, number);
    if (bus == SIZE_MAX)
        yp_mpc_error(&m->file, yp_mpc_spot(&m->file, matrix, row),
                     "%s names the bus %g: there is no such bus", yp_mpc_text(matrix), number);
    return bus == SIZE_MAX ? YP_NONE : m->places[bus];
}

static yp_component begin(mapping *m, yp_table table, yp_mpc matrix, size_t row, const char *id,
                          uint32_t place)
{
    yp_component c = yp_component_defaults(table);
    c.id = id;
    c.place = place;
    c.good = m->good;
    c.at = yp_mpc_spot(&m->file, matrix, row);
    return c;
}

static void add_buses(mapping *m)
{
    const size_t count = m->file.matrices[YP_MPC_BUS].row_count;
    yp_place place = yp_place_defaults();
    place.id = "network";
    place.level = yp_builder_level(m->b, "network");
    m->root = yp_builder_place(m->b, &place);
    yp_good good = yp_good_defaults();
    good.id = "electricity";
    good.unit = "MWh";
    m->good = yp_builder_good(m->b, &good);
    m->places = yp_arena_take(m->file.arena, count, sizeof *m->places);
    if (!m->places) m->file.no_memory = true;
    for (size_t row = 0; row < count && !m->file.no_memory; row++) {
        const double wanted =
            yp_mpc_at(&m->file, YP_MPC_BUS, row, BUS_PD) + yp_mpc_at(&m->file, YP_MPC_BUS, row, BUS_GS);
        const double number = yp_mpc_at(&m->file, YP_MPC_BUS, row, BUS_ID);
        m->places[row] = YP_NONE;
        if (bus_row(m, number) != row)
            yp_mpc_error(&m->file, yp_mpc_spot(&m->file, YP_MPC_BUS, row), "the bus %g stands twice", number);
        if (yp_mpc_at(&m->file, YP_MPC_BUS, row, BUS_TYPE) == BUS_ISOLATED) continue;
        place = yp_place_defaults();
        place.id = text_of(m, "%.15g%s", number, "");
        place.parent = m->root;
        place.level = yp_builder_level(m->b, "bus");
        place.at = yp_mpc_spot(&m->file, YP_MPC_BUS, row);
        m->places[row] = yp_builder_place(m->b, &place);
        if (wanted == 0) continue;
        yp_component load = begin(m, wanted > 0 ? YP_DEMAND : YP_SUPPLY, YP_MPC_BUS, row,
                                  text_of(m, "load:%.15g%s", number, ""), m->places[row]);
        if (!isfinite(wanted)) yp_mpc_error(&m->file, place.at, "the load is no number: expected MW");
        load.quantity = load.fixed = yp_constant(fabs(wanted));
        load.minimum = yp_constant(wanted > 0 ? 1 : 0);
        if (wanted > 0) load.fixed = yp_constant(NAN);
        if (wanted < 0) load.capacity = -wanted;
        yp_builder_component(m->b, &load);
    }
}

/* ---- generators ---- */

/* Bounds in MW as shares of one capacity. */
static void take_bounds(yp_component *c, double low, double high)
{
    const double capacity = fmax(fabs(low), fabs(high));
    c->capacity = capacity;
    c->minimum = yp_constant(capacity == 0 || low == 0 ? 0 : isinf(capacity) ? low : low / capacity);
    c->availability = yp_constant(capacity == 0 || isinf(high) ? 1
                                  : isinf(capacity)            ? high
                                                               : high / capacity);
}

/* A point of a piecewise cost. */
static double point(const mapping *m, yp_mpc matrix, size_t row, size_t k)
{
    return yp_mpc_at(&m->file, matrix, row, COST_FIRST + k);
}

/* Corners of a cost curve between two levels: the steps between, their widths and slopes. The first and the
 * last step go on beyond their ends. */
typedef struct {
    double *widths, *slopes;
    size_t count;
    double at_low; /* cost at the low level */
} curve;

static bool read_curve(mapping *m, size_t row, double low, double high, curve *out)
{
    const size_t points = (size_t)yp_mpc_at(&m->file, YP_MPC_GENCOST, row, COST_COUNT);
    double start = low, before = -INFINITY;
    *out = (curve){ .widths = yp_arena_take(m->file.arena, points + 1, sizeof(double)),
                    .slopes = yp_arena_take(m->file.arena, points + 1, sizeof(double)),
                    .at_low = points ? point(m, YP_MPC_GENCOST, row, 1) : 0 };
    if (!out->widths || !out->slopes) m->file.no_memory = true;
    bool has_start = false;
    for (size_t k = 0; k + 1 < points && !m->file.no_memory; k++) {
        const double x0 = point(m, YP_MPC_GENCOST, row, 2 * k), x1 = point(m, YP_MPC_GENCOST, row, 2 * k + 2);
        const double y0 = point(m, YP_MPC_GENCOST, row, 2 * k + 1),
                     y1 = point(m, YP_MPC_GENCOST, row, 2 * k + 3);
        if (x1 <= x0) continue; /* a corner that stands twice */
        const double slope = (y1 - y0) / (x1 - x0);
        if (slope < before - 1e-9 * (1 + fabs(before))) return false;
        before = slope;
        bool is_last = true;
        for (size_t j = k + 1; j + 1 < points; j++)
            is_last =
                is_last && point(m, YP_MPC_GENCOST, row, 2 * j + 2) <= point(m, YP_MPC_GENCOST, row, 2 * j);
        const double end = is_last ? high : fmin(high, x1);
        if (!has_start && (start < x1 || is_last)) {
            has_start = true;
            out->at_low = y0 + slope * (low - x0);
        }
        if (!has_start || end <= start) continue;
        out->widths[out->count] = end - start;
        out->slopes[out->count++] = slope;
        start = end;
    }
    if (!has_start && high > low) { /* one corner only: a cost that no level changes */
        out->widths[0] = high - low;
        out->slopes[0] = 0;
        out->count = 1;
    }
    return true;
}

static void add_steps(mapping *m, size_t row, uint32_t place, double low, double high)
{
    curve steps;
    const double number = (double)row + 1;
    if (!isfinite(low) || !isfinite(high)) {
        yp_mpc_error(&m->file, yp_mpc_spot(&m->file, YP_MPC_GEN, row),
                     "a piecewise cost needs finite limits of the level");
        return;
    }
    if (!read_curve(m, row, low, high, &steps)) {
        yp_mpc_error(&m->file, yp_mpc_spot(&m->file, YP_MPC_GENCOST, row),
                     "the piecewise cost is not convex, which is not supported yet");
        return;
    }
    m->constant += steps.at_low;
    if (low != 0) {
        yp_component c =
            begin(m, YP_SUPPLY, YP_MPC_GEN, row, text_of(m, "generator:%.15g%s", number, " at least"), place);
        take_bounds(&c, low, low);
        c.fixed = yp_constant(low);
        yp_builder_component(m->b, &c);
    }
    for (size_t k = 0; k < steps.count; k++) {
        const char *step = text_of(m, " step %.15g%s", (double)k + 1, "");
        yp_component c =
            begin(m, YP_SUPPLY, YP_MPC_GEN, row, text_of(m, "generator:%.15g%s", number, step), place);
        c.capacity = steps.widths[k];
        c.cost = yp_constant(steps.slopes[k]);
        yp_builder_component(m->b, &c);
    }
}

/* c·x² + b·x + a, highest power first. */
static bool take_polynomial(mapping *m, yp_mpc matrix, size_t row, yp_component *c)
{
    const double said = yp_mpc_at(&m->file, matrix, row, COST_COUNT);
    const size_t count = said >= 0 && said < 100 ? (size_t)said : 0;
    double terms[3] = { 0, 0, 0 };
    for (size_t k = 0; k < count; k++) {
        const double term = yp_mpc_at(&m->file, matrix, row, COST_FIRST + k);
        const size_t power = count - 1 - k;
        if (!isfinite(term) || (power > 2 && term != 0)) return false;
        if (power <= 2) terms[power] = term;
    }
    if (terms[2] < 0) return false;
    m->constant += terms[0];
    c->cost = yp_constant(terms[1]);
    c->cost_slope = yp_constant(2 * terms[2]);
    return true;
}

static void add_generator(mapping *m, size_t row)
{
    const double low = yp_mpc_at(&m->file, YP_MPC_GEN, row, GEN_LEAST),
                 high = yp_mpc_at(&m->file, YP_MPC_GEN, row, GEN_MOST);
    const uint32_t place = place_of(m, YP_MPC_GEN, row, GEN_BUS);
    const bool has_cost = row < m->file.matrices[YP_MPC_GENCOST].row_count;
    if (!(yp_mpc_at(&m->file, YP_MPC_GEN, row, GEN_STATUS) > 0) || place == YP_NONE) return;
    if (!(low <= high)) {
        yp_mpc_error(&m->file, yp_mpc_spot(&m->file, YP_MPC_GEN, row), "Pmin %g exceeds Pmax %g", low, high);
        return;
    }
    const double model = has_cost ? yp_mpc_at(&m->file, YP_MPC_GENCOST, row, COST_MODEL) : COST_POLYNOMIAL;
    if (model == COST_PIECEWISE) {
        add_steps(m, row, place, low, high);
        return;
    }
    yp_component c =
        begin(m, YP_SUPPLY, YP_MPC_GEN, row, text_of(m, "generator:%.15g%s", (double)row + 1, ""), place);
    take_bounds(&c, low, high);
    if (model != COST_POLYNOMIAL || (has_cost && !take_polynomial(m, YP_MPC_GENCOST, row, &c)))
        yp_mpc_error(
            &m->file, yp_mpc_spot(&m->file, YP_MPC_GENCOST, row),
            "the cost is not supported: expected a convex polynomial of at most the second power, or steps");
    yp_builder_component(m->b, &c);
}

/* ---- branches ---- */

/* Limits of the flow from the rate (0: none) and from the angle between the ends (0 and 0, or a full turn:
 * none). */
static void branch_limits(const mapping *m, size_t row, double reactance, double *low, double *high)
{
    const double rate = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_RATE);
    const double least = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_LOW),
                 most = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_HIGH);
    *low = rate > 0 ? -rate : -INFINITY;
    *high = rate > 0 ? rate : INFINITY;
    if ((least == 0 && most == 0) || !(reactance > 0)) return;
    if (least > -360) *low = fmax(*low, least * radians / reactance);
    if (most < 360) *high = fmin(*high, most * radians / reactance);
}

/* A branch that only runs backwards, seen from its other end. */
static void turn(yp_component *c, double *low, double *high)
{
    const uint32_t from = c->place;
    const double least = -*high;
    c->place = c->to;
    c->to = from;
    c->angle = -c->angle;
    *high = -*low;
    *low = least;
}

static void add_branch(mapping *m, size_t row)
{
    const uint32_t from = place_of(m, YP_MPC_BRANCH, row, BRANCH_FROM),
                   to = place_of(m, YP_MPC_BRANCH, row, BRANCH_TO);
    const double r = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_R),
                 x = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_X);
    const double tap = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_TAP);
    if (!(yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_STATUS) > 0) || from == YP_NONE || to == YP_NONE)
        return;
    if (!isfinite(x) || !isfinite(r) || x == 0) {
        yp_mpc_error(&m->file, yp_mpc_spot(&m->file, YP_MPC_BRANCH, row),
                     "the reactance is %g: expected a number other than 0", x);
        return;
    }
    double low, high;
    yp_component c =
        begin(m, YP_LINK, YP_MPC_BRANCH, row, text_of(m, "branch:%.15g%s", (double)row + 1, ""), from);
    c.to = to;
    c.good_to = m->good;
    c.reactance = (r * r + x * x) / x * (tap == 0 ? 1 : tap) / m->file.base;
    c.angle = yp_mpc_at(&m->file, YP_MPC_BRANCH, row, BRANCH_SHIFT);
    branch_limits(m, row, c.reactance, &low, &high);
    if (low > high) yp_mpc_error(&m->file, c.at, "no flow meets both the angle limits and the rate");
    if (high < 0) turn(&c, &low, &high);
    take_bounds(&c, low, high);
    if (low < 0) {
        c.reverse = yp_constant(isinf(c.capacity) ? 1 : -low / c.capacity);
        c.minimum = yp_constant(0);
    }
    yp_builder_component(m->b, &c);
}

static void add_dc_line(mapping *m, size_t row)
{
    const uint32_t from = place_of(m, YP_MPC_DCLINE, row, DC_FROM),
                   to = place_of(m, YP_MPC_DCLINE, row, DC_TO);
    if (!(yp_mpc_at(&m->file, YP_MPC_DCLINE, row, DC_STATUS) > 0) || from == YP_NONE || to == YP_NONE) return;
    const double low = yp_mpc_at(&m->file, YP_MPC_DCLINE, row, DC_LEAST),
                 high = yp_mpc_at(&m->file, YP_MPC_DCLINE, row, DC_MOST);
    const double lost = yp_mpc_at(&m->file, YP_MPC_DCLINE, row, DC_LOSS0);
    yp_component c =
        begin(m, YP_PROCESS, YP_MPC_DCLINE, row, text_of(m, "dcline:%.15g%s", (double)row + 1, ""), from);
    c.good = YP_NONE;
    if (!(low <= high)) yp_mpc_error(&m->file, c.at, "Pmin %g exceeds Pmax %g", low, high);
    take_bounds(&c, low, high);
    if (row < m->file.matrices[YP_MPC_DCLINECOST].row_count &&
        !take_polynomial(m, YP_MPC_DCLINECOST, row, &c))
        yp_mpc_error(&m->file, c.at,
                     "the cost is not supported: expected a convex polynomial of at most the second power");
    yp_coefficient port = yp_coefficient_defaults();
    port.component = yp_builder_component(m->b, &c);
    port.good = m->good;
    port.place = from;
    port.value = yp_constant(-1);
    yp_builder_coefficient(m->b, &port);
    port.place = to;
    port.value = yp_constant(1 - yp_mpc_at(&m->file, YP_MPC_DCLINE, row, DC_LOSS1));
    yp_builder_coefficient(m->b, &port);
    if (lost == 0) return;
    yp_component loss =
        begin(m, YP_DEMAND, YP_MPC_DCLINE, row, text_of(m, "dcline:%.15g%s", (double)row + 1, " loss"), to);
    loss.quantity = yp_constant(lost);
    loss.minimum = yp_constant(1);
    yp_builder_component(m->b, &loss);
}

/* ---- all ---- */

/* Costs that no level changes; known before the case is opened, which states them. */
static void add_all(mapping *m)
{
    add_buses(m);
    for (size_t row = 0; row < m->file.matrices[YP_MPC_GEN].row_count && !m->file.no_memory; row++)
        add_generator(m, row);
    for (size_t row = 0; row < m->file.matrices[YP_MPC_BRANCH].row_count && !m->file.no_memory; row++)
        add_branch(m, row);
    for (size_t row = 0; row < m->file.matrices[YP_MPC_DCLINE].row_count && !m->file.no_memory; row++)
        add_dc_line(m, row);
}

static yp_builder *open_case(const mapping *m, yp_diag *diag)
{
    yp_builder_options options = yp_builder_options_defaults();
    options.title = m->file.name;
    options.diag = diag;
    options.money = "USD";
    options.time.snapshot_count = 1;
    options.time.is_partial = true;
    options.objective_constant = m->constant == 0 ? 0 : -m->constant;
    return yp_builder_new(&options);
}

/* Twice: the costs that no level changes are known only when all were seen. */
static yp_status make_case(mapping *m, yp_diag *diag, yp_case **out)
{
    m->b = open_case(m, NULL);
    if (!m->b) return YP_NO_MEMORY;
    add_all(m);
    yp_builder_free(m->b);
    if (m->file.no_memory) return YP_NO_MEMORY;
    if (m->file.error_count > 0) return YP_BAD_INPUT;
    m->b = open_case(m, diag);
    if (!m->b) return YP_NO_MEMORY;
    add_all(m);
    return yp_builder_finish(m->b, diag, out);
}

yp_status yp_matpower_parse(const char *text, size_t length, const char *shown, yp_diag *diag, yp_case **out)
{
    mapping m = { .file = {
                      .arena = yp_arena_new(NULL), .diag = diag, .shown = shown, .name = "MATPOWER case" } };
    if (!m.file.arena) return YP_NO_MEMORY;
    yp_mpc_parse(&m.file, text, length);
    yp_status status = m.file.no_memory ? YP_NO_MEMORY : m.file.error_count > 0 ? YP_BAD_INPUT : YP_OK;
    if (status == YP_OK) status = make_case(&m, diag, out);
    yp_arena_free(m.file.arena);
    return status;
}

bool yp_matpower_is(const char *path)
{
    const size_t length = strlen(path);
    struct stat about;
    const bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    return !is_folder && length > 2 && strcmp(path + length - 2, ".m") == 0;
}

yp_status yp_matpower_read(const char *path, yp_diag *diag, yp_case **out)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    char *text = size >= 0 && fseek(file, 0, SEEK_SET) == 0 ? malloc((size_t)size + 1) : NULL;
    if (size < 0) yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "cannot be read: %s", strerror(errno));
    yp_status status = size < 0 ? YP_IO : text ? YP_OK : YP_NO_MEMORY;
    const size_t length = text ? fread(text, 1, (size_t)size, file) : 0;
    if (file) fclose(file);
    if (status == YP_OK) status = yp_matpower_parse(text, length, path, diag, out);
    free(text);
    return status;
}
