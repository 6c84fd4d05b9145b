// Part 4: which border costs most. Barriers lifted in the stated order, beside each one lifted alone and lifted last.

import { type Reform, type Report } from "./data.js";
import { html } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { change, scaleFor, signed, type Scale } from "./format.js";
import { nameOf, say } from "./i18n.js";
import { key, rowChart, type Mark, type Row } from "./rows.js";
import { ink } from "./theme.js";
import { worthOf } from "./worth.js";

const bar = (value: number): string => (value < 0 ? ink().loss : ink().gain);

function whisker(range: { low: number | null; high: number | null }, from = 0): Mark[] {
    return range.low === null || range.high === null ? [] : [{ kind: "whisker", from: from + range.low, to: from + range.high }];
}

function needs(report: Report, reform: Reform): string | undefined {
    if (reform.depends_on === null) return undefined;
    const other = nameOf(report.reforms.find((row) => row.id === reform.depends_on), reform.depends_on);
    return say(`after ${other.toLowerCase()}`, `须先取消${other}`);
}

const inOrder = (report: Report): Reform[] =>
    report.reforms.filter((row) => row.step !== null).sort((a, b) => (a.step ?? 0) - (b.step ?? 0));

function orderChart(report: Report, unit: string, scale: Scale, low: number, high: number): HTMLElement {
    let level = 0;
    const rows: Row[] = inOrder(report).map((reform) => {
        const worth = reform.in_order ?? 0, from = level, detail = needs(report, reform);
        level += worth;
        return { label: nameOf(reform), ...(detail ? { detail } : {}), words: `${nameOf(reform)}: ${change(reform.in_order, unit)}`,
            value: signed(reform.in_order === null ? null : worth / scale.by),
            marks: [{ kind: "bar", from, to: level, color: bar(worth) }, ...whisker(worthOf(report, reform.id, null), from)] };
    });
    const total = worthOf(report, null, null);
    rows.push({ label: say("All together", "合计"), isSum: true, words: `${say("All together", "合计")}: ${change(total.value, unit)}`,
        value: signed(total.value === null ? null : total.value / scale.by),
        marks: [...(total.value === null ? [] : [{ kind: "bar" as const, from: 0, to: total.value, color: ink().after }]), ...whisker(total)] });
    return rowChart({ rows, scale, low, high });
}

function singlesChart(report: Report, unit: string, scale: Scale, low: number, high: number): HTMLElement {
    const { before, after } = ink(), alone = say("alone", "单独"), last = say("last", "最后");
    const ordered = [...inOrder(report), ...report.reforms.filter((row) => row.step === null)];
    return rowChart({ scale, low, high, rows: ordered.map((reform) => {
        const marks: Mark[] = [];
        if (reform.alone !== null && reform.last !== null) marks.push({ kind: "join", from: reform.alone, to: reform.last });
        if (reform.alone !== null) marks.push({ kind: "dot", at: reform.alone, color: after });
        if (reform.last !== null) marks.push({ kind: "ring", at: reform.last, color: before });
        return { label: nameOf(reform), words: `${nameOf(reform)}: ${alone} ${change(reform.alone, unit)}, ${last} ${change(reform.last, unit)}`,
            value: `${signed(reform.alone === null ? null : reform.alone / scale.by)} · ${signed(reform.last === null ? null : reform.last / scale.by)}`, marks };
    }) });
}

export function ladderPart(report: Report): HTMLElement[] {
    if (report.reforms.length === 0)
        return [empty(report.isStudy ? say("The case names no barrier that could be lifted.", "算例没有可取消的壁垒。")
            : say("This is one solve. What each barrier costs is told by a study: yipan gain.", "这是单次求解。各项壁垒的代价需用 yipan gain 研究得出。"))];
    const unit = report.head.money.unit, total = worthOf(report, null, null);
    const steps = inOrder(report);
    let level = 0;
    const reached = steps.map((row) => (level += row.in_order ?? 0));
    const values = [...reached, ...report.reforms.flatMap((row) => [row.alone, row.last]), total.value, total.low, total.high, 0].filter((v) => v !== null);
    const scale = scaleFor(unit, values), low = Math.min(...values), high = Math.max(...values);
    const first = [...steps].sort((a, b) => (b.in_order ?? 0) - (a.in_order ?? 0))[0];
    const negative = report.reforms.filter((row) => (row.alone ?? 0) < 0).map((row) => nameOf(row));
    const title = first && (first.in_order ?? 0) > 0
        ? say(`${nameOf(first)} costs most: ${change(first.in_order, unit)} a year once lifted in the stated order`, `${nameOf(first)}代价最大：按所列顺序取消后每年 ${change(first.in_order, unit)}`)
        : say("Lifting the barriers in the stated order gains little", "按所列顺序取消壁垒收益很小");
    const cells = {
        head: [say("barrier", "壁垒"), say("in order", "按序"), say("alone", "单独"), say("last", "最后"), say("needs first", "须先取消")],
        rows: report.reforms.map((row) => [nameOf(row), ...[row.in_order, row.alone, row.last].map((v) => signed(v === null ? null : v / scale.by)),
            row.depends_on === null ? "" : nameOf(report.reforms.find((other) => other.id === row.depends_on), row.depends_on)]),
    };
    const { before, after } = ink();
    return [figure({
        title, unit: say(`Worth, ${scale.label} a year; both charts on one scale`, `价值，${scale.label}/年；两图同一标尺`),
        body: [html("div", { class: "pair" },
            html("div", {}, html("h4", {}, say("One after the other, in the stated order", "按所列顺序逐项取消")),
                total.low === null ? null : key(["whisker", ink().text, say("range over uncertain inputs", "不确定输入下的范围")]),
                orderChart(report, unit, scale, low, high)),
            html("div", {}, html("h4", {}, say("Each by itself", "逐项单独考察")),
                key(["dot", after, say("lifted alone", "单独取消")], ["ring", before, say("lifted last", "最后取消")]),
                singlesChart(report, unit, scale, low, high))),
        html("p", { class: "note" }, negative.length > 0
            ? say(`Worths do not add, and one may be negative: lifted alone, ${negative.join(", ")} would cost, because it offsets another barrier that still stands.`,
                `各项价值不可相加，且可能为负：单独取消${negative.join("、")}反而有损失，因为它抵消了另一项仍存在的壁垒。`)
            : say("Worths do not add: each depends on which other barriers still stand.", "各项价值不可相加：取决于其他壁垒是否仍存在。"))],
        cells, source: sourceLine(report, report.solves.filter((row) => row.role !== "range").map((row) => row.id)),
    }), ...notes(report, "ladder")];
}
