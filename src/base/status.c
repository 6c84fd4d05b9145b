#include "yipan.h"

const char *yp_status_text(yp_status status)
{
    static const char *const sentences[] = {
#define X(code, sentence) [code] = (sentence),
        YP_STATUS_LIST(X)
#undef X
    };
    size_t i = (size_t)status;
    return i < sizeof sentences / sizeof *sentences ? sentences[i] : "an unknown status";
}

const char *yp_outcome_text(yp_outcome outcome)
{
    static const char *const words[] = {
#define X(code, word) [code] = (word),
        YP_OUTCOME_LIST(X)
#undef X
    };
    size_t i = (size_t)outcome;
    return i < sizeof words / sizeof *words ? words[i] : "unknown";
}

const char *yp_version(void)
{
    return YP_VERSION;
}
