// Part 8: why these prices. What binds, which unit is the marginal one, how long there is shortage.

import { sum, type Report } from "./data.js";
import { html } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { number, quantity, resolutionOf, scaleFor } from "./format.js";
import { fuelNames, limitKinds, nameOf, say, word } from "./i18n.js";
import { key, rowChart, type Row } from "./rows.js";
import { ink, regionColor, technologyColor, textOn } from "./theme.js";

function limitsFigure(report: Report): HTMLElement {
    const unit = report.head.money.unit, { before, after } = ink();
    const keyOf = (row: { kind: string; id: string; region: string | null }): string => [row.kind, row.id, row.region ?? ""].join("\n");
    const at = (solve: string): Map<string, Report["limits"][number]> =>
        new Map(report.limits.filter((row) => row.solve === solve).map((row) => [keyOf(row), row]));
    const was = at(report.before), is = at(report.after);
    const list = [...new Set([...was.keys(), ...is.keys()])].map((id) => ({ row: was.get(id) ?? is.get(id), b: was.get(id)?.worth ?? 0, a: is.get(id)?.worth ?? 0,
        hours: was.get(id)?.hours ?? is.get(id)?.hours ?? null })).sort((x, y) => Math.max(y.b, y.a) - Math.max(x.b, x.a)).filter((item) => item.b > 0 || item.a > 0).slice(0, 12);
    const scale = scaleFor(unit, list.flatMap((item) => [item.b, item.a]));
    const resolution = resolutionOf(scale, list.flatMap((item) => [item.b, item.a]));
    const show = (value: number): string => number(value / scale.by, resolution);
    const rows: Row[] = list.flatMap(({ row, b, a, hours }) => (row ? [{ label: nameOf(row), region: row.region,
        detail: word(limitKinds, row.kind) + (hours === null ? "" : say(`, ${number(hours)} h at the limit`, `，达限 ${number(hours)} 小时`)),
        words: `${nameOf(row)}: ${quantity(b, unit)} → ${quantity(a, unit)}`,
        value: report.isStudy ? `${show(b)} → ${show(a)}` : show(a),
        marks: report.isStudy ? [{ kind: "join" as const, from: b, to: a }, { kind: "ring" as const, at: b, color: before }, { kind: "dot" as const, at: a, color: after }]
            : [{ kind: "bar" as const, from: 0, to: a, color: after }] }] : []));
    const top = list[0]?.row;
    return figure({
        title: top ? say(`${nameOf(top)} binds hardest`, `约束最紧的是${nameOf(top)}`) : "",
        unit: say(`What the limit costs, ${scale.label} a year`, `限制的代价，${scale.label}/年`),
        body: [report.isStudy ? key(["ring", before, say("with the barriers", "现有壁垒")], ["dot", after, say("without", "取消壁垒")]) : null, rowChart({ rows, scale })],
        cells: { head: [say("limit", "限制"), say("kind", "类型"), say("before", "现状"), say("after", "取消后"), say("hours", "小时")],
            rows: list.map(({ row, b, a, hours }) => [row ? nameOf(row) : "", row ? word(limitKinds, row.kind) : "", show(b), show(a), number(hours)]) },
        textColumns: 2, source: sourceLine(report),
    });
}

function marginalFigure(report: Report): HTMLElement {
    const good = report.head.main_good, unit = `${report.head.money.unit}/${report.good.get(good)?.unit ?? ""}`;
    const of = (region: string): Report["marginal"] => report.marginal.filter((row) => row.solve === report.after && row.region === region).sort((a, b) => b.hours - a.hours);
    const technologies = new Map<string, number>();
    for (const row of report.marginal) if (row.solve === report.after) technologies.set(row.technology, (technologies.get(row.technology) ?? 0) + row.hours);
    const top = [...technologies].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
    const name = (id: string): string => { const row = report.technology.get(id); return row?.name || row?.name_zh ? nameOf(row) : word(fuelNames, id); };
    const strips = report.regions.map((id) => {
        const rows = of(id), total = sum(rows, (row) => row.hours) || 1;
        return html("div", { class: "strip-row", "data-region": id },
            html("div", { class: "row-label" }, html("span", { class: "swatch", style: `background:${regionColor(report, id)}` }), nameOf(report.place.get(id), id)),
            html("div", { class: "strip" }, ...rows.map((row) => {
                const color = technologyColor(report, row.technology), words = `${name(row.technology)}: ${number(row.hours)} h, ${quantity(row.price, unit)}`;
                return html("span", { style: `flex:${row.hours} 0 0;background:${color};color:${textOn(color)}`, title: words },
                    row.hours / total > 0.12 ? `${name(row.technology)} ${number((row.hours / total) * 100, 1)} %` : "");
            })));
    });
    return figure({
        title: say(`${name(top)} sets the price most of the time`, `大部分时间由${name(top)}定价`),
        unit: say("Share of the hours of the year in which a technology sets the price", "各技术定价小时数占全年比例"),
        body: [html("div", { class: "strips" }, ...strips)],
        cells: { head: [say("region", "地区"), say("technology", "技术"), say("hours", "小时"), say(`mean price, ${unit}`, "平均价格")],
            rows: report.regions.flatMap((id) => of(id).map((row) => [nameOf(report.place.get(id), id), name(row.technology), number(row.hours), number(row.price)])) },
        textColumns: 2, source: sourceLine(report, [report.after]),
    });
}

export function whyPart(report: Report): HTMLElement[] {
    const parts: HTMLElement[] = [];
    if (report.limits.length > 0) parts.push(limitsFigure(report));
    if (report.marginal.some((row) => row.solve === report.after)) parts.push(marginalFigure(report));
    const good = report.head.main_good;
    const hours = Math.max(0, ...report.prices.filter((row) => row.good === good && row.solve === report.after).map((row) => row.shortage_hours ?? 0));
    if (report.prices.some((row) => row.good === good && row.shortage_hours !== null)) parts.push(html("p", { class: "note" }, hours > 0 ? say(`Somewhere demand goes unserved in ${number(hours)} hours of the year.`, `全年有 ${number(hours)} 小时存在缺供。`)
        : say("There is no hour of shortage.", "没有缺供时段。")));
    if (parts.length === 0 || report.limits.length === 0) parts.unshift(empty(say("The result names no limit that binds.", "结果中没有起作用的约束。")));
    return [...parts, ...notes(report, "why")];
}
