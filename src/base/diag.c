#include "base/diag.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_MESSAGE = 4000 }; /* bytes; a message quotes cells, and a cell may be a whole spoiled file */

typedef struct {
    const char *file; /* "" for what has none, so that it comes first */
    uint32_t line, column;
    size_t arrival;
    const char *text; /* the whole line */
} message;

struct yp_diag {
    yp_arena *arena;
    message *messages; /* [message_count] of message_room; by arrival until someone reads them */
    size_t message_count, message_room;
    size_t severity_count[YP_NOTE + 1];
    bool is_sorted, has_lost; /* has_lost: memory ran out while noting */
};

yp_diag *yp_diag_new_from(const yp_allocator *from)
{
    yp_arena *arena = yp_arena_new(from);
    if (!arena) return NULL;
    yp_diag *diag = yp_arena_take(arena, 1, sizeof *diag);
    if (diag)
        diag->arena = arena;
    else
        yp_arena_free(arena);
    return diag;
}

yp_diag *yp_diag_new(void)
{
    return yp_diag_new_from(NULL);
}

void yp_diag_free(yp_diag *diag)
{
    if (diag) yp_arena_free(diag->arena);
}

/* Cut a text to `most` bytes, not within a character. */
static size_t cut_length(const char *text, size_t length, size_t most)
{
    if (length <= most) return length;
    while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80) most--;
    return most;
}

static const char *whole_line(yp_arena *arena, yp_spot at, const char *kind, const char *text)
{
    if (!at.file) return yp_arena_format(arena, "%s: %s", kind, text);
    if (!at.line) return yp_arena_format(arena, "%s: %s: %s", at.file, kind, text);
    if (!at.column) return yp_arena_format(arena, "%s:%u: %s: %s", at.file, at.line, kind, text);
    return yp_arena_format(arena, "%s:%u:%u: %s: %s", at.file, at.line, at.column, kind, text);
}

static bool make_room(yp_diag *diag)
{
    if (diag->message_count < diag->message_room) return true;
    const size_t room = diag->message_room ? diag->message_room * 2 : 16;
    message *messages = yp_arena_take(diag->arena, room, sizeof *messages);
    if (!messages) return false;
    if (diag->message_count) memcpy(messages, diag->messages, diag->message_count * sizeof *messages);
    diag->messages = messages;
    diag->message_room = room;
    return true;
}

static bool add_message(yp_diag *diag, yp_spot at, const char *kind, const char *format, va_list arguments)
{
    char raw[LONGEST_MESSAGE + 4]; /* one whole character past the cut, to find its edge */
    int length = vsnprintf(raw, sizeof raw, format, arguments);
    if (length < 0) length = 0, raw[0] = '\0';
    const size_t shown = cut_length(raw, (size_t)length, LONGEST_MESSAGE);

    yp_spot copied = at;
    if (at.file) copied.file = yp_text_printable(diag->arena, at.file, strlen(at.file));
    const char *text = yp_text_printable(diag->arena, raw, shown);
    if ((at.file && !copied.file) || !text || !make_room(diag)) return false;
    if (shown < (size_t)length) text = yp_arena_format(diag->arena, "%s ... (cut)", text);
    const char *line = text ? whole_line(diag->arena, copied, kind, text) : NULL;
    if (!line) return false;

    diag->messages[diag->message_count] =
        (message){ copied.file ? copied.file : "", at.line, at.column, diag->message_count, line };
    diag->message_count++;
    return true;
}

static void note(yp_diag *diag, yp_severity severity, yp_spot at, const char *format, va_list arguments)
{
    static const char *const kinds[] = { [YP_ERROR] = "error", [YP_WARNING] = "warning", [YP_NOTE] = "note" };
    if (!diag) return;
    diag->is_sorted = false;
    if (add_message(diag, at, kinds[severity], format, arguments))
        diag->severity_count[severity]++;
    else
        diag->has_lost = true;
}

void yp_diag_error(yp_diag *diag, yp_spot at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    note(diag, YP_ERROR, at, format, arguments);
    va_end(arguments);
}

void yp_diag_warning(yp_diag *diag, yp_spot at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    note(diag, YP_WARNING, at, format, arguments);
    va_end(arguments);
}

void yp_diag_note(yp_diag *diag, yp_spot at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    note(diag, YP_NOTE, at, format, arguments);
    va_end(arguments);
}

size_t yp_diag_count(const yp_diag *diag, yp_severity severity)
{
    if (!diag) return 0;
    return diag->severity_count[severity] + (severity == YP_ERROR && diag->has_lost);
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const void *a, const void *b)
{
    const message *p = a, *q = b;
    int order = strcmp(p->file, q->file);
    if (order == 0) order = compare_numbers(p->line, q->line);
    if (order == 0) order = compare_numbers(p->column, q->column);
    return order ? order : compare_numbers(p->arrival, q->arrival);
}

const char *yp_diag_line(yp_diag *diag, size_t i)
{
    if (!diag) return NULL;
    if (!diag->is_sorted && diag->message_count)
        qsort(diag->messages, diag->message_count, sizeof *diag->messages, compare_places);
    diag->is_sorted = true;

    if (i < diag->message_count) return diag->messages[i].text;
    if (i == diag->message_count && diag->has_lost) return "error: memory ran out while problems were noted";
    return NULL;
}

void yp_diag_print(yp_diag *diag, FILE *to, size_t limit)
{
    if (!diag) return;
    const size_t count = diag->message_count + diag->has_lost;
    const size_t shown = limit && limit < count ? limit : count;
    for (size_t i = 0; i < shown; i++) fprintf(to, "%s\n", yp_diag_line(diag, i));
    if (shown < count) fprintf(to, "... and %zu more\n", count - shown);
}
