// Part 11: the run, so that it can be repeated.

import { type Report } from "./data.js";
import { html, table } from "./dom.js";
import { notes } from "./figure.js";
import { number, quantity, scaleFor, tiny, unitName } from "./format.js";
import { nameOf, roles, say, statuses, word } from "./i18n.js";

export function runPart(report: Report): HTMLElement[] {
    const { head } = report, unit = head.money.unit;
    const facts: [string, string][] = [
        [say("version", "版本"), `yipan ${head.version}`], [say("case", "算例"), head.case], [say("hash of the case", "算例哈希"), head.case_hash],
        [say("money", "货币"), say(`${head.money.unit} of ${head.money.year}`, `${head.money.year} 年${unitName(head.money.unit)}`)],
        [say("time", "时段"), `${head.period.start.replace("T", " ")} – ${head.period.end.replace("T", " ")} ${head.period.zone}, ${say(`${number(head.period.blocks)} blocks`, `${number(head.period.blocks)} 个时段`)}`],
        ...Object.entries(head.options).map(([name, value]): [string, string] => [name, value]),
    ];
    const scale = scaleFor(unit, report.solves.map((row) => row.cost));
    return [
        html("p", {}, say("This command repeats it:", "重复本次计算的命令：")),
        html("pre", { class: "command", tabindex: 0 }, head.command),
        html("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [html("dt", {}, name), html("dd", {}, value)])),
        html("h3", {}, say("Solves", "求解")),
        table({
            head: [say("solve", "求解"), say("role", "作用"), say("status", "状态"), say("solver", "求解器"), say("primal", "原始残差"), say("dual", "对偶残差"), say("gap", "间隙"),
                say(`cost, ${scale.label}`, `成本，${scale.label}`), say("seconds", "秒"), say("memory", "内存"), say("columns", "列"), say("rows", "行")],
            rows: report.solves.map((row) => [nameOf(row), word(roles, row.role), word(statuses, row.status), row.solver, tiny(row.primal), tiny(row.dual), tiny(row.gap),
                number(row.cost === null ? null : row.cost / scale.by), number(row.seconds, 0.1), quantity(row.peak_bytes, "byte"), number(row.columns), number(row.rows)]),
        }, 4),
        ...notes(report, "run"),
    ];
}
