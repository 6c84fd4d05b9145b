/** Losses of links with a resistance: r·flow², by straight lines. */
#ifndef YP_CASE_LOSSES_H
#define YP_CASE_LOSSES_H

#include "case/case.h"

/** Read `none`, `tangents:4`, `secants` or `secants:1,0.1` (largest absolute and relative error). @return
 * false if it is none of them */
bool yp_losses_parse(const char *text, yp_losses *losses);

/** The same as text, in `text` of `room` bytes; the shortest form. */
void yp_losses_text(const yp_losses *losses, char *text, size_t room);

/** Has a component losses in this case? */
static inline bool yp_is_lossy(const yp_case *c, const yp_component *x)
{
    return c->losses.mode != YP_LOSSES_NONE && x->table == YP_LINK && x->resistance > 0;
}

#endif
