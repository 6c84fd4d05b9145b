#include "exchange/matpower.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    yp_status status = yp_matpower_parse((const char *)data, size, "x.m", diag, &c);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK) yp_case_free(c);
    yp_diag_free(diag);
    return 0;
}
