// Part 3: where. Areas by price or surplus, arrows over the borders; before, after and difference on one scale.

import { netFlows, regionOf, rowsOf, type RegionFlow, type Report } from "./data.js";
import { balance } from "./balance.js";
import { choice, html, svg, table } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { follow, followed, onFollow } from "./follow.js";
import { number, quantity, resolutionOf, scaleFor, signed, ticks } from "./format.js";
import { geographyOf, type Geography } from "./geography.js";
import { layerName, levels, nameOf, oneLevel, say, word } from "./i18n.js";
import { areasOf, arrows, labels } from "./mappicture.js";
import { flowsOf, hasOnePricePerRegion, shadingOf, titleOf, unitOf, valueAt, valueOf, viewName, type Shade, type Shading, type Shown, type View } from "./mapvalues.js";
import { key, rowChart } from "./rows.js";
import { ink, regionColor } from "./theme.js";

const width = 640;
const shown: { good: string | null; shade: Shade; view: View } = { good: null, shade: "price", view: "after" };

function legend(report: Report, what: Shown, shading: Shading): HTMLElement {
    const stops = Array.from({ length: 21 }, (_, i) => shading.color(shading.low + ((shading.high - shading.low) * i) / 20));
    const place = (value: number): string => `${(((value - shading.low) / (shading.high - shading.low)) * 100).toFixed(2)}%`;
    const show = shading.isDiverging ? signed : number;
    return html("div", { class: "legend" },
        html("div", { class: "legend-bar", style: `background:linear-gradient(90deg,${stops.join(",")})` }),
        html("div", { class: "legend-ticks" }, ...ticks(shading.low, shading.high, 4).map((step) =>
            html("span", { style: `left:${place(step)}` }, show(step / shading.scale.by)))),
        html("div", { class: "legend-unit" }, what.shade === "price" ? say(`mean price, ${shading.scale.label}`, `平均价格，${shading.scale.label}`)
            : say(`own surplus, ${shading.scale.label} a year`, `自身盈余，${shading.scale.label}/年`),
        what.view === "difference" ? say(", after less before", "，取消后减现状") : report.isStudy ? say(", one scale for before and after", "，前后同一标尺") : ""));
}

const onePrice = (report: Report): string => {
    const one = word(oneLevel, report.head.regions), all = word(levels, report.head.regions);
    return say(`One price per ${one}: the case holds no grid data inside ${all}.`, `每${one}一个价格：算例没有${one}内网络数据。`);
};

/** The outline of the place that is followed, drawn above its neighbours. */
function markArea(chosen: SVGElement, geography: Geography): void {
    chosen.setAttribute("d", geography.areas.find((area) => area.id === followed())?.path ?? "");
}

/** Prices of the regions, before and after, beside the map. */
function regionRows(report: Report, what: Shown): HTMLElement {
    const { before, after } = ink(), unit = unitOf(report, what), scale = scaleFor(unit, report.regions.flatMap((id) =>
        [valueAt(report, report.before, id, what), valueAt(report, report.after, id, what)]));
    const rows = report.regions.flatMap((id) => {
        const b = valueAt(report, report.before, id, what), a = valueAt(report, report.after, id, what);
        if (b === null || a === null) return [];
        const name = nameOf(report.place.get(id), id);
        return [{ label: name, dot: regionColor(report, id), region: id,
            words: report.isStudy ? `${name}: ${quantity(b, unit)} → ${quantity(a, unit)}` : `${name}: ${quantity(a, unit)}`,
            value: report.isStudy ? `${number(b / scale.by)} → ${number(a / scale.by)}` : number(a / scale.by),
            marks: report.isStudy ? [{ kind: "join" as const, from: b, to: a }, { kind: "ring" as const, at: b, color: before }, { kind: "dot" as const, at: a, color: after }]
                : [{ kind: "dot" as const, at: a, color: after }] }];
    });
    if (rows.length === 0) return html("div");
    return html("div", {},
        html("h4", {}, what.shade === "price" ? say("Mean price by region", "各地区平均价格") : say("Own surplus by region", "各地区自身盈余")),
        report.isStudy ? key(["ring", before, viewName("before")], ["dot", after, viewName("after")]) : null,
        rowChart({ rows, scale, withZero: what.shade === "surplus", choose: (region) => follow(report, region) }));
}

