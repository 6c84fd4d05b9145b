// Part 6: when. Generation by hour of one region, today above integrated, with price and stored energy; one zoom for all.

import { LineChart } from "echarts/charts";
import { AxisPointerComponent, DataZoomComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { regionOf, sum, type Curve, type Report, type Series } from "./data.js";
import { choice, html } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { followed, onFollow } from "./follow.js";
import { day, number, quantity, resolutionOf, scaleFor, signed, type Scale } from "./format.js";
import { fuelNames, nameOf, say, word } from "./i18n.js";

import { ink, technologyColor } from "./theme.js";

use([LineChart, GridComponent, TooltipComponent, DataZoomComponent, AxisPointerComponent, SVGRenderer]);

/** From the bottom of the stack to its top. */
const stackOrder = ["nuclear", "coal", "other_thermal", "thermal", "gas", "oil", "biomass", "waste", "hydro", "pumped_storage", "battery",
    "onshore_wind", "wind", "offshore_wind", "solar"];
const rank = (id: string): number => { const at = stackOrder.indexOf(id); return at < 0 ? stackOrder.length : at; };

/** One layer of the stack; what is sent or stored lies below zero. */
interface Layer { id: string; name: string; color: string; values: number[] }

/** Blocks with an empty slot between days, so that no line joins one day to another. */
interface Slots { block: (number | null)[]; day: number[]; middle: Map<number, number> }
function slotsOf(series: Series): Slots {
    const slots: Slots = { block: [], day: [], middle: new Map() };
    const first = new Map<number, number>(), last = new Map<number, number>();
    series.blocks.day.forEach((dayIndex, block) => {
        if (block > 0 && series.blocks.day[block - 1] !== dayIndex) { slots.block.push(null); slots.day.push(dayIndex); }
        if (!first.has(dayIndex)) first.set(dayIndex, slots.block.length);
        last.set(dayIndex, slots.block.length);
        slots.block.push(block);
        slots.day.push(dayIndex);
    });
    for (const [dayIndex, start] of first) slots.middle.set(Math.round((start + (last.get(dayIndex) ?? start)) / 2), dayIndex);
    return slots;
}

const curvesOf = (series: Series, solve: string, region: string): Curve[] =>
    series.curves.filter((curve) => curve.solve === solve && curve.region === region);

function technologyName(report: Report, id: string): string {
    const row = report.technology.get(id);
    return row && (row.name || row.name_zh) ? nameOf(row) : word(fuelNames, id);
}

function layersOf(report: Report, series: Series, solve: string, region: string): Layer[] {
    const layers = new Map<string, Layer>();
    const add = (id: string, name: string, values: number[]): void => {
        const layer = layers.get(id);
        if (layer) layer.values = layer.values.map((value, i) => value + (values[i] ?? 0));
        else if (values.some((value) => value !== 0)) layers.set(id, { id, name, color: technologyColor(report, id === "sent" ? "exchange" : id), values });
    };
    for (const curve of curvesOf(series, solve, region).filter((c) => c.kind === "made" || c.kind === "stored_in")
        .sort((a, b) => rank(a.technology ?? "") - rank(b.technology ?? ""))) {
        if (curve.kind === "stored_in") { add("stored_in", word(fuelNames, "stored_in"), curve.values.map((v) => -v)); continue; }
        const id = report.technology.get(curve.technology ?? "")?.group ?? curve.technology ?? "";
        add(id, technologyName(report, id), curve.values);
    }
    for (const curve of curvesOf(series, solve, region)) {
        if (curve.kind === "outside") add("outside", word(fuelNames, "outside"), curve.values);
        if (curve.kind !== "exchange") continue;
        add("exchange", word(fuelNames, "exchange"), curve.values.map((v) => Math.max(0, v)));
        add("sent", word(fuelNames, "sent"), curve.values.map((v) => Math.min(0, v)));
    }
    return [...layers.values()];
}

/** Sum over the year: each hour counts as often as its day stands for. */
const yearly = (series: Series, values: number[]): number => {
    const perDay = new Map<number, number>();
    for (const index of series.blocks.day) perDay.set(index, (perDay.get(index) ?? 0) + 1);
    return sum(values.map((value, block) => {
        const index = series.blocks.day[block] ?? 0;
        return value * (series.days.weight[index] ?? 1) * (24 / (perDay.get(index) ?? 24));
    }), (value) => value);
};

interface Panel { title: string; unit: string; height: number; lines: { id: string; name: string; color: string; values: number[]; isLayer: boolean; isDashed?: boolean }[] }

function panelsOf(report: Report, series: Series, region: string): { panels: Panel[]; scale: Scale; layers: Map<string, { name: string; color: string; before: number; after: number }> } {
    const unit = report.good.get(series.good)?.unit ?? "", rate = unit === "MWh" ? "MW" : `${unit}/h`;
    const solves = report.isStudy ? [report.before, report.after] : [report.after];
    const stacks = solves.map((solve) => layersOf(report, series, solve, region));
    const scale = scaleFor(rate, stacks.flatMap((stack) => stack.flatMap((layer) => layer.values)));
    const colors = ink(), title = (solve: string): string => nameOf(report.solves.find((row) => row.id === solve), solve);
    const curve = (solve: string, kind: string): number[] | undefined => curvesOf(series, solve, region).find((row) => row.kind === kind)?.values;
    const byScale = (values: number[]): number[] => values.map((value) => value / scale.by);
    const panels: Panel[] = solves.map((solve, i) => ({
        title: title(solve), unit: scale.label, height: 210,
        lines: [...(stacks[i] ?? []).map((layer) => ({ ...layer, values: byScale(layer.values), isLayer: true })),
            ...(curve(solve, "load") ? [{ id: "load", name: word(fuelNames, "load"), color: colors.text, values: byScale(curve(solve, "load") ?? []), isLayer: false }] : [])],
    }));
    const pair = (kind: string, heading: string, pairUnit: string, by: number): void => {
        const lines = solves.flatMap((solve) => {
            const values = curve(solve, kind), isBefore = report.isStudy && solve === report.before;
            return values ? [{ id: `${kind} ${solve}`, name: title(solve), color: isBefore ? colors.before : colors.after, isLayer: false, isDashed: isBefore, values: values.map((v) => v / by) }] : [];
        });
        if (lines.length > 0) panels.push({ title: heading, unit: pairUnit, height: 100, lines });
    };
    pair("price", say("Price", "价格"), scaleFor(`${report.head.money.unit}/${unit}`, []).label, 1);
    const stored = scaleFor(unit, solves.flatMap((solve) => curve(solve, "stored") ?? []));
    pair("stored", say("Stored", "储存量"), stored.label, stored.by);

    const totals = new Map<string, { name: string; color: string; before: number; after: number }>();
    stacks.forEach((stack, i) => {
        for (const layer of stack) {
            const total = totals.get(layer.id) ?? { name: layer.name, color: layer.color, before: 0, after: 0 };
            total[solves.length === 2 && i === 0 ? "before" : "after"] = yearly(series, layer.values);
            totals.set(layer.id, total);
        }
    });
    return { panels, scale, layers: totals };
}

function slotName(series: Series, slots: Slots, slot: number): string {
    const block = slots.block[slot];
    if (block === null || block === undefined) return "";
    const index = series.blocks.day[block] ?? 0, hour = series.blocks.hour[block] ?? 0;
    return `${day(series.days.date[index] ?? "")} ${String(hour).padStart(2, "0")}:00`;
}

const weightText = (weight: number | undefined): string => (weight === undefined ? "" : say(`× ${number(weight)} days`, `× ${number(weight)} 天`));

function tooltip(series: Series, slots: Slots, panels: Panel[], slot: number): HTMLElement | string {
    const block = slots.block[slot];
    if (block === null || block === undefined) return "";
    const index = series.blocks.day[block] ?? 0;
    const stacks = panels.filter((panel) => panel.lines.some((line) => line.isLayer)), others = panels.filter((panel) => !stacks.includes(panel));
    const named = new Map(stacks.flatMap((panel) => panel.lines.map((line) => [line.id, line] as const)));
    const figures = (values: (number | undefined)[]): HTMLElement[] => values.map((value) => html("td", {}, value === undefined ? "" : number(value)));
    const rows = [...named.values()].reverse().map((line) => ({ line, values: stacks.map((panel) => panel.lines.find((other) => other.id === line.id)?.values[block]) }))
        .filter(({ values }) => values.some((value) => value !== undefined && Math.abs(value) > 1e-9))
        .map(({ line, values }) => html("tr", {}, html("th", { scope: "row" }, html("span", { class: "swatch", style: `background:${line.color}` }), line.name), ...figures(values)));
    const more = others.map((panel) => html("tr", { class: "is-other" }, html("th", { scope: "row" }, `${panel.title}, ${panel.unit}`), ...figures(panel.lines.map((line) => line.values[block]))));
    return html("div", { class: "time-tip" },
        html("strong", {}, `${slotName(series, slots, slot)} ${weightText(series.days.weight[index])}`),
        html("table", {}, html("thead", {}, html("tr", {}, html("th", {}, stacks[0]?.unit ?? ""), ...stacks.map((panel) => html("th", { scope: "col" }, panel.title)))),
            html("tbody", {}, ...rows, ...more)));
}

/** What one panel of the picture takes in height, its heading included. */
const heading = 34, axisHeight = 44;

function option(series: Series, panels: Panel[], isNarrow: boolean): { option: Record<string, unknown>; height: number } {
    const slots = slotsOf(series), colors = ink();
    const categories = slots.block.map((_, slot) => slot);
    let top = 0;
    const tops = panels.map((panel) => { const at = top + heading; top += heading + panel.height; return at; });
    const height = top + axisHeight + 34;
    const dayLabel = (slot: number): string => {
        const index = slots.middle.get(slot);
        return index === undefined ? "" : `${day(series.days.date[index] ?? "")}\n× ${number(series.days.weight[index] ?? 1)}`;
    };
    const positive = (panel: Panel): number => Math.max(...categories.map((slot) => sum(panel.lines, (line) => (line.isLayer ? Math.max(0, line.values[slots.block[slot] ?? -1] ?? 0) : 0))));
    const negative = (panel: Panel): number => Math.min(...categories.map((slot) => sum(panel.lines, (line) => (line.isLayer ? Math.min(0, line.values[slots.block[slot] ?? -1] ?? 0) : 0))));
    const stackPanels = panels.filter((panel) => panel.lines.some((line) => line.isLayer));
    const highest = Math.max(...stackPanels.map(positive)), lowest = Math.min(...stackPanels.map(negative));
    const show = isNarrow && series.days.date.length > 3 ? 300 / series.days.date.length : 100;
    return { height, option: {
        animation: false, textStyle: { fontFamily: "inherit" },
        grid: panels.map((panel, i) => ({ left: 56, right: 14, top: tops[i], height: panel.height })),
        tooltip: { trigger: "axis", confine: true, backgroundColor: colors.paper, borderColor: colors.line, padding: 10, textStyle: { color: colors.text, fontSize: 12 },
            formatter: (points: { dataIndex: number }[]) => tooltip(series, slots, panels, points[0]?.dataIndex ?? -1) },
        axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: colors.muted } },
        dataZoom: [{ type: "inside", xAxisIndex: panels.map((_, i) => i), start: 0, end: show, zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false },
            { type: "slider", xAxisIndex: panels.map((_, i) => i), start: 0, end: show, bottom: 4, height: 22, left: 56, right: 14, showDetail: false, showDataShadow: false, brushSelect: false,
                borderColor: colors.line, fillerColor: `${colors.after}33`, handleStyle: { color: colors.paper, borderColor: colors.muted } }],
        xAxis: panels.map((_, i) => ({ type: "category", gridIndex: i, data: categories, boundaryGap: false,
            axisLine: { onZero: false, lineStyle: { color: colors.line } }, axisTick: { show: false },
            axisLabel: { show: i === panels.length - 1, interval: (slot: number) => slots.middle.has(slot), formatter: (_: string, slot: number) => dayLabel(Number(_) || slot),
                color: colors.muted, hideOverlap: true, lineHeight: 15, fontSize: 11 } })),
        yAxis: panels.map((panel, i) => ({ type: "value", gridIndex: i, scale: !panel.lines.some((line) => line.isLayer), splitNumber: panel.height > 150 ? 4 : 2,
            ...(panel.lines.some((line) => line.isLayer) ? { max: highest * 1.02, min: lowest * 1.02, } : {}),
            name: `${panel.title}, ${panel.unit}`, nameLocation: "end", nameGap: 10, nameTextStyle: { color: colors.text, align: "left", fontWeight: 600, padding: [0, 0, 0, -48], fontSize: 12.5 },
            axisLabel: { color: colors.muted, fontSize: 11, showMaxLabel: false, showMinLabel: lowest === 0, formatter: (value: number) => number(value) },
            splitLine: { lineStyle: { color: colors.line, opacity: 0.7 } } })),
        series: panels.flatMap((panel, i) => panel.lines.map((line) => ({
            type: "line", xAxisIndex: i, yAxisIndex: i, name: line.name, symbol: "none", silent: true, emphasis: { disabled: true }, connectNulls: false,
            data: slots.block.map((block) => (block === null ? null : line.values[block] ?? null)),
            ...(line.isLayer
                ? { stack: line.values.some((value) => value < 0) ? `below ${i}` : `above ${i}`, stackStrategy: "all", lineStyle: { width: 0.4, color: colors.paper }, areaStyle: { color: line.color, opacity: 1 } }
                : { lineStyle: { width: line.isDashed ? 1.5 : 1.8, color: line.color, type: line.isDashed ? [4, 3] : "solid" }, z: 5 }),
        }))),

    } };
}

