// A figure: its message as the title, the picture, the source line, and the same numbers as a table.

import { type Report } from "./data.js";
import { html, table, type Cells, type Child } from "./dom.js";
import { nameOf, say } from "./i18n.js";

export interface FigureParts { title: string; unit?: string; body: Child[]; cells?: Cells; textColumns?: number; source: string }

export function figure(parts: FigureParts): HTMLElement {
    return html("figure", {},
        html("h3", {}, parts.title),
        parts.unit ? html("p", { class: "unit" }, parts.unit) : null,
        ...parts.body,
        html("figcaption", {},
            html("span", {}, parts.source),
            parts.cells ? html("details", {}, html("summary", {}, say("The numbers", "数据表")), table(parts.cells, parts.textColumns)) : null));
}

/** Which solves a figure is drawn from. */
export function sourceLine(report: Report, ids: string[] = [report.before, report.after]): string {
    const names = [...new Set(ids)].map((id) => nameOf(report.solves.find((row) => row.id === id), id));
    const more = names.length - 4;
    const list = (more > 1 ? names.slice(0, 4) : names).join(say(", ", "、")) + (more > 1 ? say(` and ${more} more`, ` 等 ${names.length} 次`) : "");
    return say(`Source: yipan ${report.head.version}, solves ${list}.`, `来源：yipan ${report.head.version}，求解：${list}。`);
}

export const empty = (sentence: string): HTMLElement => html("p", { class: "empty" }, sentence);

/** What the case says about a part, in its own words. */
export function notes(report: Report, part: string): HTMLElement[] {
    const { part: parts = [], en = [], zh = [] } = report.head.notes;
    return parts.flatMap((name, i) => (name === part ? [html("p", { class: "note" }, say(en[i] ?? "", zh[i] ?? en[i] ?? ""))] : []));
}
