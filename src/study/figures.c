#include "study/figures.h"

#include <string.h>

void yp_figures_add(yp_figures *figures, const char *measure, const char *of, const char *when, double value)
{
    if (figures->count == figures->room) {
        size_t room = figures->room ? 2 * figures->room : 64;
        yp_figure *items = yp_arena_take(figures->arena, room, sizeof *items);
        if (!items) {
            figures->no_memory = true;
            return;
        }
        if (figures->count) memcpy(items, figures->items, figures->count * sizeof *items);
        figures->items = items;
        figures->room = room;
    }
    figures->items[figures->count++] = (yp_figure){ measure, of, when, value };
}

static bool is_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

const yp_figure *yp_figures_find(const yp_figures *figures, const char *measure, const char *of,
                                 const char *when)
{
    for (size_t i = 0; i < figures->count; i++) {
        const yp_figure *figure = &figures->items[i];
        if (is_same(figure->measure, measure) && is_same(figure->of, of) && is_same(figure->when, when))
            return figure;
    }
    return NULL;
}
