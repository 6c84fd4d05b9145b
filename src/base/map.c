#include "base/map.h"

#include "base/text.h"

#include <string.h>
#include <sys/random.h>

/* Open addressing with linear probing over slots that name entries.
 * 1. slot_count is a power of two above 4/3 of entry_count, so every search meets an empty slot.
 * 2. entries are in the order of adding, whatever the seed of the hash: what depends on their order does not
 * change. */

typedef struct {
    const char *key;
    size_t length;
    uint64_t hash;
    uint32_t index;
} entry;

struct yp_map {
    yp_arena *arena;
    uint64_t seed[2]; /* of this map alone, so that nobody can write a file whose keys all collide */
    uint32_t *slots;  /* [slot_count]; number of an entry plus one, 0: empty */
    entry *entries;   /* [entry_count] of slot_count * 3 / 4 */
    size_t slot_count, entry_count;
};

enum { FIRST_SLOTS = 16 };

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static void mix(uint64_t v[4])
{
    v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
    v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
}

/* SipHash-1-3 (Aumasson & Bernstein 2012, SipHash: a fast short-input PRF; fewer rounds as in hash tables).
 */
static uint64_t hash_of(const uint64_t seed[2], const char *key, size_t length)
{
    uint64_t v[4] = { seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
                      seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573 };
    for (size_t at = 0; at <= length; at += 8) {
        uint64_t word = 0;
        if (length - at >= 8) {
            memcpy(&word, key + at, 8);
        } else {
            if (length > at) memcpy(&word, key + at, length - at);
            word |= (uint64_t)length << 56;
        }
        v[3] ^= word;
        mix(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int round = 0; round < 3; round++) mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot that holds a key, or the empty one where it belongs. */
static uint32_t *slot_of(const yp_map *map, const char *key, size_t length, uint64_t hash)
{
    const size_t mask = map->slot_count - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        if (*slot == 0) return slot;
        const entry *e = &map->entries[*slot - 1];
        if (e->hash == hash && e->length == length && (length == 0 || memcmp(e->key, key, length) == 0))
            return slot;
    }
}

/* Room for twice as many; the old room stays in the arena. */
static bool grow(yp_map *map)
{
    const size_t slot_count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
    if (slot_count > UINT32_MAX) return false;
    uint32_t *slots = yp_arena_take(map->arena, slot_count, sizeof *slots);
    entry *entries = yp_arena_take(map->arena, slot_count / 4 * 3, sizeof *entries);
    if (!slots || !entries) return false;

    if (map->entry_count) memcpy(entries, map->entries, map->entry_count * sizeof *entries);
    map->slots = slots;
    map->slot_count = slot_count;
    map->entries = entries;
    for (uint32_t n = 0; n < map->entry_count; n++)
        *slot_of(map, entries[n].key, entries[n].length, entries[n].hash) = n + 1;
    return true;
}

yp_map *yp_map_new(yp_arena *arena)
{
    yp_map *map = yp_arena_take(arena, 1, sizeof *map);
    if (!map) return NULL;
    map->arena = arena;
    if (getrandom(map->seed, sizeof map->seed, GRND_NONBLOCK) < 0) map->seed[0] = (uintptr_t)map;
    return grow(map) ? map : NULL;
}

uint32_t yp_map_add(yp_map *map, const char *key, size_t length, uint32_t index, bool *no_memory)
{
    const uint64_t hash = hash_of(map->seed, key, length);
    uint32_t *slot = slot_of(map, key, length, hash);
    if (*slot) return map->entries[*slot - 1].index;

    if (map->entry_count == map->slot_count / 4 * 3) {
        if (!grow(map)) {
            if (no_memory) *no_memory = true;
            return YP_NONE;
        }
        slot = slot_of(map, key, length, hash);
    }
    map->entries[map->entry_count++] = (entry){ key, length, hash, index };
    *slot = (uint32_t)map->entry_count;
    return YP_NONE;
}

uint32_t yp_map_find(const yp_map *map, const char *key, size_t length)
{
    uint32_t slot = *slot_of(map, key, length, hash_of(map->seed, key, length));
    return slot ? map->entries[slot - 1].index : YP_NONE;
}

size_t yp_map_count(const yp_map *map)
{
    return map->entry_count;
}

enum { LONGEST = 256 }; /* characters of a key that is compared with others */

/* The characters of a text, at most LONGEST; their number, or LONGEST + 1 if there are more. */
static size_t decode(const char *text, size_t length, int *codes)
{
    size_t count = 0;
    for (size_t i = 0; i < length; count++) {
        if (count == LONGEST) return LONGEST + 1;
        i += yp_text_next(text + i, length - i, &codes[count]);
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964), row
 * by row. */
static size_t distance(const int *a, size_t a_count, const int *b, size_t b_count)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t k = 0; k <= b_count; k++) last[k] = before[k] = k;

    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t k = 1; k <= b_count; k++) {
            size_t substituted = last[k - 1] + (a[i - 1] != b[k - 1]);
            row[k] = least(substituted, least(last[k], row[k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[k] = least(row[k], before[k - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_count];
}

const char *yp_map_nearest(const yp_map *map, const char *key, size_t length)
{
    int wanted[LONGEST], known[LONGEST];
    const size_t wanted_count = decode(key, length, wanted);
    if (wanted_count > LONGEST) return NULL;

    const entry *nearest = NULL;
    size_t limit = wanted_count / 3 + 1; /* nearest so far is nearer than this */
    for (size_t n = 0; n < map->entry_count; n++) {
        const entry *e = &map->entries[n];
        const size_t known_count = decode(e->key, e->length, known);
        if (known_count >= wanted_count + limit || wanted_count >= known_count + limit) continue;
        if (known_count > LONGEST) continue;
        size_t d = distance(wanted, wanted_count, known, known_count);
        if (d >= limit) continue;
        limit = d;
        nearest = e;
    }
    return nearest ? yp_arena_text(map->arena, nearest->key, nearest->length) : NULL;
}
