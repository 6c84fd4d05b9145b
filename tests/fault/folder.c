/* fault_folder PLACE TEXT: writes a small result folder by force, as a command does. Exit code 0 or 3. */
#include "base/folder.h"

static bool write_file(const yp_folder *folder, const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", yp_folder_path(folder), name);
    FILE *file = fopen(path, "w");
    if (!file) return false;
    bool is_written = fputs(text, file) >= 0;
    return fclose(file) == 0 && is_written;
}

int main(int count, char **arguments)
{
    if (count != 3) return 2;
    yp_diag *diag = yp_diag_new();
    yp_folder *folder;
    yp_status status = diag ? yp_folder_begin(arguments[1], true, diag, &folder) : YP_NO_MEMORY;
    if (status == YP_OK) {
        if (write_file(folder, "prices.csv", arguments[2]) &&
            write_file(folder, YP_FOLDER_MARK, arguments[2])) {
            status = yp_folder_commit(folder, diag);
        } else {
            yp_folder_abort(folder);
            status = YP_IO;
        }
    }
    yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    return status == YP_OK ? 0 : 3;
}
