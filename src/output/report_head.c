/* The head of the report: what it is of, what was compared, what was asked for. */
#include "output/internal.h"

#include <math.h>
#include <string.h>

/* Options that take a value and change the answer or how it was found. */
static const char *const shown_options[] = { "layers", "hours",     "lift",    "scenario",   "hold",
                                             "solver", "tolerance", "mip-gap", "time-limit", "threads" };
/* Those that take one and tell nothing of the answer. */
static const char *const other_options[] = { "output", "memory-limit" };

static bool takes_value(const char *name)
{
    for (size_t k = 0; k < sizeof shown_options / sizeof *shown_options; k++)
        if (strcmp(name, shown_options[k]) == 0) return true;
    for (size_t k = 0; k < sizeof other_options / sizeof *other_options; k++)
        if (strcmp(name, other_options[k]) == 0) return true;
    return false;
}

/* The next word of a command, in the arena; NULL at its end. */
static const char *next_word(const yp_reporting *r, const char **rest)
{
    const char *from = *rest + strspn(*rest, " ");
    const size_t length = strcspn(from, " ");
    *rest = from + length;
    return length > 0 ? yp_arena_text(r->arena, from, length) : NULL;
}

/* A path of the machine tells where a result was made: only its last part is shown. */
static const char *without_folders(const yp_reporting *r, const char *word)
{
    const char *equals = *word == '-' ? strchr(word, '=') : NULL;
    const char *value = equals ? equals + 1 : word;
    if (*value != '/' && *value != '~') return word;
    size_t end = strlen(value);
    while (end > 1 && value[end - 1] == '/') end--;
    size_t begin = end;
    while (begin > 0 && value[begin - 1] != '/') begin--;
    return yp_arena_format(r->arena, "%.*s%.*s", (int)(value - word), word, (int)(end - begin),
                           value + begin);
}

static const char *command_of(const yp_reporting *r)
{
    const char *command = yp_report_get_text(r->summary, "command");
    return command ? command : "";
}

const char *yp_report_option(const yp_reporting *r, const char *name)
{
    const char *rest = command_of(r), *word;
    const size_t length = strlen(name);
    while ((word = next_word(r, &rest))) {
        if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, name, length) != 0) continue;
        if (word[2 + length] == '=') return without_folders(r, word + 3 + length);
        const char *value = word[2 + length] == '\0' ? next_word(r, &rest) : NULL;
        if (value) return without_folders(r, value);
    }
    return NULL;
}

static json_t *command(const yp_reporting *r)
{
    const char *rest = command_of(r), *word, *line = "";
    while (line && (word = next_word(r, &rest))) {
        const char *shown = without_folders(r, word);
        line = yp_arena_format(r->arena, "%s%s%s", line, *line ? " " : "", shown ? shown : "");
    }
    return yp_report_text(line);
}

/* What was solved: the first word after `yipan solve` that is no option. */
static json_t *case_folder(const yp_reporting *r)
{
    const char *rest = command_of(r), *word;
    next_word(r, &rest);
    next_word(r, &rest);
    while ((word = next_word(r, &rest))) {
        if (*word != '-') return yp_report_text(without_folders(r, word));
        if (strncmp(word, "--", 2) == 0 && takes_value(word + 2)) next_word(r, &rest);
    }
    return json_string("");
}

static json_t *options(const yp_reporting *r)
{
    json_t *object = json_object();
    for (size_t k = 0; k < sizeof shown_options / sizeof *shown_options; k++) {
        const char *value = yp_report_option(r, shown_options[k]);
        if (value) json_object_set_new(object, shown_options[k], json_string(value));
    }
    return object;
}

static json_t *stamp(const yp_time *time, size_t snapshot)
{
    int year, month, day, minute;
    char text[64];
    yp_time_date(time, snapshot, &year, &month, &day, &minute);
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", year, month, day, minute / 60, minute % 60);
    return json_string(text);
}

