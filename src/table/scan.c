/* Where cells end. Blocks of 64 bytes become bit masks; most hold nothing but plain text, commas and
 * newlines, and are done with a few instructions a cell. Blocks with quotes, control or other characters are
 * walked byte by byte.
 *
 * 1. `at` never lies inside a character or between the two bytes of CR LF.
 * 2. Fast blocks begin and end outside quotes. */
#include "table/internal.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Before a cell; in one; in quotes; after quotes that close a cell or are the first of two; after the end of
 * a cell. */
enum { CELL_START, IN_PLAIN, IN_QUOTES, AFTER_QUOTES };

typedef struct {
    uint64_t ends;    /* commas and newlines */
    uint64_t returns; /* carriage returns */
    uint64_t others;  /* quotes, other control characters, bytes of characters past ASCII */
    uint64_t newlines;
} block_masks;

#if defined(__SSE2__)

static uint64_t bits_of(const __m128i lanes[4])
{
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++) bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(lanes[i]) << (16 * i);
    return bits;
}

static block_masks masks_of(const char *text)
{
    const __m128i comma = _mm_set1_epi8(','), newline = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
    const __m128i quote = _mm_set1_epi8('"'), space = _mm_set1_epi8(' '), delete = _mm_set1_epi8(0x7F);
    __m128i commas[4], newlines[4], returns[4], others[4];
    for (int i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));
        commas[i] = _mm_cmpeq_epi8(bytes, comma);
        newlines[i] = _mm_cmpeq_epi8(bytes, newline);
        returns[i] = _mm_cmpeq_epi8(bytes, back);
        others[i] = _mm_or_si128(
            _mm_cmplt_epi8(bytes, space), /* signed: control characters, and bytes from 0x80 on */
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, delete)));
    }
    block_masks masks = { bits_of(commas), bits_of(returns), bits_of(others), bits_of(newlines) };
    masks.ends |= masks.newlines;
    masks.others &= ~(masks.newlines | masks.returns);
    return masks;
}

#else

/* The top bit of every byte of `word` that equals `byte`; exact, without carries between bytes. */
static uint64_t equal_bytes(uint64_t word, unsigned char byte)
{
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
    uint64_t differing = word ^ (0x0101010101010101u * byte);
    return ~(((differing & low) + low) | differing | low);
}

/* Top bits to the low eight bits, first byte first. */
static uint64_t gather(uint64_t tops)
{
    return ((tops >> 7) * 0x0102040810204080u) >> 56;
}

static block_masks masks_of(const char *text)
{
    block_masks masks = { 0, 0, 0, 0 };
    for (int i = 0; i < 8; i++) {
        uint64_t word = 0;
        for (int k = 0; k < 8; k++) word |= (uint64_t)(unsigned char)text[8 * i + k] << (8 * k);
        uint64_t newlines = equal_bytes(word, '\n'), returns = equal_bytes(word, '\r');
        uint64_t high = word & 0x8080808080808080u;
        uint64_t printable = ((word & 0x7F7F7F7F7F7F7F7Fu) + 0x6060606060606060u) & 0x8080808080808080u;
        uint64_t control = printable ^ 0x8080808080808080u;
        uint64_t others =
            (control | high | equal_bytes(word, '"') | equal_bytes(word, 0x7F)) & ~(newlines | returns);
        masks.newlines |= gather(newlines) << (8 * i);
        masks.ends |= gather(newlines | equal_bytes(word, ',')) << (8 * i);
        masks.returns |= gather(returns) << (8 * i);
        masks.others |= gather(others) << (8 * i);
    }
    return masks;
}

#endif

static void note_flaw(yp_scan *scan, yp_flaw_kind kind, size_t at)
{
    if (scan->flaw_count < YP_FLAW_LIMIT) scan->flaws[scan->flaw_count] = (yp_flaw){ at, kind };
    scan->flaw_count++;
}

void yp_scan_start(yp_scan *scan, const yp_bytes *text)
{
    memset(scan, 0, sizeof *scan);
    scan->text = text->bytes;
    scan->length = text->length;
    scan->state = CELL_START;
    if (text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0) scan->at = 3; /* byte-order mark */
}

bool yp_scan_is_open(const yp_scan *scan)
{
    return scan->state == IN_QUOTES;
}

