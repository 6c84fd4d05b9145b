/* The polygons of places are carried as they stand: nothing in a case changes them. */
#include "case/write.h"

#include "base/path.h"

#include <errno.h>
#include <string.h>

static void copy(yp_writer *w, FILE *from, const char *path)
{
    FILE *to = fopen(path, "wx");
    char buffer[65536];
    size_t count;
    bool is_good = to != NULL;
    while (is_good && (count = fread(buffer, 1, sizeof buffer, from)) > 0)
        is_good = fwrite(buffer, 1, count, to) == count;
    is_good = is_good && !ferror(from);
    if (to && fclose(to) != 0) is_good = false;
    if (is_good) return;
    yp_diag_error(w->diag, (yp_spot){ path, 0, 0 }, "could not be written: %s", strerror(errno));
    w->status = YP_IO;
}

void yp_write_boundaries(yp_writer *w)
{
    char source[YP_PATH_ROOM], target[YP_PATH_ROOM];
    if (!w->c->folder || !yp_path_join(source, sizeof source, w->c->folder, "boundaries.geojson") ||
        !yp_path_join(target, sizeof target, w->folder, "boundaries.geojson"))
        return;
    FILE *from = fopen(source, "rb"); /* optional in a case */
    if (!from) return;
    copy(w, from, target);
    fclose(from);
}
