#define _GNU_SOURCE /* renameat2 */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* 1. The place always holds what was there before or the whole new folder; where the file system cannot
 * exchange two folders there is a moment without either, and the former one then lies beside it.
 * 2. A hidden folder is locked as long as its writer lives, so one without a lock was left by a run that was
 * killed. */

struct yp_folder {
    yp_arena *arena;
    const char *place;  /* as the user named it, without slashes at its end */
    const char *parent; /* the folder that holds it */
    const char *name;   /* the last part of the place */
    const char *hidden; /* where it is written: a sibling of the place */
    int lock;           /* descriptor of the hidden folder, −1 if it has not been made */
    bool force;
};

enum { OPEN_FILES = 16, PERMISSIONS = 0777 /* less the umask */ };

static yp_status complain(const char *path, const char *what, yp_diag *diag)
{
    const int cause = errno;
    yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "%s: %s", what, strerror(cause));
    return cause == ENOMEM ? YP_NO_MEMORY : YP_IO;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    return remove(path);
}

static void remove_tree(const char *path)
{
    nftw(path, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

static int sync_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)where;
    if (kind != FTW_F && kind != FTW_DP) return kind == FTW_SL ? 0 : -1;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    int failed = fsync(file);
    close(file);
    return failed;
}

static int sync_folder(const char *path)
{
    return sync_entry(path, NULL, FTW_DP, NULL);
}

static bool is_empty(const char *path)
{
    DIR *listing = opendir(path);
    if (!listing) return false;
    size_t count = 0;
    while (count < 3 && readdir(listing)) count++;
    closedir(listing);
    return count <= 2; /* `.` and `..` */
}

static bool is_result(yp_arena *arena, const char *path)
{
    const char *mark = yp_arena_format(arena, "%s/" YP_FOLDER_MARK, path);
    return mark && access(mark, F_OK) == 0;
}

/* Whether the place may be taken. */
static yp_status check_place(const yp_folder *f, yp_diag *diag)
{
    const yp_spot at = { f->place, 0, 0 };
    struct stat there;
    if (lstat(f->place, &there) != 0)
        return errno == ENOENT ? YP_OK : complain(f->place, "cannot be written", diag);
    if (!S_ISDIR(there.st_mode)) {
        yp_diag_error(diag, at, "is no folder: expected a name that is free, or a folder");
        return YP_IO;
    }
    if (is_empty(f->place)) return YP_OK;
    if (!is_result(f->arena, f->place)) {
        yp_diag_error(diag, at,
                      "holds something that is no result of yipan (no " YP_FOLDER_MARK
                      "): expected another name, it will not be replaced");
        return YP_IO;
    }
    if (!f->force) {
        yp_diag_error(diag, at, "already holds a result: expected another name, or --force to replace it");
        return YP_IO;
    }
    return YP_OK;
}

/* Make a folder and those above it that are missing. */
static yp_status make_parents(yp_arena *arena, const char *path, yp_diag *diag)
{
    char *part = yp_arena_text(arena, path, strlen(path));
    if (!part) return YP_NO_MEMORY;
    for (char *end = part + 1;; end++) {
        if (*end != '/' && *end != '\0') continue;
        const char kept = *end;
        *end = '\0';
        if (mkdir(part, PERMISSIONS) != 0 && errno != EEXIST)
            return complain(part, "cannot make this folder", diag);
        *end = kept;
        if (kept == '\0') return YP_OK;
    }
}

/* Lock a hidden folder. False if it is locked by another run, or gone. */
static bool lock_hidden(const char *path, int *lock)
{
    struct stat held, named;
    *lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (*lock < 0) return false;
    if (flock(*lock, LOCK_EX | LOCK_NB) == 0 && fstat(*lock, &held) == 0 && stat(path, &named) == 0 &&
        held.st_ino == named.st_ino && held.st_dev == named.st_dev)
        return true;
    close(*lock);
    *lock = -1;
    return false;
}

/* Remove hidden folders of this place that no living run holds. */
static void remove_left(const yp_folder *f)
{
    const char *prefix = yp_arena_format(f->arena, ".%s.partial-", f->name);
    DIR *listing = prefix ? opendir(f->parent) : NULL;
    if (!listing) return;
    for (const struct dirent *e; (e = readdir(listing));) {
        if (strncmp(e->d_name, prefix, strlen(prefix)) != 0) continue;
        const char *left = yp_arena_format(f->arena, "%s/%s", f->parent, e->d_name);
        int lock;
        if (!left || !lock_hidden(left, &lock)) continue;
        remove_tree(left);
        close(lock);
    }
    closedir(listing);
}

