// The report's data: docs/report-data.md as types, read once and indexed.

type Name = string | null;
type Figure = number | null;
export type Status = "optimal" | "within_gap" | "infeasible" | "unbounded" | "unknown" | "stopped" | "not_certified" | "feasible";
export type Role = "plan" | "before" | "after" | "alone" | "last" | "step" | "range";
export type Quality = "official" | "published" | "derived" | "estimate" | "recalled" | "own";
export type Part = "answer" | "map" | "ladder" | "gains" | "time" | "permits" | "why" | "reality" | "basis" | "run";

export interface Head {
    title: { en: string; zh: string };
    case: string;
    case_hash: string;
    version: string;
    command: string;
    options: Record<string, string>;
    study: string | null;
    status: Status;
    cause: string | null;
    compare: { before: string; after: string };
    regions: string;
    money: { unit: string; year: number };
    period: { start: string; end: string; zone: string; blocks: number; days: number | null; days_of: number };
    main_good: string;
    layers: Table<Named>;
    notes: Table<{ part: string; en: string; zh: string }>;
}

export interface Named { id: string; name: Name; name_zh: Name }
export interface Solve extends Named {
    role: Role; reform: string | null; scenario: string | null; status: Status; cost: Figure; welfare: Figure;
    primal: Figure; dual: Figure; gap: Figure; solver: string; seconds: Figure; peak_bytes: Figure; columns: Figure; rows: Figure;
}
export interface Reform extends Named { alone: Figure; last: Figure; in_order: Figure; step: Figure; depends_on: string | null }
export interface Worth { scenario: string | null; name: Name; name_zh: Name; reform: string | null; region: string | null; value: Figure }
export interface Place extends Named { parent: string | null; level: string; lat: Figure; lon: Figure; outside: boolean }
export interface Good extends Named { layer: string; unit: string; kind: string; resolution: string }
export interface Technology extends Named { color: string | null; group: string | null }
export interface Price { solve: string; good: string; place: string; mean: Figure; minimum: Figure; maximum: Figure; shortage_hours: Figure }
export interface Amount { solve: string; good: string; place: string; made: number; used: number }
export interface Flow {
    solve: string; good: string; link: string; from: string; to: string;
    sent: number; arrived: number; rent: Figure; hours_at_limit: Figure;
}
export type Item = "consumers" | "producers" | "congestion" | "scarce" | "storage" | "taxes" | "uplift";
export interface Account { solve: string; region: string; item: Item; value: number }
export interface Permit { solve: string; good: string; region: string; used: number; supply: Figure; price: Figure }
export interface Unserved { solve: string; good: string; region: string; amount: number }
export interface Limit extends Named { solve: string; kind: string; good: string; region: string | null; hours: Figure; worth: number }
export interface Marginal { solve: string; region: string; technology: string; hours: number; price: Figure }
export interface Comparison {
    solve: string; measure: string; place: string; class: string | null; unit: string;
    model: Figure; statistic: Figure; low: Figure; high: Figure; kind: string; source: string | null; name: Name; name_zh: Name;
}
export interface QualityCount { layer: string; quality: Quality; rows: number }
export interface Source { id: string; table: string; citation: string; url: Name; licence: Name; quality: Name }
export interface Curve { solve: string; region: string; kind: string; technology: string | null; values: number[] }
export interface Series {
    good: string;
    days: { date: string[]; weight: number[]; kept: (string | null)[] };
    blocks: { day: number[]; hour: number[] };
    curves: Curve[];
}
export type Ring = [number, number][];
export interface Feature {
    properties: { id: string };
    geometry: { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: Ring[][] };
}

/** Columns of equal length, as they stand in the file. */
export type Table<Row> = { [Column in keyof Row]?: Row[Column][] };

interface Tables {
    solves: Solve; reforms: Reform; worth: Worth; places: Place; goods: Good; technologies: Technology;
    prices: Price; amounts: Amount; flows: Flow; accounts: Account; permits: Permit; unserved: Unserved;
    limits: Limit; marginal: Marginal; comparison: Comparison; quality: QualityCount; sources: Source;
}
type File = { format: number; head: Head; boundaries?: { features: Feature[] }; series?: Series }
    & { [Name in keyof Tables]?: Table<Tables[Name]> };

