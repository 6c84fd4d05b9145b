#include "result/series.h"

#include <stdio.h>

const char *yp_part_text(yp_part part)
{
    static const char *const words[] = {
#define X(code, word) word,
        YP_PART_LIST(X)
#undef X
    };
    return words[part];
}

const char *yp_row_kind_text(yp_row_kind kind)
{
    static const char *const words[] = {
#define X(code, word) word,
        YP_ROW_LIST(X)
#undef X
    };
    return words[kind];
}

void yp_block_dimension(yp_resolution resolution, char *text, size_t room)
{
    if (resolution == YP_BASE)
        snprintf(text, room, "block");
    else
        snprintf(text, room, "block_%s", yp_resolution_text(resolution));
}
