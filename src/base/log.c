#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

struct yp_log {
    yp_log_options options;
    pthread_mutex_t mutex;
    bool has_line;       /* a progress line stands on the terminal */
    const char *step;    /* the word of the step that it shows, borrowed */
    double began, drawn; /* seconds of the monotonic clock: the step's first call, the last redraw */
};

static const double redraw_seconds = 0.1; /* faster than anyone reads */
static const char clear_line[] = "\r\033[K";

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

yp_log *yp_log_new(const yp_log_options *options)
{
    yp_log *log = calloc(1, sizeof *log);
    if (!log) return NULL;
    log->options = *options;
    pthread_mutex_init(&log->mutex, NULL);
    return log;
}

/* The mutex is held. */
static void remove_line(yp_log *log)
{
    if (log->has_line) fputs(clear_line, log->options.to);
    log->has_line = false;
}

void yp_log_free(yp_log *log)
{
    if (!log) return;
    remove_line(log);
    fflush(log->options.to);
    pthread_mutex_destroy(&log->mutex);
    free(log);
}

void yp_log_say(yp_log *log, const char *word, const char *format, ...)
{
    if (!log || log->options.is_quiet) return;
    pthread_mutex_lock(&log->mutex);
    remove_line(log);
    fprintf(log->options.to, "%-9s ", word);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(log->options.to, format, arguments);
    va_end(arguments);
    fputc('\n', log->options.to);
    fflush(log->options.to);
    pthread_mutex_unlock(&log->mutex);
}

/* Whether the line is due; notes when the step began. The mutex is held. */
static bool is_due(yp_log *log, const char *word, double at)
{
    if (log->step != word) {
        log->step = word;
        log->began = at;
    } else if (at - log->drawn < redraw_seconds) {
        return false;
    }
    log->drawn = at;
    return true;
}

/* The mutex is held. */
static void draw(yp_log *log, const char *word, double share, double seconds, const char *format,
                 va_list arguments)
{
    FILE *to = log->options.to;
    fprintf(to, "%s%-9s ", clear_line, word);
    vfprintf(to, format, arguments);
    if (share > 0) {
        const double left = seconds * (1 - share) / share;
        fprintf(to, ", %.0f %%, ", 100 * share);
        if (left < 100)
            fprintf(to, "%.0f s left", left);
        else
            fprintf(to, "%.0f min left", left / 60);
    }
    fflush(to);
    log->has_line = true;
}

void yp_log_progress(yp_log *log, const char *word, double share, const char *format, ...)
{
    if (!log || log->options.is_quiet || !log->options.is_terminal) return;
    const double at = now();
    pthread_mutex_lock(&log->mutex);
    if (share >= 1) {
        remove_line(log);
        log->step = NULL;
    } else if (is_due(log, word, at)) {
        va_list arguments;
        va_start(arguments, format);
        draw(log, word, share, at - log->began, format, arguments);
        va_end(arguments);
    }
    fflush(log->options.to);
    pthread_mutex_unlock(&log->mutex);
}
