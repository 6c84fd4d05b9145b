#include "output/report.h"

#include "base/path.h"
#include "output/internal.h"

#include <string.h>

static yp_spot at(const yp_reporting *r)
{
    return (yp_spot){ r->folder, 0, 0 };
}

/* A folder's summary.json; NULL if it is not there or no object. */
static json_t *read_summary(const char *folder, yp_diag *diag)
{
    char path[YP_PATH_ROOM];
    json_error_t error;
    if (!yp_path_join(path, sizeof path, folder, "summary.json")) return NULL;
    json_t *summary = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(summary)) return summary;
    json_decref(summary);
    const bool is_placed = error.line > 0;
    const yp_spot spot = { path, is_placed ? (uint32_t)error.line : 0,
                           is_placed ? (uint32_t)error.column : 0 };
    yp_diag_error(diag, spot, "%s: expected the summary of a result",
                  is_placed ? error.text : "cannot be read");
    return NULL;
}

/* An id of a solve names a folder in the study's: it must not lead elsewhere. */
static bool is_folder_name(const char *id)
{
    return id && *id && *id != '.' && !strchr(id, '/');
}

static yp_status list_study(yp_reporting *r)
{
    const json_t *list = json_object_get(r->summary, "solves");
    const size_t count = json_array_size(list);
    r->solves = yp_arena_take(r->arena, count, sizeof *r->solves);
    if (!r->solves) return YP_NO_MEMORY;
    for (size_t k = 0; k < count; k++) {
        const json_t *row = json_array_get(list, k);
        yp_report_solve solve = { .id = yp_report_get_text(row, "id"),
                                  .role = yp_report_get_text(row, "role"),
                                  .reform = yp_report_get_text(row, "reform"),
                                  .scenario = yp_report_get_text(row, "scenario") };
        char path[YP_PATH_ROOM];
        if (!is_folder_name(solve.id) || !solve.role ||
            !yp_path_join(path, sizeof path, r->folder, solve.id)) {
            yp_diag_error(r->diag, at(r), "summary.json: expected an id and a role for each solve");
            return YP_BAD_INPUT;
        }
        solve.summary = read_summary(path, r->diag);
        if (!solve.summary) return YP_BAD_INPUT;
        r->solves[r->solve_count++] = solve;
    }
    if (count > 0) return YP_OK;
    yp_diag_error(r->diag, at(r), "summary.json: the study lists no solves");
    return YP_BAD_INPUT;
}

static yp_status list_solves(yp_reporting *r)
{
    const char *study = yp_report_get_text(r->summary, "study");
    r->is_study = study != NULL;
    if (study && strcmp(study, "gain") == 0) return list_study(r);
    if (study) {
        yp_diag_error(r->diag, at(r), "a study '%s': expected a solve, or the study 'gain'", study);
        return YP_BAD_INPUT;
    }
    r->solves = yp_arena_take(r->arena, 1, sizeof *r->solves);
    if (!r->solves) return YP_NO_MEMORY;
    r->solves[0] = (yp_report_solve){ .id = "plan", .role = "plan", .summary = json_incref(r->summary) };
    r->solve_count = 1;
    return YP_OK;
}

static bool has_role(const yp_reporting *r, const char *role)
{
    for (size_t k = 0; k < r->solve_count; k++)
        if (strcmp(r->solves[k].role, role) == 0) return true;
    return false;
}

static yp_status read_shown(yp_reporting *r, const char *role)
{
    for (size_t k = 0; k < r->solve_count; k++) {
        char path[YP_PATH_ROOM];
        const yp_report_solve *solve = &r->solves[k];
        if (strcmp(solve->role, role) != 0) continue;
        if (!yp_path_join(path, sizeof path, r->folder, r->is_study ? solve->id : ".")) return YP_IO;
        yp_status status = yp_shown_read(path, solve->id, r->diag, &r->shown[r->shown_count]);
        if (status == YP_OK) r->shown_count++;
        return status;
    }
    yp_diag_error(r->diag, at(r), "summary.json: expected a solve whose role is '%s'", role);
    return YP_BAD_INPUT;
}

/* The good that map and time begin with: of the finest resolution and most demands. */
static uint32_t choose_main_good(const yp_case *c)
{
    uint32_t best = c->good_count > 0 ? 0 : YP_NONE;
    size_t most = 0;
    for (uint32_t g = 0; g < c->good_count; g++) {
        size_t demands = 0;
        if (c->goods[g].kind == YP_STOCK || c->goods[g].resolution != YP_BASE) continue;
        for (size_t i = 0; i < c->component_count; i++)
            demands += c->components[i].table == YP_DEMAND && c->components[i].good == g;
        if (demands <= most) continue;
        most = demands;
        best = g;
    }
    return best;
}

static yp_status read_all(yp_reporting *r)
{
    r->summary = read_summary(r->folder, r->diag);
    yp_status status = r->summary ? list_solves(r) : YP_BAD_INPUT;
    if (status == YP_OK) status = read_shown(r, r->is_study ? "before" : "plan");
    /* A case without barriers has nothing to lift. */
    if (status == YP_OK && r->is_study && has_role(r, "after")) status = read_shown(r, "after");
    if (status != YP_OK) return status;
    r->c = r->shown[0].c;
    r->main_good = choose_main_good(r->c);
    return YP_OK;
}

static yp_status make(yp_reporting *r)
{
    r->data = json_object();
    if (!r->data) return YP_NO_MEMORY;
    json_object_set_new(r->data, "format", json_integer(1));
    yp_report_add_head(r);
    yp_report_add_solves(r);
    yp_status status = yp_report_add_board(r);
    if (status == YP_OK) status = yp_report_add_year(r);
    if (status == YP_OK) status = yp_report_add_trade(r);
    if (status == YP_OK) status = yp_report_add_limits(r);
    if (status == YP_OK) status = yp_report_add_marginal(r);
    if (status == YP_OK) status = yp_report_add_series(r);
    if (status == YP_OK) yp_report_add_basis(r);
    if (status == YP_OK && !yp_report_is_whole(r->data)) status = YP_NO_MEMORY;
    return status;
}

yp_status yp_report_read(const char *folder, yp_diag *diag, json_t **out)
{
    yp_reporting r = { .folder = folder, .diag = diag, .arena = yp_arena_new(NULL) };
    if (!r.arena) return YP_NO_MEMORY;
    yp_status status = read_all(&r);
    if (status == YP_OK) status = make(&r);
    if (status == YP_OK) *out = json_incref(r.data);
    for (size_t k = 0; k < r.shown_count; k++) yp_shown_free(&r.shown[k]);
    for (size_t k = 0; k < r.solve_count; k++) json_decref(r.solves[k].summary);
    json_decref(r.summary);
    json_decref(r.data);
    yp_arena_free(r.arena);
    return status;
}
