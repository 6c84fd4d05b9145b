#include "study/farm.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct {
    yp_farm_task task;
    void *self;
    size_t task_count;
    atomic_size_t next;
    atomic_int status;
} farm;

typedef struct {
    farm *farm;
    size_t number;
    pthread_t thread;
} worker;

static void *work(void *argument)
{
    worker *w = argument;
    farm *f = w->farm;
    for (;;) {
        size_t task = atomic_fetch_add(&f->next, 1);
        if (task >= f->task_count || atomic_load(&f->status) != YP_OK) return NULL;
        int status = (int)f->task(f->self, w->number, task), expected = YP_OK;
        if (status != YP_OK) atomic_compare_exchange_strong(&f->status, &expected, status);
    }
}

yp_status yp_farm_run(size_t worker_count, size_t task_count, yp_farm_task task, void *self)
{
    if (worker_count > task_count) worker_count = task_count;
    if (worker_count == 0) worker_count = 1;
    farm f = { .task = task, .self = self, .task_count = task_count };
    worker *workers = calloc(worker_count, sizeof *workers);
    if (!workers) return YP_NO_MEMORY;
    size_t started = 1;
    for (size_t w = 0; w < worker_count; w++) workers[w] = (worker){ .farm = &f, .number = w };
    while (started < worker_count &&
           pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (size_t w = 1; w < started; w++) pthread_join(workers[w].thread, NULL);
    free(workers);
    return (yp_status)atomic_load(&f.status);
}
