// Part 2: the answer in two sentences and a few figures.

import { sum, type Report } from "./data.js";
import { html } from "./dom.js";
import { change, hardlyChanges, number, percent, percentChange, quantity, resolutionOf, scaleFor, signed, type Scale } from "./format.js";
import { classes, levels, nameOf, say, statuses, word } from "./i18n.js";
import { notes } from "./figure.js";
import { costOf, limitedGoods, tradeOf, usedOf, worthOf } from "./worth.js";

interface Tile { value: string; name: string; detail: string }

const money = (report: Report): string => report.head.money.unit;
const goodName = (report: Report, id: string): string => (id in classes ? word(classes, id) : nameOf(report.good.get(id), id));
const unitOf = (report: Report, good: string): string => report.good.get(good)?.unit ?? "";

/** With a range the headline says no more digits than the range supports. */
function worthScale(report: Report): { scale: Scale; resolution: number } {
    const { value, low, high } = worthOf(report, null, null), scale = scaleFor(money(report), [value, low, high]);
    return { scale, resolution: resolutionOf(scale, [value, low, high], low === null ? 3 : 2) };
}

/** "0.9 to 2.1", in the scale of the headline, or nothing without a range. */
function rangeText(report: Report): string {
    const { value, low, high } = worthOf(report, null, null);
    if (low === null || high === null) return "";
    const { scale, resolution } = worthScale(report);
    const show = (figure: number): string => number(figure / scale.by, resolution);
    return value !== null && low < 0 && high > 0 ? say(`${show(low)} to +${show(high)}`, `${show(low)} 至 +${show(high)}`) : say(`${show(low)} to ${show(high)}`, `${show(low)} 至 ${show(high)}`);
}

const shareText = (share: number): string => (hardlyChanges(share) ? say("under 0.1 %", "不到 0.1%") : percent(share));

const noAnswer = (report: Report): string =>
    say(`There is no answer: ${word(statuses, report.head.status).toLowerCase()}.`, `没有结论：${word(statuses, report.head.status)}。`);

function firstSentence(report: Report): string {
    const { value } = worthOf(report, null, null);
    const level = word(levels, report.head.regions), cost = costOf(report, report.before), range = rangeText(report);
    if (!report.worth.some((row) => row.scenario === null && row.reform === null && row.region === null)) return noAnswer(report);
    if (value === null)
        return say(`What lifting the barriers between the ${level} is worth lies below the resolution of the solves.`,
            `取消${level}间壁垒的价值低于求解精度，无法分辨。`);
    const share = cost ? say(`, ${shareText(value / cost)} of the cost`, `，占成本的 ${shareText(value / cost)}`) : "";
    const { scale, resolution } = worthScale(report), worth = quantity(value, money(report), scale, resolution);
    const between = range === "" ? "" : say(` (${range} over the uncertain inputs)`, `（不确定输入下为 ${range}）`);
    return say(`Lifting the barriers between the ${level} is worth ${worth} a year${between}${share}.`,
        `取消${level}间壁垒每年价值 ${worth}${between}${share}。`);
}

const airText = (name: string, share: number): string =>
    (hardlyChanges(share) ? say(`${name} hardly changes`, `${name}几乎不变`) : `${name} ${percentChange(share)}`);

function secondSentence(report: Report): string {
    const gains = report.regions.map((id) => ({ name: nameOf(report.place.get(id), id), value: worthOf(report, null, id).value }))
        .filter((row): row is { name: string; value: number } => row.value !== null).sort((a, b) => b.value - a.value);
    const best = gains[0], losers = gains.filter((row) => row.value < 0).reverse();
    const list = (rows: typeof gains): string =>
        rows.map((row) => `${row.name} ${quantity(-row.value, money(report))}`).join(say(", ", "、"));
    const who = !best || best.value <= 0 ? "" : say(`${best.name} gains most, ${quantity(best.value, money(report))}`, `${best.name}获益最多，${quantity(best.value, money(report))}`);
    const whom = best === undefined ? "" : losers.length > 0 ? say(`it costs ${list(losers)}`, `受损的是${list(losers)}`) : say("nobody loses", "无人受损");
    const air = limitedGoods(report).map((good) => {
        const before = usedOf(report, report.before, good), after = usedOf(report, report.after, good);
        return before > 0 ? airText(goodName(report, good), (after - before) / before) : "";
    }).filter((text) => text !== "");
    const sentence = [who, whom, air.join(say(", ", "、"))].filter((text) => text !== "").join(say("; ", "；"));
    return sentence === "" ? "" : sentence + say(".", "。");
}

