/** What the tables of a case may hold: one list of columns per table. Reading, checks, writing back, shocks,
 * `yipan check
 *  --columns` and docs/formats.md follow from these lists; a new column is one row here. */
#ifndef YP_CASE_COLUMNS_H
#define YP_CASE_COLUMNS_H

#include "case/case.h"

#include <stdio.h>

/** How a cell is read and where it goes: the C type at `offset` follows from it. */
typedef enum {
    YP_TYPE_TEXT,      /**< const char *, NULL if empty */
    YP_TYPE_ID,        /**< const char *, in NFC */
    YP_TYPE_INTEGER,   /**< int */
    YP_TYPE_BOOLEAN,   /**< bool */
    YP_TYPE_NUMBER,    /**< double, NaN if absent */
    YP_TYPE_VALUE,     /**< yp_value */
    YP_TYPE_WORD,      /**< an enumeration (int) by the list of words */
    YP_TYPE_PLACE,     /**< uint32_t, index of a place */
    YP_TYPE_GOOD,      /**< uint32_t, index of a good */
    YP_TYPE_COMPONENT, /**< uint32_t, index of a component */
    YP_TYPE_SELECTOR,  /**< const char *, as written */
    YP_TYPE_DURATION,  /**< yp_duration: `3`, `3 h`, `3 block` */
} yp_column_type;

/** What a number is in, relative to the good of its row. */
typedef enum {
    YP_UNIT_NONE,   /**< no number, or a number whose unit is not ours to know */
    YP_UNIT_SHARE,  /**< 1 */
    YP_UNIT_RATE,   /**< unit of the good per hour; of a stock good: its unit; of a process: its level unit */
    YP_UNIT_AMOUNT, /**< unit of the good */
    YP_UNIT_PRICE,  /**< money per amount */
    YP_UNIT_SLOPE,  /**< price per rate */
    YP_UNIT_MONEY_PER_RATE,
    YP_UNIT_MONEY_PER_RATE_YEAR,
    YP_UNIT_MONEY_PER_AMOUNT, /**< of energy capacity */
    YP_UNIT_MONEY_PER_AMOUNT_YEAR,
    YP_UNIT_PRICE_PER_HOUR,
    YP_UNIT_MONEY_PER_YEAR,
    YP_UNIT_PER_HOUR,
    YP_UNIT_PER_PACE, /**< 1/h, or 1/block: then the row's ramp_unit says so */
    YP_UNIT_HOUR,
    YP_UNIT_PACE, /**< h, or block: then the row's time_unit says so */
    YP_UNIT_MONEY,
    YP_UNIT_MONEY_PER_HOUR,
    YP_UNIT_YEAR,
    YP_UNIT_DEGREE,
    YP_UNIT_KILOMETRE,
    YP_UNIT_SQUARE_KILOMETRE,
    YP_UNIT_KILOVOLT,
    YP_UNIT_PERSON,
    YP_UNIT_COEFFICIENT, /**< unit of the coefficient's good per unit of `per` */
    YP_UNIT_BARRIER      /**< by the kind of the barrier */
} yp_unit_rule;

/** Which numbers a column takes; `words` completes "expected a number". */
typedef struct {
    double low, high;
    const char *words;
} yp_range;

typedef struct {
    const char *word;
    int code;
} yp_word;

enum {
    YP_COLUMN_SERIES = 1,     /**< may refer to a profile */
    YP_COLUMN_GAPS = 2,       /**< empty cells in that profile mean "absent here" */
    YP_COLUMN_LATER = 4,      /**< not supported yet: anything but the default is an error that says so */
    YP_COLUMN_BY_HAND = 8,    /**< read by the table's own code, not into a field */
    YP_COLUMN_IS_OWN = 16,    /**< never inherited from a technology or the case's defaults */
    YP_COLUMN_UNWRITTEN = 32, /**< spent while reading; a written case does not need it */
    YP_COLUMN_OR_NONE = 64,   /**< the word `none` says "absent" and is not the same as an empty cell */
};

/** One column. */
typedef struct {
    const char *name;
    yp_column_type type;
    yp_unit_rule unit;
    const char *fallback; /**< as a cell would say it; "-" required, "" absent */
    const yp_range *range;
    const yp_word *words; /**< ends with a NULL word */
    size_t offset;        /**< of the field in the row's struct */
    unsigned flags;
    const char *help;
} yp_column;

/** The tables that a case may have. The first five are those of yp_table. */
typedef enum {
    YP_FILE_SUPPLIES,
    YP_FILE_DEMANDS,
    YP_FILE_LINKS,
    YP_FILE_PROCESSES,
    YP_FILE_STORES,
    YP_FILE_PLACES,
    YP_FILE_GOODS,
    YP_FILE_TECHNOLOGIES,
    YP_FILE_COEFFICIENTS,
    YP_FILE_STEPS,
    YP_FILE_BARRIERS,
    YP_FILE_TAXES,
    YP_FILE_SCENARIOS,
    YP_FILE_SHOCKS,
    YP_FILE_TARGETS,
    YP_FILE_EXPECT,
    YP_FILE_SOURCES,
    YP_FILE_BLOCKS,
    YP_FILE_COUNT
} yp_file;

/** A table: its name, its columns, the size of the struct that a row fills. */
typedef struct {
    const char *name; /**< "links", of links.csv */
    const yp_column *columns;
    size_t column_count;
    size_t size;
    const char *help;
} yp_schema;

/** The schema of a table; never NULL. */
const yp_schema *yp_schema_of(yp_file file);

/** The column of that name, or NULL. */
const yp_column *yp_schema_find(const yp_schema *schema, const char *name);

/** A column of that name in any table of components, or NULL: what technologies and defaults may hold. */
const yp_column *yp_component_column(const char *name);

/** The known column name nearest to a text among those of a schema (NULL: those of all tables of components),
 * or NULL. */
const char *yp_schema_nearest(const yp_schema *schema, const char *name, yp_arena *arena);

/** The word of a code in a list, or NULL; the code of a word, or -1. */
const char *yp_word_text(const yp_word *words, int code);
int yp_word_code(const yp_word *words, const char *word, size_t length);

/** What a column's unit is called in general: "rate", "money per rate and year"; "" if it has none. */
const char *yp_unit_rule_text(yp_unit_rule rule);

/** Print every table's columns, as plain text or as the tables of docs/formats.md. */
void yp_columns_print(FILE *to, bool as_markdown);

/* The lists themselves, for yp_schema_of(). */
extern const yp_schema yp_component_schemas[YP_TABLE_COUNT];
extern const yp_schema yp_other_schemas[YP_FILE_COUNT - YP_TABLE_COUNT];
extern const yp_word yp_resolution_words[];
extern const yp_range yp_range_any, yp_range_not_negative, yp_range_share, yp_range_positive,
    yp_range_not_positive;

#endif
