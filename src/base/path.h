/** Paths. */
#ifndef YP_BASE_PATH_H
#define YP_BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

/** Room that holds any path that the system takes. */
enum { YP_PATH_ROOM = 4096 };

/** `folder/name` into `out`. @return false if it does not fit; `out` is then "" */
bool yp_path_join(char *out, size_t room, const char *folder, const char *name);

#endif
