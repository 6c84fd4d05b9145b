/** Standard types of lines and transformers that networks may name without describing them. Private to the
 * module. */
#ifndef YP_EXCHANGE_STANDARD_TYPES_H
#define YP_EXCHANGE_STANDARD_TYPES_H

#include <stddef.h>

typedef struct {
    const char *name;
    double resistance, reactance; /**< Ohm per km */
} yp_line_type;

typedef struct {
    const char *name;
    double size;                  /**< MVA */
    double short_circuit;         /**< voltage at short circuit, percent */
    double short_circuit_real;    /**< its real part, percent */
    double phase_shift;           /**< deg */
    double tap_neutral, tap_step; /**< position; percent a position */
} yp_transformer_type;

/** 59 lines and cables. */
const yp_line_type *yp_line_types(size_t *count);
/** 14 transformers. */
const yp_transformer_type *yp_transformer_types(size_t *count);

#endif
