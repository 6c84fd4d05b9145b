#include "result/folder.h"

#include "base/path.h"
#include "result/series.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static yp_status complain(yp_diag *diag, const char *path, const char *what)
{
    yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "%s: %s", what, strerror(errno));
    return YP_IO;
}

yp_status yp_plan_write(const yp_case *c, const yp_plan *plan, const char *folder, yp_diag *diag)
{
    char path[YP_PATH_ROOM];
    if (!yp_path_join(path, sizeof path, folder, "case") || mkdir(path, 0777) != 0)
        return complain(diag, folder, "the folder case/ could not be made");
    yp_status status = yp_case_write(c, path, diag);
    if (status != YP_OK) return status;
    if (!yp_path_join(path, sizeof path, folder, "series.nc")) return YP_IO;
    status = yp_series_write(c, plan, path);
    if (status == YP_IO)
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "could not be written: is the disk full?");
    return status;
}

yp_status yp_plan_read(const char *folder, yp_diag *diag, yp_case **c, yp_plan **plan)
{
    char path[YP_PATH_ROOM];
    yp_case *loaded = NULL;
    if (!yp_path_join(path, sizeof path, folder, "case")) return YP_IO;
    yp_status status = yp_case_load(path, NULL, diag, &loaded);
    if (status != YP_OK) return status;
    if (!yp_path_join(path, sizeof path, folder, "series.nc")) status = YP_IO;
    if (status == YP_OK) status = yp_series_read(loaded, path, diag, plan);
    if (status == YP_OK)
        *c = loaded;
    else
        yp_case_free(loaded);
    return status;
}

static yp_status write_part(const yp_case *c, const yp_plan *part, const char *folder, const char *name,
                            yp_diag *diag)
{
    char path[YP_PATH_ROOM];
    if (!part) return YP_OK;
    if (!yp_path_join(path, sizeof path, folder, name)) return YP_IO;
    yp_status status = yp_series_write(c, part, path);
    if (status == YP_IO)
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "could not be written: is the disk full?");
    return status;
}

yp_status yp_proof_write(const yp_case *c, const yp_plan *ray, const yp_plan *point, const char *folder,
                         yp_diag *diag)
{
    yp_status status = write_part(c, ray, folder, "ray.nc", diag);
    return status == YP_OK ? write_part(c, point, folder, "point.nc", diag) : status;
}

static yp_status read_part(const yp_case *c, const char *folder, const char *name, yp_diag *diag,
                           yp_plan **out)
{
    char path[YP_PATH_ROOM];
    struct stat about;
    if (!yp_path_join(path, sizeof path, folder, name)) return YP_IO;
    return stat(path, &about) == 0 ? yp_series_read(c, path, diag, out) : YP_OK;
}

yp_status yp_proof_read(const yp_case *c, const char *folder, yp_diag *diag, yp_plan **ray, yp_plan **point)
{
    *ray = *point = NULL;
    yp_status status = read_part(c, folder, "ray.nc", diag, ray);
    if (status == YP_OK) status = read_part(c, folder, "point.nc", diag, point);
    if (status == YP_OK) return status;
    yp_plan_free(*ray);
    *ray = NULL;
    return status;
}
