#include "study/sweep.h"

#include "study/farm.h"

#include <pthread.h>
#include <stdlib.h>

/* What the workers share. `lock` guards the listener. */
typedef struct {
    const yp_case *c;
    const yp_sweep_run *runs;
    size_t run_count, done;
    const yp_solve_options *options;
    yp_sweep_listener listener;
    void *self;
    yp_log *log;
    yp_diag *diag;
    const yp_basis *start;
    yp_model **models; /* [worker_count], NULL until a worker's first task */
    pthread_mutex_t lock;
} sweep;

static yp_status changed_case(const yp_case *c, const yp_sweep_run *run, yp_diag *diag, yp_case **out)
{
    const yp_changes changes = { .settings = run->settings, .setting_count = run->setting_count };
    return yp_case_apply(c, &changes, diag, out);
}

yp_status yp_sweep_check(const yp_case *c, const yp_sweep_run *runs, size_t run_count, yp_diag *diag)
{
    yp_status worst = YP_OK;
    for (size_t k = 0; k < run_count && worst != YP_NO_MEMORY; k++) {
        yp_case *changed = NULL;
        const yp_status status = changed_case(c, &runs[k], diag, &changed);
        yp_case_free(changed);
        if (status != YP_OK) worst = status;
    }
    return worst;
}

static yp_status tell(sweep *s, const yp_case *c, size_t index, const yp_run *run)
{
    pthread_mutex_lock(&s->lock);
    s->done++;
    yp_log_progress(s->log, "sweep", (double)s->done / (double)s->run_count, "%zu of %zu runs", s->done,
                    s->run_count);
    const yp_status status = s->listener(s->self, c, index, run);
    pthread_mutex_unlock(&s->lock);
    return status;
}

static yp_status solve_one(sweep *s, size_t worker, size_t index, const yp_solve_options *options,
                           yp_basis **basis)
{
    yp_case *c = NULL;
    yp_run run = { 0 };
    yp_diag *diag = index == 0 ? s->diag : NULL; /* one thread at a time */
    yp_status status = changed_case(s->c, &s->runs[index], diag, &c);
    if (status == YP_OK) status = yp_run_prepare(&s->models[worker], c, diag);
    if (status == YP_OK) status = yp_run_solve(s->models[worker], options, s->start, basis, &run);
    if (status == YP_OK) status = tell(s, c, index, &run);
    if (status == YP_OK && yp_stop_wished(options->stop)) status = YP_STOPPED_BY_USER;
    yp_run_free(&run);
    yp_case_free(c);
    return status;
}

static yp_status solve_rest(void *self, size_t worker, size_t task)
{
    sweep *s = self;
    yp_solve_options options = *s->options;
    options.is_child = true;
    options.thread_count = 1;
    return solve_one(s, worker, task + 1, &options, NULL);
}

static yp_status solve_all(sweep *s, size_t worker_count)
{
    yp_basis *basis = NULL;
    yp_status status = s->run_count > 0 ? solve_one(s, 0, 0, s->options, &basis) : YP_OK;
    s->start = basis;
    if (status == YP_OK && s->run_count > 1)
        status = yp_farm_run(worker_count, s->run_count - 1, solve_rest, s);
    yp_basis_free(basis);
    return status;
}

yp_status yp_sweep_solve(const yp_case *c, const yp_sweep_run *runs, size_t run_count,
                         const yp_solve_options *options, yp_sweep_listener listener, void *self, yp_log *log,
                         yp_diag *diag)
{
    const size_t worker_count = options->thread_count > 0 ? (size_t)options->thread_count : 1;
    sweep s = { .c = c,
                .runs = runs,
                .run_count = run_count,
                .options = options,
                .listener = listener,
                .self = self,
                .log = log,
                .diag = diag };
    s.models = calloc(worker_count, sizeof(yp_model *));
    if (!s.models) return YP_NO_MEMORY;
    pthread_mutex_init(&s.lock, NULL);
    const yp_status status = solve_all(&s, worker_count);
    for (size_t w = 0; w < worker_count; w++) yp_model_free(s.models[w]);
    free(s.models);
    pthread_mutex_destroy(&s.lock);
    return status;
}