static json_t *period(const yp_reporting *r)
{
    const yp_time *time = &r->c->time;
    const yp_blocks *blocks = &r->shown[0].plan->blocks;
    const bool has_days = time->method == YP_AGGREGATE_DAYS && !time->block_step;
    const double hours = time->block_step ? 0 : (double)time->snapshot_count * time->step_hours;
    json_t *object = json_object();
    json_object_set_new(object, "start", stamp(time, 0));
    json_object_set_new(object, "end", stamp(time, time->block_step ? 0 : time->snapshot_count));
    json_object_set_new(object, "zone", json_string(time->zone ? time->zone : ""));
    json_object_set_new(object, "blocks", json_integer((json_int_t)blocks->count));
    const size_t days = blocks->count > 0 ? blocks->cycle[blocks->count - 1] + 1 : 0;
    json_object_set_new(object, "days", has_days ? json_integer((json_int_t)days) : json_null());
    json_object_set_new(object, "days_of", yp_report_number(hours / 24, YP_DIGITS_RESULT));
    return object;
}

static json_t *layers(const yp_reporting *r)
{
    json_t *table = yp_report_table("id name name_zh");
    for (size_t l = 0; l < r->c->layer_count; l++) {
        yp_report_put_text(table, "id", r->c->layers[l]);
        yp_report_put_text(table, "name", NULL);
        yp_report_put_text(table, "name_zh", NULL);
    }
    return table;
}

/* ---- caveats that follow from the case ---- */

/* Are supplies of a good guesses? */
static bool is_guessed(const yp_reporting *r, uint32_t good)
{
    const yp_case *c = r->c;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        const bool is_guess =
            x->quality && (strcmp(x->quality, "estimate") == 0 || strcmp(x->quality, "recalled") == 0);
        if (x->table == YP_SUPPLY && x->good == good && is_guess) return true;
    }
    return false;
}

static const char *either(const char *first, const char *second, const char *third)
{
    return first ? first : second ? second : third;
}

/* Do regions get more of a good for money: is a supply inside a region that costs something in use? */
static bool is_bought(const yp_reporting *r, uint32_t good)
{
    double bought = 0, all = 0;
    for (uint32_t i = 0; i < r->c->component_count; i++) {
        const yp_component *x = &r->c->components[i];
        const bool is_dear = x->cost.series != YP_NONE || x->cost.offset > 0;
        const bool is_inner = yp_shown_region(&r->shown[0], x->place) != YP_NONE;
        if (x->table != YP_SUPPLY || x->good != good || !is_inner) continue;
        for (size_t k = 0; k < r->shown_count; k++) {
            const yp_shown *s = &r->shown[k];
            for (size_t b = 0; s->plan->has_levels && b < s->plan->blocks.count; b++) {
                const double amount = s->hours[b] * fabs(yp_shown_level(s, YP_PART_LEVEL, i, b));
                all += amount;
                if (is_dear) bought += amount;
            }
        }
    }
    return bought > 1e-6 * all;
}

/* A sentence about those permits that a question holds for; their names end it. */
static void add_permit_note(const yp_reporting *r, json_t *notes,
                            bool (*holds)(const yp_reporting *r, uint32_t good), const char *part,
                            const char *english_form, const char *chinese_form)
{
    const char *english = "", *chinese = "";
    for (uint32_t g = 0; g < r->c->good_count; g++) {
        const yp_good *good = &r->c->goods[g];
        if (!yp_good_is_permit(r->c, g) || !holds(r, g)) continue;
        english = yp_arena_format(r->arena, "%s%s%s", english, *english ? ", " : "",
                                  either(good->name, good->name_zh, good->id));
        chinese = yp_arena_format(r->arena, "%s%s%s", chinese, *chinese ? "、" : "",
                                  either(good->name_zh, good->name, good->id));
        if (!english || !chinese) return;
    }
    if (!*english) return;
    yp_report_put_text(notes, "part", part);
    yp_report_put_text(notes, "en", yp_arena_format(r->arena, "%s %s", english_form, english));
    yp_report_put_text(notes, "zh", yp_arena_format(r->arena, "%s%s", chinese_form, chinese));
}

