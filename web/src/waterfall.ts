// Part 4: which border costs most. Barriers lifted in the stated order, beside each one lifted alone and lifted last.

import { type Reform, type Report } from "./data.js";
import { html } from "./dom.js";
import { empty, figure, notes, sourceLine } from "./figure.js";
import { change, quantity, resolutionOf, scaleFor, signed, type Scale } from "./format.js";
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

/** What both charts share, so that they can be compared. */
interface Frame { unit: string; scale: Scale; low: number; high: number; resolution: number }
const shown = (value: number | null, { scale, resolution }: Frame): string => (value === null ? "≈ 0" : signed(value / scale.by, resolution));

const tooSmall = (): string => say("below the resolution of the solves", "低于求解精度");
const inWords = (value: number | null, unit: string): string => (value === null ? tooSmall() : change(value, unit));

/** Which of a barrier's worths are lost in the resolution, in words. */
function lost(parts: [name: string, value: number | null][]): string | undefined {
    const names = parts.filter(([, value]) => value === null).map(([name]) => name);
    return names.length === 0 ? undefined : say(`${names.join(", ")}: below resolution`, `${names.join("、")}：低于求解精度`);
}

function orderChart(report: Report, frame: Frame): HTMLElement {
    const { unit } = frame;
    let level = 0;
    const rows: Row[] = inOrder(report).map((reform) => {
        const worth = reform.in_order ?? 0, from = level;
        const detail = [needs(report, reform), reform.in_order === null ? say("below resolution", "低于求解精度") : undefined].filter((text) => text !== undefined).join(say(", ", "，"));
        level += worth;
        return { label: nameOf(reform), ...(detail === "" ? {} : { detail }), words: `${nameOf(reform)}: ${inWords(reform.in_order, unit)}`,
            value: shown(reform.in_order, frame),
            marks: [{ kind: "bar", from, to: level, color: bar(worth) }, ...whisker(worthOf(report, reform.id, null), from)] };
    });
    const total = worthOf(report, null, null);
    rows.push({ label: say("All together", "合计"), isSum: true, words: `${say("All together", "合计")}: ${inWords(total.value, unit)}`,
        value: shown(total.value, frame),
        marks: [...(total.value === null ? [] : [{ kind: "bar" as const, from: 0, to: total.value, color: ink().after }]), ...whisker(total)] });
    return rowChart({ ...frame, rows });
}

function singlesChart(report: Report, frame: Frame): HTMLElement {
    const { unit } = frame;
    const { before, after } = ink(), alone = say("alone", "单独"), last = say("last", "最后");
    const ordered = [...inOrder(report), ...report.reforms.filter((row) => row.step === null)];
    return rowChart({ ...frame, rows: ordered.map((reform) => {
        const marks: Mark[] = [];
        marks.push({ kind: "join", from: reform.alone ?? 0, to: reform.last ?? 0 }, { kind: "ring", at: reform.last ?? 0, color: before }, { kind: "dot", at: reform.alone ?? 0, color: after });
        const detail = lost([[alone, reform.alone], [last, reform.last]]);
        return { label: nameOf(reform), ...(detail ? { detail } : {}), words: `${nameOf(reform)}: ${alone} ${inWords(reform.alone, unit)}, ${last} ${inWords(reform.last, unit)}`,
            value: `${shown(reform.alone, frame)} · ${shown(reform.last, frame)}`, marks };
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
    const scale = scaleFor(unit, values);
    const frame = { unit, scale, low: Math.min(...values), high: Math.max(...values), resolution: resolutionOf(scale, values) };
    const first = [...steps].sort((a, b) => (b.in_order ?? 0) - (a.in_order ?? 0))[0];
    /* A worth that is nothing beside the whole says nothing by its sign. */
    const least = 0.005 * Math.max(...values.map(Math.abs));
    const negative = report.reforms.filter((row) => (row.alone ?? 0) < -least).map((row) => nameOf(row));
    const isOne = negative.length === 1;
    const title = first && (first.in_order ?? 0) > 0
        ? say(`The dearest barrier: ${nameOf(first).toLowerCase()}, ${quantity(first.in_order, unit)} a year in the stated order`, `代价最大的壁垒：${nameOf(first)}，按所列顺序取消后每年 ${quantity(first.in_order, unit)}`)
        : say("Lifting the barriers in the stated order gains little", "按所列顺序取消壁垒收益很小");
    const cells = {
        head: [say("barrier", "壁垒"), say("in order", "按序"), say("alone", "单独"), say("last", "最后"), say("needs first", "须先取消")],
        rows: report.reforms.map((row) => [nameOf(row), ...[row.step === null ? "–" : shown(row.in_order, frame), shown(row.alone, frame), shown(row.last, frame)],
            row.depends_on === null ? "" : nameOf(report.reforms.find((other) => other.id === row.depends_on), row.depends_on)]),
    };
    const { before, after } = ink();
    return [figure({
        title, unit: say(`Worth, ${scale.label} a year; both axes have the same range`, `价值，${scale.label}/年；两图坐标范围相同`),
        body: [html("div", { class: "pair" },
            html("div", {}, html("h4", {}, say("One after the other, in the stated order", "按所列顺序逐项取消")),
                key(["bar", ink().gain, say("gain", "收益")], ["bar", ink().loss, say("loss", "损失")],
                    ...(total.low === null ? [] : [["whisker", ink().text, say("range over uncertain inputs", "不确定输入下的范围")] as ["whisker", string, string]])),
                orderChart(report, frame)),
            html("div", {}, html("h4", {}, say("Each by itself", "逐项单独考察")),
                key(["dot", after, say("lifted alone", "单独取消")], ["ring", before, say("lifted last", "最后取消")]),
                singlesChart(report, frame))),
        html("p", { class: "note" }, negative.length > 0
            ? say(`Worths do not add, and one may be negative: “${negative.join("”, “")}” lifted alone would be a loss, because ${isOne ? "it offsets" : "they offset"} another barrier that still stands.`,
                `各项价值不可相加，且可能为负：单独取消“${negative.join("”、“")}”反而有损失，因为${isOne ? "它" : "它们"}抵消了另一项仍存在的壁垒。`)
            : say("Worths do not add: each depends on which other barriers still stand.", "各项价值不可相加：取决于其他壁垒是否仍存在。"))],
        cells, source: sourceLine(report, report.solves.filter((row) => row.role !== "range").map((row) => row.id)),
    }), ...notes(report, "ladder")];
}
