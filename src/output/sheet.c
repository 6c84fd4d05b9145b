#include "output/sheet.h"

#include "base/number_text.h"
#include "base/path.h"

#include <math.h>
#include <string.h>

yp_sheet yp_sheet_open(const char *folder, const char *name, const char *header)
{
    char path[YP_PATH_ROOM];
    yp_sheet rows = { 0 };
    if (yp_path_join(path, sizeof path, folder, name)) rows.file = fopen(path, "wx");
    rows.has_failed = !rows.file || fprintf(rows.file, "%s\n", header) < 0;
    return rows;
}

static void put(yp_sheet *rows, const char *text, size_t length)
{
    if (rows->file && fwrite(text, 1, length, rows->file) != length) rows->has_failed = true;
}

static void separate(yp_sheet *rows)
{
    if (rows->is_row_open) put(rows, ",", 1);
    rows->is_row_open = true;
}

void yp_sheet_text(yp_sheet *rows, const char *text)
{
    separate(rows);
    if (!text) return;
    if (!text[strcspn(text, ",\"\r\n")]) {
        put(rows, text, strlen(text));
        return;
    }
    put(rows, "\"", 1);
    for (const char *c = text; *c; c++) {
        if (*c == '"') put(rows, "\"", 1);
        put(rows, c, 1);
    }
    put(rows, "\"", 1);
}

void yp_sheet_number(yp_sheet *rows, double number)
{
    char text[YP_NUMBER_SIZE];
    separate(rows);
    if (!isnan(number)) put(rows, text, yp_number_text(number, text));
}

void yp_sheet_end(yp_sheet *rows)
{
    put(rows, "\n", 1);
    rows->is_row_open = false;
}

yp_status yp_sheet_close(yp_sheet *rows)
{
    if (rows->file && fclose(rows->file) != 0) rows->has_failed = true;
    rows->file = NULL;
    return rows->has_failed ? YP_IO : YP_OK;
}
