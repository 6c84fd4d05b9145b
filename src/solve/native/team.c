#include "solve/native/team.h"

#include <pthread.h>
#include <stdlib.h>

struct yp_team {
    bool has_helper;
    pthread_t helper;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    void (*work)(void *, size_t); /* what the helper has to do; NULL: nothing */
    void *self;
    bool is_over;
};

static void *help(void *argument)
{
    yp_team *team = argument;
    pthread_mutex_lock(&team->lock);
    while (!team->is_over) {
        if (team->work) {
            void (*work)(void *, size_t) = team->work;
            void *self = team->self;
            pthread_mutex_unlock(&team->lock);
            work(self, 1);
            pthread_mutex_lock(&team->lock);
            team->work = NULL;
            pthread_cond_broadcast(&team->changed);
        } else {
            pthread_cond_wait(&team->changed, &team->lock);
        }
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

yp_team *yp_team_new(bool wants_helper)
{
    yp_team *team = calloc(1, sizeof *team);
    if (!team) return NULL;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->changed, NULL);
    team->has_helper = wants_helper && pthread_create(&team->helper, NULL, help, team) == 0;
    return team;
}

void yp_team_free(yp_team *team)
{
    if (!team) return;
    if (team->has_helper) {
        pthread_mutex_lock(&team->lock);
        team->is_over = true;
        pthread_cond_broadcast(&team->changed);
        pthread_mutex_unlock(&team->lock);
        pthread_join(team->helper, NULL);
    }
    pthread_cond_destroy(&team->changed);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

void yp_team_run(yp_team *team, size_t part_count, void (*work)(void *self, size_t part), void *self)
{
    if (!team->has_helper || part_count < 2) {
        for (size_t part = 0; part < part_count; part++) work(self, part);
        return;
    }
    pthread_mutex_lock(&team->lock);
    team->work = work;
    team->self = self;
    pthread_cond_broadcast(&team->changed);
    pthread_mutex_unlock(&team->lock);
    work(self, 0);
    pthread_mutex_lock(&team->lock);
    while (team->work) pthread_cond_wait(&team->changed, &team->lock);
    pthread_mutex_unlock(&team->lock);
}
