#include "table/internal.h"

enum { SHOWN_LIMIT = 100 };

void yp_complain(yp_complaints *complaints, yp_spot at, const char *format, ...)
{
    if (++complaints->count > SHOWN_LIMIT) return;
    char sentence[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    yp_diag_error(complaints->diag, at, "%s", sentence);
}

yp_status yp_complaints_close(yp_complaints *complaints)
{
    if (complaints->count > SHOWN_LIMIT)
        yp_diag_error(complaints->diag, (yp_spot){ complaints->file, 0, 0 },
                      "%zu more problems of this file are not shown", complaints->count - SHOWN_LIMIT);
    return complaints->count ? YP_BAD_INPUT : YP_OK;
}
