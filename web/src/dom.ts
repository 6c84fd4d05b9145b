// Elements from data. Text always becomes a text node, so nothing a user typed can turn into markup.

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child) element.append(child);
}

export function html<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
    const element = document.createElement(tag);
    fill(element, attributes, children);
    return element;
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
    tag: Tag, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[Tag] {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    fill(element, attributes, children);
    return element;
}

export interface Cells { head: string[]; rows: (string | Node)[][] }

/** A table whose first column names the row and whose other columns hold numbers, unless said otherwise. */
export function table(cells: Cells, textColumns = 1): HTMLElement {
    const kind = (column: number): string => (column < textColumns ? "text" : "number");
    return html("div", { class: "table-scroll", tabindex: 0, role: "region" },
        html("table", {},
            html("thead", {}, html("tr", {}, ...cells.head.map((text, i) => html("th", { scope: "col", class: kind(i) }, text)))),
            html("tbody", {}, ...cells.rows.map((row) => html("tr", {}, ...row.map((cell, i) =>
                i === 0 ? html("th", { scope: "row", class: "text" }, cell) : html("td", { class: kind(i) }, cell)))))));
}

/** A row of buttons of which one is pressed. */
export function choice<Value extends string>(
    label: string, options: [Value, string][], current: Value, choose: (value: Value) => void): HTMLElement {
    const buttons = options.map(([value, text]) => {
        const button = html("button", { type: "button", "aria-pressed": String(value === current), "data-value": value }, text);
        button.addEventListener("click", () => {
            for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
            choose(value);
        });
        return button;
    });
    return html("div", { class: "choice", role: "group", "aria-label": label }, ...buttons);
}
