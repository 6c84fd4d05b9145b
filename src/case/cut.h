/** Cuts: rows of which one link has several. Plain data, made by the model, kept by the result, checked by
 * verify. */
#ifndef YP_CASE_CUT_H
#define YP_CASE_CUT_H

#include "case/parts.h"

#include <stdint.h>

/** A segment of the losses of a link (number from 0), its limit with losses (number −1), or its limit while
 * another link is out. */
typedef struct {
    uint32_t link;    /**< component */
    uint32_t outage;  /**< the link that is out; YP_NONE: none */
    int number, sign; /**< sign 1: of flow from `from` to `to`, −1: the other way */
} yp_cut;

/** The kind of its row. `none` is YP_NONE. */
static inline yp_row_kind yp_cut_kind(const yp_cut *cut, uint32_t none)
{
    if (cut->outage != none) return YP_ROW_SECURE;
    return cut->number < 0 ? YP_ROW_LOSS_LIMIT : YP_ROW_LOSS;
}

#endif
