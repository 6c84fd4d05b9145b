/** Rays: proofs that a case has no plan, or plans of any cost, checked from case and ray alone. */
#ifndef YP_VERIFY_RAYS_H
#define YP_VERIFY_RAYS_H

#include "verify/verify.h"

typedef struct {
    bool holds;
    double margin; /**< infeasible: what the rows ask for beyond what the bounds allow; unbounded: fall of the
                    * cost; both ÷ Σ of the sizes of their terms */
    double residual;   /**< largest relative residual of the ray (and point) */
    double crossed;    /**< infeasible: largest relative excess of a lower bound over its upper one */
    const char *worst; /**< where the residual is; in the arena of the ray */
} yp_ray_verdict;

/**
 * Prices and duals that prove a case infeasible (Farkas 1902): with costs of 0 the dual bound of
 * docs/model.md is a lower bound of 0 for every plan, so there is none where it is above 0. It must be by
 * more than what rows that hold to the tolerance could make of it: margin ≥ tolerance, and reduced costs
 * against infinite bounds ≤ tolerance. Bounds that exclude each other prove it alone. Whole numbers play no
 * part.
 *
 * @param ray  has prices and no levels
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_verify_infeasible(const yp_case *c, const yp_plan *ray, double tolerance, yp_ray_verdict *out);

/**
 * Levels that prove a case unbounded: a point that meets all rows and bounds, and a direction that meets them
 * with 0 in place of every finite number, along which the cost falls.
 *
 * @param ray    has levels; its prices are not looked at
 * @param point  likewise; NULL: only the direction is known, and nothing is proven
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_verify_unbounded(const yp_case *c, const yp_plan *ray, const yp_plan *point, double tolerance,
                              yp_ray_verdict *out);

#endif
