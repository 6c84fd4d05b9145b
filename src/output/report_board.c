/* The board: places, goods, technologies, and the areas to draw them on. */
#include "output/internal.h"

#include "base/path.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A place below one that is outside is outside too. */
static bool is_outside(const yp_case *c, uint32_t place)
{
    for (; place != YP_NONE; place = c->places[place].parent)
        if (c->places[place].is_outside) return true;
    return false;
}

static void add_places(yp_reporting *r)
{
    const yp_case *c = r->c;
    json_t *table = yp_report_table("id parent level name name_zh lat lon outside");
    for (uint32_t p = 0; p < c->place_count; p++) {
        const yp_place *place = &c->places[p];
        yp_report_put_text(table, "id", place->id);
        yp_report_put_text(table, "parent", place->parent == YP_NONE ? NULL : c->places[place->parent].id);
        yp_report_put_text(table, "level", place->level == YP_NONE ? "" : c->levels[place->level]);
        yp_report_put_text(table, "name", place->name);
        yp_report_put_text(table, "name_zh", place->name_zh);
        yp_report_put_number(table, "lat", place->latitude);
        yp_report_put_number(table, "lon", place->longitude);
        yp_report_put(table, "outside", json_boolean(is_outside(c, p)));
    }
    json_object_set_new(r->data, "places", table);
}

static void add_goods(yp_reporting *r)
{
    json_t *table = yp_report_table("id layer name name_zh unit kind resolution");
    for (size_t g = 0; g < r->c->good_count; g++) {
        const yp_good *good = &r->c->goods[g];
        yp_report_put_text(table, "id", good->id);
        yp_report_put_text(table, "layer", good->layer ? good->layer : "");
        yp_report_put_text(table, "name", good->name);
        yp_report_put_text(table, "name_zh", good->name_zh);
        yp_report_put_text(table, "unit", good->unit);
        yp_report_put_text(table, "kind", good->kind == YP_STOCK ? "stock" : "flow");
        yp_report_put_text(table, "resolution", yp_resolution_text(good->resolution));
    }
    json_object_set_new(r->data, "goods", table);
}

