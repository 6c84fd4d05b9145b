/* case.yaml. */
#include "case/internal.h"
#include "case/losses.h"
#include "case/write.h"

#include "base/number_text.h"

#include <string.h>

/* A scalar in double quotes, as YAML and JSON have it. */
static void put_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') fputc('\\', file);
        if (byte < 0x20 || byte == 0x7f)
            fprintf(file, "\\x%02x", byte);
        else
            fputc(byte, file);
    }
    fputc('"', file);
}

static void put_number(FILE *file, double number)
{
    char text[YP_NUMBER_SIZE];
    yp_number_text(number, text);
    fputs(text, file);
}

/* [a, b] of texts that `name` gives. */
static void put_list(FILE *file, const char *(*name)(const yp_case *, size_t), const yp_case *c, size_t count)
{
    fputc('[', file);
    for (size_t i = 0; i < count; i++) {
        if (i) fputs(", ", file);
        put_text(file, name(c, i));
    }
    fputc(']', file);
}

static const char *layer_name(const yp_case *c, size_t i)
{
    return c->layers[i];
}

static const char *order_name(const yp_case *c, size_t i)
{
    return c->reforms[c->gain_order[i]].id;
}

static const char *range_name(const yp_case *c, size_t i)
{
    return c->scenarios[c->gain_range[i]].id;
}

static void put_pair(FILE *file, const char *en, const char *zh)
{
    fputc('{', file);
    if (en) {
        fputs("en: ", file);
        put_text(file, en);
    }
    if (zh) {
        fputs(en ? ", zh: " : "zh: ", file);
        put_text(file, zh);
    }
    fputs("}\n", file);
}

static void put_head(FILE *file, const yp_case *c)
{
    fputs("format: 1\ntitle: ", file);
    put_pair(file, c->title, c->title_zh);
    if (c->layer_count) {
        fputs("layers: ", file);
        put_list(file, layer_name, c, c->layer_count);
        fputc('\n', file);
    }
    fputs("money: {unit: ", file);
    put_text(file, c->money);
    fprintf(file, ", year: %d, discount_rate: ", c->money_year);
    put_number(file, c->discount_rate);
    fputs("}\n", file);
    if (c->network) {
        fputs("network: ", file);
        put_text(file, c->network);
        fputc('\n', file);
    }
    if (c->losses.mode != YP_LOSSES_NONE) {
        char text[128];
        yp_losses_text(&c->losses, text, sizeof text);
        fprintf(file, "defaults: {losses: \"%s\"}\n", text);
    }
    if (c->secure) {
        fputs("secure: ", file);
        put_text(file, c->secure);
        fputc('\n', file);
    }
    if (c->objective_constant != 0) {
        fputs("objective_constant: ", file);
        put_number(file, c->objective_constant);
        fputc('\n', file);
    }
}

static void put_time(FILE *file, const yp_case *c)
{
    const yp_time *time = &c->time;
    fprintf(file, "time: {start: \"%04d-%02d-%02dT%02d:%02d\", step: ", time->year, time->month, time->day,
            time->hour, time->minute);
    if (time->step_hours == floor(time->step_hours)) {
        put_number(file, time->step_hours);
        fputs(" h", file);
    } else {
        put_number(file, time->step_hours * 60);
        fputs(" min", file);
    }
    if (!time->block_step) fprintf(file, ", count: %zu", time->snapshot_count);
    if (time->zone) {
        fputs(", zone: ", file);
        put_text(file, time->zone);
    }
    fprintf(file, ", join: %s, leap: %s, partial: %s}\n", time->block_step ? "position" : "stamp",
            time->drops_leap_day ? "drop" : "keep", time->is_partial ? "yes" : "no");
    if (time->block_step) fputs("blocks: blocks.csv\n", file);
}