/* Is this byte, which is no comma, newline or quote, right where it stands? Moves past it. */
static void pass_character(yp_scan *scan)
{
    const char *byte = scan->text + scan->at;
    size_t left = scan->length - scan->at, step = yp_utf8_length(byte, left);
    unsigned char code = (unsigned char)*byte;
    bool is_return =
        code == '\r' && byte[1] == '\n'; /* a newline stands behind the last byte of every text */
    if (step == 0) note_flaw(scan, YP_FLAW_UTF8, scan->at);
    if (code == 0) note_flaw(scan, YP_FLAW_NUL, scan->at);
    if (step == 1 && code != 0 && scan->state != IN_QUOTES && !is_return && (code < 0x20 || code == 0x7F))
        note_flaw(scan, YP_FLAW_CONTROL, scan->at);
    if (scan->state == AFTER_QUOTES && !is_return) note_flaw(scan, YP_FLAW_AFTER_QUOTE, scan->at);
    if (scan->state != IN_QUOTES && !(is_return && scan->state == AFTER_QUOTES)) scan->state = IN_PLAIN;
    scan->at += step ? step : 1;
}

static void pass_quote(yp_scan *scan)
{
    if (scan->state == CELL_START) {
        scan->quote_at = scan->at;
        scan->state = IN_QUOTES;
    } else if (scan->state == IN_QUOTES) {
        scan->state = AFTER_QUOTES;
    } else if (scan->state == AFTER_QUOTES) {
        scan->state = IN_QUOTES;
    } else {
        note_flaw(scan, YP_FLAW_QUOTE, scan->at);
    }
    scan->at++;
}

/* Walk byte by byte to `until` or a little further. @return ends found */
static size_t walk_block(yp_scan *scan, size_t until, size_t *ends)
{
    size_t count = 0;
    while (scan->at < until) {
        char byte = scan->text[scan->at];
        if (byte == '"') {
            pass_quote(scan);
        } else if ((byte == ',' || byte == '\n') && scan->state != IN_QUOTES) {
            ends[count++] = scan->at++;
            scan->state = CELL_START;
        } else {
            if (byte == '\n') scan->has_long_rows = true;
            pass_character(scan);
        }
    }
    return count;
}

/* All of a block in which nothing but commas and newlines matters. @return ends found */
static size_t take_block(yp_scan *scan, const block_masks *masks, size_t *ends)
{
    size_t count = 0;
    for (uint64_t left = masks->ends; left; left &= left - 1)
        ends[count++] = scan->at + (size_t)__builtin_ctzll(left);
    scan->at += 64;
    scan->state = masks->ends >> 63 ? CELL_START : IN_PLAIN;
    return count;
}

size_t yp_scan_next(yp_scan *scan, size_t *ends, size_t room)
{
    size_t count = 0;
    scan->flaw_count = 0;
    while (room - count >= YP_SCAN_ROOM && scan->at < scan->length) {
        bool is_whole = scan->length - scan->at >= 64;
        if (is_whole && (scan->state == CELL_START || scan->state == IN_PLAIN)) {
            block_masks masks = masks_of(scan->text + scan->at);
            uint64_t stray =
                masks.returns & ~(masks.newlines >> 1); /* and one in the last byte, whatever follows */
            if (!(masks.others | stray)) {
                count += take_block(scan, &masks, ends + count);
                continue;
            }
        }
        count += walk_block(scan, is_whole ? scan->at + 64 : scan->length, ends + count);
    }
    if (scan->at >= scan->length && !scan->is_done && room - count >= YP_SCAN_ROOM) {
        scan->is_done = true;
        bool is_ended = scan->length > 0 && scan->state == CELL_START && scan->text[scan->length - 1] == '\n';
        if (!is_ended && scan->state != IN_QUOTES) ends[count++] = scan->length;
    }
    return count;
}

size_t yp_scan_count(const yp_bytes *text, char byte)
{
    size_t count = 0, i = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(byte);
    while (text->length - i >= 16) {
        __m128i counts = _mm_setzero_si128(); /* of each lane, at most 255 before they are added up */
        for (int turn = 0; turn < 255 && text->length - i >= 16; turn++, i += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text->bytes + i));
            counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(bytes, wanted));
        }
        __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
        count += (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; i < text->length; i++) count += text->bytes[i] == byte;
    return count;
}
