/* Which links may fail: they need a reactance, for that decides where their flow goes. */
#include "case/internal.h"

void yp_check_secure(yp_builder *b)
{
    const yp_case *c = b->c;
    if (!c->secure) return;
    bool *matches = yp_take(b, c->component_count, sizeof *matches), any = false;
    if (!matches) return;
    const yp_status status = yp_select(c, c->secure, (yp_spot){ 0 }, b->diag, matches);
    if (status == YP_NO_MEMORY) b->no_memory = true;
    if (status == YP_BAD_INPUT) b->error_count++;
    for (size_t i = 0; i < c->component_count; i++)
        any = any || (matches[i] && c->components[i].table == YP_LINK && !isnan(c->components[i].reactance));
    if (status == YP_OK && !any)
        yp_error(b, (yp_spot){ 0 }, "secure: '%s' matches no link that has a reactance", c->secure);
}
