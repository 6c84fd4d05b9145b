// A place in figures.

import { regionOf, type Report } from "./data.js";
import { html } from "./dom.js";
import { number, scaleFor, unitName } from "./format.js";
import { nameOf, say } from "./i18n.js";
import { valueAt, viewName, type Shown } from "./mapvalues.js";

/** A place in figures: what it makes, uses and pays, before and after. */
export function balance(report: Report, place: string, what: Shown): HTMLElement {
    const unit = report.good.get(what.good)?.unit ?? "", region = regionOf(report, place);
    const of = (solve: string): { made: number; used: number } | undefined =>
        report.amounts.find((row) => row.solve === solve && row.good === what.good && row.place === place);
    const b = of(report.before), a = of(report.after);
    const price = (solve: string): number | null => valueAt(report, solve, place, { ...what, shade: "price" });
    const scale = scaleFor(unit, [b?.made ?? 0, b?.used ?? 0, a?.made ?? 0, a?.used ?? 0]);
    const cells = (name: string, before: number | null | undefined, after: number | null | undefined, by: number): HTMLElement => html("tr", {},
        html("th", { scope: "row" }, name), html("td", {}, number(before === undefined || before === null ? null : before / by)),
        report.isStudy ? html("td", {}, number(after === undefined || after === null ? null : after / by)) : null);
    const name = nameOf(report.place.get(place), place);
    return html("div", { class: "balance" },
        html("strong", {}, region !== null && region !== place ? `${name}, ${nameOf(report.place.get(region), region)}` : name),
        html("table", {},
            html("thead", {}, html("tr", {}, html("th", {}), ...(report.isStudy ? [viewName("before"), viewName("after")] : [say("plan", "方案")]).map((text) => html("th", { scope: "col" }, text)))),
            html("tbody", {},
                cells(say(`made, ${scale.label}`, `生产，${scale.label}`), b?.made, a?.made, scale.by),
                cells(say(`used, ${scale.label}`, `使用，${scale.label}`), b?.used, a?.used, scale.by),
                cells(say(`surplus, ${scale.label}`, `盈余，${scale.label}`), b && b.made - b.used, a && a.made - a.used, scale.by),
                cells(say(`price, ${unitName(`${report.head.money.unit}/${unit}`)}`, `价格，${unitName(`${report.head.money.unit}/${unit}`)}`), price(report.before), price(report.after), 1))));
}
