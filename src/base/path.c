#include "base/path.h"

#include <stdio.h>

bool yp_path_join(char *out, size_t room, const char *folder, const char *name)
{
    int length = snprintf(out, room, "%s/%s", folder, name);
    if (length >= 0 && (size_t)length < room) return true;
    if (room > 0) out[0] = '\0';
    return false;
}
