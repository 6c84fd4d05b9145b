#include "cli/sweep_table.h"

#include "table/csv.h"
#include "table/number.h"

#include <string.h>

typedef struct {
    const yp_csv *csv;
    yp_arena *arena;
    yp_diag *diag;
    yp_sweep_table *out;
    yp_setting *targets; /* [columns of the file] */
    size_t name_column;
    bool is_good;
} reader;

static yp_spot spot_of(reader *r, yp_spot at)
{
    /* the table is closed before the last message is printed */
    const char *file = at.file ? yp_arena_text(r->arena, at.file, strlen(at.file)) : NULL;
    return (yp_spot){ file, at.line, at.column };
}

static yp_status read_header(reader *r)
{
    const size_t count = yp_csv_column_count(r->csv);
    const uint32_t name = yp_csv_find(r->csv, "name");
    r->targets = yp_arena_take(r->arena, count + 1, sizeof *r->targets);
    r->out->columns = yp_arena_take(r->arena, count + 1, sizeof *r->out->columns);
    if (!r->targets || !r->out->columns) return YP_NO_MEMORY;
    r->name_column = name;
    if (name == YP_NONE || count < 2) {
        yp_diag_error(r->diag, spot_of(r, yp_csv_header(r->csv, 0).at),
                      "expected a column `name` and columns such as technology=coal.cost");
        r->is_good = false;
        return YP_OK;
    }
    for (size_t k = 0; k < count; k++) {
        const yp_cell header = yp_csv_header(r->csv, k);
        const char *text = yp_arena_text(r->arena, header.text, header.length);
        if (!text) return YP_NO_MEMORY;
        if (k == name) continue;
        r->out->columns[r->out->column_count++] = text;
        if (yp_csv_unit(r->csv, k)) {
            yp_diag_error(
                r->diag, spot_of(r, header.at),
                "'%s': expected no unit: a sweep's numbers are in the unit of the column that they set",
                text);
            r->is_good = false;
            continue;
        }
        yp_status status = yp_setting_target(text, spot_of(r, header.at), r->arena, r->diag, &r->targets[k]);
        if (status == YP_NO_MEMORY) return status;
        if (status != YP_OK) r->is_good = false;
    }
    return YP_OK;
}

/* A name is a folder's. */
static bool is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/');
}

static void check_name(reader *r, const yp_sweep_run *run, yp_cell cell)
{
    if (!is_name(run->name)) {
        yp_diag_error(r->diag, spot_of(r, cell.at), "the name is '%s': expected one that can name a folder",
                      run->name);
        r->is_good = false;
    }
    for (const yp_sweep_run *other = r->out->runs; other < run; other++)
        if (strcmp(other->name, run->name) == 0) {
            yp_diag_error(r->diag, spot_of(r, cell.at), "a run named '%s' stands above already", run->name);
            r->is_good = false;
            return;
        }
}

static yp_status read_row(reader *r, size_t row)
{
    yp_sweep_run *run = &r->out->runs[row];
    const yp_cell name = yp_csv_cell(r->csv, row, r->name_column);
    yp_setting *settings = yp_arena_take(r->arena, yp_csv_column_count(r->csv), sizeof *settings);
    run->name = yp_arena_text(r->arena, name.text, name.length);
    run->settings = settings;
    if (!settings || !run->name) return YP_NO_MEMORY;
    check_name(r, run, name);
    for (size_t k = 0; k < yp_csv_column_count(r->csv); k++) {
        const yp_cell cell = yp_csv_cell(r->csv, row, k);
        if (k == r->name_column || cell.length == 0) continue;
        yp_setting setting = r->targets[k];
        setting.at = spot_of(r, cell.at);
        if (!yp_number_parse(cell.text, cell.length, &setting.value)) {
            yp_diag_error(r->diag, setting.at, "'%.*s': expected a number", (int)cell.length, cell.text);
            r->is_good = false;
        }
        settings[run->setting_count++] = setting;
    }
    return YP_OK;
}

static yp_status read_all(reader *r)
{
    const size_t count = yp_csv_row_count(r->csv);
    yp_status status = read_header(r);
    if (status != YP_OK || !r->is_good) return status;
    r->out->runs = yp_arena_take(r->arena, count + 1, sizeof *r->out->runs);
    if (!r->out->runs) return YP_NO_MEMORY;
    for (size_t row = 0; row < count && status == YP_OK; row++) status = read_row(r, row);
    r->out->run_count = count;
    if (status == YP_OK && count == 0) {
        yp_diag_error(r->diag, spot_of(r, yp_csv_header(r->csv, 0).at), "expected a row for each run");
        r->is_good = false;
    }
    return status;
}

yp_status yp_sweep_table_read(const char *path, yp_arena *arena, yp_diag *diag, yp_sweep_table *out)
{
    yp_csv *csv = NULL;
    *out = (yp_sweep_table){ .runs = NULL };
    yp_status status = yp_csv_read(path, path, diag, &csv);
    if (status != YP_OK) return status;
    reader r = { .csv = csv, .arena = arena, .diag = diag, .out = out, .is_good = true };
    status = read_all(&r);
    yp_csv_free(csv);
    return status == YP_OK && !r.is_good ? YP_BAD_INPUT : status;
}
