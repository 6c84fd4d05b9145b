/** A result folder that appears at its place whole or not at all. */
#ifndef YP_BASE_FOLDER_H
#define YP_BASE_FOLDER_H

#include "base/diag.h"
#include "yipan.h"

#include <stdbool.h>

/** A folder being written beside its place under a hidden name. What a run that was killed left there is
 * removed by the next one that writes to the same place. */
typedef struct yp_folder yp_folder;

/** The file that marks a folder as a result: only such folders are ever replaced. */
#define YP_FOLDER_MARK "summary.json"

/**
 * Begin a folder. Missing parents are made.
 *
 * @param path   its place; must be absent or an empty folder, or with `force` a result
 * @param force  an existing result may be replaced; anything else never is
 * @param diag   receives what stands in the way
 * @param out    the folder; ended by yp_folder_commit() or yp_folder_abort()
 * @return YP_OK, YP_IO, YP_NO_MEMORY
 */
yp_status yp_folder_begin(const char *path, bool force, yp_diag *diag, yp_folder **out);

/** Where to write files and folders meanwhile. Borrowed. */
const char *yp_folder_path(const yp_folder *folder);

/**
 * Write everything to the disk and rename the folder into its place, at once where the file system can
 * exchange two folders; the former result is then removed. The handle is gone afterwards. After a failure
 * what was written is gone and the former result stands as it was, except where only the last step failed: to
 * sync the folder that holds the place.
 *
 * @return YP_OK, YP_IO
 */
yp_status yp_folder_commit(yp_folder *folder, yp_diag *diag);

/** Remove what was written. NULL is fine. */
void yp_folder_abort(yp_folder *folder);

#endif
