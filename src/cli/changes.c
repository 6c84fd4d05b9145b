#include "cli/changes.h"

#include "cli/open.h"
#include "result/folder.h"

#include <stdlib.h>
#include <string.h>

/* New capacities of a result, by the component's id in this case. */
static yp_status read_holds(const char *folder, const yp_case *c, yp_diag *diag, yp_hold **holds,
                            size_t *count)
{
    yp_case *held_case = NULL;
    yp_plan *plan = NULL;
    yp_status status = yp_plan_read(folder, diag, &held_case, &plan);
    if (status != YP_OK) return status;
    *holds = calloc(c->component_count + 1, sizeof **holds);
    *count = 0;
    for (uint32_t i = 0; *holds && i < held_case->component_count; i++) {
        const yp_plan_activity *built = yp_plan_find(plan, YP_PART_BUILT, i);
        const yp_plan_activity *energy = yp_plan_find(plan, YP_PART_ENERGY_BUILT, i);
        const char *id = held_case->components[i].id;
        uint32_t here = yp_map_find(c->component_map, id, strlen(id));
        if ((!built && !energy) || here == YP_NONE) continue;
        (*holds)[(*count)++] = (yp_hold){ here, built ? built->level[0] : 0, energy ? energy->level[0] : 0 };
    }
    yp_plan_free(plan);
    yp_case_free(held_case);
    return *holds ? YP_OK : YP_NO_MEMORY;
}

/* All of --set; every problem is told. */
static yp_status read_settings(const yp_options *options, yp_arena *arena, yp_diag *diag,
                               yp_setting *settings, size_t *count)
{
    yp_status worst = YP_OK;
    for (size_t k = 0; k < options->study.set_count; k++) {
        const yp_spot at = { "--set", 0, 0 };
        yp_status status = yp_setting_parse(options->study.sets[k], at, arena, diag, &settings[k]);
        if (status != YP_OK) worst = status;
    }
    *count = options->study.set_count;
    return worst;
}

yp_status yp_case_load_changed(const yp_options *options, yp_diag *diag, yp_case **base, yp_case **changed)
{
    yp_changes changes = { .lift = options->lifts,
                           .lift_count = options->lift_count,
                           .scenario = options->scenario,
                           .losses = options->has_losses ? &options->losses : NULL,
                           .secure = options->secure,
                           .risk = options->has_risk ? options->risk : NULL };
    yp_hold *holds = NULL;
    yp_arena *arena = yp_arena_new(NULL);
    yp_setting settings[YP_LIST_ROOM];
    *base = *changed = NULL;
    if (!arena) return YP_NO_MEMORY;
    yp_status status = yp_case_open(options, diag, base);
    if (status == YP_OK && options->hold)
        status = read_holds(options->hold, *base, diag, &holds, &changes.hold_count);
    changes.holds = holds;
    changes.settings = settings;
    if (status == YP_OK) status = read_settings(options, arena, diag, settings, &changes.setting_count);
    if (status == YP_OK) status = yp_case_apply(*base, &changes, diag, changed);
    free(holds);
    yp_arena_free(arena);
    if (status != YP_OK) {
        yp_case_free(*base);
        *base = NULL;
    }
    return status;
}
