// Part 10: what it rests on. Rows by quality, the range of the answer, the sources to search.

import { rowsOf, sum, type Quality, type Report, type Source } from "./data.js";
import { html, table } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { change, number, percent, quantity, resolutionOf, scaleFor, signed } from "./format.js";
import { layerName, nameOf, qualities, say, word } from "./i18n.js";
import { rowChart } from "./rows.js";
import { ink, ordered, textOn } from "./theme.js";

const order: Quality[] = ["official", "published", "derived", "own", "estimate", "recalled"];
const color = (quality: Quality): string => ordered(1 - order.indexOf(quality) / (order.length - 1));

function qualityFigure(report: Report): HTMLElement {
    const layers = [...new Set(report.quality.map((row) => row.layer))];
    const known = rowsOf(report.head.layers);
    const name = (id: string): string => { const row = known.find((layer) => layer.id === id); return row ? layerName(row) : id; };
    const count = (layer: string | null, quality: Quality): number =>
        sum(report.quality.filter((row) => (layer === null || row.layer === layer) && row.quality === quality), (row) => row.rows);
    const used = order.filter((quality) => count(null, quality) > 0);
    const total = sum(report.quality, (row) => row.rows), firm = count(null, "official") + count(null, "published");
    return figure({
        title: say(`${percent(firm / total)} of the rows are official or published`, `${percent(firm / total)} 的数据行来自官方或公开发表`),
        unit: say("Share of the rows of each layer by quality", "各图层数据行按质量的占比"),
        body: [html("p", { class: "key" }, ...used.map((quality) => html("span", {}, html("i", { class: "key-bar", style: `--mark:${color(quality)}` }), word(qualities, quality)))),
            html("div", { class: "strips" }, ...layers.map((layer) => {
                const all = sum(used, (quality) => count(layer, quality)) || 1;
                return html("div", { class: "strip-row" },
                    html("div", { class: "row-label" }, name(layer), html("small", {}, say(`${number(all)} rows`, `${number(all)} 行`))),
                    html("div", { class: "strip" }, ...used.flatMap((quality) => {
                        const rows = count(layer, quality);
                        return rows === 0 ? [] : [html("span", { style: `flex:${rows} 0 0;background:${color(quality)};color:${textOn(color(quality))}`,
                            title: `${word(qualities, quality)}: ${number(rows)} (${percent(rows / all)})` }, rows / all > 0.09 ? `${number((rows / all) * 100, 1)} %` : "")];
                    })));
            }))],
        cells: { head: [say("layer", "图层"), ...used.map((quality) => word(qualities, quality))],
            rows: layers.map((layer) => [name(layer), ...used.map((quality) => number(count(layer, quality)))]) },
        source: say("Source: the quality column of the case's tables.", "来源：算例各表的 quality 列。"),
    });
}

function rangeFigure(report: Report): HTMLElement {
    const unit = report.head.money.unit, rows = report.worth.filter((row) => row.reform === null && row.region === null);
    const scenarios = rows.filter((row) => row.scenario !== null);
    if (scenarios.length === 0)
        return empty(say("The answer was not tried under other inputs.", "未在其他输入下检验结果。"));
    const stated = rows.find((row) => row.scenario === null)?.value ?? null, scale = scaleFor(unit, rows.map((row) => row.value));
    const values = rows.map((row) => row.value).filter((value) => value !== null);
    const lowest = Math.min(...values), highest = Math.max(...values), resolution = resolutionOf(scale, values);
    const { after, before } = ink();
    const name = (row: (typeof rows)[number]): string => (row.scenario === null ? say("As stated", "基准") : nameOf({ ...row, id: row.scenario }));
    return figure({
        title: say(`As the estimates move, the worth lies between ${number(lowest / scale.by, resolution)} and ${quantity(highest, unit, scale, resolution)} a year`,
            `随估计值变动，价值介于每年 ${number(lowest / scale.by, resolution)} 与 ${quantity(highest, unit, scale, resolution)} 之间`),
        unit: say(`Worth of lifting all barriers, ${scale.label} a year`, `取消全部壁垒的价值，${scale.label}/年`),
        body: [rowChart({ scale, rows: rows.map((row) => ({ label: name(row), words: `${name(row)}: ${change(row.value, unit)}`,
            value: signed(row.value === null ? null : row.value / scale.by, resolution), isSum: row.scenario === null,
            marks: row.value === null ? [] : [...(stated === null || row.scenario === null ? [] : [{ kind: "join" as const, from: stated, to: row.value }]),
                { kind: row.scenario === null ? "dot" as const : "ring" as const, at: row.value, color: row.scenario === null ? after : before }] })) })],
        cells: { head: [say("inputs", "输入"), say("worth", "价值")], rows: rows.map((row) => [name(row), change(row.value, unit, scale)]) },
        source: sourceLine(report, report.solves.filter((row) => row.role === "range" || row.id === report.before || row.id === report.after).map((row) => row.id)),
    });
}

/** Only addresses of the web become links; anything else a source holds stays text. */
function sourceAddress(source: Source): Node | string {
    if (!source.url) return "";
    return /^https?:\/\//.test(source.url) ? html("a", { href: source.url, rel: "noreferrer noopener", target: "_blank" }, source.url) : source.url;
}

interface SourceColumn { head: string; cell: (source: Source) => string | Node }

/** Columns in which some source says something. */
function sourceColumns(report: Report): SourceColumn[] {
    const all: SourceColumn[] = [
        { head: say("source", "来源"), cell: (row) => row.id }, { head: say("table", "数据表"), cell: (row) => row.table },
        { head: say("citation", "出处"), cell: (row) => row.citation }, { head: say("address", "网址"), cell: sourceAddress },
        { head: say("licence", "许可"), cell: (row) => row.licence ?? "" }, { head: say("quality", "质量"), cell: (row) => (row.quality ? word(qualities, row.quality) : "") },
    ];
    return all.filter(({ cell }) => report.sources.some((row) => cell(row) !== ""));
}

function sourcesList(report: Report): HTMLElement {
    const columns = sourceColumns(report);
    const found = html("div"), count = html("span", { class: "hint", role: "status" });
    const input = html("input", { type: "search", placeholder: say("Search the sources", "检索来源"), "aria-label": say("Search the sources", "检索来源") });
    const show = (): void => {
        const wanted = input.value.toLowerCase().split(/\s+/).filter((text) => text !== "");
        const rows = report.sources.filter((row) => {
            const text = [row.id, row.table, row.citation, row.url, row.licence, row.quality].join(" ").toLowerCase();
            return wanted.every((part) => text.includes(part));
        });
        count.textContent = say(`${rows.length} of ${report.sources.length}`, `${rows.length} / ${report.sources.length}`);
        found.replaceChildren(rows.length === 0 ? empty(say("No source holds these words.", "没有匹配的来源。")) : table({
            head: columns.map(({ head }) => head), rows: rows.map((row) => columns.map(({ cell }) => cell(row))) }, columns.length));
    };
    input.addEventListener("input", show);
    show();
    return html("div", { class: "sources" }, html("h3", {}, say("Sources", "数据来源")), html("div", { class: "controls" }, input, count), found);
}

export function basisPart(report: Report): HTMLElement[] {
    return [
        report.quality.length === 0 ? empty(say("The case does not say how good its rows are.", "算例未注明数据质量。")) : qualityFigure(report),
        ...(report.isStudy ? [rangeFigure(report)] : []),
        report.sources.length === 0 ? empty(say("The case lists no sources.", "算例未列出来源。")) : sourcesList(report),
        ...notes(report, "basis"),
    ];
}
