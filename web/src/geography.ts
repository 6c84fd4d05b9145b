// Areas and borders of regions as paths of a map of given width.

import { regionOf, type Feature, type Report, type Ring } from "./data.js";

export interface Point { x: number; y: number }
export interface Geography {
    width: number;
    height: number;
    areas: { id: string; path: string }[];
    /** Borders of each region: the edges that only one of its areas has. */
    borders: { id: string; path: string }[];
    /** Where a region's name stands. */
    anchors: Map<string, Point>;
    box: (region: string) => { left: number; right: number; top: number; bottom: number };
}

const rings = (feature: Feature): Ring[] =>
    (feature.geometry.type === "Polygon" ? feature.geometry.coordinates : feature.geometry.coordinates.flat());

export function geographyOf(report: Report, width: number): Geography {
    const points = report.boundaries.flatMap((feature) => rings(feature).flat());
    const longitudes = points.map((point) => point[0]), latitudes = points.map((point) => point[1]);
    const extreme = (values: number[], pick: (a: number, b: number) => number): number => values.reduce((a, b) => pick(a, b));
    const west = extreme(longitudes, Math.min), east = extreme(longitudes, Math.max);
    const south = extreme(latitudes, Math.min), north = extreme(latitudes, Math.max);
    const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
    const margin = 8, unit = (width - 2 * margin) / ((east - west) * squeeze);
    const project = (longitude: number, latitude: number): Point =>
        ({ x: margin + (longitude - west) * squeeze * unit, y: margin + (north - latitude) * unit });
    const text = ([longitude, latitude]: [number, number]): string => {
        const { x, y } = project(longitude, latitude);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
    };

    const edges = new Map<string, Map<string, number>>();
    const extent = new Map<string, { left: number; right: number; top: number; bottom: number }>();
    const areas = report.boundaries.map((feature) => {
        const { id } = feature.properties, region = regionOf(report, id) ?? id;
        const seen = edges.get(region) ?? new Map<string, number>();
        const box = extent.get(region) ?? { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
        edges.set(region, seen);
        extent.set(region, box);
        for (const ring of rings(feature)) {
            ring.forEach((point, i) => {
                const { x, y } = project(...point);
                box.left = Math.min(box.left, x); box.right = Math.max(box.right, x);
                box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y);
                const next = ring[i + 1];
                if (!next) return;
                const a = text(point), b = text(next), edge = a < b ? `M${a}L${b}` : `M${b}L${a}`;
                seen.set(edge, (seen.get(edge) ?? 0) + 1);
            });
        }
        return { id, path: rings(feature).map((ring) => `M${ring.map(text).join("L")}Z`).join("") };
    });

    const anchors = new Map<string, Point>();
    for (const [id, box] of extent) {
        const place = report.place.get(id);
        anchors.set(id, place && place.lat !== null && place.lon !== null ? project(place.lon, place.lat)
            : { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
    }
    return {
        width, height: 2 * margin + (north - south) * unit, areas, anchors,
        borders: [...edges].map(([id, seen]) => ({ id, path: [...seen].flatMap(([edge, count]) => (count === 1 ? [edge] : [])).join("") })),
        box: (region) => extent.get(region) ?? { left: 0, right: width, top: 0, bottom: width },
    };
}

/** An arrow from one point to another as a polygon, `wide` across, that begins and ends so far from them. */
export function arrowPath(from: Point, to: Point, wide: number, clearStart: number, clearEnd: number): { path: string; middle: Point; normal: Point } {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const ux = (to.x - from.x) / length, uy = (to.y - from.y) / length;
    const start = Math.min(clearStart, length * 0.36), end = length - Math.min(clearEnd, length * 0.36);
    const tip = Math.min(8 + wide * 0.9, (end - start) * 0.6), wing = wide / 2 + 4 + wide * 0.22, half = wide / 2;
    const at = (along: number, across: number): string =>
        `${(from.x + ux * along - uy * across).toFixed(1)} ${(from.y + uy * along + ux * across).toFixed(1)}`;
    const outline = [at(start, half * 0.5), at(end - tip, half), at(end - tip, wing), at(end, 0), at(end - tip, -wing), at(end - tip, -half), at(start, -half * 0.5)];
    const mid = (start + end) / 2;
    return { path: `M${outline.join("L")}Z`, middle: { x: from.x + ux * mid, y: from.y + uy * mid }, normal: { x: -uy, y: ux } };
}
