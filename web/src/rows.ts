// A chart of rows: a name, marks on a common scale, a figure. Drawn in shares of the width, so it fits any screen and prints.

import { html, svg } from "./dom.js";
import { number, ticks, type Scale } from "./format.js";

export type Mark =
    | { kind: "bar" | "band" | "join" | "whisker"; from: number; to: number; color?: string }
    | { kind: "dot" | "ring" | "tick"; at: number; color: string };

export interface Row {
    label: string;
    detail?: string;
    /** For the reader who points at it or hears it: the row in words, with units. */
    words: string;
    value: string;
    region?: string | null;
    isSum?: boolean;
    dot?: string;
    marks: Mark[];
}

export interface RowChart { rows: Row[]; scale: Scale; withZero?: boolean; low?: number; high?: number; choose?: (region: string) => void }

const height = 26, middle = height / 2;

const ends = (mark: Mark): number[] => ("at" in mark ? [mark.at] : [mark.from, mark.to]);

export function rowChart(chart: RowChart): HTMLElement {
    const all = chart.rows.flatMap((row) => row.marks.flatMap(ends)).filter(Number.isFinite);
    const withZero = chart.withZero ?? true;
    let low = chart.low ?? Math.min(...all, ...(withZero ? [0] : []));
    let high = chart.high ?? Math.max(...all, ...(withZero ? [0] : []));
    if (!(high > low)) { low -= 1; high += 1; }
    const pad = (high - low) * 0.03;
    if (!withZero || low < 0) low -= pad;
    high += pad;
    const x = (value: number): number => ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 100;
    const at = (value: number): string => `${x(value).toFixed(3)}%`;
    const steps = ticks(low, high, 4).map((step) => ({ at: at(step), step, text: number(step / chart.scale.by) }));

    function draw(mark: Mark): SVGElement[] {
        switch (mark.kind) {
        case "bar": case "band": {
            const from = Math.min(mark.from, mark.to), to = Math.max(mark.from, mark.to);
            const top = mark.kind === "bar" ? 5 : 1;
            return [svg("rect", { class: mark.kind, x: at(from), width: `${(x(to) - x(from)).toFixed(3)}%`, y: top, height: height - 2 * top,
                rx: mark.kind === "bar" ? 1.5 : 0, fill: mark.color })];
        }
        case "join":
            return [svg("line", { class: "join", x1: at(mark.from), x2: at(mark.to), y1: middle, y2: middle, stroke: mark.color })];
        case "whisker":
            return [svg("line", { class: "whisker", x1: at(mark.from), x2: at(mark.to), y1: middle, y2: middle }),
                ...[mark.from, mark.to].map((end) => svg("line", { class: "whisker", x1: at(end), x2: at(end), y1: middle - 4, y2: middle + 4 }))];
        case "tick":
            return [svg("line", { class: "mark-tick", x1: at(mark.at), x2: at(mark.at), y1: 2, y2: height - 2, stroke: mark.color })];
        case "dot":
            return [svg("circle", { class: "dot", cx: at(mark.at), cy: middle, r: 5.5, fill: mark.color })];
        case "ring":
            return [svg("circle", { class: "ring", cx: at(mark.at), cy: middle, r: 4.75, stroke: mark.color })];
        }
    }

    /* A picture of its own, as high as the row and the gap above it, so that the lines of rows with much text meet. */
    const grid = (): SVGElement => svg("svg", { class: "row-grid", width: "100%", height: "100%", "aria-hidden": "true" }, ...steps.map((step) =>
        svg("line", { class: step.step === 0 && withZero ? "zero" : "grid", x1: step.at, x2: step.at, y1: -3, y2: "100%" })));

    return html("div", { class: "rows" },
        ...chart.rows.map((row) => {
            const element = html("div", { class: row.isSum ? "row is-sum" : "row", "data-region": row.region ?? null, title: row.words },
                html("div", { class: "row-label" },
                    row.dot ? html("span", { class: "swatch", style: `background:${row.dot}` }) : null,
                    row.label, row.detail ? html("small", {}, row.detail) : null),
                html("div", { class: "row-track" }, grid(),
                    svg("svg", { width: "100%", height, role: "img", "aria-label": row.words }, ...row.marks.flatMap(draw))),
                html("div", { class: "row-value" }, row.value));
            const { region } = row, { choose } = chart;
            if (region && choose) element.addEventListener("click", () => choose(region));
            return element;
        }),
        html("div", { class: "row-axis", "aria-hidden": "true" },
            html("div", { class: "row-label" }),
            html("div", { class: "row-track" }, ...steps.map((step) => html("span", { style: `left:${step.at}` }, step.text))),
            html("div", { class: "row-value unit" }, chart.scale.label)));
}

/** What marks of two kinds mean, in one line. */
export function key(...entries: [kind: "dot" | "ring" | "bar" | "band" | "whisker" | "tick", color: string, text: string][]): HTMLElement {
    return html("p", { class: "key" }, ...entries.map(([kind, color, text]) => html("span", {},
        html("i", { class: `key-${kind}`, style: `--mark:${color}` }), text)));
}
