#include "study/explain.h"

#include <string.h>

bool yp_run_is_excluded(const yp_run *run)
{
    return run->plan->outcome == YP_INFEASIBLE || run->plan->outcome == YP_UNBOUNDED;
}

yp_status yp_run_certify_ray(const yp_case *c, yp_plan *plan, const yp_plan *ray, const yp_plan *point,
                             yp_ray_verdict *out)
{
    yp_status status = plan->outcome == YP_INFEASIBLE ? yp_verify_infeasible(c, ray, YP_CERTIFIED, out)
                                                      : yp_verify_unbounded(c, ray, point, YP_CERTIFIED, out);
    if (status == YP_OK) plan->certificate = (yp_certificate){ NAN, out->residual, NAN, out->holds };
    return status;
}

yp_status yp_run_explain(const yp_model *model, const yp_solve_options *options, yp_run *run,
                         yp_diagnosis **out)
{
    yp_diagnosis *d = NULL;
    yp_status status = yp_diagnose(model, run->plan->outcome, options, &d);
    if (status != YP_OK) return status;
    char *cause = yp_arena_text(run->plan->arena, d->cause, strlen(d->cause));
    yp_ray_verdict verdict;
    status = cause ? YP_OK : YP_NO_MEMORY;
    if (cause) run->plan->cause = cause;
    if (status == YP_OK && d->ray)
        status = yp_run_certify_ray(model->c, run->plan, d->ray, d->point, &verdict);
    if (status == YP_OK)
        *out = d;
    else
        yp_diagnosis_free(d);
    return status;
}