function titleOf(report: Report, region: string, layers: Map<string, { name: string; before: number; after: number }>, unit: string): string {
    const place = nameOf(report.place.get(region), region);
    const own = [...layers].filter(([id]) => !["exchange", "sent", "stored_in", "outside"].includes(id)).map(([, layer]) => layer);
    const moved = [...own].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))[0];
    const top = [...own].sort((a, b) => b.after - a.after)[0];
    if (report.isStudy && moved && Math.abs(moved.after - moved.before) > 1e-3 * Math.abs(moved.before)) {
        const less = moved.after < moved.before, amount = quantity(Math.abs(moved.after - moved.before), unit);
        return say(`${place}: ${amount} ${less ? "less" : "more"} from ${moved.name.toLowerCase()} without the barriers`, `${place}：取消壁垒后${moved.name}${less ? "减少" : "增加"} ${amount}`);
    }
    return top ? say(`${place} lives mainly on ${top.name.toLowerCase()}: ${quantity(top.after, unit)} a year`, `${place}以${top.name}为主：每年 ${quantity(top.after, unit)}`) : place;
}

/** One picture for the life of the page; drawn anew for each region. */
let chart: EChartsType | null = null;

function draw(report: Report, series: Series, holder: HTMLElement, region: string): void {
    const unit = report.good.get(series.good)?.unit ?? "";
    const { panels, layers } = panelsOf(report, series, region);
    const total = scaleFor(unit, [...layers.values()].flatMap((layer) => [layer.before, layer.after]));
    const canvas = html("div", { class: "time-chart", role: "img", "aria-label": titleOf(report, region, layers, unit) });
    const resolution = Math.max(0.01, resolutionOf(total, [...layers.values()].flatMap((layer) => [layer.before, layer.after]), 4));
    const show = (value: number): string => number(value / total.by, resolution);
    const figures = (layer: { before: number; after: number }): string => (report.isStudy ? `${show(layer.before)} → ${show(layer.after)}` : show(layer.after));
    const kept = series.days.kept.flatMap((reason, i) => (reason === null ? [] : [`${day(series.days.date[i] ?? "")} (${keptName(reason)})`]));
    chart?.dispose();
    holder.replaceChildren(figure({
        title: titleOf(report, region, layers, unit),
        body: [
            html("p", { class: "key fuels" }, ...[...layers.values()].filter((layer) => show(layer.before) !== "0" || show(layer.after) !== "0").reverse().map((layer) =>
                html("span", {}, html("i", { class: "key-bar", style: `--mark:${layer.color}` }), `${layer.name} `, html("b", {}, figures(layer)))),
            html("span", {}, html("i", { class: "key-line", style: `--mark:${ink().text}` }), word(fuelNames, "load"))),
            html("p", { class: "unit" }, say(`Beside each name: ${total.label} a year. × n: the day stands for n days of the year; scroll with Ctrl or drag the bar to zoom.`,
                `名称旁数字：${total.label}/年。× n：该日代表全年 n 天；按住 Ctrl 滚动或拖动下方滑条缩放。`),
            kept.length > 0 ? say(` Kept for what they are: ${kept.join(", ")}.`, ` 特意保留的极端日：${kept.join("、")}。`) : ""),
            canvas],
        cells: { head: [say("technology", "技术"), ...(report.isStudy ? [say(`before, ${total.label}`, `现状，${total.label}`), say(`after, ${total.label}`, `取消后，${total.label}`), say("change", "变化")] : [total.label])],
            rows: [...layers.values()].map((layer) => [layer.name, ...(report.isStudy ? [show(layer.before), show(layer.after), signed((layer.after - layer.before) / total.by, resolution)] : [show(layer.after)])]) },
        source: sourceLine(report),
    }));
    const isNarrow = holder.clientWidth > 0 && holder.clientWidth < 700;
    const { option: drawn, height } = option(series, panels, isNarrow);
    canvas.style.height = `${height}px`;
    chart = init(canvas, null, { renderer: "svg" });
    chart.setOption(drawn);
}

