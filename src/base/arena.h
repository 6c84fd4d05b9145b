/** Memory of one lifetime. */
#ifndef YP_BASE_ARENA_H
#define YP_BASE_ARENA_H

#include <stddef.h>

/** Where memory comes from. Tests pass one that fails on demand; everyone else passes NULL. What it gives is
 * aligned as by malloc(). */
typedef struct {
    void *(*take)(void *self, size_t bytes);
    void (*give)(void *self, void *memory);
    void *self;
} yp_allocator;

/** Memory of one lifetime: taken piece by piece, given back at once. Used by one thread at a time. */
typedef struct yp_arena yp_arena;

yp_arena *yp_arena_new(const yp_allocator *from); /**< NULL when memory runs out */
void yp_arena_free(yp_arena *arena);              /**< NULL is fine */

/** `count` zeroed items of `size` bytes, aligned for any type (64 bytes from 4 KiB on, for vector registers).
 *  NULL when memory runs out or count × size overflows; what was taken before stays good. A count of 0 gives
 * a pointer that must not be read. Large pieces are not touched: their pages come from the system when first
 * used. */
void *yp_arena_take(yp_arena *arena, size_t count, size_t size);

/** A terminated copy of `length` bytes of text; NULL when memory runs out. */
char *yp_arena_text(yp_arena *arena, const char *text, size_t length);

/** printf into the arena; NULL when memory runs out. */
char *yp_arena_format(yp_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Bytes taken from the system so far. */
size_t yp_arena_bytes(const yp_arena *arena);

#endif
