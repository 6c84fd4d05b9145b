/** Names of the rows and columns of a program. Private to the module. */
#ifndef YP_MODEL_LP_NAMES_H
#define YP_MODEL_LP_NAMES_H

#include "model/expand.h"

/** Rows or columns of one template: a name and where it begins. */
typedef struct {
    int64_t first;
    size_t count;
    const char *name;
} yp_lp_span;

typedef struct {
    yp_arena *arena;
    yp_lp_span *rows, *columns; /**< ascending */
    size_t row_count, column_count;
} yp_lp_names;

/** @return YP_OK, YP_NO_MEMORY; free in any case */
yp_status yp_lp_names_make(const yp_model *model, const yp_layout *layout, yp_lp_names *names);
void yp_lp_names_free(yp_lp_names *names);

enum { YP_LP_NAME_ROOM = 128 };

/** The name of a row or column into `out` [YP_LP_NAME_ROOM]. */
void yp_lp_name(const yp_lp_span *spans, size_t count, int64_t index, char *out);

#endif
