#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 1. Pieces never overlap, are never moved and never given back before the arena.
 * 2. Only the newest block has room; a piece too large for it gets a block of its own behind it.
 * 3. Bytes that were not handed out yet are zero if the system gave them as zero (gives_zeros). */

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

/* Under AddressSanitizer every piece is a block of its own, and what lies behind it in the block is poisoned.
 */
#ifdef ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
enum { SEPARATE = true };
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
enum { SEPARATE = false };
#endif

enum {
    LARGE = 4096,          /* bytes from which on pieces are aligned for vector registers */
    VECTOR_ALIGNMENT = 64, /* a cache line, and the registers of AVX-512 */
    FIRST_BLOCK = 4096,
    LAST_BLOCK = 1 << 20,
};

typedef struct block {
    struct block *next;
    size_t used, size; /* bytes of data; used <= size */
    alignas(max_align_t) unsigned char data[];
} block;

struct yp_arena {
    yp_allocator from;
    bool gives_zeros;
    block *blocks;     /* newest first */
    size_t next_block; /* bytes of data of the next block */
    size_t bytes;      /* taken from the system */
};

static void *system_take(void *self, size_t bytes)
{
    (void)self;
    return calloc(1, bytes);
}

static void system_give(void *self, void *memory)
{
    (void)self;
    free(memory);
}

yp_arena *yp_arena_new(const yp_allocator *from)
{
    const yp_allocator source = from ? *from : (yp_allocator){ system_take, system_give, NULL };
    yp_arena *arena = source.take(source.self, sizeof *arena);
    if (!arena) return NULL;

    *arena =
        (yp_arena){ .from = source, .gives_zeros = !from, .next_block = FIRST_BLOCK, .bytes = sizeof *arena };
    return arena;
}

void yp_arena_free(yp_arena *arena)
{
    if (!arena) return;
    const yp_allocator from = arena->from;
    for (block *b = arena->blocks; b;) {
        block *next = b->next;
        from.give(from.self, b);
        b = next;
    }
    from.give(from.self, arena);
}

/* Where the next piece of a block would start. */
static size_t next_start(const block *b, size_t alignment)
{
    uintptr_t address = (uintptr_t)b->data + b->used;
    return b->used + (size_t)(-address & (alignment - 1));
}

static bool has_room(const block *b, size_t bytes, size_t alignment)
{
    size_t start = next_start(b, alignment);
    return !SEPARATE && start <= b->size && bytes <= b->size - start;
}

/* A block that can hold a piece: the newest, with room for others, or one for this piece alone behind the
 * newest. */
static block *add_block(yp_arena *arena, size_t bytes, size_t alignment)
{
    const size_t slack = alignment - alignof(max_align_t);
    const bool is_alone = SEPARATE || bytes > arena->next_block / 4;
    const size_t size = is_alone ? bytes + slack : arena->next_block;

    block *b = arena->from.take(arena->from.self, sizeof *b + size);
    if (!b) return NULL;
    b->used = 0;
    b->size = size;

    block **place = is_alone && arena->blocks ? &arena->blocks->next : &arena->blocks;
    b->next = *place;
    *place = b;
    if (!is_alone && arena->next_block < LAST_BLOCK) arena->next_block *= 2;
    arena->bytes += sizeof *b + size;
    return b;
}

void *yp_arena_take(yp_arena *arena, size_t count, size_t size)
{
    const size_t most = PTRDIFF_MAX - sizeof(block) - VECTOR_ALIGNMENT;
    if (size && count > most / size) return NULL;
    const size_t bytes = count * size;
    const size_t alignment = bytes < LARGE ? alignof(max_align_t) : VECTOR_ALIGNMENT;

    block *b = arena->blocks;
    if (!b || !has_room(b, bytes, alignment)) b = add_block(arena, bytes, alignment);
    if (!b) return NULL;

    const size_t start = next_start(b, alignment);
    void *memory = b->data + start;
    b->used = start + bytes;
    ASAN_POISON_MEMORY_REGION(b->data + b->used, b->size - b->used);
    return arena->gives_zeros ? memory : memset(memory, 0, bytes);
}

char *yp_arena_text(yp_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? yp_arena_take(arena, length + 1, 1) : NULL;
    if (copy && length) memcpy(copy, text, length);
    return copy;
}

char *yp_arena_format(yp_arena *arena, const char *format, ...)
{
    va_list measured, written;
    va_start(measured, format);
    va_copy(written, measured);
    int length = vsnprintf(NULL, 0, format, measured);
    va_end(measured);

    char *text = length >= 0 ? yp_arena_take(arena, (size_t)length + 1, 1) : NULL;
    if (text) vsnprintf(text, (size_t)length + 1, format, written);
    va_end(written);
    return text;
}

size_t yp_arena_bytes(const yp_arena *arena)
{
    return arena->bytes;
}
