// What the map shows: the value of each area, the flows over the borders, the scale of colours and the message.

import { netFlows, regionOf, sum, type RegionFlow, type Report } from "./data.js";
import { quantity, scaleFor, type Scale } from "./format.js";
import { nameOf, say } from "./i18n.js";
import { difference, ordered } from "./theme.js";

export type View = "before" | "after" | "difference";
export type Shade = "price" | "surplus";
export interface Shown { good: string; shade: Shade; view: View }
export const valueAt = (report: Report, solve: string, place: string, { good, shade }: Shown): number | null => {
    if (shade === "price") return report.prices.find((row) => row.solve === solve && row.good === good && row.place === place)?.mean ?? null;
    const isRegion = report.regions.includes(place);
    const rows = report.amounts.filter((row) => row.solve === solve && row.good === good && (isRegion ? regionOf(report, row.place) === place : row.place === place));
    return rows.length === 0 ? null : sum(rows, (row) => row.made - row.used);
};

export function valueOf(report: Report, place: string, what: Shown): number | null {
    const before = valueAt(report, report.before, place, what), after = valueAt(report, report.after, place, what);
    if (what.view === "before") return before;
    if (what.view === "after") return after;
    return before === null || after === null ? null : after - before;
}

export const unitOf = (report: Report, { good, shade }: Shown): string => {
    const unit = report.good.get(good)?.unit ?? "";
    return shade === "price" ? `${report.head.money.unit}/${unit}` : unit;
};

/** Before and after share one scale; the difference has its own around zero. */
export interface Shading { low: number; high: number; isDiverging: boolean; color: (value: number) => string; scale: Scale }
export function shadingOf(report: Report, what: Shown): Shading {
    const views: View[] = what.view === "difference" ? ["difference"] : ["before", "after"];
    const values = views.flatMap((view) => report.boundaries.map((feature) => valueOf(report, feature.properties.id, { ...what, view }))).filter((v) => v !== null);
    const scale = scaleFor(unitOf(report, what), values);
    let low = Math.min(...values), high = Math.max(...values);
    if (what.view === "difference" || what.shade === "surplus") {
        const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
        return { low: -reach, high: reach, isDiverging: true, color: (value) => difference(value / reach), scale };
    }
    if (!(high > low)) { low -= 0.5; high += 0.5; }
    return { low, high, isDiverging: false, color: (value) => ordered((value - low) / (high - low)), scale };
}

/** Flows among regions and from outside for the view; in the difference what is sent more, in its direction. */
export function flowsOf(report: Report, what: Shown): RegionFlow[] {
    if (what.view !== "difference") return netFlows(report, what.view === "before" ? report.before : report.after, what.good);
    const before = netFlows(report, report.before, what.good);
    const result = netFlows(report, report.after, what.good).map((flow) => ({ ...flow }));
    for (const flow of before) {
        const same = result.find((other) => other.from === flow.from && other.to === flow.to);
        const opposite = result.find((other) => other.from === flow.to && other.to === flow.from);
        if (same) same.arrived -= flow.arrived;
        else if (opposite) opposite.arrived += flow.arrived;
        else result.push({ ...flow, arrived: -flow.arrived });
    }
    return result.map((flow) => (flow.arrived < 0 ? { ...flow, from: flow.to, to: flow.from, arrived: -flow.arrived } : flow));
}

function netExport(report: Report, solve: string, good: string, region: string): number {
    const inner = netFlows(report, solve, good).filter((flow) => report.regions.includes(flow.from) && report.regions.includes(flow.to));
    return sum(inner, (flow) => (flow.from === region ? flow.arrived : flow.to === region ? -flow.arrived : 0));
}

export function titleOf(report: Report, what: Shown): string {
    const unit = report.good.get(what.good)?.unit ?? "";
    const trade = report.regions.map((id) => ({ name: nameOf(report.place.get(id), id),
        before: netExport(report, report.before, what.good, id), after: netExport(report, report.after, what.good, id) }));
    const of = (row: (typeof trade)[number]): number =>
        (what.view === "before" ? row.before : what.view === "after" ? row.after : row.after - row.before);
    const top = [...trade].sort((a, b) => of(b) - of(a))[0];
    const good = nameOf(report.good.get(what.good), what.good);
    if (!top || of(top) <= 0) return say(`No ${good.toLowerCase()} crosses the borders`, `没有${good}跨越边界`);
    const amount = quantity(of(top), unit);
    if (what.view === "difference")
        return say(`Without the barriers ${top.name} sells ${amount} more to its neighbours`, `取消壁垒后，${top.name}多向邻省输送 ${amount}`);
    return report.isStudy && what.view === "after"
        ? say(`Without the barriers ${top.name} sells ${amount} to its neighbours`, `取消壁垒后，${top.name}向邻省净输送 ${amount}`)
        : say(`${top.name} sells ${amount} to its neighbours`, `${top.name}向邻省净输送 ${amount}`);
}

export const viewName = (view: View): string => ({
    before: say("with the barriers", "现有壁垒"), after: say("without", "取消壁垒"), difference: say("difference", "差值"),
})[view];

/** One mean price in every area of a region, in every region, before and after: within 0.01 %. */
export const hasOnePricePerRegion = (report: Report, good: string): boolean => [report.before, report.after].every((solve) => {
    const seen = new Map<string, number>();
    for (const { properties: { id } } of report.boundaries) {
        const region = regionOf(report, id) ?? id, price = valueAt(report, solve, id, { good, shade: "price", view: "after" });
        if (price === null) continue;
        const other = seen.get(region);
        if (other !== undefined && Math.abs(other - price) > 1e-4 * Math.abs(other)) return false;
        seen.set(region, price);
    }
    return seen.size > 0 && report.boundaries.length > seen.size;
});