/** Net flows over the borders, before and after, beside the map. */
function corridorRows(report: Report, what: Shown): HTMLElement {
    const { before, after } = ink(), unit = report.good.get(what.good)?.unit ?? "";
    const later = netFlows(report, report.after, what.good), earlier = netFlows(report, report.before, what.good);
    const pairs = [...later, ...earlier.filter((flow) => !later.some((other) => samePair(flow, other)))].map((flow) => {
        const was = earlier.find((other) => samePair(flow, other)), is = later.find((other) => samePair(flow, other));
        return { flow, b: was ? was.arrived * (was.from === flow.from ? 1 : -1) : 0, a: is?.arrived ?? 0 };
    }).filter(({ flow }) => report.regions.includes(flow.from) && report.regions.includes(flow.to));
    if (pairs.length === 0) return html("div");
    const scale = scaleFor(unit, pairs.flatMap(({ a, b }) => [a, b])), resolution = resolutionOf(scale, pairs.flatMap(({ a, b }) => [a, b]));
    const show = (value: number): string => number(value / scale.by, resolution);
    return html("div", {},
        html("h4", {}, say(`Net flow over the borders, ${scale.label} a year`, `跨界净流量，${scale.label}/年`)),
        rowChart({ scale, rows: pairs.map(({ flow, a, b }) => {
            const name = `${nameOf(report.place.get(flow.from), flow.from)} → ${nameOf(report.place.get(flow.to), flow.to)}`;
            return { label: name, words: `${name}: ${quantity(b, unit)}, ${quantity(a, unit)}`, value: report.isStudy ? `${show(b)} → ${show(a)}` : show(a),
                marks: report.isStudy ? [{ kind: "join" as const, from: b, to: a }, { kind: "ring" as const, at: b, color: before }, { kind: "dot" as const, at: a, color: after }]
                    : [{ kind: "bar" as const, from: 0, to: a, color: after }] };
        }) }));
}

const samePair = (a: RegionFlow, b: RegionFlow): boolean => (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);

/** Draws the map for a choice; calls of what it returns show another place that is followed. */
function draw(report: Report, holder: HTMLElement, what: Shown): () => void {
    const geography = geographyOf(report, width), shading = shadingOf(report, what);
    const chosen = svg("path", { class: "chosen" }), tip = html("div", { class: "tip", hidden: true, role: "status" });
    const picture = svg("svg", { class: "map", viewBox: `0 0 ${geography.width + 130} ${geography.height.toFixed(0)}`, role: "group",
        "aria-label": titleOf(report, what) },
    svg("g", {}, ...areasOf(report, geography, what, shading, tip)),
    svg("g", { class: "borders" }, ...geography.borders.map(({ path }) => svg("path", { d: path }))),
    chosen,
    svg("g", {}, ...arrows(report, geography, what)),
    svg("g", {}, ...labels(report, geography, what)));
    markArea(chosen, geography);

    const card = html("div", { class: "card", "aria-live": "polite" });
    const showCard = (): void => {
        const place = followed();
        card.replaceChildren(place === null
            ? html("p", { class: "hint" }, say("Point at a place for its balance; choose it to follow it through the page.", "指向某地查看其供需平衡；点选后在全页跟随显示。"))
            : balance(report, place, what));
    };
    showCard();

    const unit = report.good.get(what.good)?.unit ?? "", flowScale = scaleFor(unit, flowsOf(report, what).map((flow) => flow.arrived));
    const flows = flowsOf(report, what).filter((flow) => flow.arrived > 0).sort((a, b) => b.arrived - a.arrived);
    const cells = {
        head: [say("from", "自"), say("to", "至"), what.view === "difference" ? say(`more, ${flowScale.label}`, `增加，${flowScale.label}`) : say(`arrives, ${flowScale.label} a year`, `到达，${flowScale.label}/年`)],
        rows: flows.map((flow) => [nameOf(report.place.get(flow.from), flow.from), nameOf(report.place.get(flow.to), flow.to), number(flow.arrived / flowScale.by)]),
    };
    const areaCells = {
        head: [say("place", "地点"), say("region", "所属"), shading.scale.label],
        rows: report.boundaries.map(({ properties: { id } }) => {
            const value = valueOf(report, id, what), region = regionOf(report, id);
            return [nameOf(report.place.get(id), id), region === null ? "–" : nameOf(report.place.get(region), region), number(value === null ? null : value / shading.scale.by)];
        }),
    };
    holder.replaceChildren(figure({
        title: titleOf(report, what),
        body: [html("div", { class: "map-layout" },
            html("div", { class: "map-frame" }, picture, tip),
            html("div", { class: "map-side" },
                legend(report, what, shading),
                what.shade === "price" && hasOnePricePerRegion(report, what.good)
                    ? html("p", { class: "hint" }, onePrice(report)) : null,
                html("p", { class: "hint" }, what.view === "difference"
                    ? say(`Arrows: what flows more over the borders, ${flowScale.label} a year; as wide as in the other two views.`, `箭头：跨界流量的增加，${flowScale.label}/年；宽度与另两图同一标尺。`)
                    : say(`Arrows: net flow over the borders, ${flowScale.label} a year${report.isStudy ? "; the widest is the largest of before and after" : ""}.`,
                        `箭头：跨界净流量，${flowScale.label}/年${report.isStudy ? "；宽度以前后最大值为准" : ""}。`)),
                card, regionRows(report, what), corridorRows(report, what)))],
        cells, textColumns: 2, source: sourceLine(report),
    }), html("details", { class: "second-table" }, html("summary", {}, say("The numbers by area", "分地区数据表")), table(areaCells, 2)));
    return () => { markArea(chosen, geography); showCard(); };
}