static void add_permit_notes(const yp_reporting *r, json_t *notes)
{
    static const char before_en[] = "Use is counted before what is bought back to make up for it:";
    static const char before_zh[] = "用量按付费抵偿之前计：";
    add_permit_note(r, notes, is_guessed, "permits",
                    "Illustrative: supplies are estimates, not official figures:",
                    "示意性结果，供给量为估计值，并非官方数据：");
    add_permit_note(r, notes, is_bought, "permits", before_en, before_zh);
    add_permit_note(r, notes, is_bought, "answer", before_en, before_zh);
}

static void add_uncertified_note(const yp_reporting *r, json_t *notes)
{
    size_t count = 0;
    for (size_t k = 0; k < r->solve_count; k++) {
        const json_t *holds = json_object_get(json_object_get(r->solves[k].summary, "certificate"), "holds");
        count += !json_is_true(holds);
    }
    if (count == 0) return;
    yp_report_put_text(notes, "part", "run");
    yp_report_put_text(notes, "en",
                       yp_arena_format(r->arena, "%zu of %zu solves have no certificate that holds.", count,
                                       r->solve_count));
    yp_report_put_text(
        notes, "zh",
        yp_arena_format(r->arena, "有 %zu 次求解没有成立的验证（共 %zu 次）。", count, r->solve_count));
}

static json_t *notes(const yp_reporting *r)
{
    json_t *table = yp_report_table("part en zh");
    add_permit_notes(r, table);
    add_uncertified_note(r, table);
    return table;
}

/* ---- */

static json_t *compare(const yp_reporting *r)
{
    json_t *object = json_object();
    json_object_set_new(object, "before", yp_report_text(r->shown[0].id));
    json_object_set_new(object, "after", yp_report_text(r->shown[r->shown_count - 1].id));
    return object;
}

/* Why there is no plan, of the first solve that has none. */
static json_t *cause(const yp_reporting *r)
{
    for (size_t k = 0; k < r->solve_count; k++) {
        const char *status = yp_report_get_text(r->solves[k].summary, "status");
        const char *words = yp_report_get_text(r->solves[k].summary, "cause");
        if (status && strcmp(status, "optimal") != 0 && words && *words) return json_string(words);
    }
    return json_null();
}

static json_t *two(const char *english, const char *chinese)
{
    json_t *object = json_object();
    json_object_set_new(object, "en", json_string(either(english, chinese, "")));
    json_object_set_new(object, "zh", json_string(either(chinese, english, "")));
    return object;
}

void yp_report_add_head(yp_reporting *r)
{
    const yp_case *c = r->c;
    json_t *head = json_object(), *money = json_object();
    const json_t *about = json_object_get(r->summary, "case");
    const char *status = yp_report_get_text(r->summary, "status");
    const bool has_level = c->region_level != YP_NONE && c->region_level < c->level_count;
    json_object_set_new(money, "unit", json_string(c->money ? c->money : ""));
    json_object_set_new(money, "year", json_integer(c->money_year));
    json_object_set_new(head, "title", two(c->title, c->title_zh));
    json_object_set_new(head, "case", case_folder(r));
    json_object_set_new(head, "case_hash", yp_report_text(yp_report_get_text(about, "case_hash")));
    json_object_set_new(head, "version", yp_report_text(yp_report_get_text(r->summary, "version")));
    json_object_set_new(head, "command", command(r));
    json_object_set_new(head, "options", options(r));
    json_object_set_new(head, "study", yp_report_text(yp_report_get_text(r->summary, "study")));
    json_object_set_new(head, "status", json_string(status ? status : "unknown"));
    json_object_set_new(head, "cause", cause(r));
    json_object_set_new(head, "compare", compare(r));
    json_object_set_new(head, "regions", json_string(has_level ? c->levels[c->region_level] : ""));
    json_object_set_new(head, "money", money);
    json_object_set_new(head, "period", period(r));
    json_object_set_new(head, "main_good",
                        json_string(r->main_good == YP_NONE ? "" : c->goods[r->main_good].id));
    json_object_set_new(head, "layers", layers(r));
    json_object_set_new(head, "notes", notes(r));
    json_object_set_new(r->data, "head", head);
}
