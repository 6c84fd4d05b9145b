/** Meshes: what Kirchhoff's voltage law is written over. Plain data, made by the model, kept by the result,
 * checked by verify. */
#ifndef YP_CASE_MESH_H
#define YP_CASE_MESH_H

#include <stddef.h>
#include <stdint.h>

/** A closed walk over links of one good that have a reactance, each link once. In each period the meshes that
 * stand there are a basis of all such walks over the links that exist then: as many as independent, links
 * less places plus connected parts. */
typedef struct {
    const uint32_t *links; /**< [count] components */
    const int *signs;      /**< [count] 1: walked from its `from` to its `to`; −1: the other way */
    size_t count;
    uint32_t from, to; /**< periods in which it stands: [from, to) */
} yp_mesh;

#endif