function studyTiles(report: Report): Tile[] {
    const { value } = worthOf(report, null, null), good = report.head.main_good, cost = costOf(report, report.before);
    const { scale, resolution } = worthScale(report);
    const traded = [report.before, report.after].map((solve) => tradeOf(report, solve, good));
    const range = rangeText(report);
    return [
        ...(value === null ? [] : [{ value: signed(value / scale.by, resolution), name: say(`${scale.label} a year`, `${scale.label}/年`),
            detail: range === "" ? say("worth of integration", "一体化的价值") : say(`range ${range}`, `范围 ${range}`) }]),
        ...(value !== null && cost ? [{ value: shareText(value / cost), name: say("of the cost", "占成本"),
            detail: say(`of ${quantity(cost, money(report))} a year`, `全年成本 ${quantity(cost, money(report))}`) }] : []),
        ...(!hasFlows(report) ? [] : [{ value: quantity(traded[1] ?? 0, unitOf(report, good)), name: say("across the borders", "跨省交换"),
            detail: say(`${quantity(traded[0] ?? 0, unitOf(report, good))} with the barriers`, `现有壁垒下 ${quantity(traded[0] ?? 0, unitOf(report, good))}`) }]),
        ...limitedGoods(report).map((id) => airTile(report, id)),
        ...unservedTiles(report),
    ];
}

function airTile(report: Report, id: string): Tile {
    const unit = unitOf(report, id), before = usedOf(report, report.before, id), after = usedOf(report, report.after, id);
    const share = before > 0 ? (after - before) / before : 0, was = quantity(before, unit);
    const isStill = before > 0 && hardlyChanges(share);
    return { value: change(after - before, unit), name: goodName(report, id),
        detail: isStill ? say(`hardly changes from ${was}`, `几乎不变，原为 ${was}`)
            : say(`${before > 0 ? percentChange(share) : "–"} of ${was}`, `${before > 0 ? percentChange(share) : "–"}，原为 ${was}`) };
}

const hasFlows = (report: Report): boolean => report.flows.some((row) => row.good === report.head.main_good);

function unservedTiles(report: Report): Tile[] {
    if (!report.unserved.some((row) => row.good === report.head.main_good)) return [];
    const good = report.head.main_good, unit = unitOf(report, good);
    const of = (solve: string): number => sum(report.unserved.filter((row) => row.solve === solve && row.good === good), (row) => row.amount);
    const after = of(report.after);
    return [{ value: after === 0 ? "0" : quantity(after, unit), name: say("unserved", "缺供"),
        detail: report.isStudy ? say(`${of(report.before) === 0 ? "0" : quantity(of(report.before), unit)} with the barriers`, `现有壁垒下 ${of(report.before) === 0 ? "0" : quantity(of(report.before), unit)}`)
            : nameOf(report.good.get(good), good) }];
}

function planSentence(report: Report): string {
    const cost = costOf(report, report.before), good = report.head.main_good, unit = `${money(report)}/${unitOf(report, good)}`;
    const means = report.prices.filter((row) => row.good === good && report.regions.includes(row.place)).map((row) => row.mean).filter((v) => v !== null);
    const costs = cost === null ? "" : say(`The plan costs ${quantity(cost, money(report))} a year. `, `本方案全年成本 ${quantity(cost, money(report))}。`);
    const span = means.length === 0 ? "" : say(
        `The price of ${nameOf(report.good.get(good), good).toLowerCase()} lies between ${number(Math.min(...means))} and ${quantity(Math.max(...means), unit)}.`,
        `${nameOf(report.good.get(good), good)}价格介于 ${number(Math.min(...means))} 与 ${quantity(Math.max(...means), unit)} 之间。`);
    return costs + span === "" ? noAnswer(report) : costs + span;
}

function planTiles(report: Report): Tile[] {
    const cost = costOf(report, report.before), scale = scaleFor(money(report), [cost]), good = report.head.main_good;
    return [
        ...(cost === null ? [] : [{ value: number(cost / scale.by), name: say(`${scale.label} a year`, `${scale.label}/年`), detail: say("cost of the plan", "方案成本") }]),
        ...(!hasFlows(report) ? [] : [{ value: quantity(tradeOf(report, report.before, good), unitOf(report, good)), name: say("across the borders", "跨省交换"), detail: nameOf(report.good.get(good), good) }]),
        ...limitedGoods(report).map((id) => ({ value: quantity(usedOf(report, report.before, id), unitOf(report, id)), name: goodName(report, id), detail: say("used up", "排放或占用") })),
        ...unservedTiles(report),
    ];
}

/** The number large, its unit small. */
function withSmallUnit(value: string): (Node | string)[] {
    const [, figure = value, unit = ""] = /^([+−]?[\d.\s]*\d)(.*)$/.exec(value) ?? [];
    return unit === "" ? [figure] : [figure, html("small", {}, unit)];
}

export function answerPart(report: Report): (HTMLElement | null)[] {
    const tiles = report.isStudy ? studyTiles(report) : planTiles(report);
    return [
        html("p", { class: "answer" }, report.isStudy ? firstSentence(report) : planSentence(report)),
        report.isStudy ? html("p", { class: "answer-more" }, secondSentence(report))
            : html("p", { class: "answer-more" }, say("This is one solve: what borders cost is told by a study (yipan gain).", "这是单次求解；壁垒的代价需用 yipan gain 研究得出。")),
        tiles.length === 0 ? null : html("dl", { class: "tiles" }, ...tiles.map((tile) => html("div", {},
            html("dt", {}, tile.name), html("dd", { class: "tile-value" }, ...withSmallUnit(tile.value)), html("dd", { class: "tile-detail" }, tile.detail)))),
        ...notes(report, "answer"),
    ];
}