static bool is_color(const char *text)
{
    return text && strlen(text) == 7 && text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

static const yp_technology *find_technology(const yp_case *c, const char *id)
{
    for (size_t t = 0; id && t < c->technology_count; t++)
        if (strcmp(c->technologies[t].id, id) == 0) return &c->technologies[t];
    return NULL;
}

static void add_technology(json_t *table, const yp_case *c, const char *id)
{
    const yp_technology *row = find_technology(c, id), *group = row ? find_technology(c, row->group) : NULL;
    yp_report_put_text(table, "id", id);
    yp_report_put_text(table, "name", row ? row->name : NULL);
    yp_report_put_text(table, "name_zh", row ? row->name_zh : NULL);
    yp_report_put_text(table, "color", row && is_color(row->color) ? row->color : NULL);
    yp_report_put_text(table, "group", group && group != row ? group->id : NULL);
}

/* Technologies of the case, then those that components name without a row of their own. */
static yp_status add_technologies(yp_reporting *r)
{
    const yp_case *c = r->c;
    json_t *table = yp_report_table("id name name_zh color group");
    yp_map *seen = yp_map_new(r->arena);
    bool no_memory = !seen;
    for (size_t t = 0; !no_memory && t < c->technology_count; t++) {
        const char *id = c->technologies[t].id;
        if (yp_map_add(seen, id, strlen(id), 0, &no_memory) == YP_NONE) add_technology(table, c, id);
    }
    for (size_t i = 0; !no_memory && i < c->component_count; i++) {
        const char *id = c->components[i].technology;
        if (id && yp_map_add(seen, id, strlen(id), 0, &no_memory) == YP_NONE) add_technology(table, c, id);
    }
    static const char *const ours[] = { "other", "unserved", "exchange" };
    for (size_t k = 0; !no_memory && k < sizeof ours / sizeof *ours; k++)
        if (yp_map_add(seen, ours[k], strlen(ours[k]), 0, &no_memory) == YP_NONE)
            add_technology(table, c, ours[k]);
    json_object_set_new(r->data, "technologies", table);
    return no_memory ? YP_NO_MEMORY : YP_OK;
}

/* ---- areas ---- */

static json_t *rounded(const json_t *coordinate)
{
    const double value = round(json_number_value(coordinate) * 1000) / 1000;
    return value == floor(value) ? json_integer((json_int_t)value) : json_real(value);
}

/* A ring to three decimals, without points that then fall together; NULL if too little is left. Neighbours
 * share their points, so they lose the same ones. */
static json_t *round_ring(const json_t *ring)
{
    json_t *out = json_array(), *last = NULL;
    for (size_t k = 0; k < json_array_size(ring); k++) {
        const json_t *point = json_array_get(ring, k);
        const bool is_point =
            json_is_number(json_array_get(point, 0)) && json_is_number(json_array_get(point, 1));
        if (!is_point) continue;
        json_t *pair = json_array();
        json_array_append_new(pair, rounded(json_array_get(point, 0)));
        json_array_append_new(pair, rounded(json_array_get(point, 1)));
        if (last && json_equal(last, pair))
            json_decref(pair);
        else if (json_array_append_new(out, pair) == 0)
            last = pair;
    }
    if (json_array_size(out) >= 4) return out;
    json_decref(out);
    return NULL;
}

static json_t *round_polygon(const json_t *polygon)
{
    json_t *out = json_array();
    for (size_t k = 0; k < json_array_size(polygon); k++) {
        json_t *ring = round_ring(json_array_get(polygon, k));
        if (ring) json_array_append_new(out, ring);
        if (!ring && k == 0) break; /* what has no outline has no holes */
    }
    if (json_array_size(out) > 0) return out;
    json_decref(out);
    return NULL;
}

static json_t *round_geometry(const json_t *geometry)
{
    const char *type = yp_report_get_text(geometry, "type");
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    json_t *parts = json_array();
    if (type && strcmp(type, "Polygon") == 0) {
        json_t *polygon = round_polygon(coordinates);
        if (polygon) json_array_append_new(parts, polygon);
    } else if (type && strcmp(type, "MultiPolygon") == 0) {
        for (size_t k = 0; k < json_array_size(coordinates); k++) {
            json_t *polygon = round_polygon(json_array_get(coordinates, k));
            if (polygon) json_array_append_new(parts, polygon);
        }
    }
    if (json_array_size(parts) > 0)
        return json_pack("{s:s, s:o}", "type", "MultiPolygon", "coordinates", parts);
    json_decref(parts);
    return NULL;
}

/* Areas of places that the case knows. */
static void add_features(const yp_reporting *r, const json_t *file, json_t *features)
{
    const json_t *list = json_object_get(file, "features");
    for (size_t k = 0; k < json_array_size(list); k++) {
        const json_t *feature = json_array_get(list, k);
        const char *id = yp_report_get_text(json_object_get(feature, "properties"), "id");
        if (!id || yp_map_find(r->c->place_map, id, strlen(id)) == YP_NONE) continue;
        json_t *geometry = round_geometry(json_object_get(feature, "geometry"));
        if (geometry)
            json_array_append_new(features, json_pack("{s:s, s:{s:s}, s:o}", "type", "Feature", "properties",
                                                      "id", id, "geometry", geometry));
    }
}

static void add_boundaries(yp_reporting *r)
{
    char path[YP_PATH_ROOM];
    json_t *features = json_array(), *collection = json_object(), *file = NULL;
    if (yp_path_join(path, sizeof path, r->c->folder, "boundaries.geojson"))
        file = json_load_file(path, 0, NULL);
    add_features(r, file, features);
    json_decref(file);
    json_object_set_new(collection, "type", json_string("FeatureCollection"));
    json_object_set_new(collection, "features", features);
    json_object_set_new(r->data, "boundaries", collection);
}

yp_status yp_report_add_board(yp_reporting *r)
{
    add_places(r);
    add_goods(r);
    add_boundaries(r);
    return add_technologies(r);
}
