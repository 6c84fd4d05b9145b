#include "study/gain.h"

#include "study/farm.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What the workers of a study share. `lock` guards the listener and the study's totals. */
typedef struct {
    const yp_case *c;
    yp_gain *gain;
    const yp_solve_options *options;
    yp_gain_listener listener;
    void *self;
    yp_log *log;
    yp_diag *diag;
    const yp_basis *start;
    yp_model **models; /* [worker_count], NULL until a worker's first task */
    pthread_mutex_t lock;
    size_t done;
} study;

/* The case as one solve of the study sees it. */
static yp_status changed_case(const study *s, const yp_gain_solve *solve, yp_diag *diag, yp_case **out)
{
    const char **lift = calloc(s->c->reform_count + 1, sizeof *lift);
    if (!lift) return YP_NO_MEMORY;
    yp_changes changes = { .lift = lift };
    for (size_t r = 0; r < s->c->reform_count; r++)
        if (solve->is_lifted[r]) lift[changes.lift_count++] = s->c->reforms[r].id;
    if (solve->scenario != YP_NONE) changes.scenario = s->c->scenarios[solve->scenario].id;
    yp_status status = yp_case_apply(s->c, &changes, diag, out);
    free(lift);
    return status;
}

static yp_status finish(study *s, const yp_case *c, yp_gain_solve *solve, yp_run *run)
{
    solve->outcome = run->plan->outcome;
    solve->cost = run->plan->objective;
    solve->seconds = run->plan->seconds_solve;
    solve->gap = run->has_verdict ? run->verdict.certificate.gap : NAN;
    solve->scale = run->has_verdict ? run->verdict.scale : NAN;
    solve->welfare = run->has_accounts ? run->accounts.welfare : NAN;
    pthread_mutex_lock(&s->lock);
    s->done++;
    yp_log_progress(s->log, "gain", (double)s->done / (double)s->gain->solve_count, "%zu of %zu solves",
                    s->done, s->gain->solve_count);
    yp_status status = s->listener ? s->listener(s->self, c, solve, run) : YP_OK;
    pthread_mutex_unlock(&s->lock);
    return status;
}

static yp_status solve_one(study *s, size_t worker, size_t index, const yp_solve_options *options,
                           yp_basis **basis)
{
    yp_gain_solve *solve = &s->gain->solves[index];
    yp_case *c = NULL;
    yp_run run = { 0 };
    yp_diag *diag =
        index == 0 ? s->diag : NULL; /* one thread at a time; later solves repeat the first's problems */
    yp_status status = changed_case(s, solve, diag, &c);
    if (status != YP_OK) return status;
    status = yp_run_prepare(&s->models[worker], c, diag);
    if (status == YP_OK) status = yp_run_solve(s->models[worker], options, s->start, basis, &run);
    if (status == YP_OK) status = finish(s, c, solve, &run);
    if (status == YP_OK && yp_stop_wished(options->stop)) status = YP_STOPPED_BY_USER;
    yp_run_free(&run);
    yp_case_free(c);
    return status;
}

/* All but the first, which the others start from. */
static yp_status solve_rest(void *self, size_t worker, size_t task)
{
    study *s = self;
    yp_solve_options options = *s->options;
    options.is_child = true;
    options.thread_count = 1;
    return solve_one(s, worker, task + 1, &options, NULL);
}

static const yp_gain_solve *find(const yp_gain *gain, const bool *lifted, size_t reform_count)
{
    for (size_t k = 0; k < gain->solve_count; k++) {
        const yp_gain_solve *solve = &gain->solves[k];
        if (solve->scenario == YP_NONE &&
            memcmp(solve->is_lifted, lifted, reform_count * sizeof *lifted) == 0)
            return solve;
    }
    return NULL;
}

/* A difference of two plans counts only if both gaps are below one hundredth of it. */
static double difference(const yp_gain_solve *after, const yp_gain_solve *before)
{
    if (!after || !before) return NAN;
    double worth = after->welfare - before->welfare;
    double blur = fmax(after->gap * after->scale, before->gap * before->scale);
    return blur <= 0.01 * fabs(worth) ? worth : NAN;
}

static void count_worths(const yp_case *c, yp_gain *gain, bool *lifted)
{
    size_t n = c->reform_count;
    const yp_gain_solve *today = &gain->solves[0], *integrated = &gain->solves[1 % gain->solve_count],
                        *before = today;
    gain->worth = gain->worth_low = gain->worth_high = difference(integrated, today);
    for (size_t k = 0; k < gain->worth_count; k++) {
        yp_gain_worth *worth = &gain->worths[k];
        memset(lifted, 0, n * sizeof *lifted);
        lifted[worth->reform] = true;
        worth->alone = difference(find(gain, lifted, n), today);
        for (size_t r = 0; r < n; r++) lifted[r] = r != worth->reform;
        worth->last = difference(integrated, find(gain, lifted, n));
        memset(lifted, 0, n * sizeof *lifted);
        for (size_t j = 0; j <= k; j++) lifted[gain->worths[j].reform] = true;
        const yp_gain_solve *after = find(gain, lifted, n);
        worth->in_order = difference(after, before);
        before = after;
    }
    for (size_t s = 0, r = 0; s + 1 < gain->solve_count; s++) {
        if (gain->solves[s].role != YP_ROLE_RANGE || gain->solves[s + 1].scenario != gain->solves[s].scenario)
            continue;
        double worth = difference(&gain->solves[s + 1], &gain->solves[s]);
        gain->range[r++] = worth;
        gain->worth_low = fmin(gain->worth_low, worth);
        gain->worth_high = fmax(gain->worth_high, worth);
        s++;
    }
}

static yp_status solve_all(study *s, size_t worker_count)
{
    yp_basis *basis = NULL;
    yp_status status = solve_one(s, 0, 0, s->options, &basis);
    s->start = basis;
    if (status == YP_OK) status = yp_farm_run(worker_count, s->gain->solve_count - 1, solve_rest, s);
    bool *lifted = status == YP_OK ? calloc(s->c->reform_count + 1, sizeof *lifted) : NULL;
    if (status == YP_OK && !lifted) status = YP_NO_MEMORY;
    if (status == YP_OK) count_worths(s->c, s->gain, lifted);
    free(lifted);
    yp_basis_free(basis);
    return status;
}

yp_status yp_gain_run(const yp_case *c, yp_gain *gain, const yp_solve_options *options,
                      yp_gain_listener listener, void *self, yp_log *log, yp_diag *diag)
{
    size_t worker_count = options->thread_count > 0 ? (size_t)options->thread_count : 1;
    study s = {
        .c = c, .gain = gain, .options = options, .listener = listener, .self = self, .diag = diag, .log = log
    };
    s.models = calloc(worker_count, sizeof(yp_model *));
    if (!s.models) return YP_NO_MEMORY;
    pthread_mutex_init(&s.lock, NULL);
    yp_status status = solve_all(&s, worker_count);
    for (size_t w = 0; w < worker_count; w++) yp_model_free(s.models[w]);
    free(s.models);
    pthread_mutex_destroy(&s.lock);
    return status;
}
