// Part 5: who gains. The change of each region's accounts, item by item, on one scale.

import { sum, type Item, type Report } from "./data.js";
import { html } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { follow } from "./follow.js";
import { change, quantity, resolutionOf, scaleFor, signed } from "./format.js";
import { items as itemNames, nameOf, say, word } from "./i18n.js";
import { rowChart, type Row } from "./rows.js";
import { ink, regionColor } from "./theme.js";
import { worthOf } from "./worth.js";

const order: Item[] = ["consumers", "producers", "congestion", "scarce", "storage", "taxes", "uplift"];

const valueOf = (report: Report, solve: string, region: string, item: Item): number =>
    sum(report.accounts.filter((row) => row.solve === solve && row.region === region && row.item === item), (row) => row.value);

export function gainsPart(report: Report): HTMLElement[] {
    if (report.accounts.length === 0) return [empty(say("The result holds no accounts by region.", "结果中没有分地区账户。"))];
    const { isStudy } = report;
    const of = (region: string, item: Item): number =>
        valueOf(report, report.after, region, item) - (isStudy ? valueOf(report, report.before, region, item) : 0);
    const outside = [...new Set(report.accounts.map((row) => row.region))].filter((id) => !report.regions.includes(id));
    const used = order.filter((item) => report.accounts.some((row) => row.item === item && row.value !== 0));
    const regions = report.regions.map((id) => ({ id, values: used.map((item) => ({ item, value: of(id, item) })), total: sum(used, (item) => of(id, item)) }));
    const unit = report.head.money.unit;
    const all = regions.flatMap((region) => [...region.values.map((v) => v.value), region.total, ...Object.values(worthOf(report, null, region.id))]).filter((v) => v !== null);
    const scale = scaleFor(unit, all), low = Math.min(0, ...all), high = Math.max(0, ...all);
    const resolution = resolutionOf(scale, all, 4);
    const show = (value: number): string => signed(value / scale.by, resolution);
    const { gain, loss } = ink();
    const panels = regions.map(({ id, values, total }) => {
        const rows: Row[] = values.map(({ item, value }) => ({ label: word(itemNames, item), words: `${word(itemNames, item)}: ${change(value, unit)}`,
            value: show(value), marks: [{ kind: "bar", from: 0, to: value, color: value < 0 ? loss : gain }] }));
        const range = worthOf(report, null, id);
        rows.push({ label: say("Sum", "合计"), isSum: true, words: `${say("Sum", "合计")}: ${change(total, unit)}`, value: show(total),
            marks: [{ kind: "bar", from: 0, to: total, color: ink().after },
                ...(range.low === null || range.high === null ? [] : [{ kind: "whisker" as const, from: range.low, to: range.high }])] });
        const panel = html("div", { class: "panel", "data-region": id },
            html("h4", {}, html("span", { class: "swatch", style: `background:${regionColor(report, id)}` }), nameOf(report.place.get(id), id)),
            rowChart({ rows, scale, low, high }));
        panel.addEventListener("click", () => follow(report, id));
        return panel;
    });
    const sorted = [...regions].sort((a, b) => b.total - a.total), best = sorted[0], worst = sorted.at(-1);
    const name = (id: string): string => nameOf(report.place.get(id), id);
    const title = !best || !worst ? "" : !isStudy ? say("What each region earns from the plan", "各地区在本方案中的收益")
        : worst.total < 0 ? say(`${name(best.id)} gains ${quantity(best.total, unit)}, ${name(worst.id)} loses ${quantity(-worst.total, unit)}`,
            `${name(best.id)}获益 ${quantity(best.total, unit)}，${name(worst.id)}受损 ${quantity(-worst.total, unit)}`)
        : say(`Every region gains, ${name(best.id)} most: ${quantity(best.total, unit)}`, `各地区均获益，${name(best.id)}最多：${quantity(best.total, unit)}`);
    const outsideSum = sum(outside, (region) => sum(order, (item) => of(region, item)));
    return [figure({
        title, unit: isStudy ? say(`Change of surplus, ${scale.label} a year`, `剩余变化，${scale.label}/年`) : say(`Surplus, ${scale.label} a year`, `剩余，${scale.label}/年`),
        body: [html("div", { class: "panels" }, ...panels),
            outside.length === 0 ? null : html("p", { class: "note" },
                say(`Places outside the region: ${change(outsideSum, unit)}, not counted in the worth.`, `区外：${change(outsideSum, unit)}，不计入价值。`))],
        cells: { head: [say("region", "地区"), ...used.map((item) => word(itemNames, item)), say("sum", "合计")],
            rows: regions.map((region) => [name(region.id), ...region.values.map((v) => show(v.value)), show(region.total)]) },
        source: sourceLine(report),
    }), ...notes(report, "gains")];
}