const keptName = (reason: string): string => word({ peak_net_load: ["highest net load", "净负荷最高"], low_wind_sun: ["least wind and sun", "风光最少"], peak_load: ["highest load", "负荷最高"] }, reason);

/** Fits the picture to a new width of the page, or to paper: there it shows all days, since nobody can move it. */
let screenZoom: { start: number; end: number } | null = null;
export function fitTime(width?: number): void {
    if (!chart || chart.isDisposed()) return;
    if (width !== undefined && screenZoom === null) {
        const zoom = (chart.getOption() as { dataZoom?: { start?: number; end?: number }[] }).dataZoom?.[0];
        screenZoom = { start: zoom?.start ?? 0, end: zoom?.end ?? 100 };
        chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 }, { flush: true });
    } else if (width === undefined && screenZoom !== null) {
        chart.dispatchAction({ type: "dataZoom", ...screenZoom }, { flush: true });
        screenZoom = null;
    }
    chart.resize(width === undefined ? {} : { width });
}

export function timePart(report: Report): { elements: HTMLElement[]; start: () => void } {
    const { series } = report;
    const regions = series ? report.regions.filter((id) => series.curves.some((curve) => curve.region === id)) : [];
    const chosen = followed();
    const first = (chosen === null ? null : regions.find((id) => id === regionOf(report, chosen))) ?? regions[0];
    if (!series || first === undefined)
        return { elements: [empty(say("The result holds no series by hour.", "结果中没有逐时数据。"))], start: () => undefined };
    const holder = html("div");
    const controls = choice(say("Region", "地区"), regions.map((id): [string, string] => [id, nameOf(report.place.get(id), id)]), first, (id) => draw(report, series, holder, id));
    onFollow((region) => {
        if (!regions.includes(region)) return;
        for (const button of controls.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.getAttribute("data-value") === region));
        draw(report, series, holder, region);
    });
    return { elements: [html("div", { class: "controls" }, controls), holder, ...notes(report, "time")], start: () => draw(report, series, holder, first) };
}
