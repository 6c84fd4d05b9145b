#include "exchange/pypsa_export.h"

#include "exchange/network_of_case.h"
#include "exchange/network_write.h"
#include "exchange/pypsa.h"
#include "exchange/pypsa_results.h"

#include <sys/stat.h>

/* Does a network say what the case says? A network that cannot be read says nothing. */
static bool says_the_same(const char *network, const yp_case *c, yp_diag *diag)
{
    yp_case *read = NULL;
    if (yp_pypsa_read(network, diag, &read) != YP_OK) return false;
    const bool is_same = read->hash == c->hash;
    yp_case_free(read);
    return is_same;
}

/* The network to write into; NULL: there is none. */
static yp_status find_network(const yp_case *c, const char *named, yp_diag *diag, const char **out)
{
    struct stat about;
    const char *network = named ? named : c->network;
    *out = NULL;
    if (!network) return YP_OK;
    if (says_the_same(network, c, named ? diag : NULL)) {
        *out = network;
    } else if (named) {
        yp_diag_error(
            diag, (yp_spot){ named, 0, 0 },
            "says something else than the case of the result: expected the network that it was read from");
        return YP_BAD_INPUT;
    } else {
        yp_diag_warning(diag, (yp_spot){ network, 0, 0 },
                        "the network that the case was read from %s: the case is written in its place; name "
                        "the network with --network",
                        stat(network, &about) == 0 ? "says something else by now" : "is not there any more");
    }
    return YP_OK;
}

yp_status yp_pypsa_write(const yp_case *c, yp_plan *plan, const char *network, const char *path,
                         yp_diag *diag)
{
    yp_network n = { 0 };
    const char *source;
    if (!plan->has_levels) {
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "the result has no plan: expected one with levels");
        return YP_BAD_INPUT;
    }
    if (c->branch_count > 0) {
        yp_diag_error(diag, (yp_spot){ path, 0, 0 },
                      "results of stochastic scenarios cannot be written as a network yet: expected a result "
                      "of one of them, solve --scenario NAME");
        return YP_BAD_INPUT;
    }
    yp_status status = find_network(c, network, diag, &source);
    if (status != YP_OK) return status;
    if (source) {
        status = yp_network_read_all(source, diag, &n);
        if (status == YP_OK) status = yp_network_take_results(&n, c, plan, plan->blocks.snapshot);
    } else {
        status = yp_network_of_case(c, plan, diag, &n);
    }
    if (status == YP_OK) status = yp_network_write(&n, path, diag);
    yp_network_close(&n);
    return status;
}

yp_status yp_pypsa_convert(const char *network, const char *path, yp_diag *diag)
{
    yp_network n;
    yp_status status = yp_network_read_all(network, diag, &n);
    if (status == YP_OK) status = yp_network_write(&n, path, diag);
    yp_network_close(&n);
    return status;
}
