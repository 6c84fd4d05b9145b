/** Writing a case: files, cells, references. Private to the module. */
#ifndef YP_CASE_WRITE_H
#define YP_CASE_WRITE_H

#include "case/internal.h"

#include <stdio.h>

/** A folder being written. What fails first is told and remembered. */
typedef struct {
    const yp_case *c;
    const char *folder;
    yp_diag *diag;
    yp_arena *arena;
    yp_status status;
} yp_writer;

/** A table being written. */
typedef struct {
    yp_writer *w;
    FILE *file; /**< NULL: could not be opened, which has been told */
    const char *path;
    bool is_row_open;
} yp_out;

/** Begin `folder/layer/name`; the layer's folder is made if need be. "" or NULL: beside case.yaml. */
yp_out yp_out_open(yp_writer *w, const char *layer, const char *name);
/** A cell, quoted where needed; NULL: empty. */
void yp_out_cell(yp_out *out, const char *text);
void yp_out_number(yp_out *out, double number); /**< NaN: empty */
void yp_out_end(yp_out *out);                   /**< ends the row */
void yp_out_close(yp_out *out);                 /**< a full disk shows here */

/** A format into the writer's arena; "" once memory has run out. */
const char *yp_out_format(yp_writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The text of a value: a number or a reference to its series. NULL: absent. */
const char *yp_value_text(yp_writer *w, yp_value value);

/** Write one struct's cells by its columns. `by_hand` gives the text of a column without a field, NULL:
 * empty. */
typedef struct {
    yp_file file;
    const void *rows;
    size_t count, size;
    const char *(*by_hand)(yp_writer *w, const yp_column *column, const void *row);
    const yp_carried *(*carried)(const void *row); /**< NULL: the table carries nothing */
    bool (*is_here)(const yp_writer *w, const void *row,
                    const char *layer); /**< NULL: every row is beside case.yaml */
} yp_row_list;

/** Write the rows of one layer; nothing if there are none. */
void yp_write_rows(yp_writer *w, const yp_row_list *list, const char *layer);

/* write_tables.c, write_config.c, write_profiles.c, write_boundaries.c */
void yp_write_tables(yp_writer *w);
void yp_write_config(yp_writer *w);
void yp_write_profiles(yp_writer *w);
void yp_write_boundaries(yp_writer *w);

#endif
