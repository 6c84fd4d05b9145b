/** Security: links within their limits while another is out. The factors are found by solving for the flows
 * of the network without the link: its place is taken by a unit that is sent the other way (Wood & Wollenberg
 * 1996, chapter 11), from the meshes that the plan states, which have been checked. */
#include "verify/internal.h"

#include <string.h>

/* z with M z = c_o, M the meshes' impedances, by elimination; `matrix` is spoilt. @return false if singular
 */
static bool eliminate(double *matrix, double *side, size_t n)
{
    for (size_t p = 0; p < n; p++) {
        size_t best = p;
        for (size_t i = p + 1; i < n; i++)
            if (fabs(matrix[i * n + p]) > fabs(matrix[best * n + p])) best = i;
        if (matrix[best * n + p] == 0) return false;
        for (size_t j = 0; j < n && best != p; j++) {
            const double swapped = matrix[p * n + j];
            matrix[p * n + j] = matrix[best * n + j];
            matrix[best * n + j] = swapped;
        }
        const double swapped = side[p];
        side[p] = side[best];
        side[best] = swapped;
        for (size_t i = 0; i < n; i++) {
            if (i == p || matrix[i * n + p] == 0) continue;
            const double factor = matrix[i * n + p] / matrix[p * n + p];
            for (size_t j = p; j < n; j++) matrix[i * n + j] -= factor * matrix[p * n + j];
            side[i] -= factor * side[p];
        }
    }
    for (size_t p = 0; p < n; p++) side[p] /= matrix[p * n + p];
    return true;
}

/* Without the link: meshes that use it are joined with the first of them so that none is left. The rest are
 * closed walks of the network that remains; a unit sent round the first mesh, and what they must send against
 * its voltages, is where the flow of the link goes. */
typedef struct {
    const yp_board *board;
    size_t count;  /* meshes */
    double *walks; /* [count × link places] of +1, −1 ..., after joining */
    double *matrix, *side;
    uint32_t *number_of, *links; /* places of links that are in meshes */
    size_t link_count;
} finder;

static double reactance_at(const finder *f, size_t l)
{
    return f->board->c->components[f->links[l]].reactance;
}

static void fill_walks(finder *f)
{
    const yp_plan *plan = f->board->plan;
    memset(f->walks, 0, f->count * f->link_count * sizeof *f->walks);
    for (size_t m = 0; m < f->count; m++)
        for (size_t k = 0; k < plan->meshes[m].count; k++)
            f->walks[m * f->link_count + f->number_of[plan->meshes[m].links[k]]] = plan->meshes[m].signs[k];
}

/* @return the mesh that keeps the link, SIZE_MAX if none has it; it is turned to run along the link */
static size_t join(const finder *f, size_t link)
{
    size_t kept = SIZE_MAX;
    for (size_t m = 0; m < f->count; m++) {
        double *walk = f->walks + m * f->link_count;
        const double sign = walk[link];
        if (sign == 0) continue;
        if (kept == SIZE_MAX) {
            kept = m;
            for (size_t l = 0; l < f->link_count; l++) walk[l] *= sign;
            continue;
        }
        for (size_t l = 0; l < f->link_count; l++) walk[l] -= sign * f->walks[kept * f->link_count + l];
    }
    return kept;
}

/* Voltages of all other walks over the kept one and over each other. */
static bool find_factors(const finder *f, size_t kept, double *factor)
{
    const size_t n = f->count - 1, links = f->link_count;
    for (size_t i = 0; i < n; i++) {
        const double *walk = f->walks + (i + (i >= kept)) * links;
        f->side[i] = 0;
        for (size_t l = 0; l < links; l++)
            f->side[i] += walk[l] == 0 ? 0 : walk[l] * reactance_at(f, l) * f->walks[kept * links + l];
        for (size_t j = 0; j < n; j++) {
            const double *other = f->walks + (j + (j >= kept)) * links;
            double sum = 0;
            for (size_t l = 0; l < links; l++)
                if (walk[l] != 0) sum += walk[l] * reactance_at(f, l) * other[l];
            f->matrix[i * n + j] = sum;
        }
    }
    if (!eliminate(f->matrix, f->side, n)) return false;
    for (size_t l = 0; l < links; l++) {
        double round = f->walks[kept * links + l];
        for (size_t j = 0; j < n; j++) round -= f->side[j] * f->walks[(j + (j >= kept)) * links + l];
        factor[f->links[l]] = -round;
    }
    return true;
}

