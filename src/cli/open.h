/** A case from whatever a path names. */
#ifndef YP_CLI_OPEN_H
#define YP_CLI_OPEN_H

#include "cli/options.h"

/** Formats of others that can be read: a name, how a path of theirs looks, how it is read. */
typedef struct {
    const char *name, *doc;
    bool (*is)(const char *path);
    yp_status (*read)(const char *path, yp_diag *diag, yp_case **out);
} yp_format;

/** The list of them; ends with a NULL name. */
extern const yp_format yp_formats[];

/** The case at options->path: a folder with case.yaml, or a network of another program, read as a case. */
yp_status yp_case_open(const yp_options *options, yp_diag *diag, yp_case **out);

#endif
