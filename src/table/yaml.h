/** YAML with the position of every value: a small read-only view on libfyaml. */
#ifndef YP_TABLE_YAML_H
#define YP_TABLE_YAML_H

#include "base/diag.h"
#include "yipan.h"

typedef struct yp_yaml yp_yaml;           /**< a document; owns its nodes */
typedef struct yp_yaml_node yp_yaml_node; /**< a scalar, a list or a mapping; borrowed */

typedef enum { YP_YAML_SCALAR, YP_YAML_LIST, YP_YAML_MAPPING } yp_yaml_kind;

/** Read a document; duplicate keys, aliases into cycles and nesting past 64 levels are errors with their
 * place. Parameters and results as yp_csv_read(). */
yp_status yp_yaml_read(const char *path, const char *shown, yp_diag *diag, yp_yaml **out);
yp_status yp_yaml_parse(const char *text, size_t bytes, const char *shown, yp_diag *diag, yp_yaml **out);
void yp_yaml_free(yp_yaml *yaml);

const yp_yaml_node *yp_yaml_root(const yp_yaml *yaml); /**< NULL: an empty document */
yp_yaml_kind yp_yaml_node_kind(const yp_yaml_node *node);
yp_spot yp_yaml_node_spot(const yp_yaml_node *node);

/** The text of a scalar, terminated, borrowed; NULL for a list or a mapping. */
const char *yp_yaml_text(const yp_yaml_node *node);

/** Entries of a list or pairs of a mapping; 0 for a scalar. */
size_t yp_yaml_count(const yp_yaml_node *node);
const yp_yaml_node *yp_yaml_at(const yp_yaml_node *node, size_t i); /**< entry of a list, value of a pair */
const char *yp_yaml_key(const yp_yaml_node *node, size_t i); /**< key of the i-th pair; NULL in a list */
yp_spot yp_yaml_key_spot(const yp_yaml_node *node, size_t i);
const yp_yaml_node *yp_yaml_get(const yp_yaml_node *node, const char *key); /**< NULL if there is none */

#endif
