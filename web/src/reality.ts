// Part 9: model beside statistics, with the pass band. What was calibrated is told apart from what was not.

import { regionOf, type Comparison, type Report } from "./data.js";
import { html } from "./dom.js";
import { empty, figure, notes } from "./figure.js";
import { number, resolutionOf, scaleFor, unitName } from "./format.js";
import { classes, fuelNames, kinds, measures, nameOf, say, word } from "./i18n.js";
import { key, rowChart, type Mark } from "./rows.js";
import { ink } from "./theme.js";

const isTested = (row: Comparison): boolean => row.model !== null && (row.low !== null || row.high !== null);
const passes = (row: Comparison): boolean =>
    row.model !== null && (row.low === null || row.model >= row.low) && (row.high === null || row.model <= row.high);

function label(report: Report, row: Comparison): string {
    const known = report.place.get(row.place);
    if (!known) return nameOf({ ...row, id: row.place });
    const place = nameOf(known, row.place);
    if (row.class === null) return place;
    const technology = report.technology.get(row.class) ?? report.good.get(row.class);
    const name = row.class in classes ? word(classes, row.class) : technology ? nameOf(technology) : word(fuelNames, row.class);
    return say(`${place}, ${name}`, `${place} ${name}`);
}

function panel(report: Report, measure: string, unit: string, rows: Comparison[]): HTMLElement {
    const scale = scaleFor(unit, rows.flatMap((row) => [row.model, row.statistic]));
    const resolution = Math.max(0.1, resolutionOf(scale, rows.flatMap((row) => [row.model, row.statistic])));
    const { text, after, loss } = ink();
    const show = (value: number | null): string => number(value === null ? null : value / scale.by, resolution);
    const isOneKind = new Set(rows.map((row) => row.kind)).size === 1;
    const kind = isOneKind ? say(`, ${word(kinds, rows[0]?.kind ?? "")}`, `，${word(kinds, rows[0]?.kind ?? "")}`) : "";
    return html("div", { class: "panel" },
        html("h5", {}, word(measures, measure), html("small", {}, ` ${unit === "1" ? "%" : scale.label === unit ? unitName(unit) : scale.label}${kind}`)),
        rowChart({ scale, rows: rows.map((row) => {
            const marks: Mark[] = [];
            if (row.low !== null && row.high !== null) marks.push({ kind: "band", from: row.low, to: row.high });
            if (row.model !== null && row.statistic !== null) marks.push({ kind: "join", from: row.model, to: row.statistic });
            if (row.statistic !== null) marks.push({ kind: "tick", at: row.statistic, color: text });
            if (row.model !== null) marks.push({ kind: row.kind === "calibrated" ? "ring" : "dot", at: row.model, color: isTested(row) && !passes(row) ? loss : after });
            const verdict = isTested(row) ? (passes(row) ? "✓" : "✗") : "";
            return { label: label(report, row), ...(isOneKind ? {} : { detail: word(kinds, row.kind) }), region: regionOf(report, row.place), marks,
                words: say(`${label(report, row)}: model ${show(row.model)}, statistics ${show(row.statistic)} ${scale.label}, ${word(kinds, row.kind)}`,
                    `${label(report, row)}：模型 ${show(row.model)}，统计 ${show(row.statistic)} ${scale.label}，${word(kinds, row.kind)}`),
                value: `${show(row.model)} (${show(row.statistic)}) ${verdict}` };
        }) }));
}

/** The figures that one solve is held against, by measure. */
function panelsOf(report: Report, rows: Comparison[]): HTMLElement {
    const groups = new Map<string, Comparison[]>();
    for (const row of rows) {
        const name = [row.measure, row.unit].join("\n");
        groups.set(name, [...(groups.get(name) ?? []), row]);
    }
    return html("div", { class: "panels is-uneven" }, ...[...groups].map(([name, of]) => panel(report, name.split("\n")[0] ?? "", name.split("\n")[1] ?? "", of)));
}

const solveName = (report: Report, id: string): string => nameOf(report.solves.find((row) => row.id === id), id);

export function realityPart(report: Report): HTMLElement[] {
    if (report.comparison.length === 0) return [empty(say("The case names no statistics to compare with (expect.csv).", "算例没有可对照的统计数据（expect.csv）。")), ...notes(report, "reality")];
    const solves = [...new Set(report.comparison.map((row) => row.solve))];
    const tested = report.comparison.filter(isTested), passed = tested.filter(passes);
    const free = tested.filter((row) => row.kind !== "calibrated"), freePassed = free.filter(passes);
    const { text, after, loss } = ink();
    const title = say(`${passed.length} of ${tested.length} figures lie in their band; of the ${free.length} that were not calibrated, ${freePassed.length}`,
        `${tested.length} 项中有 ${passed.length} 项落在允许范围内；未校准的 ${free.length} 项中有 ${freePassed.length} 项`);
    return [figure({
        title,
        body: [key(["dot", after, say("model", "模型")], ["ring", after, say("model, calibrated to this figure", "模型（按该数据校准）")], ["tick", text, say("statistics", "统计")],
            ["band", text, say("pass band", "允许范围")], ["dot", loss, say("outside the band", "超出范围")]),
        ...solves.flatMap((solve) => [
            solves.length > 1 ? html("h4", { class: "solve" }, solveName(report, solve)) : null,
            panelsOf(report, report.comparison.filter((row) => row.solve === solve))])],
        cells: { head: [say("figure", "指标"), say("solve", "求解"), say("measure", "量"), say("kind", "性质"), say("source", "来源"), say("model", "模型"), say("statistics", "统计"), say("lowest", "下限"), say("highest", "上限")],
            rows: report.comparison.map((row) => [label(report, row), solveName(report, row.solve), word(measures, row.measure), word(kinds, row.kind), row.source ?? "",
                ...[row.model, row.statistic, row.low, row.high].map((value) => {
                    const scale = scaleFor(row.unit, [row.model, row.statistic]);
                    return value === null ? "–" : `${number(value / scale.by)} ${scale.label}`;
                })]) },
        textColumns: 5, source: say("Figures in brackets: statistics. Calibrated figures agree because the model was set to them; only the others test it.",
            "括号内为统计值。校准数据吻合是因为模型据此设定；只有其他数据才构成检验。"),
    }), ...notes(report, "reality")];
}
