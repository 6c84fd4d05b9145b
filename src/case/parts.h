/** The parts of a component that have a level of their own, and the kinds of rows; the vocabulary that model,
 * result and verify share. docs/model.md writes each row out. */
#ifndef YP_CASE_PARTS_H
#define YP_CASE_PARTS_H

#include <stdbool.h>

/** Parts: `level` of a supply (made), demand (served), process, link (sent from `from`; signed if it has one
 * column); `reverse` of a link (sent from `to`); stores: `in` (taken from the node), `out` (given to it),
 * `stored` (amount at the end of the block), `spill`; `built` (new capacity), `energy_built`; `wanted` is the
 * quantity of a demand that need not be served, no variable; `disposed` belongs to a node, `step` (how much
 * of a level lies in a step of its cost or value) to a row of the case's steps, all others to a component. */
#define YP_PART_LIST(X)                     \
    X(YP_PART_LEVEL, "level")               \
    X(YP_PART_REVERSE, "reverse")           \
    X(YP_PART_IN, "in")                     \
    X(YP_PART_OUT, "out")                   \
    X(YP_PART_STORED, "stored")             \
    X(YP_PART_SPILL, "spill")               \
    X(YP_PART_BUILT, "built")               \
    X(YP_PART_ENERGY_BUILT, "energy_built") \
    X(YP_PART_WANTED, "wanted")             \
    X(YP_PART_DISPOSED, "disposed")         \
    X(YP_PART_STEP, "step")

typedef enum {
#define X(code, word) code,
    YP_PART_LIST(X)
#undef X
        YP_PART_COUNT
} yp_part;

/** Rows. Owner of `balance`: a node; `chain`, `total`, `steps`, `charge_steps`: a component; `limit`,
 * `schedule`, `delivery`: a barrier; `voltage`: a mesh (case/mesh.h), by its index.
 *
 *  balance   Σ coefficient·level = 0 (≥ 0 if disposal is free), in rates per base block; of a coarser flow
 * good in units: every term × the year's hours (sum) of the finer block of term and row chain     stored[b] −
 * keep[b]·stored[b−1] − step[b]·(efficiency_in·in − out/efficiency_out + inflow − spill) = 0, with
 *            stored[b−1] = initial and keep 1 in the first block of a cycle `none`
 *  total     total_minimum ≤ Σ sum·level ≤ total_maximum, per block of total_per, × year_share if per year
 *  limit     Σ of the levels that cross (level of a forward crossing, reverse of a backward one) ≤ value
 *  schedule  Σ sign·(level − reverse) = value
 *  delivery  Σ sum·Σ sign·(level − reverse) ≥ value × year_share, one row per period
 *  steps     level − Σ of what lies in its steps = 0, per block of the level (of a store: what it gives out)
 *  charge_steps  the same for what a store takes in
 *  voltage   Σ sign·reactance/z·(level − reverse) = −Σ sign·angle·π/180/z over the links of a mesh, with z
 * the largest |reactance| among them (1 if that is 0): in units of the flow
 *  risk      excess + threshold − cost of a scenario ≥ value of all that could be served in it, one row per
 * scenario; the model's own, in no plan
 *
 *  A coefficient per level of a link counts its net level, level − reverse; of a store, what it gives out.
 * Coefficients into goods of resolution period or horizon count every year of a period.
 */
#define YP_ROW_LIST(X)                     \
    X(YP_ROW_BALANCE, "balance")           \
    X(YP_ROW_CHAIN, "chain")               \
    X(YP_ROW_TOTAL, "total")               \
    X(YP_ROW_LIMIT, "limit")               \
    X(YP_ROW_SCHEDULE, "schedule")         \
    X(YP_ROW_DELIVERY, "delivery")         \
    X(YP_ROW_STEPS, "steps")               \
    X(YP_ROW_CHARGE_STEPS, "charge_steps") \
    X(YP_ROW_VOLTAGE, "voltage")           \
    X(YP_ROW_RISK, "risk")

typedef enum {
#define X(code, word) code,
    YP_ROW_LIST(X)
#undef X
        YP_ROW_COUNT
} yp_row_kind;

/** What the owner of a row is an index of. */
typedef enum { YP_OWNER_NODE, YP_OWNER_COMPONENT, YP_OWNER_BARRIER, YP_OWNER_MESH } yp_row_owner;

static inline yp_row_owner yp_row_owner_of(yp_row_kind kind)
{
    switch (kind) {
    case YP_ROW_BALANCE:
        return YP_OWNER_NODE;
    case YP_ROW_LIMIT:
    case YP_ROW_SCHEDULE:
    case YP_ROW_DELIVERY:
        return YP_OWNER_BARRIER;
    case YP_ROW_VOLTAGE:
        return YP_OWNER_MESH;
    case YP_ROW_CHAIN:
    case YP_ROW_TOTAL:
    case YP_ROW_STEPS:
    case YP_ROW_CHARGE_STEPS:
    case YP_ROW_RISK:
    case YP_ROW_COUNT:
        break;
    }
    return YP_OWNER_COMPONENT;
}

#endif
