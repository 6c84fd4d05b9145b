#include "table/yaml.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libfyaml 0.7.12 loses a buffer on some malformed scalars, which we cannot give back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml\n";
}

/* Readers recurse without a guard of their own: neither depth nor size may be without bound. */
static size_t visit(const yp_yaml_node *node, size_t depth)
{
    if (depth > 64 || yp_yaml_node_spot(node).line == 0 || yp_yaml_node_spot(node).column == 0) abort();
    if ((yp_yaml_text(node) != NULL) != (yp_yaml_node_kind(node) == YP_YAML_SCALAR)) abort();
    size_t size = 1;
    for (size_t i = 0; i < yp_yaml_count(node); i++) {
        const char *key = yp_yaml_key(node, i);
        if (key && yp_yaml_get(node, key) != yp_yaml_at(node, i)) abort();
        size += visit(yp_yaml_at(node, i), depth + 1);
    }
    if (size > 1000000) abort();
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    yp_diag *diag = yp_diag_new();
    yp_yaml *yaml = NULL;
    yp_status status = yp_yaml_parse((const char *)data, size, "x.yaml", diag, &yaml);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK && yp_yaml_root(yaml)) visit(yp_yaml_root(yaml), 1);
    yp_yaml_free(yaml);
    yp_diag_free(diag);
    return 0;
}
