// The picture of the map: areas, arrows over the borders, names.

import { isOutside, sum, type RegionFlow, type Report } from "./data.js";
import { svg } from "./dom.js";
import { follow } from "./follow.js";
import { change, number, quantity, scaleFor } from "./format.js";
import { arrowPath, type Geography } from "./geography.js";
import { nameOf, say } from "./i18n.js";
import { balance } from "./balance.js";
import { flowsOf, unitOf, valueOf, type Shading, type Shown } from "./mapvalues.js";

/** A small region has its name beside it. */
const standsAside = (geography: Geography, id: string): boolean => {
    const box = geography.box(id);
    return box.right - box.left < geography.width * 0.3;
};

/** How far along a direction an arrow must stay from the middle of a name. */
function clearOf(geography: Geography, id: string, dx: number, dy: number): number {
    if (standsAside(geography, id)) return 14;
    const length = Math.hypot(dx, dy) || 1, halfWidth = 82, up = 24, down = 44;
    return Math.min(halfWidth / Math.abs(dx / length || 1e-9), (dy < 0 ? up : down) / Math.abs(dy / length || 1e-9)) + 6;
}

export function labels(report: Report, geography: Geography, what: Shown): SVGElement[] {
    const unit = report.good.get(what.good)?.unit ?? "";
    const flows = flowsOf(report, what);
    return report.regions.flatMap((id) => {
        const anchor = geography.anchors.get(id);
        if (!anchor) return [];
        const isAside = standsAside(geography, id), box = geography.box(id);
        const x = isAside ? box.right + 6 : anchor.x, align = isAside ? "start" : "middle";
        const y = isAside ? (box.top + box.bottom) / 2 - 12 : anchor.y;
        const price = what.shade === "price" ? valueOf(report, id, what) : null;
        const outside = sum(flows.filter((flow) => flow.to === id && isOutside(report, flow.from)), (flow) => flow.arrived)
            - sum(flows.filter((flow) => flow.from === id && isOutside(report, flow.to)), (flow) => flow.arrived);
        const show = what.view === "difference" ? change : quantity;
        const lines = [
            price === null ? null : show(price, unitOf(report, what)),
            Math.abs(outside) > 0 && what.view !== "difference" ? say(`${quantity(outside, unit)} from outside`, `区外来 ${quantity(outside, unit)}`) : null,
        ].filter((line) => line !== null);
        return [svg("text", { class: "map-label", x: x.toFixed(1), y: y.toFixed(1), "text-anchor": align },
            svg("tspan", { class: "map-name" }, nameOf(report.place.get(id), id)),
            ...lines.map((line) => svg("tspan", { x: x.toFixed(1), dy: 17 }, line)))];
    });
}

export function arrows(report: Report, geography: Geography, what: Shown): SVGElement[] {
    const among = (flows: RegionFlow[]): RegionFlow[] =>
        flows.filter((flow) => geography.anchors.has(flow.from) && geography.anchors.has(flow.to) && flow.arrived > 0);
    const largest = Math.max(...(["before", "after"] as const).flatMap((view) => among(flowsOf(report, { ...what, view })).map((flow) => flow.arrived)), 1e-9);
    const unit = report.good.get(what.good)?.unit ?? "";
    const scale = scaleFor(unit, [largest]);
    return among(flowsOf(report, what)).filter((flow) => flow.arrived > largest * 0.003).flatMap((flow) => {
        const from = geography.anchors.get(flow.from), to = geography.anchors.get(flow.to);
        if (!from || !to) return [];
        const wide = 3 + 25 * (flow.arrived / largest);
        const { path, middle, normal } = arrowPath(from, to, wide, clearOf(geography, flow.from, to.x - from.x, to.y - from.y), clearOf(geography, flow.to, from.x - to.x, from.y - to.y));
        const side = normal.x >= 0 ? 1 : -1, off = wide / 2 + 13;
        const names = [flow.from, flow.to].map((id) => nameOf(report.place.get(id), id)).join(" → ");
        return [
            svg("path", { class: "arrow", d: path }, svg("title", {}, `${names}: ${what.view === "difference" ? change(flow.arrived, unit) : quantity(flow.arrived, unit)}`)),
            svg("text", { class: "arrow-label", x: (middle.x + normal.x * side * off).toFixed(1), y: (middle.y + normal.y * side * off + 5).toFixed(1) },
                `${what.view === "difference" ? "+" : ""}${number(flow.arrived / scale.by)}`),
        ];
    });
}

/** Paths that can be pointed at, clicked, and walked with the arrow keys. */
export function areasOf(report: Report, geography: Geography, what: Shown, shading: Shading, tip: HTMLElement): SVGElement[] {
    const paths = geography.areas.map(({ id, path }) => {
        const value = valueOf(report, id, what), unit = unitOf(report, what);
        const text = value === null ? "–" : what.view === "difference" || what.shade === "surplus" ? change(value, unit) : quantity(value, unit);
        return svg("path", { class: "area", d: path, "data-place": id, role: "button", tabindex: -1, "fill-rule": "evenodd",
            "aria-label": `${nameOf(report.place.get(id), id)}: ${text}`, style: value === null ? null : `fill:${shading.color(value)}` });
    });
    paths[0]?.setAttribute("tabindex", "0");
    paths.forEach((path, i) => {
        const id = path.getAttribute("data-place") ?? "";
        const show = (x: number, y: number): void => {
            tip.replaceChildren(balance(report, id, what));
            tip.hidden = false;
            const frame = tip.parentElement?.getBoundingClientRect();
            if (!frame) return;
            tip.style.left = `${Math.max(0, Math.min(x - frame.left + 14, frame.width - tip.offsetWidth))}px`;
            tip.style.top = `${Math.max(0, y - frame.top > frame.height * 0.6 ? y - frame.top - tip.offsetHeight - 10 : y - frame.top + 14)}px`;
        };
        path.addEventListener("pointermove", (event) => show(event.clientX, event.clientY));
        path.addEventListener("pointerleave", () => { tip.hidden = true; });
        path.addEventListener("focus", () => {
            const box = path.getBoundingClientRect();
            if (path.matches(":focus-visible")) show(box.right, box.top);
        });
        path.addEventListener("blur", () => { tip.hidden = true; });
        path.addEventListener("click", () => follow(report, id));
        path.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") { event.preventDefault(); follow(report, id); return; }
            const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
            const next = paths[(i + step + paths.length) % paths.length];
            if (step === 0 || !next) return;
            event.preventDefault();
            path.setAttribute("tabindex", "-1");
            next.setAttribute("tabindex", "0");
            next.focus();
        });
    });
    return paths;
}
