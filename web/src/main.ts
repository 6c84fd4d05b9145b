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
/** Parts that the first picture holds: the answer and the map. */
const seenFirst = 2;

interface Section { id: string; name: string; draw: () => (HTMLElement | null)[] }

const section = ({ id, name }: Section): HTMLElement =>
    html("section", { id, "aria-labelledby": `${id}-name` }, html("h2", { id: `${id}-name` }, name));

function bar(report: Report, sections: Section[], root: HTMLElement): HTMLElement {
    return html("div", { class: "top" },
        html("nav", { "aria-label": say("Parts", "目录") }, ...sections.map(({ id, name }) => html("a", { href: `#${id}` }, name))),
        choice("中文 / English", [["zh", "中文"], ["en", "English"]] as [Language, string][], language(), (chosen) => { speak(chosen); lay(report, root)(); }));
}

/** Lays out the page. What is seen first is drawn at once; the function that comes back draws the rest. */
function lay(report: Report, root: HTMLElement): () => void {
    forgetListeners();
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
    document.title = say(report.head.title.en, report.head.title.zh);
    let startTime = (): void => undefined;
    const drawTime = (): HTMLElement[] => { const time = timePart(report); startTime = time.start; return time.elements; };
    const sections: Section[] = [
        { id: "answer", name: say("The answer", "结论"), draw: () => answerPart(report) },
        { id: "map", name: say("Where", "何处"), draw: () => mapPart(report) },
        { id: "ladder", name: say("Which border costs most", "哪项壁垒代价最大"), draw: () => ladderPart(report) },
        { id: "gains", name: say("Who gains", "谁受益"), draw: () => gainsPart(report) },
        { id: "time", name: say("When", "何时"), draw: drawTime },
        { id: "permits", name: say("Permits", "排放权"), draw: () => permitsPart(report) },
        { id: "why", name: say("Why these prices", "价格成因"), draw: () => whyPart(report) },
        { id: "reality", name: say("Against reality", "与现实对照"), draw: () => realityPart(report) },
        { id: "basis", name: say("What it rests on", "数据基础"), draw: () => basisPart(report) },
        { id: "run", name: say("The run", "运行记录"), draw: () => runPart(report) },
    ];
    const frames = sections.map(section), main = html("main", { "aria-busy": "true" }, headPart(report), ...frames);
    const fill = (from: number, to: number): void => sections.slice(from, to).forEach(({ draw }, i) => frames[from + i]?.append(...draw().filter((part) => part !== null)));
    fill(0, seenFirst);
    root.replaceChildren(bar(report, sections, root), main);
    return () => {
        if (!main.isConnected || !main.hasAttribute("aria-busy")) return;
        main.removeAttribute("aria-busy");
        fill(seenFirst, sections.length);
        startTime();
        markFollowed(report);
    };
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
    let finish = lay(report, root);
    const goOn = (): void => { finish(); if (location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView(); };
    requestAnimationFrame(() => setTimeout(goOn));
    watchTheme(() => { finish = lay(report, root); finish(); });
    /* A media query too: a browser that prints without a window has no events of printing. */
    const toPaper = (): void => { finish(); fitTime(paperWidth); };
    addEventListener("beforeprint", toPaper);
    addEventListener("afterprint", () => fitTime());
    matchMedia("print").addEventListener("change", (event) => { if (event.matches) toPaper(); else fitTime(); });
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => fitTime(), 120); });
}

start();