static void complain(yp_board *board, const char *words)
{
    yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_PLAN, .words = words });
}

/* Links in meshes get places in a list. */
static bool take_finder(yp_board *board, finder *f)
{
    const yp_plan *plan = board->plan;
    *f = (finder){ .board = board, .count = plan->mesh_count };
    f->number_of = yp_arena_take(board->arena, board->c->component_count, sizeof *f->number_of);
    f->links = yp_arena_take(board->arena, board->c->component_count, sizeof *f->links);
    if (!f->number_of || !f->links) return false;
    for (size_t i = 0; i < board->c->component_count; i++) f->number_of[i] = YP_NONE;
    for (size_t m = 0; m < f->count; m++)
        for (size_t k = 0; k < plan->meshes[m].count; k++) {
            const uint32_t link = plan->meshes[m].links[k];
            if (f->number_of[link] != YP_NONE) continue;
            f->number_of[link] = (uint32_t)f->link_count;
            f->links[f->link_count++] = link;
        }
    f->walks = yp_arena_take(board->arena, f->count * f->link_count, sizeof *f->walks);
    f->matrix = yp_arena_take(board->arena, f->count * f->count, sizeof *f->matrix);
    f->side = yp_arena_take(board->arena, f->count, sizeof *f->side);
    return f->walks && f->matrix && f->side;
}

static bool find_outages(yp_board *board, const bool *chosen)
{
    finder f;
    if (!take_finder(board, &f)) return false;
    for (size_t l = 0; l < f.link_count; l++) board->outage_count += chosen[f.links[l]];
    board->outages = yp_arena_take(board->arena, board->outage_count, sizeof *board->outages);
    board->factors =
        yp_arena_take(board->arena, board->outage_count * board->c->component_count, sizeof *board->factors);
    if (!board->outages || !board->factors) return false;
    for (size_t l = 0, o = 0; l < f.link_count; l++) {
        if (!chosen[f.links[l]]) continue;
        board->outages[o] = f.links[l];
        fill_walks(&f);
        if (!find_factors(&f, join(&f, l), board->factors + o * board->c->component_count))
            complain(board, "the flows after an outage cannot be found");
        o++;
    }
    return true;
}

/* Cuts by both links that are in them. */
static bool index_cuts(yp_board *board)
{
    const yp_plan *plan = board->plan;
    const size_t count = board->c->component_count;
    uint32_t *start = board->cut_start = yp_arena_take(board->arena, count + 2, sizeof *start);
    board->cuts = yp_arena_take(board->arena, 2 * plan->cut_count, sizeof *board->cuts);
    if (!start || !board->cuts) return false;
    for (size_t k = 0; k < plan->cut_count; k++) {
        start[plan->cuts[k].link + 2]++;
        if (plan->cuts[k].outage != YP_NONE) start[plan->cuts[k].outage + 2]++;
    }
    for (size_t i = 0; i < count; i++) start[i + 2] += start[i + 1];
    for (size_t k = 0; k < plan->cut_count; k++) {
        board->cuts[start[plan->cuts[k].link + 1]++] = (uint32_t)k;
        if (plan->cuts[k].outage != YP_NONE) board->cuts[start[plan->cuts[k].outage + 1]++] = (uint32_t)k;
    }
    return true;
}

bool yp_secure_open(yp_board *board)
{
    const yp_case *c = board->c;
    if (!index_cuts(board)) return false;
    if (!c->secure || board->row.size == INFINITY) return true;
    bool *chosen = yp_arena_take(board->arena, c->component_count, sizeof *chosen);
    if (!chosen) return false;
    const yp_status status = yp_select(c, c->secure, (yp_spot){ 0 }, NULL, chosen);
    return status == YP_BAD_INPUT || (status == YP_OK && find_outages(board, chosen));
}

/* The factors of a link that may fail; NULL: it may not. */
static const double *factors_of(const yp_board *board, uint32_t outage)
{
    for (size_t o = 0; o < board->outage_count; o++)
        if (board->outages[o] == outage) return board->factors + o * board->c->component_count;
    return NULL;
}