export interface Report extends Readonly<{ [Name in keyof Tables]: Tables[Name][] }> {
    head: Head;
    series: Series | null;
    boundaries: Feature[];
    place: Map<string, Place>;
    good: Map<string, Good>;
    technology: Map<string, Technology>;
    /** Ids of the regions that are counted, in the order of the places. */
    regions: string[];
    before: string;
    after: string;
    isStudy: boolean;
}

/** The rows of a table of columns. */
export function rowsOf<Row extends object>(table: Table<Row> | undefined): Row[] {
    const columns = Object.entries(table ?? {}) as [string, unknown[]][];
    const count = columns[0]?.[1].length ?? 0;
    return Array.from({ length: count }, (_, row) =>
        Object.fromEntries(columns.map(([name, cells]) => [name, cells[row]])) as Row);
}

/** Reads the file's text. Throws if it is not a report of this format. */
export function readReport(text: string): Report {
    const file = JSON.parse(text) as File;
    if (file.format !== 1) throw new Error(`format ${String(file.format)}`);
    const { head } = file;
    const places = rowsOf(file.places), goods = rowsOf(file.goods), technologies = rowsOf(file.technologies);
    const { before, after } = head.compare;
    const isShown = (row: { solve: string }): boolean => row.solve === before || row.solve === after;
    return {
        head, before, after, isStudy: before !== after,
        solves: rowsOf(file.solves), reforms: rowsOf(file.reforms), worth: rowsOf(file.worth),
        places, goods, technologies,
        prices: rowsOf(file.prices).filter(isShown), amounts: rowsOf(file.amounts).filter(isShown),
        flows: rowsOf(file.flows).filter(isShown), accounts: rowsOf(file.accounts).filter(isShown),
        permits: rowsOf(file.permits).filter(isShown), unserved: rowsOf(file.unserved).filter(isShown),
        limits: rowsOf(file.limits).filter(isShown), marginal: rowsOf(file.marginal).filter(isShown),
        comparison: rowsOf(file.comparison), quality: rowsOf(file.quality), sources: rowsOf(file.sources),
        series: file.series && file.series.curves.length > 0 ? file.series : null,
        boundaries: file.boundaries?.features ?? [],
        place: new Map(places.map((row) => [row.id, row])),
        good: new Map(goods.map((row) => [row.id, row])),
        technology: new Map(technologies.map((row) => [row.id, row])),
        regions: places.filter((row) => row.level === head.regions && !row.outside).map((row) => row.id),
    };
}

/** The region that a place lies in; a place outside stands for itself; null above the regions. */
export function regionOf(report: Report, id: string): string | null {
    for (let place = report.place.get(id); place; place = place.parent === null ? undefined : report.place.get(place.parent)) {
        if (place.level === report.head.regions || place.outside) return place.id;
    }
    return null;
}

export const isOutside = (report: Report, id: string): boolean => report.place.get(id)?.outside === true;

export const sum = <Row>(rows: Iterable<Row>, value: (row: Row) => number | null): number => {
    let total = 0;
    for (const row of rows) total += value(row) ?? 0;
    return total;
};

/** Sums of the border flows of one good and solve by pair of regions, keyed "from>to" by what arrives. */
export interface RegionFlow { from: string; to: string; arrived: number; rent: number }
export function regionFlows(report: Report, solve: string, good: string): RegionFlow[] {
    const pairs = new Map<string, RegionFlow>();
    for (const flow of report.flows) {
        if (flow.solve !== solve || flow.good !== good) continue;
        const from = regionOf(report, flow.from), to = regionOf(report, flow.to);
        if (from === null || to === null || from === to) continue;
        const pair = pairs.get(`${from}\n${to}`) ?? { from, to, arrived: 0, rent: 0 };
        pair.arrived += flow.arrived;
        pair.rent += flow.rent ?? 0;
        pairs.set(`${from}\n${to}`, pair);
    }
    return [...pairs.values()];
}

/** Flows of both directions of each pair of regions netted, from sender to receiver. */
export function netFlows(report: Report, solve: string, good: string): RegionFlow[] {
    const net: RegionFlow[] = [];
    for (const flow of regionFlows(report, solve, good)) {
        const back = net.find((other) => other.from === flow.to && other.to === flow.from);
        if (!back) { net.push({ ...flow }); continue; }
        back.arrived -= flow.arrived;
        back.rent += flow.rent;
        if (back.arrived < 0) [back.from, back.to, back.arrived] = [back.to, back.from, -back.arrived];
    }
    return net.sort((a, b) => b.arrived - a.arrived);
}