static yp_status make_hidden(yp_folder *f, yp_diag *diag)
{
    enum { MOST_TRIES = 1000 };
    for (int try = 0; try < MOST_TRIES; try++) {
        f->hidden =
            yp_arena_format(f->arena, "%s/.%s.partial-%ld-%d", f->parent, f->name, (long)getpid(), try);
        if (!f->hidden) return YP_NO_MEMORY;
        if (mkdir(f->hidden, PERMISSIONS) == 0) {
            if (lock_hidden(f->hidden, &f->lock)) return YP_OK; /* else another run took it for left behind */
        } else if (errno != EEXIST) {
            break;
        }
    }
    return complain(f->parent, "cannot make a folder in it", diag);
}

/* Take the place apart: `a/b/` is b in a. */
static yp_status name_parts(yp_folder *f, const char *path, yp_diag *diag)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') length--;
    f->place = yp_arena_text(f->arena, path, length);
    if (!f->place) return YP_NO_MEMORY;

    const char *slash = strrchr(f->place, '/');
    f->name = slash ? slash + 1 : f->place;
    if (!slash)
        f->parent = ".";
    else
        f->parent = yp_arena_text(f->arena, f->place, slash == f->place ? 1 : (size_t)(slash - f->place));
    if (!f->parent) return YP_NO_MEMORY;

    if (*f->name && strcmp(f->name, ".") != 0 && strcmp(f->name, "..") != 0) return YP_OK;
    yp_diag_error(diag, (yp_spot){ NULL, 0, 0 },
                  "the output folder is '%s': expected a path that ends with a name", path);
    return YP_IO;
}

yp_status yp_folder_begin(const char *path, bool force, yp_diag *diag, yp_folder **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_folder *f = arena ? yp_arena_take(arena, 1, sizeof *f) : NULL;
    yp_status status = f ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        *f = (yp_folder){ .arena = arena, .lock = -1, .force = force };
        status = name_parts(f, path, diag);
    }
    if (status == YP_OK) status = check_place(f, diag);
    if (status == YP_OK) status = make_parents(arena, f->parent, diag);
    if (status == YP_OK) {
        remove_left(f);
        status = make_hidden(f, diag);
    }
    if (status == YP_OK)
        *out = f;
    else
        yp_arena_free(arena);
    return status;
}

const char *yp_folder_path(const yp_folder *folder)
{
    return folder->hidden;
}

void yp_folder_abort(yp_folder *folder)
{
    if (!folder) return;
    remove_tree(folder->hidden);
    close(folder->lock);
    yp_arena_free(folder->arena);
}

/* Put the new folder where the old one is, by two renames; undone if the second fails. */
static int rename_aside(const yp_folder *f)
{
    const char *aside = yp_arena_format(f->arena, "%s/.%s.old-%ld", f->parent, f->name, (long)getpid());
    if (!aside) {
        errno = ENOMEM;
        return -1;
    }
    if (rename(f->place, aside) != 0) return -1;
    if (rename(f->hidden, f->place) == 0) return rename(aside, f->hidden);
    const int cause = errno;
    rename(aside, f->place);
    errno = cause;
    return -1;
}

/* Rename onto nothing or an empty folder; with force exchange with the result that is there, which then has
 * the hidden name. */
static int rename_into_place(const yp_folder *f, yp_diag *diag)
{
    if (rename(f->hidden, f->place) == 0) return 0;
    if (errno != ENOTEMPTY && errno != EEXIST) return -1;
    if (check_place(f, diag) != YP_OK) { /* someone else's folder has come in between */
        errno = EEXIST;
        return -1;
    }
    if (renameat2(AT_FDCWD, f->hidden, AT_FDCWD, f->place, RENAME_EXCHANGE) == 0) return 0;
    return errno == EINVAL || errno == ENOSYS ? rename_aside(f) : -1;
}

yp_status yp_folder_commit(yp_folder *folder, yp_diag *diag)
{
    yp_status status = YP_OK;
    if (nftw(folder->hidden, sync_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS) != 0)
        status = complain(folder->place, "cannot be written to the disk", diag);
    else if (rename_into_place(folder, diag) != 0)
        status = complain(folder->place, "cannot be put in place", diag);
    else if (sync_folder(folder->parent) != 0)
        status = complain(folder->parent, "cannot be written to the disk", diag);
    yp_folder_abort(folder); /* removes what failed, or the former result; the new one has left that name */
    return status;
}
