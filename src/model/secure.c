/* Links within their limits while another is out. */
#include "model/internal.h"
#include "model/outages.h"

#include <stdlib.h>

/* Rows of the cuts from `first` on that speak of one outage. @return the first that does not */
static uint32_t emit_outage(yp_emitter *e, const yp_outages *outages, uint32_t first, double *factor)
{
    const yp_model *m = e->model;
    const uint32_t outage = m->cuts[first].outage;
    uint32_t k = first;
    if (outages) yp_outage_factors(outages, outage, factor);
    for (; k < m->cut_count && m->cuts[k].outage == outage; k++) {
        const yp_cut *cut = &m->cuts[k];
        yp_emit_flow(e, yp_emit_flow_limit(e, k), outage, yp_vector_number(cut->sign * factor[cut->link]));
    }
    return k;
}

void yp_emit_secure(yp_emitter *e)
{
    yp_outages *outages = NULL;
    uint32_t k = 0;
    while (k < e->model->cut_count && e->model->cuts[k].outage == YP_NONE) k++;
    if (k == e->model->cut_count) return;
    double *factor = calloc(e->c->component_count + 1, sizeof *factor);
    if (!factor || (!e->counting && yp_outages_open(e->model, &outages) != YP_OK)) e->no_memory = true;
    while (factor && !e->no_memory && k < e->model->cut_count) k = emit_outage(e, outages, k, factor);
    yp_outages_close(outages);
    free(factor);
}
