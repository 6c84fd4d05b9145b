#include "result/series.h"

#include <stdio.h>

void yp_block_dimension(yp_resolution resolution, char *text, size_t room)
{
    if (resolution == YP_BASE)
        snprintf(text, room, "block");
    else
        snprintf(text, room, "block_%s", yp_resolution_text(resolution));
}
