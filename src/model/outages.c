/* When link o fails, the change of flows δ is a circulation with δ_o = −s_o whose voltages add up to nothing
 * over every mesh that does not use o. With C the meshes (links × meshes), X the reactances and M = CᵀXC,
 *
 *     δ = C z,   M z = λ c_o,   δ_o = −s_o   gives   δ / s_o = −C M⁻¹c_o ÷ (c_oᵀ M⁻¹ c_o)
 *
 * the branch outage distribution factors (Guo et al. 2009, IEEE Trans. Power Systems 24). */
#include "model/outages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A pivot this much smaller than the largest is none: its mesh has no reactance. */
static const double vanishing = 1e-13;

struct yp_outages {
    const yp_model *model;
    size_t count;
    double *matrix; /* [count × count] factors of M, rows exchanged */
    size_t *order;  /* [count] row of each pivot */
    double *side;   /* [2 × count] scratch */
};

void yp_outages_close(yp_outages *o)
{
    if (!o) return;
    free(o->matrix);
    free(o->order);
    free(o->side);
    free(o);
}

static double sign_in(const yp_mesh *mesh, uint32_t link)
{
    for (size_t k = 0; k < mesh->count; k++)
        if (mesh->links[k] == link) return mesh->signs[k];
    return 0;
}

/* Meshes that share links, by the links of one written into a row. */
static bool fill(yp_outages *o)
{
    const yp_model *m = o->model;
    double *at = calloc(m->c->component_count + 1, sizeof *at);
    for (size_t i = 0; at && i < o->count; i++) {
        const yp_mesh *mesh = &m->meshes[i];
        for (size_t k = 0; k < mesh->count; k++)
            at[mesh->links[k]] = mesh->signs[k] * m->c->components[mesh->links[k]].reactance;
        for (size_t j = 0; j < o->count; j++)
            for (size_t k = 0; k < m->meshes[j].count; k++)
                o->matrix[i * o->count + j] += m->meshes[j].signs[k] * at[m->meshes[j].links[k]];
        for (size_t k = 0; k < mesh->count; k++) at[mesh->links[k]] = 0;
    }
    free(at);
    return at != NULL;
}

static void eliminate(yp_outages *o)
{
    const size_t n = o->count;
    double largest = 0;
    for (size_t i = 0; i < n; i++) o->order[i] = i;
    for (size_t i = 0; i < n; i++) largest = fmax(largest, fabs(o->matrix[i * n + i]));
    for (size_t p = 0; p < n; p++) {
        size_t best = p;
        for (size_t i = p + 1; i < n; i++)
            if (fabs(o->matrix[o->order[i] * n + p]) > fabs(o->matrix[o->order[best] * n + p])) best = i;
        const size_t row = o->order[best];
        o->order[best] = o->order[p];
        o->order[p] = row;
        const double *pivot = o->matrix + row * n;
        for (size_t i = p + 1; i < n && fabs(pivot[p]) > vanishing * largest; i++) {
            double *below = o->matrix + o->order[i] * n;
            if (below[p] == 0) continue;
            below[p] /= pivot[p];
            for (size_t j = p + 1; j < n; j++) below[j] -= below[p] * pivot[j];
        }
    }
}

yp_status yp_outages_open(const yp_model *model, yp_outages **out)
{
    const size_t n = model->mesh_count;
    yp_outages *o = calloc(1, sizeof *o);
    if (!o) return YP_NO_MEMORY;
    *o = (yp_outages){ model, n, calloc(n * n + 1, sizeof(double)), calloc(n + 1, sizeof(size_t)),
                       calloc(2 * n + 1, sizeof(double)) };
    const bool has_memory = o->matrix && o->order && o->side && fill(o);
    if (has_memory)
        eliminate(o);
    else
        yp_outages_close(o);
    *out = has_memory ? o : NULL;
    return has_memory ? YP_OK : YP_NO_MEMORY;
}

/* z = M⁻¹ side */
static void solve(const yp_outages *o, const double *side, double *z)
{
    const size_t n = o->count;
    for (size_t p = 0; p < n; p++) {
        z[p] = side[o->order[p]];
        for (size_t j = 0; j < p; j++) z[p] -= o->matrix[o->order[p] * n + j] * z[j];
    }
    for (size_t p = n; p-- > 0;) {
        for (size_t j = p + 1; j < n; j++) z[p] -= o->matrix[o->order[p] * n + j] * z[j];
        const double pivot = o->matrix[o->order[p] * n + p];
        z[p] = pivot == 0 ? 0 : z[p] / pivot;
    }
}

bool yp_outage_factors(const yp_outages *o, uint32_t link, double *factor)
{
    const yp_model *m = o->model;
    double *side = o->side, *z = side + o->count, through = 0;
    memset(factor, 0, m->c->component_count * sizeof *factor);
    for (size_t i = 0; i < o->count; i++) side[i] = sign_in(&m->meshes[i], link);
    solve(o, side, z);
    for (size_t i = 0; i < o->count; i++) through += side[i] * z[i];
    if (through == 0) return false;
    for (size_t i = 0; i < o->count; i++)
        for (size_t k = 0; k < m->meshes[i].count; k++)
            factor[m->meshes[i].links[k]] -= m->meshes[i].signs[k] * z[i] / through;
    factor[link] = -1;
    return true;
}

yp_status yp_outages_find(const yp_model *m, bool *may_fail, size_t *bridges)
{
    const yp_case *c = m->c;
    if (bridges) *bridges = 0;
    memset(may_fail, 0, c->component_count * sizeof *may_fail);
    bool *chosen = c->secure ? calloc(c->component_count + 1, sizeof *chosen) : NULL;
    if (!c->secure) return YP_OK;
    yp_status status = chosen ? yp_select(c, c->secure, (yp_spot){ 0 }, NULL, chosen) : YP_NO_MEMORY;
    for (size_t i = 0; status == YP_OK && i < m->mesh_count; i++)
        for (size_t k = 0; k < m->meshes[i].count; k++)
            may_fail[m->meshes[i].links[k]] = chosen[m->meshes[i].links[k]];
    for (size_t i = 0; status == YP_OK && bridges && i < c->component_count; i++) {
        const bool has_reactance = c->components[i].table == YP_LINK && !isnan(c->components[i].reactance);
        *bridges += chosen[i] && has_reactance && !may_fail[i];
    }
    free(chosen);
    return status == YP_BAD_INPUT ? YP_OK
                                  : status; /* it was understood: what it names is of a layer left out */
}
