#include "case/parts.h"

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
