/* The page: three files carried with the library, with the data between them. */
#define _GNU_SOURCE /* memmem */
#include "output/internal.h"

#include "base/path.h"
#include "yp_report_css.h"
#include "yp_report_html.h"
#include "yp_report_js.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a report of ours says of itself in its head. */
static const char mark[] = "<meta name=\"generator\" content=\"yipan";

/* A piece of the page; not terminated. */
typedef struct {
    const char *text;
    size_t length;
} piece;

static const char *find(piece in, const char *word)
{
    return memmem(in.text, in.length, word, strlen(word));
}

/* Text in which nothing can end the element it stands in. Memory of malloc(). */
static char *without_markup(const char *text)
{
    size_t length = 1;
    for (const char *c = text; *c; c++) length += *c == '<' ? 6 : 1;
    char *out = malloc(length), *to = out;
    if (!out) return NULL;
    for (const char *c = text; *c; c++) {
        if (*c == '<') {
            memcpy(to, "\\u003c", 6);
            to += 6;
        } else {
            *to++ = *c;
        }
    }
    *to = '\0';
    return out;
}

static yp_status join(const piece *pieces, size_t count, char **page, size_t *length)
{
    size_t total = 0;
    for (size_t k = 0; k < count; k++) total += pieces[k].length;
    char *out = malloc(total + 1), *to = out;
    if (!out) return YP_NO_MEMORY;
    for (size_t k = 0; k < count; k++) {
        memcpy(to, pieces[k].text, pieces[k].length);
        to += pieces[k].length;
    }
    *to = '\0';
    *page = out;
    *length = total;
    return YP_OK;
}

/* The page around three fillings: each placeholder once, in this order. */
static yp_status fill(piece page, const piece fillings[3], char **out, size_t *length)
{
    static const char *const holes[3] = { "<!--STYLE-->", "<!--DATA-->", "<!--SCRIPT-->" };
    piece pieces[7];
    for (size_t k = 0; k < 3; k++) {
        const char *hole = find(page, holes[k]);
        if (!hole) return YP_INTERNAL;
        pieces[2 * k] = (piece){ page.text, (size_t)(hole - page.text) };
        pieces[2 * k + 1] = fillings[k];
        page.length -= (size_t)(hole - page.text) + strlen(holes[k]);
        page.text = hole + strlen(holes[k]);
    }
    pieces[6] = page;
    return join(pieces, 7, out, length);
}

yp_status yp_report_fill(const json_t *data, char **page, size_t *length)
{
    char *json = json_dumps(data, JSON_COMPACT | JSON_REAL_PRECISION(15));
    char *safe = json ? without_markup(json) : NULL;
    free(json);
    if (!safe) return YP_NO_MEMORY;
    const piece template = { (const char *)yp_report_html, sizeof yp_report_html };
    const piece fillings[3] = { { (const char *)yp_report_css, sizeof yp_report_css },
                                { safe, strlen(safe) },
                                { (const char *)yp_report_js, sizeof yp_report_js } };
    const yp_status status = fill(template, fillings, page, length);
    free(safe);
    return status;
}

/* Is the file absent, or a report of ours? */
static bool may_replace(const char *path)
{
    char head[4096];
    FILE *file = fopen(path, "rb");
    if (!file) return errno == ENOENT;
    const size_t length = fread(head, 1, sizeof head, file);
    fclose(file);
    return find((piece){ head, length }, mark) != NULL;
}

static bool write_all(const char *path, const char *page, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool is_written =
        fwrite(page, 1, length, file) == length && fflush(file) == 0 && fsync(fileno(file)) == 0;
    is_written &= fclose(file) == 0;
    return is_written;
}

static yp_status put_in_place(const char *path, const char *page, size_t length, yp_diag *diag)
{
    char beside[YP_PATH_ROOM];
    const int room = snprintf(beside, sizeof beside, "%s.%ld.partial", path, (long)getpid());
    bool is_written = room > 0 && (size_t)room < sizeof beside && write_all(beside, page, length);
    is_written = is_written && rename(beside, path) == 0;
    if (is_written) return YP_OK;
    yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "the report could not be written: %s", strerror(errno));
    unlink(beside);
    return YP_IO;
}

yp_status yp_report_write(const json_t *data, const char *path, bool force, yp_diag *diag, size_t *bytes)
{
    char *page = NULL;
    size_t length = 0;
    if (!force && !may_replace(path)) {
        yp_diag_error(
            diag, (yp_spot){ path, 0, 0 },
            "there is a file already that is no report of yipan: expected another --output, or --force");
        return YP_IO;
    }
    yp_status status = yp_report_fill(data, &page, &length);
    if (status == YP_OK) status = put_in_place(path, page, length, diag);
    if (status == YP_OK && bytes) *bytes = length;
    free(page);
    return status;
}
