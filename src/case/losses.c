#include "case/losses.h"

#include "base/number_text.h"
#include "case/internal.h"

#include <stdio.h>
#include <string.h>

static const yp_losses usual = { YP_LOSSES_SECANTS, 0, 1, 0.1 };

static bool parse_pair(const char *text, yp_losses *losses)
{
    const char *comma = strchr(text, ',');
    return comma && yp_number_parse(text, (size_t)(comma - text), &losses->absolute) &&
           yp_number_parse(comma + 1, strlen(comma + 1), &losses->relative) && losses->absolute > 0 &&
           losses->relative >= 0 && isfinite(losses->absolute) && isfinite(losses->relative);
}

bool yp_losses_parse(const char *text, yp_losses *losses)
{
    double count;
    *losses = usual;
    if (strcmp(text, "secants") == 0) return true;
    if (strncmp(text, "secants:", 8) == 0) return parse_pair(text + 8, losses);
    losses->mode = YP_LOSSES_NONE;
    if (strcmp(text, "none") == 0) return true;
    if (strncmp(text, "tangents:", 9) != 0 || !yp_number_parse(text + 9, strlen(text + 9), &count))
        return false;
    *losses =
        (yp_losses){ YP_LOSSES_TANGENTS, (int)fmin(fmax(count, 0), 1000), usual.absolute, usual.relative };
    return count == losses->segments && count >= 1;
}

void yp_losses_text(const yp_losses *losses, char *text, size_t room)
{
    char absolute[YP_NUMBER_SIZE], relative[YP_NUMBER_SIZE];
    yp_number_text(losses->absolute, absolute);
    yp_number_text(losses->relative, relative);
    if (losses->mode == YP_LOSSES_NONE)
        snprintf(text, room, "none");
    else if (losses->mode == YP_LOSSES_TANGENTS)
        snprintf(text, room, "tangents:%d", losses->segments);
    else if (losses->absolute == usual.absolute && losses->relative == usual.relative)
        snprintf(text, room, "secants");
    else
        snprintf(text, room, "secants:%s,%s", absolute, relative);
}

/* The lines of the losses end where the flow does. */
void yp_check_losses(yp_builder *b)
{
    for (size_t i = 0; i < b->c->component_count; i++) {
        const yp_component *x = &b->c->components[i];
        if (!yp_is_lossy(b->c, x) || (b->component_out && b->component_out[i])) continue;
        if (!isfinite(x->capacity + x->build_maximum))
            yp_error(b, x->at, "'%s' has losses, so its capacity and build_maximum must have an end", x->id);
        if (x->retires) yp_error(b, x->at, "'%s' has losses, which is not supported beside retire", x->id);
        if (x->good != x->good_to || x->is_stock)
            yp_error(b, x->at, "'%s' has a resistance, so it must bring the same flow good that it takes",
                     x->id);
    }
}
