// Numbers in the reader's habit: 亿元, 亿千瓦时, 万吨 in Chinese; billion CNY, TWh, kt in English; four digits at most.

import { language } from "./i18n.js";

/** How a unit is shown: divide by `by`, write `label` after it. */
export interface Scale { by: number; label: string }
type Steps = readonly (readonly [from: number, by: number, label: string])[];

const english: Record<string, Steps> = {
    "MWh": [[1e6, 1e6, "TWh"], [1e3, 1e3, "GWh"], [0, 1, "MWh"]],
    "MW": [[1e3, 1e3, "GW"], [0, 1, "MW"]],
    "t": [[1e6, 1e6, "Mt"], [1e3, 1e3, "kt"], [0, 1, "t"]],
    "byte": [[1e9, 1e9, "GB"], [1e6, 1e6, "MB"], [0, 1e3, "kB"]],
};
const chinese: Record<string, Steps> = {
    "MWh": [[1e5, 1e5, "亿千瓦时"], [10, 10, "万千瓦时"], [0, 1, "兆瓦时"]],
    "MW": [[10, 10, "万千瓦"], [0, 1, "兆瓦"]],
    "t": [[1e8, 1e8, "亿吨"], [1e4, 1e4, "万吨"], [0, 1, "吨"]],
    "byte": [[1e9, 1e9, "GB"], [1e6, 1e6, "MB"], [0, 1e3, "kB"]],
};
const chineseNames: Record<string, string> = { CNY: "元", MWh: "兆瓦时", MW: "兆瓦", t: "吨", h: "小时", person: "人", km: "千米", year: "年" };

const isMoney = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

function steps(unit: string): Steps {
    if (language() === "zh") {
        const name = chineseNames[unit] ?? (` ${unit}`);
        return chinese[unit] ?? [[1e8, 1e8, `亿${name}`], [1e4, 1e4, `万${name}`], [0, 1, name.trim()]];
    }
    return english[unit] ?? [[1e9, 1e9, `billion ${unit}`], [1e6, 1e6, `million ${unit}`],
        ...(isMoney(unit) ? [[1e3, 1e3, `thousand ${unit}`] as const] : []), [0, 1, unit]];
}

/** The scale in which the largest of these values reads well. */
export function scaleFor(unit: string, values: Iterable<number | null>): Scale {
    let largest = 0;
    for (const value of values) if (value !== null && Math.abs(value) > largest) largest = Math.abs(value);
    if (unit === "1") return { by: 0.01, label: "%" };
    if (unit.includes("/")) return { by: 1, label: unitName(unit) };
    const [, by, label] = steps(unit).find(([from]) => largest >= from * 0.9995) ?? [0, 1, unit];
    return { by, label };
}

/** The name of a unit as it is, "CNY/MWh" → 元/兆瓦时. */
export const unitName = (unit: string): string =>
    language() === "zh" ? unit.split("/").map((part) => chineseNames[part] ?? part).join("/") : unit;

const formats = new Map<string, Intl.NumberFormat>();
function digits(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    let format = formats.get(key);
    if (!format) formats.set(key, format = new Intl.NumberFormat("en", { useGrouping: false, ...options }));
    return format;
}

const narrow = " ";

/** As many decimals as the resolution asks for, no fewer, so that figures of one chart align. */
function decimals(resolution: number): Intl.NumberFormat {
    const count = Math.max(0, Math.round(-Math.log10(resolution)));
    return digits(`r${count}`, { minimumFractionDigits: count, maximumFractionDigits: count });
}

/** The last digit worth showing for these values side by side: `figures` digits of the largest, at most to the unit. */
export function resolutionOf(scale: Scale, values: Iterable<number | null>, figures = 3): number {
    let largest = 0;
    for (const value of values) if (value !== null && Math.abs(value) > largest) largest = Math.abs(value);
    return largest === 0 ? 0 : Math.min(1, 10 ** (Math.floor(Math.log10(largest / scale.by) + 1e-9) - figures + 1));
}

/** A plain number: three digits, four where they are whole ones, thousands set off by a thin space. */
export function number(value: number | null, resolution = 0): string {
    if (value === null || !Number.isFinite(value)) return "–";
    const size = Math.abs(value);
    if (size < resolution / 2 || size === 0) return "0";
    const text = size >= 1000 ? digits("whole", { maximumFractionDigits: 0 }).format(size)
        : size >= 100 && resolution === 0 ? digits("three", { maximumSignificantDigits: 3 }).format(size)
        : resolution > 0 ? decimals(resolution).format(size)
        : digits("small", { maximumSignificantDigits: size < 1 ? 2 : 3 }).format(size);
    const grouped = size >= 10000 ? text.replace(/\B(?=(\d{3})+$)/g, narrow) : text;
    return (value < 0 ? "−" : "") + grouped;
}

export const signed = (value: number | null, resolution = 0): string => {
    const text = number(value, resolution);
    return value !== null && value > 0 && text !== "0" ? `+${text}` : text;
};

const space = (label: string): string => (language() === "en" || /^[A-Za-z]/.test(label) ? " " : "");

/** A value with its unit, "83 TWh". */
export function quantity(value: number | null, unit: string, scale = scaleFor(unit, [value]), resolution = 0): string {
    if (value === null) return "–";
    return `${number(value / scale.by, resolution)}${space(scale.label)}${scale.label}`;
}
export function change(value: number | null, unit: string, scale = scaleFor(unit, [value])): string {
    if (value === null) return "–";
    return `${signed(value / scale.by)}${space(scale.label)}${scale.label}`;
}

export const percent = (share: number | null): string => (share === null ? "–" : `${number(share * 100, Math.abs(share) < 0.1 ? 0.1 : 1)}${space("%").replace(" ", "\u00a0")}%`);
/** So small a change that its percentage would round to nothing. */
export const hardlyChanges = (share: number): boolean => Math.abs(share) < 0.0005;
export const percentChange = (share: number): string => `${signed(share * 100, Math.abs(share) < 0.1 ? 0.1 : 1)}${space("%").replace(" ", "\u00a0")}%`;

/** A certificate's number, 3e−8. */
export function tiny(value: number | null): string {
    if (value === null) return "–";
    if (value === 0) return "0";
    const [mantissa, exponent] = value.toExponential(0).split("e");
    return `${mantissa}e${(exponent ?? "0").replace("-", "−").replace("+", "")}`;
}

export function day(date: string): string {
    const [year, month, dayOfMonth] = date.split("-").map(Number);
    const at = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, dayOfMonth ?? 1));
    return new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(at);
}

/** Round steps for an axis from low to high. */
export function ticks(low: number, high: number, count = 4): number[] {
    const span = high - low;
    if (!(span > 0)) return [low];
    const raw = span / count, power = 10 ** Math.floor(Math.log10(raw));
    const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.8) ?? 10);
    const list: number[] = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + span * 1e-9; at++) list.push(Math.abs(at * step) < step * 1e-9 ? 0 : at * step);
    return list;
}
