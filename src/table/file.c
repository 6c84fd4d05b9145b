#define _GNU_SOURCE /* memrchr, madvise */
#include "table/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A piece in which neither comma nor newline stands holds a cell past the limit, whatever comes next. */
enum { PIECE = 2 << 20 };
_Static_assert(PIECE > (1 << 20), "a piece is longer than a cell may be");

static yp_status complain_of_file(yp_diag *diag, const char *shown, const char *problem)
{
    yp_diag_error(diag, (yp_spot){ shown, 0, 0 }, "%s", problem);
    return YP_IO;
}

static yp_status complain_of_errno(yp_diag *diag, const char *shown, int code)
{
    if (code == ENOMEM) return YP_NO_MEMORY;
    if (code == ENOENT) return complain_of_file(diag, shown, "there is no such file");
    if (code == ENOTDIR)
        return complain_of_file(diag, shown, "there is no such file: a part of its path is not a folder");
    if (code == EACCES || code == EPERM) return complain_of_file(diag, shown, "no permission to read it");
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    yp_diag_error(diag, (yp_spot){ shown, 0, 0 }, "it cannot be read: %s",
                  plain ? strerror_l(code, plain) : "unknown cause");
    if (plain) freelocale(plain);
    return YP_IO;
}

void *yp_room_take(size_t bytes)
{
    void *room = NULL;
    if (bytes < PIECE) return malloc(bytes ? bytes : 1);
    if (posix_memalign(&room, PIECE, bytes) != 0) return NULL;
    (void)madvise(room, bytes, MADV_HUGEPAGE); /* a wish; nothing depends on it */
    return room;
}

static char *take_room(size_t length)
{
    return length > SIZE_MAX - YP_PADDING ? NULL : yp_room_take(length + YP_PADDING);
}

static void end_text(yp_bytes *text)
{
    memset(text->bytes + text->length, 0, YP_PADDING);
    text->bytes[text->length] = '\n';
}

/* Make room for twice as much. Needed only for files that do not tell their length, as those of /proc. */
static bool grow(yp_bytes *text, size_t *capacity)
{
    if (*capacity > SIZE_MAX / 4) return false;
    char *larger = take_room(*capacity * 2);
    if (!larger) return false;
    memcpy(larger, text->bytes, text->length);
    free(text->bytes);
    text->bytes = larger;
    *capacity *= 2;
    return true;
}

/* Can a table go on after the piece [from, length)? `line_start` follows the last newline. */
static bool may_go_on(const yp_bytes *text, size_t from, size_t *line_start)
{
    const char *piece = text->bytes + from;
    size_t length = text->length - from;
    const char *newline = memrchr(piece, '\n', length);
    if (newline) *line_start = (size_t)(newline - text->bytes) + 1;
    if (text->length - *line_start > YP_ROW_LIMIT) return false;
    return length < PIECE || newline || memchr(piece, ',', length);
}

/* Fill `text`, whose room is `capacity`. @return 0 or an errno */
static int read_all(int file, yp_bytes *text, size_t capacity, size_t limit)
{
    size_t piece_start = 0, line_start = 0;
    for (;;) {
        if (text->length == capacity && !grow(text, &capacity)) return ENOMEM;
        size_t wanted = capacity - text->length, left = piece_start + PIECE - text->length;
        ssize_t got = read(file, text->bytes + text->length, wanted < left ? wanted : left);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno;
        if (got == 0) return 0;
        text->length += (size_t)got;
        if (limit && text->length > limit) return EFBIG;
        if (text->length - piece_start == PIECE) {
            if (!limit && !may_go_on(text, piece_start, &line_start)) return 0;
            piece_start = text->length;
        }
    }
}

/* Open an ordinary file; its size in `*size`. */
static yp_status open_file(const char *path, const char *shown, yp_diag *diag, int *file, size_t *size)
{
    struct stat about;
    int opened =
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not keep us waiting */
    if (opened < 0) return complain_of_errno(diag, shown, errno);
    yp_status status = YP_OK;
    if (fstat(opened, &about) != 0)
        status = complain_of_errno(diag, shown, errno);
    else if (S_ISDIR(about.st_mode))
        status = complain_of_file(diag, shown, "it is a folder: expected a file");
    else if (!S_ISREG(about.st_mode))
        status = complain_of_file(diag, shown, "it is no ordinary file: expected one");
    if (status != YP_OK) {
        close(opened);
        return status;
    }
    *file = opened;
    *size = about.st_size > 0 ? (size_t)about.st_size : 0;
    return YP_OK;
}

static yp_status read_open(int file, size_t size, const char *shown, size_t limit, yp_diag *diag,
                           yp_bytes *out)
{
    if (limit && size > limit) size = limit;
    size_t capacity = (size ? size : 4095) + 1; /* one more, so that the end shows without growing */
    yp_bytes text = { take_room(capacity), 0 };
    int code = text.bytes ? read_all(file, &text, capacity, limit) : ENOMEM;
    if (code == 0) {
        end_text(&text);
        *out = text;
        return YP_OK;
    }
    yp_bytes_free(&text);
    if (code != EFBIG || !limit) return complain_of_errno(diag, shown, code);
    yp_diag_error(diag, (yp_spot){ shown, 0, 0 }, "it is longer than the %zu MiB that are read", limit >> 20);
    return YP_BAD_INPUT;
}

yp_status yp_bytes_read(const char *path, const char *shown, size_t limit, yp_diag *diag, yp_bytes *out)
{
    int file;
    size_t size;
    yp_status status = open_file(path, shown, diag, &file, &size);
    if (status != YP_OK) return status;
    status = read_open(file, size, shown, limit, diag, out);
    close(file); /* nothing was written: nothing can be lost */
    return status;
}

yp_status yp_bytes_check(const char *path, const char *shown, yp_diag *diag)
{
    int file;
    size_t size;
    yp_status status = open_file(path, shown, diag, &file, &size);
    if (status == YP_OK) close(file);
    return status;
}

yp_status yp_bytes_copy(const char *bytes, size_t length, yp_bytes *out)
{
    yp_bytes text = { take_room(length), length };
    if (!text.bytes) return YP_NO_MEMORY;
    if (length) memcpy(text.bytes, bytes, length);
    end_text(&text);
    *out = text;
    return YP_OK;
}

void yp_bytes_free(yp_bytes *text)
{
    free(text->bytes);
    *text = (yp_bytes){ NULL, 0 };
}
