/** Text to index. */
#ifndef YP_BASE_MAP_H
#define YP_BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** No index: the answer for what is not there, and the value of an index that is absent. */
#define YP_NONE UINT32_MAX

/** A hash map from text (any bytes) to an index; lives in an arena. Keys are borrowed and must outlive the
 * map. */
typedef struct yp_map yp_map;

yp_map *yp_map_new(yp_arena *arena); /**< NULL when memory runs out */

/** Add a key. @return YP_NONE if it was new and is now there; its index if it was there before (nothing
 * changes).
 *  `*no_memory` becomes true when memory runs out (the key is then not there), and is left alone otherwise;
 * may be NULL. */
uint32_t yp_map_add(yp_map *map, const char *key, size_t length, uint32_t index, bool *no_memory);

/** The index of a key, or YP_NONE. */
uint32_t yp_map_find(const yp_map *map, const char *key, size_t length);

size_t yp_map_count(const yp_map *map);

/** The known key nearest to a text (Damerau-Levenshtein distance in characters, at most a third of the text's
 * length; of several equally near ones the first added), or NULL. A terminated copy in the map's arena. Takes
 * time with the number of keys times the square of their length: for messages. */
const char *yp_map_nearest(const yp_map *map, const char *key, size_t length);

#endif
