/* A case from a folder: case.yaml, then every table in the order in which they refer to each other. */
#include "case/internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What must be known before others refer to it comes first. */
static void read_tables(yp_reader *r)
{
    yp_read_sources(r);
    yp_read_places(r);
    yp_read_goods(r);
    yp_read_technologies(r);
    yp_read_components(r);
    yp_read_coefficients(r);
    yp_read_steps(r);
    yp_read_barriers(r);
    yp_read_taxes(r);
    yp_read_scenarios(r);
    yp_read_shocks(r);
    yp_read_targets(r);
    yp_read_expect(r);
}

static yp_status make_units(yp_reader *r, const yp_yaml *yaml)
{
    const yp_yaml_node *money = yp_yaml_get(yp_yaml_root(yaml), "money");
    const yp_yaml_node *rates =
        money && yp_yaml_node_kind(money) == YP_YAML_MAPPING ? yp_yaml_get(money, "rates") : NULL;
    yp_status status = yp_units_new(r->c->money, r->c->money_year, r->b->diag, &r->units);
    if (status == YP_BAD_INPUT) r->b->error_count++;
    if (status != YP_OK || !rates) return status;
    for (size_t i = 0; i < yp_yaml_count(rates); i++) {
        const double factor =
            yp_node_number(r, yp_yaml_at(rates, i), yp_yaml_key(rates, i), &yp_range_positive, NAN);
        yp_spot at = yp_yaml_key_spot(rates, i);
        at.file = r->shown_yaml;
        if (isnan(factor)) continue;
        const yp_status added = yp_units_add_rate(r->units, yp_yaml_key(rates, i), factor, at, r->b->diag);
        if (added == YP_BAD_INPUT)
            r->b->error_count++;
        else if (added != YP_OK)
            return added;
    }
    return YP_OK;
}

/* Everything between opening and closing what an arena cannot free. */
static yp_status read_case(yp_reader *r, const yp_yaml *yaml)
{
    yp_status status = yp_read_config(r, yaml);
    if (status == YP_OK) status = make_units(r, yaml);
    if (status == YP_OK) status = yp_open_tables(r);
    if (status == YP_OK) {
        yp_read_blocks(r);
        read_tables(r);
    }
    return r->b->no_memory ? YP_NO_MEMORY : status;
}

static yp_status read_yaml(yp_reader *r, yp_yaml **yaml)
{
    r->shown_yaml = yp_arena_format(r->c->arena, "%s/case.yaml", r->folder);
    if (!r->shown_yaml) return YP_NO_MEMORY;
    FILE *probe = fopen(r->shown_yaml, "rb");
    if (!probe && (errno == ENOENT || errno == ENOTDIR)) {
        yp_error(r->b, (yp_spot){ r->folder, 0, 0 }, "no case.yaml here: the folder of a case holds one");
        return YP_BAD_INPUT;
    }
    if (probe) fclose(probe);
    const yp_status status = yp_yaml_read(r->shown_yaml, r->shown_yaml, r->b->diag, yaml);
    if (status == YP_OK && !yp_yaml_root(*yaml)) {
        yp_error(r->b, (yp_spot){ r->shown_yaml, 0, 0 }, "the file is empty: expected at least format: 1");
        return YP_BAD_INPUT;
    }
    return status;
}

static yp_status read_folder(yp_reader *r)
{
    yp_yaml *yaml = NULL;
    r->file_map = yp_map_new(r->c->arena);
    yp_status status = r->file_map ? read_yaml(r, &yaml) : YP_NO_MEMORY;
    if (status == YP_OK) status = read_case(r, yaml);
    yp_close_profiles(r);
    yp_close_tables(r);
    yp_units_free(r->units);
    yp_yaml_free(yaml);
    return status == YP_OK ? r->status : status;
}

/* The folder without slashes at its end, so that messages read well. */
static const char *tidy_folder(yp_builder *b, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    return yp_keep(b, folder, length);
}

yp_status yp_case_load(const char *folder, const yp_load_options *options, yp_diag *diag, yp_case **out)
{
    const yp_builder_options defaults = yp_builder_options_defaults();
    yp_builder *b = yp_builder_new(&defaults);
    if (!b) return YP_NO_MEMORY;
    b->diag = diag;
    yp_reader r = { .b = b, .c = b->c, .options = options, .folder = tidy_folder(b, folder) };
    b->c->folder = r.folder;
    const yp_status status = r.folder ? read_folder(&r) : YP_NO_MEMORY;
    if (status == YP_NO_MEMORY || status == YP_IO || status == YP_INTERNAL ||
        (status == YP_BAD_INPUT && !b->c->place_count)) {
        yp_builder_free(b);
        return status;
    }
    if (status != YP_OK) b->error_count++;
    return yp_builder_finish(b, diag, out);
}
