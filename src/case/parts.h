/** The parts of a component that have a level of their own, and the kinds of rows; the vocabulary that model,
 * result and verify share. docs/model.md writes each row out. */
#ifndef YP_CASE_PARTS_H
#define YP_CASE_PARTS_H

#include <stdbool.h>

/** Parts: `level` of a supply (made), demand (served), process, link (sent from `from`; signed if it has one
 * column); `reverse` of a link (sent from `to`); stores: `in` (taken from the node), `out` (given to it),
 * `stored` (amount at the end of the block), `spill`; `built` (new capacity), `energy_built`, `retired`
 * (existing capacity that is gone by a period); `wanted` is the quantity of a demand that need not be served,
 * no variable; `angle` of a link whose phase shift has a range, in degrees; `loss` of a link with a
 * resistance, where the case has losses: half is taken at each end; `on`, `start`, `stop`: units of what is
 * switched; `disposed` belongs to a node, `step` (how much of a level lies in a step of its cost or value) to
 * a row of the case's steps, all others to a component. */
#define YP_PART_LIST(X)                     \
    X(YP_PART_LEVEL, "level")               \
    X(YP_PART_REVERSE, "reverse")           \
    X(YP_PART_IN, "in")                     \
    X(YP_PART_OUT, "out")                   \
    X(YP_PART_STORED, "stored")             \
    X(YP_PART_SPILL, "spill")               \
    X(YP_PART_BUILT, "built")               \
    X(YP_PART_ENERGY_BUILT, "energy_built") \
    X(YP_PART_RETIRED, "retired")           \
    X(YP_PART_WANTED, "wanted")             \
    X(YP_PART_DISPOSED, "disposed")         \
    X(YP_PART_STEP, "step")                 \
    X(YP_PART_ANGLE, "angle")               \
    X(YP_PART_LOSS, "loss")                 \
    X(YP_PART_ON, "on")                     \
    X(YP_PART_START, "start")               \
    X(YP_PART_STOP, "stop")

typedef enum {
#define X(code, word) code,
    YP_PART_LIST(X)
#undef X
        YP_PART_COUNT
} yp_part;

/** Rows. Owner of `balance`: a node; `chain`, `total`, `steps`, `charge_steps`, ramps: a component; `limit`,
 * `schedule`, `delivery`: a barrier; `voltage`: a mesh (case/mesh.h), by its index; `loss`,
 * `loss_limit`, `secure`: a cut (case/cut.h), by its index; `cost`: the case (0).
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
 *  loss      loss ≥ the line of a segment of r·flow², for flow in the direction of the cut
 *  loss_limit  flow in the direction of the cut + loss ≤ what the link bears that way
 *  secure    the same once another link is out: flow + factor·flow of the other (+ loss) ≤ what it bears
 *  net       what a store gives less what it takes = what is set, where it is set
 *  voltage   Σ sign·reactance/z·(level − reverse) = −Σ sign·angle·π/180/z over the links of a mesh, with z
 * the largest |reactance| among them (1 if that is 0): in units of the flow
 *  cost      cost of the plan ≤ budget, of an alternative to the optimum only
 *  ramp      −ramp_down·pace·capacity ≤ x[b] − x[b−1] ≤ ramp_up·pace·capacity, with x = level − reverse of a
 * link, pace the step of block b, or 1 per block; b−1 in the same chain and period, else open; in the first
 * block of all x[b−1] is level_before
 *  ramp_up, ramp_down  its two sides as rows of their own, where the capacity is not fixed or is switched
 *  on_most, on_least, started, stopped, stay_on, stay_off, and part_… of relaxed ones: docs/model.md,
 * commitment
 *  risk      excess + threshold − cost of a scenario ≥ value of all that could be served in it, one row per
 * scenario; the model's own, in no plan
 *
 *  retirement  gone[p] − gone[p − 1] ≥ 0 for the capacity that is given up, one row per period
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
    X(YP_ROW_COST, "cost")                 \
    X(YP_ROW_NET, "net")                   \
    X(YP_ROW_LOSS, "loss")                 \
    X(YP_ROW_LOSS_LIMIT, "loss_limit")     \
    X(YP_ROW_SECURE, "secure")             \
    X(YP_ROW_RAMP, "ramp")                 \
    X(YP_ROW_RAMP_UP, "ramp_up")           \
    X(YP_ROW_RAMP_DOWN, "ramp_down")       \
    X(YP_ROW_ON_MOST, "on_most")           \
    X(YP_ROW_ON_LEAST, "on_least")         \
    X(YP_ROW_STARTED, "started")           \
    X(YP_ROW_STOPPED, "stopped")           \
    X(YP_ROW_STAY_ON, "stay_on")           \
    X(YP_ROW_STAY_OFF, "stay_off")         \
    X(YP_ROW_PART_BEFORE, "part_before")   \
    X(YP_ROW_PART_NOW, "part_now")         \
    X(YP_ROW_PART_UP, "part_up")           \
    X(YP_ROW_PART_DOWN, "part_down")       \
    X(YP_ROW_RETIREMENT, "retirement")     \
    X(YP_ROW_RISK, "risk")

typedef enum {
#define X(code, word) code,
    YP_ROW_LIST(X)
#undef X
        YP_ROW_COUNT
} yp_row_kind;

/** What the owner of a row is an index of. */
typedef enum {
    YP_OWNER_NODE,
    YP_OWNER_COMPONENT,
    YP_OWNER_BARRIER,
    YP_OWNER_MESH,
    YP_OWNER_CASE,
    YP_OWNER_CUT
} yp_row_owner;

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
    case YP_ROW_COST:
        return YP_OWNER_CASE;
    case YP_ROW_LOSS:
    case YP_ROW_LOSS_LIMIT:
    case YP_ROW_SECURE:
        return YP_OWNER_CUT;
    case YP_ROW_CHAIN:
    case YP_ROW_TOTAL:
    case YP_ROW_STEPS:
    case YP_ROW_CHARGE_STEPS:
    case YP_ROW_NET:
    case YP_ROW_RAMP:
    case YP_ROW_RAMP_UP:
    case YP_ROW_RAMP_DOWN:
    case YP_ROW_ON_MOST:
    case YP_ROW_ON_LEAST:
    case YP_ROW_STARTED:
    case YP_ROW_STOPPED:
    case YP_ROW_STAY_ON:
    case YP_ROW_STAY_OFF:
    case YP_ROW_PART_BEFORE:
    case YP_ROW_PART_NOW:
    case YP_ROW_PART_UP:
    case YP_ROW_PART_DOWN:
    case YP_ROW_RETIREMENT:
    case YP_ROW_RISK:
    case YP_ROW_COUNT:
        break;
    }
    return YP_OWNER_COMPONENT;
}

/** The words of the lists above, as results name them. */
const char *yp_part_text(yp_part part);
const char *yp_row_kind_text(yp_row_kind kind);

#endif
