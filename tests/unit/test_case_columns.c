/* The lists of columns agree with themselves and with docs/formats.md. */
#define _GNU_SOURCE
#include "near.h"

#include "case/builder.h"
#include "case/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void no_name_stands_twice_in_a_table(void **state)
{
    (void)state;
    for (yp_file file = 0; file < YP_FILE_COUNT; file++) {
        const yp_schema *schema = yp_schema_of(file);
        for (size_t i = 0; i < schema->column_count; i++)
            assert_ptr_equal(&schema->columns[i], yp_schema_find(schema, schema->columns[i].name));
    }
}

static void fields_lie_within_their_struct(void **state)
{
    (void)state;
    for (yp_file file = 0; file < YP_FILE_COUNT; file++) {
        const yp_schema *schema = yp_schema_of(file);
        for (size_t i = 0; i < schema->column_count; i++) {
            const yp_column *column = &schema->columns[i];
            assert_true(column->offset < schema->size);
            assert_true((column->type == YP_TYPE_WORD) <=
                        (column->words != NULL || column->flags & YP_COLUMN_BY_HAND));
            assert_true(column->help[0]);
        }
    }
}

static void defaults_are_those_of_the_columns(void **state)
{
    (void)state;
    const yp_component store = yp_component_defaults(YP_STORE), demand = yp_component_defaults(YP_DEMAND);
    assert_near(store.efficiency_in.offset, 1, 0);
    assert_near(store.loss.offset, 0, 0);
    assert_true(isnan(store.hours) && isnan(store.capacity));
    assert_true(store.has_spill && store.cycle == YP_CYCLE_HORIZON && store.total_per == YP_HORIZON);
    assert_int_equal(YP_RESOLUTION_COUNT, store.resolution);
    assert_int_equal(YP_NONE, store.place);
    assert_true(yp_is_absent(store.fixed) && yp_is_absent(demand.value));
    assert_true(isinf(store.total_maximum) && isinf(store.lifetime));
}

/* docs/formats.md ends with what yp_columns_print() says; `yipan check --columns` prints it anew. */
static void the_documentation_is_what_the_program_reads(void **state)
{
    (void)state;
    char *printed = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&printed, &length);
    assert_non_null(memory);
    yp_columns_print(memory, true);
    fclose(memory);
    FILE *file = fopen(PROJECT_FOLDER "/docs/formats.md", "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
    fclose(file);
    const char *columns = strstr(text, "### supplies.csv");
    assert_non_null(columns);
    while (length && printed[length - 1] == '\n') printed[--length] = '\0';
    size_t documented = strlen(columns);
    while (documented && columns[documented - 1] == '\n') documented--;
    assert_int_equal(length, documented);
    assert_memory_equal(printed, columns, length);
    free(text);
    free(printed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_stands_twice_in_a_table),
        cmocka_unit_test(fields_lie_within_their_struct),
        cmocka_unit_test(defaults_are_those_of_the_columns),
        cmocka_unit_test(the_documentation_is_what_the_program_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
