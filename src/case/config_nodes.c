/* Scalars and lists of case.yaml, each checked where it stands. */
#include "case/internal.h"

#include <string.h>

static yp_spot spot_of(const yp_reader *r, const yp_yaml_node *node)
{
    yp_spot at = yp_yaml_node_spot(node);
    at.file = r->shown_yaml;
    return at;
}

const char *yp_node_text(yp_reader *r, const yp_yaml_node *node, const char *what)
{
    const char *text = node ? yp_yaml_text(node) : NULL;
    if (node && !text)
        yp_error(r->b, spot_of(r, node), "%s: expected one value, not a list or a mapping", what);
    return text ? yp_keep(r->b, text, strlen(text)) : NULL;
}

double yp_node_number(yp_reader *r, const yp_yaml_node *node, const char *what, const yp_range *range,
                      double fallback)
{
    double number;
    const char *text = yp_node_text(r, node, what);
    if (!text) return fallback;
    if (yp_number_parse(text, strlen(text), &number) && number >= range->low && number <= range->high)
        return number;
    yp_error(r->b, spot_of(r, node), "%s is '%s': expected a number, %s", what, text, range->words);
    return fallback;
}

bool yp_node_flag(yp_reader *r, const yp_yaml_node *node, const char *what, bool fallback)
{
    const char *text = yp_node_text(r, node, what);
    if (!text) return fallback;
    if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0) return true;
    if (strcmp(text, "no") == 0 || strcmp(text, "false") == 0) return false;
    yp_error(r->b, spot_of(r, node), "%s is '%s': expected yes or no", what, text);
    return fallback;
}

int yp_node_word(yp_reader *r, const yp_yaml_node *node, const char *what, const yp_word *words, int fallback)
{
    const char *text = yp_node_text(r, node, what);
    const int code = text ? yp_word_code(words, text, strlen(text)) : fallback;
    if (code >= 0) return code;
    char known[256] = "";
    for (const yp_word *word = words; word->word && strlen(known) + strlen(word->word) + 4 < sizeof known;
         word++) {
        if (known[0]) strcat(known, word[1].word ? ", " : " or ");
        strcat(known, word->word);
    }
    yp_error(r->b, spot_of(r, node), "%s is '%s': expected %s", what, text, known);
    return fallback;
}

void yp_node_keys(yp_reader *r, const yp_yaml_node *node, const char *what, const char *const *known)
{
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) {
        yp_error(r->b, spot_of(r, node), "%s: expected a mapping such as {key: value}", what);
        return;
    }
    yp_map *names = yp_map_new(r->c->arena);
    for (uint32_t i = 0; names && known[i]; i++) yp_map_add(names, known[i], strlen(known[i]), i, NULL);
    for (size_t i = 0; names && i < yp_yaml_count(node); i++) {
        const char *key = yp_yaml_key(node, i);
        if (yp_map_find(names, key, strlen(key)) != YP_NONE) continue;
        const char *near = yp_map_nearest(names, key, strlen(key));
        yp_spot at = yp_yaml_key_spot(node, i);
        at.file = r->shown_yaml;
        yp_error(r->b, at, "unknown key '%s' in %s%s%s%s", key, what, near ? ": did you mean '" : "",
                 near ? near : "", near ? "'?" : "");
    }
}

const char *const *yp_node_texts(yp_reader *r, const yp_yaml_node *node, const char *what, size_t *count)
{
    *count = 0;
    if (!node) return NULL;
    if (yp_yaml_node_kind(node) != YP_YAML_LIST) {
        yp_error(r->b, spot_of(r, node), "%s: expected a list such as [a, b]", what);
        return NULL;
    }
    const char **texts = yp_take(r->b, yp_yaml_count(node), sizeof *texts);
    for (size_t i = 0; texts && i < yp_yaml_count(node); i++) {
        const char *text = yp_node_text(r, yp_yaml_at(node, i), what);
        if (text) texts[(*count)++] = text;
    }
    return texts;
}
