#include "study/solution.h"

#include "result/folder.h"
#include "study/run.h"

#include <stdlib.h>
#include <string.h>

struct yp_solution {
    const yp_case *c;
    yp_case *own; /* read from a folder together with the plan; else NULL */
    yp_run run;
};

static yp_solution *solution_new(const yp_case *c, yp_case *own, const yp_run *run)
{
    yp_solution *solution = calloc(1, sizeof *solution);
    if (solution) *solution = (yp_solution){ c, own, *run };
    return solution;
}

yp_status yp_solution_make(const yp_case *c, yp_diag *diag, yp_solution **out)
{
    yp_model *model = NULL;
    yp_run run = { 0 };
    yp_status status = yp_model_build(c, diag, &model);
    if (status == YP_OK) status = yp_run_solve(model, &(yp_solve_options){ 0 }, NULL, NULL, &run);
    yp_model_free(model);
    yp_solution *solution = status == YP_OK ? solution_new(c, NULL, &run) : NULL;
    if (status == YP_OK && !solution) status = YP_NO_MEMORY;
    if (status == YP_OK)
        *out = solution;
    else
        yp_run_free(&run);
    return status;
}

yp_status yp_solution_read(const char *folder, yp_diag *diag, yp_solution **out)
{
    yp_case *c = NULL;
    yp_run run = { 0 };
    yp_status status = yp_plan_read(folder, diag, &c, &run.plan);
    if (status == YP_OK) status = yp_run_certify(c, &run);
    yp_solution *solution = status == YP_OK ? solution_new(c, c, &run) : NULL;
    if (status == YP_OK && !solution) status = YP_NO_MEMORY;
    if (status == YP_OK) {
        *out = solution;
    } else {
        yp_run_free(&run);
        yp_case_free(c);
    }
    return status;
}

void yp_solution_free(yp_solution *solution)
{
    if (!solution) return;
    yp_run_free(&solution->run);
    yp_case_free(solution->own);
    free(solution);
}

yp_outcome yp_solution_outcome(const yp_solution *solution)
{
    return solution->run.plan->outcome;
}
double yp_solution_objective(const yp_solution *solution)
{
    return solution->run.plan->objective;
}

double yp_solution_welfare(const yp_solution *solution)
{
    return solution->run.has_accounts ? solution->run.accounts.welfare : NAN;
}

yp_status yp_solution_price(const yp_solution *solution, const char *place, const char *good,
                            const double **price, size_t *count)
{
    const yp_case *c = solution->c;
    const yp_plan *plan = solution->run.plan;
    uint32_t at = yp_map_find(c->place_map, place, strlen(place)),
             what = yp_map_find(c->good_map, good, strlen(good));
    uint32_t node =
        plan->has_prices && at != YP_NONE && what != YP_NONE ? yp_plan_node_find(plan, at, what) : YP_NONE;
    if (node == YP_NONE) return YP_BAD_INPUT;
    *price = plan->nodes[node].price;
    *count = plan->nodes[node].count;
    return YP_OK;
}

static bool find_part(const char *word, yp_part *part)
{
#define X(code, text)              \
    if (strcmp(word, text) == 0) { \
        *part = code;              \
        return true;               \
    }
    YP_PART_LIST(X)
#undef X
    return false;
}

yp_status yp_solution_level(const yp_solution *solution, const char *component, const char *part,
                            const double **level, size_t *count)
{
    yp_part which;
    if (!find_part(part, &which) || which == YP_PART_DISPOSED) return YP_BAD_INPUT; /* that is a node's */
    const yp_map *owners = which == YP_PART_STEP ? solution->c->step_map : solution->c->component_map;
    const uint32_t owner = yp_map_find(owners, component, strlen(component));
    if (owner == YP_NONE) return YP_BAD_INPUT;
    const yp_plan_activity *activity = yp_plan_find(solution->run.plan, which, owner);
    if (!activity) return YP_BAD_INPUT;
    *level = activity->level;
    *count = activity->count;
    return YP_OK;
}
