#include "case/columns.h"

#include <string.h>

const yp_schema *yp_schema_of(yp_file file)
{
    size_t i = (size_t)file;
    return i < YP_TABLE_COUNT ? &yp_component_schemas[i] : &yp_other_schemas[i - YP_TABLE_COUNT];
}

const yp_column *yp_schema_find(const yp_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->column_count; i++)
        if (strcmp(schema->columns[i].name, name) == 0) return &schema->columns[i];
    return NULL;
}

const yp_column *yp_component_column(const char *name)
{
    const yp_column *found = NULL;
    for (size_t t = 0; t < YP_TABLE_COUNT && !found; t++)
        found = yp_schema_find(&yp_component_schemas[t], name);
    return found;
}

static bool add_names(yp_map *names, const yp_schema *schema)
{
    bool no_memory = false;
    for (size_t i = 0; i < schema->column_count; i++)
        yp_map_add(names, schema->columns[i].name, strlen(schema->columns[i].name), (uint32_t)i, &no_memory);
    return !no_memory;
}

const char *yp_schema_nearest(const yp_schema *schema, const char *name, yp_arena *arena)
{
    yp_map *names = yp_map_new(arena);
    if (!names) return NULL;
    if (schema) {
        if (!add_names(names, schema)) return NULL;
    }
    for (size_t t = 0; t < YP_TABLE_COUNT && !schema; t++)
        if (!add_names(names, &yp_component_schemas[t])) return NULL;
    return yp_map_nearest(names, name, strlen(name));
}

const char *yp_word_text(const yp_word *words, int code)
{
    for (; words->word; words++)
        if (words->code == code) return words->word;
    return NULL;
}

int yp_word_code(const yp_word *words, const char *word, size_t length)
{
    for (; words->word; words++)
        if (strlen(words->word) == length && memcmp(words->word, word, length) == 0) return words->code;
    return -1;
}

const char *yp_unit_rule_text(yp_unit_rule rule)
{
    static const char *const texts[] = {
        [YP_UNIT_NONE] = "",
        [YP_UNIT_SHARE] = "share",
        [YP_UNIT_RATE] = "rate",
        [YP_UNIT_AMOUNT] = "amount",
        [YP_UNIT_PRICE] = "price",
        [YP_UNIT_SLOPE] = "price per rate",
        [YP_UNIT_MONEY_PER_RATE] = "money per rate",
        [YP_UNIT_MONEY_PER_RATE_YEAR] = "money per rate and year",
        [YP_UNIT_MONEY_PER_AMOUNT] = "money per amount",
        [YP_UNIT_MONEY_PER_AMOUNT_YEAR] = "money per amount and year",
        [YP_UNIT_PRICE_PER_HOUR] = "price per hour",
        [YP_UNIT_MONEY_PER_YEAR] = "money per year",
        [YP_UNIT_PER_HOUR] = "1/h",
        [YP_UNIT_PER_PACE] = "1/h or 1/block",
        [YP_UNIT_PACE] = "h or block",
        [YP_UNIT_MONEY] = "money",
        [YP_UNIT_MONEY_PER_HOUR] = "money per hour",
        [YP_UNIT_HOUR] = "h",
        [YP_UNIT_YEAR] = "year",
        [YP_UNIT_DEGREE] = "degree",
        [YP_UNIT_KILOMETRE] = "km",
        [YP_UNIT_SQUARE_KILOMETRE] = "km2",
        [YP_UNIT_KILOVOLT] = "kV",
        [YP_UNIT_PERSON] = "person",
        [YP_UNIT_COEFFICIENT] = "amount per unit of per",
        [YP_UNIT_BARRIER] = "by kind",
    };
    return texts[rule];
}

static const char *type_text(yp_column_type type)
{
    static const char *const texts[] = {
        [YP_TYPE_TEXT] = "text",         [YP_TYPE_ID] = "id",
        [YP_TYPE_INTEGER] = "integer",   [YP_TYPE_BOOLEAN] = "yes or no",
        [YP_TYPE_NUMBER] = "number",     [YP_TYPE_VALUE] = "number",
        [YP_TYPE_WORD] = "word",         [YP_TYPE_PLACE] = "place",
        [YP_TYPE_GOOD] = "good",         [YP_TYPE_COMPONENT] = "component",
        [YP_TYPE_SELECTOR] = "selector", [YP_TYPE_DURATION] = "hours or blocks",
    };
    return texts[type];
}

/* `a, b or c` of a list of words. */
static void print_words(FILE *to, const yp_word *words)
{
    for (size_t i = 0; words[i].word; i++) fprintf(to, "%s%s", i ? ", " : "", words[i].word);
}

static void print_column(FILE *to, const yp_column *column, bool as_markdown)
{
    const char *unit = yp_unit_rule_text(column->unit);
    const bool is_required = strcmp(column->fallback, "-") == 0;
    const char *fallback = is_required ? "required" : column->fallback[0] ? column->fallback : "absent";
    fprintf(to, as_markdown ? "| `%s`%s | %s%s%s | %s | " : "  %-22s%s %s%s%s, %s: ", column->name,
            column->flags & YP_COLUMN_SERIES ? (as_markdown ? " ~" : "~") : "", type_text(column->type),
            unit[0] ? ", " : "", unit, fallback);
    if (column->flags & YP_COLUMN_LATER) fprintf(to, "not supported yet: ");
    fprintf(to, "%s", column->help);
    if (column->words && !strstr(column->help, " or ")) {
        fprintf(to, " (");
        print_words(to, column->words);
        fprintf(to, ")");
    }
    if (column->range && column->range != &yp_range_any && !(column->flags & YP_COLUMN_LATER))
        fprintf(to, " (%s)", column->range->words);
    fprintf(to, as_markdown ? " |\n" : "\n");
}

void yp_columns_print(FILE *to, bool as_markdown)
{
    for (yp_file file = 0; file < YP_FILE_COUNT; file++) {
        const yp_schema *schema = yp_schema_of(file);
        fprintf(to,
                as_markdown
                    ? "### %s.csv\n\n%c%s.\n\n| column | type | default | meaning |\n|---|---|---|---|\n"
                    : "%s.csv: %c%s\n",
                schema->name, schema->help[0] - (as_markdown ? 'a' - 'A' : 0), schema->help + 1);
        for (size_t i = 0; i < schema->column_count; i++) print_column(to, &schema->columns[i], as_markdown);
        fprintf(to, "\n");
    }
}
