#include "cli/diagnosis.h"

#include "output/sheet.h"
#include "result/folder.h"

static const char *const kinds[] = {
    [YP_FINDING_VIOLATION] = "violation", [YP_FINDING_CONFLICT] = "conflict", [YP_FINDING_GROWTH] = "growth"
};

void yp_diagnosis_say(const yp_diagnosis *d, const yp_plan *plan, yp_log *log)
{
    for (size_t k = 0; k < d->line_count; k++) yp_log_say(log, k == 0 ? "cause" : "", "%s", d->lines[k]);
    if (d->finding_count > d->line_count)
        yp_log_say(log, "", "%zu findings in all: see diagnosis.csv of the result", d->finding_count);
    if (d->ray)
        yp_log_say(log, "checked", "that there is no plan %s by its ray (residual %.1e)",
                   plan->certificate.holds ? "is proven" : "is not proven", plan->certificate.dual);
}

static yp_status write_table(const yp_diagnosis *d, const char *folder)
{
    yp_sheet rows = yp_sheet_open(folder, "diagnosis.csv",
                                  "finding,what,owner,place,good,from,to,blocks,largest,at,unit,amount,cost "
                                  "[money],table,line,sentence");
    for (size_t k = 0; k < d->finding_count; k++) {
        const yp_finding *f = &d->findings[k];
        yp_sheet_text(&rows, kinds[f->kind]);
        yp_sheet_text(&rows, f->what);
        yp_sheet_text(&rows, f->owner);
        yp_sheet_text(&rows, f->place);
        yp_sheet_text(&rows, f->good);
        yp_sheet_text(&rows, f->from);
        yp_sheet_text(&rows, f->to);
        yp_sheet_number(&rows, (double)f->block_count);
        yp_sheet_number(&rows, f->largest);
        yp_sheet_text(&rows, f->at);
        yp_sheet_text(&rows, f->unit);
        yp_sheet_number(&rows, f->amount);
        yp_sheet_number(&rows, f->cost);
        yp_sheet_text(&rows, f->where.line > 0 ? f->where.file : "");
        yp_sheet_number(&rows, f->where.line > 0 ? (double)f->where.line : NAN);
        yp_sheet_text(&rows, f->sentence);
        yp_sheet_end(&rows);
    }
    return yp_sheet_close(&rows);
}

yp_status yp_diagnosis_write(const yp_diagnosis *d, const yp_case *c, const char *folder, yp_diag *diag)
{
    if (!d) return YP_OK;
    yp_status status = write_table(d, folder);
    if (status == YP_IO)
        yp_diag_error(diag, (yp_spot){ folder, 0, 0 },
                      "diagnosis.csv could not be written: is the disk full?");
    return status == YP_OK ? yp_proof_write(c, d->ray, d->point, folder, diag) : status;
}
