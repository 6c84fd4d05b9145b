// The page: reads the data, lays out the parts, and draws them anew when the language or the colours change.

import { gainsPart } from "./accounts.js";
import { answerPart } from "./answer.js";
import { basisPart } from "./basis.js";
import { readReport, type Report } from "./data.js";
import { choice, html } from "./dom.js";
import { forgetListeners, markFollowed } from "./follow.js";
import { headPart } from "./head.js";
import { language, say, speak, type Language } from "./i18n.js";
import { mapPart } from "./map.js";
import { permitsPart } from "./permits.js";
import { realityPart } from "./reality.js";
import { runPart } from "./run.js";
import { isDark, watchTheme } from "./theme.js";
import { fitTime, timePart } from "./time.js";
import { ladderPart } from "./waterfall.js";
import { whyPart } from "./why.js";

const paperWidth = 690;

interface Section { id: string; name: string; elements: (HTMLElement | null)[] }

function section({ id, name, elements }: Section): HTMLElement {
    return html("section", { id, "aria-labelledby": `${id}-name` }, html("h2", { id: `${id}-name` }, name), ...elements);
}

function bar(report: Report, sections: Section[], root: HTMLElement): HTMLElement {
    return html("div", { class: "top" },
        html("nav", { "aria-label": say("Parts", "目录") }, ...sections.map(({ id, name }) => html("a", { href: `#${id}` }, name))),
        choice("中文 / English", [["zh", "中文"], ["en", "English"]] as [Language, string][], language(), (chosen) => { speak(chosen); lay(report, root); }));
}

function lay(report: Report, root: HTMLElement): void {
    forgetListeners();
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
    document.title = say(report.head.title.en, report.head.title.zh);
    const time = timePart(report);
    const sections: Section[] = [
        { id: "answer", name: say("The answer", "结论"), elements: answerPart(report) },
        { id: "map", name: say("Where", "何处"), elements: mapPart(report) },
        { id: "ladder", name: say("Which border costs most", "哪项壁垒代价最大"), elements: ladderPart(report) },
        { id: "gains", name: say("Who gains", "谁受益"), elements: gainsPart(report) },
        { id: "time", name: say("When", "何时"), elements: time.elements },
        { id: "permits", name: say("Permits", "排放权"), elements: permitsPart(report) },
        { id: "why", name: say("Why these prices", "价格成因"), elements: whyPart(report) },
        { id: "reality", name: say("Against reality", "与现实对照"), elements: realityPart(report) },
        { id: "basis", name: say("What it rests on", "数据基础"), elements: basisPart(report) },
        { id: "run", name: say("The run", "运行记录"), elements: runPart(report) },
    ];
    root.replaceChildren(bar(report, sections, root), html("main", {}, headPart(report), ...sections.map(section)));
    time.start();
    markFollowed(report);
}

function start(): void {
    const root = document.getElementById("report");
    const data = document.getElementById("report-data");
    if (!root || !data) return;
    let report: Report;
    try {
        report = readReport(data.textContent ?? "");
    } catch (error) {
        root.replaceChildren(html("p", { class: "empty" }, `This file holds no report that this page can read (${error instanceof Error ? error.message : "unknown"}). 本文件不含可读取的报告。`));
        return;
    }
    lay(report, root);
    watchTheme(() => lay(report, root));
    addEventListener("beforeprint", () => fitTime(paperWidth));
    addEventListener("afterprint", () => fitTime());
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => fitTime(), 120); });
}

start();
