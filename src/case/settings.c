/* Numbers that a run sets: "technology=coal.cost*=1.2". */
#include "case/internal.h"

#include "table/number.h"

#include <string.h>

static yp_status refuse(yp_spot at, yp_diag *diag, const char *text)
{
    yp_diag_error(
        diag, at,
        "'%s': expected SELECTOR.COLUMN=VALUE, such as technology=coal.cost=520, or with *= or +=", text);
    return YP_BAD_INPUT;
}

/* Selector and column: the last dot is between them, since ids may hold dots and columns do not. */
static yp_status split_target(char *target, const char *text, yp_spot at, yp_diag *diag, yp_setting *out)
{
    char *dot = strrchr(target, '.');
    if (!dot || dot == target || !dot[1]) return refuse(at, diag, text);
    *dot = '\0';
    out->selector = target;
    out->attribute = dot + 1;
    out->at = at;
    return YP_OK;
}

/* Cut * or + off the end of a target. */
static char cut_how(char *target)
{
    char *end = target + strlen(target);
    while (end > target && end[-1] == ' ') *--end = '\0';
    if (end == target || (end[-1] != '*' && end[-1] != '+')) return '=';
    const char how = *--end;
    while (end > target && end[-1] == ' ') end--;
    *end = '\0';
    return how;
}

yp_status yp_setting_target(const char *text, yp_spot at, yp_arena *arena, yp_diag *diag, yp_setting *out)
{
    char *target = yp_arena_text(arena, text, strlen(text));
    if (!target) return YP_NO_MEMORY;
    *out = (yp_setting){ .how = cut_how(target), .value = NAN };
    return split_target(target, text, at, diag, out);
}

yp_status yp_setting_parse(const char *text, yp_spot at, yp_arena *arena, yp_diag *diag, yp_setting *out)
{
    char *target = yp_arena_text(arena, text, strlen(text));
    if (!target) return YP_NO_MEMORY;
    char *equals = strrchr(target, '=');
    if (!equals) return refuse(at, diag, text);
    *equals = '\0';
    const char *number = equals + 1;
    while (*number == ' ') number++;
    *out = (yp_setting){ .how = cut_how(target) };
    yp_status status = split_target(target, text, at, diag, out);
    if (status != YP_OK) return status;
    if (yp_number_parse(number, strlen(number), &out->value) && (out->how == '=' || isfinite(out->value)))
        return YP_OK;
    yp_diag_error(diag, at, "'%s': the value is '%s': expected a number in the unit of the column", text,
                  number);
    return YP_BAD_INPUT;
}

static yp_shock shock_of(const yp_setting *setting, uint32_t component, uint32_t barrier)
{
    return (yp_shock){ .scenario = YP_NONE,
                       .component = component,
                       .barrier = barrier,
                       .attribute = setting->attribute,
                       .change = setting->how == '*'   ? YP_CHANGE_FACTOR
                                 : setting->how == '+' ? YP_CHANGE_ADD
                                                       : YP_CHANGE_SET,
                       .value = yp_constant(setting->value),
                       .at = setting->at };
}

/* No table of what was selected has the column. */
static void refuse_attribute(yp_builder *b, const yp_setting *setting, const yp_schema *schema)
{
    const char *near = yp_schema_nearest(schema, setting->attribute, b->c->arena);
    const bool has_near = near && strcmp(near, setting->attribute) != 0;
    yp_error(b, setting->at, "'%s' is no number of %s that can be set%s%s%s", setting->attribute,
             schema->name, has_near ? ": did you mean '" : "", has_near ? near : "", has_near ? "'?" : "");
}

static bool set_barrier(yp_builder *b, const yp_setting *setting)
{
    for (uint32_t k = 0; k < b->c->barrier_count; k++) {
        if (strcmp(b->c->barriers[k].id, setting->selector) != 0) continue;
        const yp_schema *schema = yp_schema_of(YP_FILE_BARRIERS);
        const yp_shock shock = shock_of(setting, YP_NONE, k);
        if (yp_changeable_column(schema, setting->attribute))
            yp_apply_shock(b, &shock);
        else
            refuse_attribute(b, setting, schema);
        return true;
    }
    return false;
}

void yp_apply_setting(yp_builder *b, const yp_case *whole, const yp_setting *setting)
{
    const bool is_component =
        yp_map_find(whole->component_map, setting->selector, strlen(setting->selector)) != YP_NONE;
    if (!is_component && set_barrier(b, setting)) return;
    bool *matches = yp_take(b, whole->component_count + 1, sizeof *matches);
    if (!matches) return;
    const yp_status status = yp_select(whole, setting->selector, setting->at, b->diag, matches);
    if (status == YP_NO_MEMORY) b->no_memory = true;
    if (status != YP_OK) b->error_count++;
    const yp_schema *lacking = NULL;
    size_t changed = 0;
    for (uint32_t i = 0; status == YP_OK && i < whole->component_count; i++) {
        if (!matches[i]) continue;
        const yp_schema *schema = yp_schema_of((yp_file)whole->components[i].table);
        if (!yp_changeable_column(schema, setting->attribute)) {
            lacking = schema;
            continue;
        }
        const yp_shock shock = shock_of(setting, i, YP_NONE);
        yp_apply_shock(b, &shock);
        changed++;
    }
    if (status != YP_OK || changed > 0) return;
    if (lacking)
        refuse_attribute(b, setting, lacking);
    else
        yp_error(b, setting->at, "'%s' matches no component", setting->selector);
}
