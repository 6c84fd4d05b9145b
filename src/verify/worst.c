#include "verify/internal.h"

void yp_spot_worse(yp_spotted *worst, yp_spotted candidate)
{
    if (isnan(candidate.size)) candidate.size = INFINITY;
    if (candidate.size > worst->size) *worst = candidate;
}

static const char *part_words(uint32_t part)
{
    static const char *const words[] = {
#define X(code, word) [code] = (word),
        YP_PART_LIST(X)
#undef X
    };
    return words[part];
}

static const char *row_words(uint32_t kind)
{
    static const char *const words[] = {
#define X(code, word) [code] = (word),
        YP_ROW_LIST(X)
#undef X
    };
    return words[kind];
}

/* Whose level it is; steps have ids of their own. */
static const char *thing_words(const yp_case *c, const yp_spotted *worst)
{
    return worst->kind == YP_PART_STEP ? c->steps[worst->owner].id : c->components[worst->owner].id;
}

/* A mesh is known by its first link. */
static const char *owner_words(const yp_board *board, const yp_spotted *worst)
{
    switch (yp_row_owner_of((yp_row_kind)worst->kind)) {
    case YP_OWNER_BARRIER:
        return board->c->barriers[worst->owner].id;
    case YP_OWNER_MESH:
        return board->c->components[board->plan->meshes[worst->owner].links[0]].id;
    case YP_OWNER_CASE:
        return "the case";
    case YP_OWNER_CUT:
        return board->c->components[board->plan->cuts[worst->owner].link].id;
    default:
        return board->c->components[worst->owner].id;
    }
}

const char *yp_spot_words(const yp_board *board, const yp_spotted *worst)
{
    const yp_case *c = board->c;
    yp_arena *arena = board->plan->arena;
    if (worst->size <= 0) return "nothing";

    switch (worst->at) {
    case YP_AT_ROW:
        return yp_arena_format(arena, "%s of %s, block %zu", row_words(worst->kind),
                               owner_words(board, worst), worst->block);
    case YP_AT_BALANCE:
        return yp_arena_format(arena, "balance of %s at %s, block %zu", c->goods[worst->good].id,
                               c->places[worst->owner].id, worst->block);
    case YP_AT_LEVEL:
        if (worst->kind == YP_PART_DISPOSED)
            return yp_arena_format(arena, "%s %s at %s, block %zu", part_words(worst->kind),
                                   c->goods[worst->good].id, c->places[worst->owner].id, worst->block);
        return yp_arena_format(arena, "%s of %s, block %zu", part_words(worst->kind), thing_words(c, worst),
                               worst->block);
    case YP_AT_MISSING_LEVEL:
        return yp_arena_format(arena, "the plan has no fitting %s of %s", part_words(worst->kind),
                               thing_words(c, worst));
    case YP_AT_MISSING_DISPOSAL:
        return yp_arena_format(arena, "the plan has no fitting disposal of %s at %s",
                               c->goods[worst->good].id, c->places[worst->owner].id);
    case YP_AT_MISSING_NODE:
        return yp_arena_format(arena, "the plan has no fitting balance of %s at %s", c->goods[worst->good].id,
                               c->places[worst->owner].id);
    case YP_AT_UNKNOWN:
        return "the plan has levels or rows that the case does not have, twice, or out of order";
    case YP_AT_PLAN:
        return worst->words;
    case YP_AT_UNSUPPORTED:
        return yp_arena_format(arena, "%s of %s is not checked", worst->words,
                               c->components[worst->owner].id);
    case YP_AT_OBJECTIVE:
        break;
    }
    return "the objective as stated";
}
