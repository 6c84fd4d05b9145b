#include "result/expression.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static yp_case *load(void)
{
    yp_case *c = NULL;
    if (yp_case_load("cases/reference/power-two-areas", NULL, NULL, &c) != YP_OK &&
        yp_case_load("../../cases/reference/power-two-areas", NULL, NULL, &c) != YP_OK)
        return NULL;
    return c;
}

/* Expressions and settings of the command line: whatever they are, they are read or refused. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static yp_case *c;
    const yp_spot at = { "fuzz", 0, 0 };
    yp_expression expression;
    yp_setting setting;
    yp_case *changed = NULL;
    if (!c && !(c = load())) return 0;
    yp_arena *arena = yp_arena_new(NULL);
    yp_diag *diag = yp_diag_new();
    char *text = arena ? yp_arena_text(arena, (const char *)data, size) : NULL;
    if (text && diag) {
        yp_expression_parse(c, text, arena, at, diag, &expression);
        yp_setting_target(text, at, arena, diag, &setting);
        const yp_changes changes = { .settings = &setting, .setting_count = 1 };
        if (yp_setting_parse(text, at, arena, diag, &setting) == YP_OK &&
            yp_case_apply(c, &changes, diag, &changed) == YP_OK)
            yp_case_free(changed);
    }
    yp_diag_free(diag);
    yp_arena_free(arena);
    return 0;
}
