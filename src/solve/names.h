/** What rows, columns and blocks of a model are called in the words of its case. */
#ifndef YP_SOLVE_NAMES_H
#define YP_SOLVE_NAMES_H

#include "model/expand.h"

/** A row or column of the program, as template and block. */
typedef struct {
    uint32_t template; /**< of the model's rows or columns */
    size_t block;
    bool is_bound; /**< of rows: one that stands for a bound which new capacity widens; `template` is a column
                    */
    bool is_lower; /**< with is_bound: the lower one */
} yp_program_place;

yp_program_place yp_row_place(const yp_model *model, const yp_layout *layout, int64_t row);
yp_program_place yp_column_place(const yp_model *model, const yp_layout *layout, int64_t column);

enum { YP_TIME_ROOM = 128 };

/** When a block is: "2022-01-14 18:00", "2022-01-14", "2022-01"; "block 17" where time has no dates; "" for
 * the whole horizon. In `text`, YP_TIME_ROOM bytes. */
void yp_block_words(const yp_model *model, yp_resolution resolution, size_t block, char *text);

/** What owns a row template: an id, and where it stands in the tables (line 0: nowhere). */
typedef struct {
    const char *id, *place, *good, *unit; /**< place, good: NULL where the owner is no node */
    yp_spot at;
} yp_owner_words;

yp_owner_words yp_row_owner_words(const yp_model *model, const yp_row_template *row);
yp_owner_words yp_column_owner_words(const yp_model *model, const yp_column_template *column);

/** What an activity does: "gives", "takes", "carries", "holds" …; never NULL. */
const char *yp_part_verb(const yp_model *model, const yp_column_template *column);

#endif
