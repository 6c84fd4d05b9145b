#include "study/studies.h"

#include "study/input_output.h"
#include "study/queue.h"
#include "study/rationing.h"

#include <string.h>

enum { most_keys = 3 };

static const struct {
    const char *name;
    const char *keys[most_keys]; /* numbers that case.yaml may give */
    yp_study_run *run;
} studies[] = {
    { "input_output", { NULL }, yp_study_input_output },
    { "queue", { "service_hours" }, yp_study_queue },
    { "rationing", { "steps" }, yp_study_rationing },
};
enum { study_count = sizeof studies / sizeof *studies };

double yp_study_number_or(const yp_study_wish *wish, const char *key, double fallback)
{
    for (size_t i = 0; i < wish->number_count; i++)
        if (strcmp(wish->numbers[i].key, key) == 0) return wish->numbers[i].value;
    return fallback;
}

bool yp_is_study_measure(const char *measure)
{
    return strchr(measure, '.') && strncmp(measure, "share:", 6) != 0;
}

static size_t find_study(const char *name)
{
    size_t k = 0;
    while (k < study_count && strcmp(studies[k].name, name) != 0) k++;
    return k;
}

static bool is_key(size_t study, const char *key)
{
    for (size_t i = 0; i < most_keys && studies[study].keys[i]; i++)
        if (strcmp(studies[study].keys[i], key) == 0) return true;
    return false;
}

static yp_status check_wish(const yp_study_wish *wish, yp_diag *diag)
{
    const size_t study = find_study(wish->name);
    if (study == study_count) {
        yp_diag_error(diag, wish->at, "unknown study '%s': expected gain, input_output, queue or rationing",
                      wish->name);
        return YP_BAD_INPUT;
    }
    yp_status status = YP_OK;
    for (size_t i = 0; i < wish->number_count; i++) {
        if (is_key(study, wish->numbers[i].key)) continue;
        yp_diag_error(diag, wish->numbers[i].at, "unknown key '%s' in studies.%s: expected %s",
                      wish->numbers[i].key, wish->name,
                      studies[study].keys[0] ? studies[study].keys[0] : "none");
        status = YP_BAD_INPUT;
    }
    return status;
}

yp_status yp_studies_check(const yp_case *c, yp_diag *diag)
{
    yp_status worst = YP_OK;
    for (size_t i = 0; i < c->study_count; i++)
        if (check_wish(&c->studies[i], diag) != YP_OK) worst = YP_BAD_INPUT;
    return worst;
}

yp_status yp_studies_run(const yp_case *c, yp_arena *arena, yp_diag *diag, yp_figures *out)
{
    *out = (yp_figures){ .arena = arena };
    yp_status status = yp_studies_check(c, diag);
    for (size_t i = 0; status == YP_OK && i < c->study_count; i++)
        status = studies[find_study(c->studies[i].name)].run(c, &c->studies[i], diag, out);
    return status == YP_OK && out->no_memory ? YP_NO_MEMORY : status;
}
