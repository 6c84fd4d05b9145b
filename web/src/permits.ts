// Part 7: what clean air is worth. Price, use against supply, and who buys from whom.

import { regionFlows, type Report } from "./data.js";
import { html, table } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { follow } from "./follow.js";
import { number, quantity, resolutionOf, scaleFor } from "./format.js";
import { nameOf, say } from "./i18n.js";
import { key, rowChart, type Mark } from "./rows.js";
import { ink, regionColor } from "./theme.js";
import { limitedGoods } from "./worth.js";

const find = (report: Report, solve: string, good: string, region: string): Report["permits"][number] | undefined =>
    report.permits.find((row) => row.solve === solve && row.good === good && row.region === region);

function priceChart(report: Report, good: string): HTMLElement {
    const unit = `${report.head.money.unit}/${report.good.get(good)?.unit ?? ""}`, { before, after } = ink();
    const scale = scaleFor(unit, []), resolution = resolutionOf(scale, report.permits.filter((row) => row.good === good).map((row) => row.price));
    return rowChart({ scale, choose: (region) => follow(report, region), rows: report.regions.map((id) => {
        const b = find(report, report.before, good, id)?.price ?? null, a = find(report, report.after, good, id)?.price ?? null;
        const marks: Mark[] = [];
        if (a !== null && b !== null && report.isStudy) marks.push({ kind: "join", from: b, to: a }, { kind: "ring", at: b, color: before });
        if (a !== null) marks.push({ kind: "dot", at: a, color: after });
        const name = nameOf(report.place.get(id), id);
        return { label: name, dot: regionColor(report, id), region: id, marks,
            words: `${name}: ${quantity(b, unit)} → ${quantity(a, unit)}`, value: report.isStudy ? `${number(b, resolution)} → ${number(a, resolution)}` : number(a, resolution) };
    }) });
}

function useChart(report: Report, good: string): HTMLElement {
    const unit = report.good.get(good)?.unit ?? "", { after, text } = ink();
    const rows = report.regions.map((id) => ({ id, row: find(report, report.after, good, id) }));
    const scale = scaleFor(unit, rows.flatMap(({ row }) => [row?.used ?? null, row?.supply ?? null]));
    const resolution = resolutionOf(scale, rows.flatMap(({ row }) => [row?.used ?? null, row?.supply ?? null]));
    return rowChart({ scale, choose: (region) => follow(report, region), rows: rows.map(({ id, row }) => {
        const name = nameOf(report.place.get(id), id), supply = row?.supply ?? null, used = row?.used ?? 0;
        return { label: name, dot: regionColor(report, id), region: id, words: `${name}: ${quantity(used, unit)} / ${quantity(supply, unit)}`,
            value: supply === null ? number(used / scale.by, resolution) : `${number(used / scale.by, resolution)} / ${number(supply / scale.by, resolution)}`,
            marks: [{ kind: "bar", from: 0, to: used, color: after }, ...(supply === null ? [] : [{ kind: "tick" as const, at: supply, color: text }])] };
    }) });
}

function tradesTable(report: Report, good: string): HTMLElement {
    const flows = regionFlows(report, report.after, good), unit = report.good.get(good)?.unit ?? "";
    if (flows.length === 0) return html("p", { class: "hint" }, say("Nothing is traded across the borders.", "没有跨界交易。"));
    const scale = scaleFor(unit, flows.map((flow) => flow.arrived));
    const resolution = resolutionOf(scale, flows.map((flow) => flow.arrived));
    const name = (id: string): string => nameOf(report.place.get(id), id);
    return html("div", { class: "trades" }, html("h4", {}, say(`Trades, ${scale.label} a year`, `交易量，${scale.label}/年`)), table({
        head: [say("from ↓ to →", "自 ↓ 至 →"), ...report.regions.map(name)],
        rows: report.regions.map((from) => [name(from), ...report.regions.map((to) => {
            const flow = flows.find((row) => row.from === from && row.to === to);
            return from === to ? "" : flow ? number(flow.arrived / scale.by, resolution) : "·";
        })]),
    }));
}

function goodFigure(report: Report, good: string): HTMLElement {
    const name = nameOf(report.good.get(good), good), unit = `${report.head.money.unit}/${report.good.get(good)?.unit ?? ""}`;
    const { before, after, text } = ink();
    const prices = report.regions.map((id) => ({ id, price: find(report, report.after, good, id)?.price ?? 0 })).sort((a, b) => b.price - a.price);
    const top = prices[0], bottom = prices.at(-1);
    const title = !top || top.price === 0 ? say(`${name} costs nothing: the supply is not used up`, `${name}价格为零：供给未用尽`)
        : bottom && bottom.price > top.price * 0.995 ? say(`${name} costs ${quantity(top.price, unit)} everywhere`, `${name}各地价格均为 ${quantity(top.price, unit)}`)
        : say(`${name} is dearest in ${nameOf(report.place.get(top.id), top.id)}: ${quantity(top.price, unit)}`, `${name}在${nameOf(report.place.get(top.id), top.id)}最贵：${quantity(top.price, unit)}`);
    const goodUnit = report.good.get(good)?.unit ?? "";
    const cells = {
        head: [say("region", "地区"), say("price before", "现价"), say("price after", "取消后价格"), say("used", "用量"), say("supply", "供给")],
        rows: report.regions.map((id) => {
            const b = find(report, report.before, good, id), a = find(report, report.after, good, id);
            return [nameOf(report.place.get(id), id), number(b?.price ?? null), number(a?.price ?? null), quantity(a?.used ?? null, goodUnit), quantity(a?.supply ?? null, goodUnit)];
        }),
    };
    return figure({ title, cells, source: sourceLine(report), body: [html("div", { class: "pair" },
        html("div", {}, html("h4", {}, say("Price", "价格")),
            report.isStudy ? key(["ring", before, say("with the barriers", "现有壁垒")], ["dot", after, say("without", "取消壁垒")]) : null, priceChart(report, good)),
        html("div", {}, html("h4", {}, say("Use against supply", "用量与供给")), key(["bar", after, say("used", "用量")], ["tick", text, say("supply", "供给")]), useChart(report, good))),
    tradesTable(report, good)] });
}

export function permitsPart(report: Report): HTMLElement[] {
    const goods = limitedGoods(report);
    if (goods.length === 0) return [empty(say("No layer of permits was solved, so nothing is said about them.", "未求解排放权图层，故无相关内容。"))];
    return [...notes(report, "permits"), ...goods.map((good) => goodFigure(report, good))];
}
