#include "cli/open.h"

#include "exchange/matpower.h"
#include "exchange/pypsa.h"

const yp_format yp_formats[] = {
    { "pypsa", "a PyPSA network: a folder of CSV tables or a netCDF file", yp_pypsa_is, yp_pypsa_read },
    { "matpower", "a MATPOWER case file", yp_matpower_is, yp_matpower_read },
    { NULL, NULL, NULL, NULL },
};

/* A network has no layers, and its blocks are its own. */
static bool takes_options(const yp_options *options, const yp_format *format, yp_diag *diag)
{
    const char *word = options->layer_count > 0 ? "--layers" : options->hours ? "--hours" : NULL;
    if (word)
        yp_diag_error(diag, (yp_spot){ options->path, 0, 0 },
                      "%s needs a case: write this network as one first with yipan import %s", word,
                      format->name);
    return !word;
}

yp_status yp_case_open(const yp_options *options, yp_diag *diag, yp_case **out)
{
    const yp_load_options load = yp_options_load(options);
    for (const yp_format *format = yp_formats; format->name; format++) {
        if (!format->is(options->path)) continue;
        return takes_options(options, format, diag) ? format->read(options->path, diag, out) : YP_BAD_INPUT;
    }
    return yp_case_load(options->path, &load, diag, out);
}
