/** What a run tells while it works: one record a line on stderr; progress on one line of a terminal. */
#ifndef YP_BASE_LOG_H
#define YP_BASE_LOG_H

#include <stdbool.h>
#include <stdio.h>

/** Where records go; owned by the command line and passed down. NULL is quiet. May be shared by threads. */
typedef struct yp_log yp_log;

typedef struct {
    FILE *to;         /**< usually stderr; borrowed */
    bool is_quiet;    /**< nothing but errors */
    bool is_terminal; /**< progress lines and colour allowed */
} yp_log_options;

yp_log *yp_log_new(const yp_log_options *options); /**< NULL when memory runs out */
void yp_log_free(yp_log *log);                     /**< removes a progress line that still stands */

/** One record: a word that says what part speaks (`model`, `solve`), and a sentence. */
void yp_log_say(yp_log *log, const char *word, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** Progress of a long step on one line, redrawn at most ten times a second, with the time left when share >
 * 0. Cheap enough for inner callbacks; nothing is shown where the log is no terminal.
 *  @param share  done so far, 0 to 1; 1 removes the line */
void yp_log_progress(yp_log *log, const char *word, double share, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
