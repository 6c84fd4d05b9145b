#include "exchange/network_of_case.h"

#include "exchange/internal.h"

yp_status yp_network_of_case(const yp_case *c, yp_plan *plan, yp_diag *diag, yp_network *n)
{
    (void)c;
    (void)plan;
    *n = (yp_network){ .diag = diag, .arena = yp_arena_new(NULL), .name = "" };
    return n->arena ? YP_OK : YP_NO_MEMORY;
}
