// What lifting barriers is worth, with the lowest and highest value over the scenarios that were solved.

import { netFlows, sum, type Report } from "./data.js";

export interface Ranged { value: number | null; low: number | null; high: number | null }

export function worthOf(report: Report, reform: string | null, region: string | null): Ranged {
    const rows = report.worth.filter((row) => row.reform === reform && row.region === region);
    const values = rows.map((row) => row.value).filter((value) => value !== null);
    const isRange = rows.some((row) => row.scenario !== null) && values.length > 1;
    return {
        value: rows.find((row) => row.scenario === null)?.value ?? null,
        low: isRange ? Math.min(...values) : null,
        high: isRange ? Math.max(...values) : null,
    };
}

/** What is used up of a limited good in all regions. */
export const usedOf = (report: Report, solve: string, good: string): number =>
    sum(report.permits.filter((row) => row.solve === solve && row.good === good), (row) => row.used);

export const limitedGoods = (report: Report): string[] => [...new Set(report.permits.map((row) => row.good))];

/** Resource costs of a solve in a year. */
export const costOf = (report: Report, solve: string): number | null => report.solves.find((row) => row.id === solve)?.cost ?? null;

/** All that crosses a border between two counted regions, net. */
export const tradeOf = (report: Report, solve: string, good: string): number =>
    sum(netFlows(report, solve, good).filter((flow) => report.regions.includes(flow.from) && report.regions.includes(flow.to)), (flow) => flow.arrived);
