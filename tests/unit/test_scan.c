#include "table/internal.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

/* What is expected of the scanner, in the plainest way: RFC 4180 byte by byte, on text without mistakes. */
static size_t naive_ends(const char *text, size_t length, size_t *ends)
{
    size_t count = 0;
    bool in_quotes = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') in_quotes = !in_quotes;
        if ((text[i] == ',' || text[i] == '\n') && !in_quotes) ends[count++] = i;
    }
    if (length == 0 || text[length - 1] != '\n') ends[count++] = length;
    return count;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* A table of well-formed cells, so that blocks of every kind meet at every offset. */
static size_t random_table(uint32_t *seed, char *text, size_t room)
{
    static const char *const cells[] = {
        "",
        "1",
        "0.1234",
        "-12345678901234567890",
        "\"a, b\"",
        "\"\"",
        "\"\"\"\"",
        "\"x\r\ny\"",
        "上海",
        "\"中\"\"中\"",
        "long text that fills more than one block of the scanner, without an end"
    };
    uint32_t plain = next_random(seed) % 3; /* some tables without quotes: fast blocks from end to end */
    const char *line_end = next_random(seed) % 2 ? "\n" : "\r\n";
    size_t used = 0, cell_count = next_random(seed) % 60;
    for (size_t i = 0; i < cell_count && used + 100 < room; i++) {
        const char *cell = cells[next_random(seed) % (plain ? 4 : sizeof cells / sizeof *cells)];
        const char *end = next_random(seed) % 4 ? "," : line_end;
        used += (size_t)snprintf(text + used, room - used, "%s%s", cell, end);
    }
    return used;
}

static void finds_the_ends_of_cells(void **state)
{
    (void)state;
    enum { ROOM = 6000 };
    static char text[ROOM];
    static size_t expected[ROOM], found[ROOM + YP_SCAN_ROOM];
    uint32_t seed = 1;
    for (int turn = 0; turn < 20000; turn++) {
        size_t length = random_table(&seed, text, ROOM), expected_count = naive_ends(text, length, expected);
        yp_bytes bytes;
        assert_int_equal(yp_bytes_copy(text, length, &bytes), YP_OK);
        yp_scan scan;
        yp_scan_start(&scan, &bytes);
        size_t count = 0, more;
        while ((more = yp_scan_next(&scan, found + count, YP_SCAN_ROOM)) > 0) count += more;
        assert_int_equal(scan.flaw_count, 0);
        assert_int_equal(count, expected_count);
        assert_memory_equal(found, expected, count * sizeof *found);
        yp_bytes_free(&bytes);
    }
}

/* A flaw is found wherever in a block it stands. */
static void finds_flaws_at_every_offset(void **state)
{
    (void)state;
    static const struct {
        char byte;
        yp_flaw_kind kind;
    } flaws[] = { { '\0', YP_FLAW_NUL },       { '\t', YP_FLAW_CONTROL }, { '\r', YP_FLAW_CONTROL },
                  { '\x7F', YP_FLAW_CONTROL }, { '\x80', YP_FLAW_UTF8 },  { '\xFF', YP_FLAW_UTF8 },
                  { '"', YP_FLAW_QUOTE } };
    for (size_t at = 1; at < 200; at++)
        for (size_t k = 0; k < sizeof flaws / sizeof *flaws; k++) {
            char text[256];
            memset(text, 'x', sizeof text);
            text[at] = flaws[k].byte;
            yp_bytes bytes;
            assert_int_equal(yp_bytes_copy(text, sizeof text, &bytes), YP_OK);
            yp_scan scan;
            yp_scan_start(&scan, &bytes);
            size_t ends[YP_SCAN_ROOM];
            assert_int_equal(yp_scan_next(&scan, ends, YP_SCAN_ROOM), 1);
            assert_int_equal(scan.flaw_count, 1);
            assert_int_equal(scan.flaws[0].at, at);
            assert_int_equal(scan.flaws[0].kind, flaws[k].kind);
            yp_bytes_free(&bytes);
        }
}

static void counts_bytes(void **state)
{
    (void)state;
    for (size_t length = 0; length < 9000; length += 1 + length / 3) {
        char *text = malloc(length + 1);
        size_t expected = 0;
        for (size_t i = 0; i < length; i++) {
            text[i] = i % 3 == 0 || length > 5000 ? '\n' : 'x';
            expected += text[i] == '\n';
        }
        yp_bytes bytes = { text, length };
        assert_int_equal(yp_scan_count(&bytes, '\n'), expected);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_ends_of_cells),
        cmocka_unit_test(finds_flaws_at_every_offset),
        cmocka_unit_test(counts_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