/* The dual of a cut's row, without counting it. */
static const double *dual_of(const yp_board *board, uint32_t cut, size_t count)
{
    const yp_plan_row *row = yp_plan_row_find(board->plan, YP_ROW_SECURE, cut);
    return row && row->count == count && row->dual ? row->dual : board->zeros;
}

void yp_secure_add(yp_board *board, yp_terms *terms)
{
    if (terms->row->table != YP_LINK || !terms->main) return;
    for (uint32_t k = board->cut_start[terms->index]; k < board->cut_start[terms->index + 1]; k++) {
        const yp_cut *cut = &board->plan->cuts[board->cuts[k]];
        if (cut->outage == YP_NONE) continue;
        const double *factors = factors_of(board, cut->outage);
        const double *dual = dual_of(board, board->cuts[k], terms->main->count);
        if (!factors || isnan(terms->row->reactance)) {
            complain(board, "the plan secures against an outage that the case does not name");
            return;
        }
        const bool is_outage = cut->outage == terms->index;
        const double factor = cut->sign * (is_outage ? factors[cut->link] : 1);
        yp_cut_worth(terms->main, factor, dual);
        yp_cut_worth(terms->reverse, -factor, dual);
        if (!is_outage) yp_cut_worth(terms->loss, 1, dual);
    }
}

/* The cut of a link, an outage and a sign, or YP_NONE. */
static uint32_t cut_of(const yp_board *board, uint32_t link, uint32_t outage, int sign)
{
    for (uint32_t k = board->cut_start[link]; k < board->cut_start[link + 1]; k++) {
        const yp_cut *cut = &board->plan->cuts[board->cuts[k]];
        if (cut->link == link && cut->outage == outage && cut->sign == sign) return board->cuts[k];
    }
    return YP_NONE;
}

/* factor × flow of the link that is out; false if the plan has none that fits. */
static bool flow_beside(const yp_board *board, uint32_t outage, double factor, size_t count, double *out)
{
    const yp_plan_activity *level = yp_plan_find(board->plan, YP_PART_LEVEL, outage),
                           *reverse = yp_plan_find(board->plan, YP_PART_REVERSE, outage);
    for (size_t b = 0; b < count; b++) out[b] = 0;
    if (board->has_no_levels) return true;
    if (!level || level->count != count || (reverse && reverse->count != count)) return false;
    for (size_t b = 0; b < count; b++)
        out[b] = factor * (level->level[b] - (reverse ? reverse->level[b] : 0));
    return true;
}

static void check_link(yp_board *board, yp_terms *terms)
{
    double *beside = board->step_memory + 2 * board->plan->blocks.count;
    const size_t count = terms->main->count;
    for (size_t o = 0; o < board->outage_count; o++) {
        const double factor = board->factors[o * board->c->component_count + terms->index];
        if (factor == 0 || board->outages[o] == terms->index) continue;
        for (int sign = 1; sign >= -1; sign -= 2) {
            const uint32_t cut = cut_of(board, terms->index, board->outages[o], sign);
            const double *dual = cut == YP_NONE
                                     ? board->zeros
                                     : yp_dual_of(board, YP_ROW_SECURE, cut, terms->row->resolution, count);
            if (!flow_beside(board, board->outages[o], sign * factor, count, beside)) return;
            yp_flow_limit_check(board, terms, sign, beside, dual,
                                (yp_spotted){ .at = YP_AT_PLAN,
                                              .kind = YP_ROW_SECURE,
                                              .owner = cut,
                                              .words = "a link is overloaded after an outage" });
        }
    }
}

void yp_secure_check(yp_board *board)
{
    for (uint32_t i = 0; board->outage_count && i < board->c->component_count; i++) {
        const yp_component *row = &board->c->components[i];
        if (row->table != YP_LINK || isnan(row->reactance)) continue;
        const size_t seen = board->activities_seen;
        yp_terms terms;
        yp_terms_make(board, i, &terms);
        board->activities_seen = seen; /* they have been counted */
        if (terms.has_all_levels && terms.main) check_link(board, &terms);
    }
}