static void put_periods(FILE *file, const yp_case *c)
{
    fputs("periods: [", file);
    for (size_t i = 0; i < c->period_count; i++) {
        fprintf(file, "%s{year: %d, years: ", i ? ", " : "", c->periods[i].year);
        put_number(file, c->periods[i].years);
        fputs(", weight: ", file);
        put_number(file, c->periods[i].weight);
        fputc('}', file);
    }
    fputs("]\n", file);
}

static void put_risk(FILE *file, const yp_case *c)
{
    if (!(c->risk_omega > 0)) return;
    fputs("risk: {alpha: ", file);
    put_number(file, c->risk_alpha);
    fputs(", omega: ", file);
    put_number(file, c->risk_omega);
    fputs("}\n", file);
}

static void put_aggregation(FILE *file, const yp_time *time)
{
    static const char *const methods[] = {
        [YP_AGGREGATE_NONE] = "none", [YP_AGGREGATE_DAYS] = "days", [YP_AGGREGATE_RESAMPLE] = "resample"
    };
    if (time->block_step) return;
    fprintf(file, "aggregation: {method: %s", methods[time->method]);
    if (time->method == YP_AGGREGATE_DAYS) fprintf(file, ", days: %zu", time->day_count);
    if (time->method == YP_AGGREGATE_RESAMPLE) {
        fputs(", hours: ", file);
        put_number(file, time->resample_hours);
    }
    if (time->keeps_peak_net_load || time->keeps_low_wind_sun)
        fprintf(file, ", keep: [%s%s%s]", time->keeps_peak_net_load ? "peak_net_load" : "",
                time->keeps_peak_net_load && time->keeps_low_wind_sun ? ", " : "",
                time->keeps_low_wind_sun ? "low_wind_sun" : "");
    fprintf(file, ", within: %s", time->within_month ? "month" : "year");
    if (time->weight_file) {
        fputs(", weights: \"@", file);
        fputs(time->weight_file, file); /* names a file: nothing to escape */
        fputc('"', file);
    }
    fputs("}\n", file);
}

static void put_study(FILE *file, const yp_study_wish *wish)
{
    fputs("  ", file);
    put_text(file, wish->name);
    fputs(": {", file);
    for (size_t i = 0; i < wish->number_count; i++) {
        if (i) fputs(", ", file);
        put_text(file, wish->numbers[i].key);
        fputs(": ", file);
        put_number(file, wish->numbers[i].value);
    }
    fputs("}\n", file);
}

static void put_studies_asked(FILE *file, const yp_case *c)
{
    const bool has_gain = c->gain_order_count || c->gain_range_count;
    if (has_gain || c->study_count) fputs("studies:\n", file);
    if (has_gain) {
        fputs("  gain: {order: ", file);
        put_list(file, order_name, c, c->gain_order_count);
        fputs(", range: ", file);
        put_list(file, range_name, c, c->gain_range_count);
        fputs("}\n", file);
    }
    for (size_t i = 0; i < c->study_count; i++) put_study(file, &c->studies[i]);
}

static void put_studies(FILE *file, const yp_case *c)
{
    if (c->region_level != YP_NONE) {
        fputs("regions: ", file);
        put_text(file, c->levels[c->region_level]);
        fputc('\n', file);
    }
    put_studies_asked(file, c);
    for (size_t i = 0, count = 0; i < c->reform_count; i++) {
        const yp_reform *reform = &c->reforms[i];
        if (!reform->name && !reform->name_zh) continue;
        if (count++ == 0) fputs("reforms:\n", file);
        fputs("  ", file);
        put_text(file, reform->id);
        fputs(": ", file);
        put_pair(file, reform->name, reform->name_zh);
    }
}

void yp_write_config(yp_writer *w)
{
    yp_out out = yp_out_open(w, NULL, "case.yaml");
    if (!out.file) return;
    put_head(out.file, w->c);
    put_time(out.file, w->c);
    put_periods(out.file, w->c);
    put_risk(out.file, w->c);
    put_aggregation(out.file, &w->c->time);
    put_studies(out.file, w->c);
    yp_out_close(&out);
}