function goodSelect(report: Report, goods: string[], current: string, choose: (good: string) => void): HTMLElement {
    const layers = rowsOf(report.head.layers);
    const select = html("select", { "aria-label": say("Layer and good", "图层与品种") }, ...layers.map((layer) => {
        const own = goods.filter((id) => report.good.get(id)?.layer === layer.id);
        return own.length === 0 ? null : html("optgroup", { label: layerName(layer) },
            ...own.map((id) => html("option", { value: id, selected: id === current }, nameOf(report.good.get(id), id))));
    }));
    select.addEventListener("change", () => choose(select.value));
    return html("label", { class: "select" }, say("Good ", "品种 "), select);
}

export function mapPart(report: Report): HTMLElement[] {
    const goods = report.goods.map((good) => good.id).filter((id) =>
        report.prices.some((row) => row.good === id) || report.flows.some((row) => row.good === id));
    const first = goods.includes(report.head.main_good) ? report.head.main_good : goods[0];
    if (report.boundaries.length === 0 || first === undefined)
        return [empty(say("The case holds no boundaries, so there is no map; prices and flows stand in the tables of the result.", "算例没有边界数据，故无地图；价格与流量见结果表。"))];
    shown.good ??= first;
    if (!report.isStudy) shown.view = "after";
    const holder = html("div");
    const what = (): Shown => ({ ...shown, good: shown.good ?? first });
    let refresh = draw(report, holder, what());
    const redraw = (): void => { refresh = draw(report, holder, what()); };
    onFollow(() => refresh());
    const hasSurplus = report.amounts.length > 0;
    return [
        html("div", { class: "controls" },
            report.isStudy ? choice(say("Which plan", "方案"), [["before", viewName("before")], ["after", viewName("after")], ["difference", viewName("difference")]] as [View, string][],
                shown.view, (view) => { shown.view = view; redraw(); }) : null,
            hasSurplus ? choice(say("What the colours show", "颜色表示"), [["price", say("price", "价格")], ["surplus", say("surplus", "盈余")]] as [Shade, string][],
                shown.shade, (shade) => { shown.shade = shade; redraw(); }) : null,
            goods.length > 1 ? goodSelect(report, goods, what().good, (good) => { shown.good = good; redraw(); }) : null),
        holder, ...notes(report, "map"),
    ];
}
