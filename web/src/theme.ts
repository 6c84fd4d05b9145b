// Colours: fuels by convention, quantities by one palette ordered in lightness, differences by a diverging one around zero.

import type { Report } from "./data.js";

const screen = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;
let isPrinting = false;

export const isDark = (): boolean => !isPrinting && (screen?.matches ?? false);

/** Calls back when the colours change: another scheme, or print, which is always light. */
export function watchTheme(changed: () => void): void {
    screen?.addEventListener("change", changed);
    addEventListener("beforeprint", () => { isPrinting = true; changed(); });
    addEventListener("afterprint", () => { isPrinting = false; changed(); });
}

export interface Ink { text: string; muted: string; line: string; paper: string; before: string; after: string; gain: string; loss: string }
export const ink = (): Ink => isDark()
    ? { text: "#e8eaed", muted: "#a5adb8", line: "#3a424d", paper: "#161b22", before: "#a5adb8", after: "#58a6e0", gain: "#3fa7b5", loss: "#e08a3c" }
    : { text: "#1a2027", muted: "#59636e", line: "#d5dae0", paper: "#ffffff", before: "#7a8490", after: "#1f6fb2", gain: "#167d8c", loss: "#c0651a" };

type Rgb = readonly [number, number, number];
const parse = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const join = (rgb: number[]): string => `#${rgb.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;

function along(stops: readonly string[], share: number): string {
    const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2), part = at - low;
    const a = parse(stops[low] ?? "#000000"), b = parse(stops[low + 1] ?? "#000000");
    return join(a.map((v, i) => v + ((b[i] ?? v) - v) * part));
}

const viridis = ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"] as const;
const diverging = ["#b35806", "#e08214", "#fdb863", "#f3ece1", "#9ecae1", "#4292c6", "#08519c"] as const;

/** Lightest for 0, darkest for 1. The lightest yellow is left out: it glares beside white. */
export const ordered = (share: number): string => along(viridis, 0.08 + 0.84 * share);
/** −1 … 1 around zero. */
export const difference = (share: number): string => along(diverging, (share + 1) / 2);

/** Black or white, whichever reads better on this colour. */
export function textOn(color: string): string {
    const [r, g, b] = parse(color).map((v) => (v / 255 <= 0.04045 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2 ? "#12161b" : "#ffffff";
}

const regionColors = ["#d55e00", "#0072b2", "#b07aa1", "#009e73", "#c9a000", "#56b4e9", "#8c6d31", "#7f7f7f"];
export function regionColor(report: Report, id: string): string {
    const at = report.regions.indexOf(id);
    return at < 0 ? "#8a929c" : regionColors[at % regionColors.length] ?? "#8a929c";
}

const fuels: Record<string, string> = {
    nuclear: "#9467bd", coal: "#5f666f", lignite: "#7a6450", thermal: "#5f666f", other_thermal: "#94806b", gas: "#d98b5f", oil: "#7d4b32",
    biomass: "#7a9a3a", waste: "#a3a847", hydro: "#3a86c8", pumped_storage: "#7fb7e6", battery: "#b79fd6", wind: "#4fb3a5",
    onshore_wind: "#4fb3a5", offshore_wind: "#2a8a86", solar: "#f2c230", geothermal: "#b5651d",
    outside: "#c79ac0", exchange: "#c9ced6", stored_in: "#7fb7e6", unserved: "#c2185b",
};
const spare = ["#8c9fb5", "#b5a58c", "#9fb58c", "#b58ca8", "#8cb5b0"];

export function technologyColor(report: Report, id: string): string {
    const stated = report.technology.get(id)?.color;
    if (stated && /^#[0-9a-f]{6}$/i.test(stated)) return stated;
    const place = report.technologies.findIndex((row) => row.id === id);
    return fuels[id] ?? spare[Math.max(0, place) % spare.length] ?? "#8c9fb5";
}
