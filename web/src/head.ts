// Part 1: what this is, what was compared, and whether it can be trusted.

import { rowsOf, type Report } from "./data.js";
import { html } from "./dom.js";
import { day, number, tiny } from "./format.js";
import { layerName, levels, nameOf, say, statuses, word } from "./i18n.js";

function worst(report: Report, which: "primal" | "dual" | "gap"): number | null {
    const values = report.solves.map((row) => row[which]).filter((value) => value !== null);
    return values.length > 0 ? Math.max(...values) : null;
}

const layerNames = (report: Report): string[] => rowsOf(report.head.layers).map((row) => layerName(row));

function compared(report: Report): string {
    const regions = report.regions.length, level = word(levels, report.head.regions);
    const cities = report.boundaries.length;
    const { period } = report.head;
    const board = cities > regions
        ? say(`${regions} ${level}, ${cities} areas as one board`, `${regions} 个${level}、${cities} 个地区，一盘棋`)
        : say(`${regions} ${level} as one board`, `${regions} 个${level}，一盘棋`);
    const time = period.days === null
        ? say(`${number(period.blocks)} blocks of time`, `${number(period.blocks)} 个时段`)
        : say(`${period.days} typical days for ${period.days_of}`, `以 ${period.days} 个典型日代表 ${period.days_of} 天`);
    const span = say(`${day(period.start.slice(0, 10))} ${period.start.slice(0, 4)} to ${day(period.end.slice(0, 10))} ${period.end.slice(0, 4)}`,
        `${period.start.slice(0, 10)} 至 ${period.end.slice(0, 10)}`);
    return [regions === 0 ? "" : board, layerNames(report).join(say(", ", "、")), span, time].filter((text) => text !== "").join(" · ");
}

export function headPart(report: Report): HTMLElement {
    const { head } = report;
    const nameOfSolve = (id: string): string => nameOf(report.solves.find((row) => row.id === id), id);
    const isGood = head.status === "optimal" || head.status === "within_gap";
    const count = report.solves.length;
    return html("header", { class: "head", id: "head" },
        html("h1", {}, say(head.title.en || head.title.zh, head.title.zh || head.title.en)),
        html("p", { class: "subtitle" }, compared(report)),
        html("div", { class: isGood ? "trust is-good" : "trust is-bad" },
            html("strong", {}, `${isGood ? "✓" : "!"} ${word(statuses, head.status)}`),
            html("span", {}, report.isStudy
                ? say(`compared: ${nameOfSolve(report.before)} against ${nameOfSolve(report.after)}, ${count} solves`,
                    `对比：${nameOfSolve(report.before)} 与 ${nameOfSolve(report.after)}，共 ${count} 次求解`)
                : say("one solve", "单次求解")),
            html("span", { title: say("Worst of all solves, recomputed from the case and the written result by code that shares nothing with the solver.",
                "所有求解中的最差值，由与求解器无共用代码的程序根据算例与结果重新计算。") },
                say("largest violation ", "最大违反量 "), html("b", {}, tiny(worst(report, "primal"))),
                say(" · of prices ", " · 价格残差 "), html("b", {}, tiny(worst(report, "dual"))),
                say(" · gap ", " · 间隙 "), html("b", {}, tiny(worst(report, "gap")))),
            head.cause ? html("span", {}, head.cause) : null));
}
