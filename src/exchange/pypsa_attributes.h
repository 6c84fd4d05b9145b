/** The lists of components of a PyPSA network and what their attributes are: a file leaves out every column
 * that holds nothing but the default, so a reader has to own the defaults. */
#ifndef YP_EXCHANGE_PYPSA_ATTRIBUTES_H
#define YP_EXCHANGE_PYPSA_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>

#define YP_LIST_LIST(X)                                 \
    X(YP_LIST_BUSES, "buses")                           \
    X(YP_LIST_CARRIERS, "carriers")                     \
    X(YP_LIST_GENERATORS, "generators")                 \
    X(YP_LIST_LOADS, "loads")                           \
    X(YP_LIST_STORES, "stores")                         \
    X(YP_LIST_STORAGE_UNITS, "storage_units")           \
    X(YP_LIST_LINKS, "links")                           \
    X(YP_LIST_PROCESSES, "processes")                   \
    X(YP_LIST_LINES, "lines")                           \
    X(YP_LIST_TRANSFORMERS, "transformers")             \
    X(YP_LIST_GLOBAL_CONSTRAINTS, "global_constraints") \
    X(YP_LIST_SHUNT_IMPEDANCES, "shunt_impedances")     \
    X(YP_LIST_SHAPES, "shapes")                         \
    X(YP_LIST_SUB_NETWORKS, "sub_networks")             \
    X(YP_LIST_LINE_TYPES, "line_types")                 \
    X(YP_LIST_TRANSFORMER_TYPES, "transformer_types")

typedef enum {
#define X(code, word) code,
    YP_LIST_LIST(X)
#undef X
        YP_LIST_COUNT
} yp_list;

/** The name of a list as files have it: "generators". */
const char *yp_list_text(yp_list list);
/** The list that a text begins with, followed by `_` or `-` or its end; the longest such. YP_LIST_COUNT:
 * none. */
yp_list yp_list_of(const char *text);

/** What is made of an attribute. */
typedef enum {
    YP_USE_READ,    /**< enters the case */
    YP_USE_VARYING, /**< the same, and may be a series */
    YP_USE_SET,     /**< the same, and gaps in the series mean "not set" */
    YP_USE_NOTHING, /**< descriptive, of power flow, or a result: carries no meaning for the case */
    YP_USE_REFUSED  /**< means something that is not supported: anything but the default is an error */
} yp_use;

typedef struct {
    const char *name;
    const char *fallback; /**< as a cell would say it; "" no number, or an empty text */
    yp_use use;
} yp_attribute;

/** The attribute of a list, or NULL: a custom one. Knows the ports beyond the second (bus2, efficiency2,
 * rate3). */
const yp_attribute *yp_attribute_of(yp_list list, const char *name);

/** The number of a port in a name such as "efficiency2" after a stem; SIZE_MAX if it is none. */
size_t yp_port_number(const char *name, const char *stem);

#endif
