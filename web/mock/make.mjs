// Writes mock/report-data.json and mock/report.html: a report to look at, with invented figures near those of the Yangtze River Delta.
//   node mock/make.mjs [boundaries.geojson] [cities.csv]     --single for one solve, --bare for a result with nothing but its head
import { mkdir, readFile, writeFile } from "node:fs/promises";

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [boundariesFile, citiesFile] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isSingle = flags.includes("--single"), isBare = flags.includes("--bare");

const provinces = ["310000", "320000", "330000", "340000"];
const names = { 310000: ["Shanghai", "上海"], 320000: ["Jiangsu", "江苏"], 330000: ["Zhejiang", "浙江"], 340000: ["Anhui", "安徽"] };
const seats = { 310000: [31.2, 121.47], 320000: [33.1, 119.6], 330000: [29.15, 120.05], 340000: [31.85, 117.1] };

const columns = (rows) => (rows.length === 0 ? {} : Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name] ?? null)])));
const round = (value, digits = 6) => (value === null ? null : Number(value.toPrecision(digits)));

/** Polygons and places of the cities; without files four squares stand for them. */
async function geography() {
    const square = (id) => { const [lat, lon] = seats[id], d = 0.9;
        return { type: "Feature", properties: { id: id.slice(0, 3) + "100" }, geometry: { type: "Polygon", coordinates: [[[lon - d, lat - d], [lon + d, lat - d], [lon + d, lat + d], [lon - d, lat + d], [lon - d, lat - d]]] } }; };
    if (!boundariesFile || !citiesFile)
        return { features: provinces.map(square), cities: provinces.map((id) => ({ id: id.slice(0, 3) + "100", en: names[id][0], zh: names[id][1], lat: seats[id][0], lon: seats[id][1], size: 1 })) };
    const rename = (id) => (id === "310000" ? "310100" : id);
    const features = JSON.parse(await readFile(boundariesFile, "utf8")).features.map((feature) => ({ type: "Feature", properties: { id: rename(feature.properties.id) }, geometry: feature.geometry }));
    const [head, ...lines] = (await readFile(citiesFile, "utf8")).trim().split("\n").map((line) => line.trim().split(","));
    const cities = lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i]])))
        .map((row) => ({ id: rename(row.id), en: row.name_en, zh: row.name_zh, lat: Number(row.latitude), lon: Number(row.longitude), size: Number(row.gdp_2022_1e8CNY) }));
    return { features, cities };
}

const twh = 1e6;
const use = { 310000: 174.6, 320000: 740.2, 330000: 582.5, 340000: 299.7 };
const made = {
    today: { 310000: { coal: 62, gas: 22, other_thermal: 3, biomass: 3, onshore_wind: 1.1, offshore_wind: 1.3, solar: 1.9 },
        320000: { nuclear: 52.6, coal: 385, gas: 54, other_thermal: 21, biomass: 15, onshore_wind: 26, offshore_wind: 25.3, solar: 25.4, pumped_storage: 0.3 },
        330000: { nuclear: 72.9, coal: 262, gas: 19, other_thermal: 15, biomass: 14.5, hydro: 13.8, pumped_storage: 2.4, onshore_wind: 5.9, offshore_wind: 4.1, solar: 22.1 },
        340000: { coal: 266, gas: 3, other_thermal: 12, biomass: 10, hydro: 2.6, pumped_storage: 0.4, onshore_wind: 12.6, solar: 20.9 } },
};
made.integrated = structuredClone(made.today);
Object.entries({ 310000: -8, 320000: -45, 330000: -1, 340000: 54 }).forEach(([id, change]) => { made.integrated[id].coal += change; });
const outside = { 310000: 49.5, 320000: 133.5, 330000: 93.5, 340000: 62.7 };
const flows = { today: [["340000", "320000", 35], ["340000", "330000", 55], ["320000", "310000", 33], ["310000", "330000", 2]],
    integrated: [["340000", "320000", 83], ["340000", "330000", 61], ["320000", "310000", 30], ["330000", "310000", 11]] };
const links = [["xiangjiaba-shanghai", "510000", "310000", 1], ["jinping-sunan", "510000", "320000", 0.4], ["ximeng-taizhou", "150000", "320000", 0.6], ["lingzhou-shaoxing", "640000", "330000", 1], ["changji-guquan", "650000", "340000", 1]];
const far = { 510000: ["Sichuan", "四川", 30.6, 103.5], 150000: ["Inner Mongolia", "内蒙古", 43.9, 116.1], 640000: ["Ningxia", "宁夏", 38.5, 106.2], 650000: ["Xinjiang", "新疆", 44.0, 87.3] };
const price = { today: { 310000: 441, 320000: 409, 330000: 432, 340000: 356 }, integrated: { 310000: 404, 320000: 398, 330000: 406, 340000: 392 } };
const emissions = { co2: { 310000: 66, 320000: 356, 330000: 229, 340000: 222, unit: 1e6 }, so2: { 310000: 2.4, 320000: 25.7, 330000: 17.8, 340000: 17.1, unit: 1e3 }, nox: { 310000: 11, 320000: 66, 330000: 46, 340000: 41, unit: 1e3 } };
const dates = [["2022-01-17", 31, null], ["2022-02-03", 20, "low_wind_sun"], ["2022-03-12", 38, null], ["2022-04-09", 35, null], ["2022-05-14", 33, null], ["2022-06-18", 30, null],
    ["2022-07-12", 24, null], ["2022-08-11", 3, "peak_net_load"], ["2022-08-23", 31, null], ["2022-09-25", 42, null], ["2022-10-30", 41, null], ["2022-12-14", 37, null]];
const seasonal = [1.06, 0.8, 0.94, 0.9, 0.93, 1.02, 1.22, 1.34, 1.16, 0.97, 0.94, 1.1];

/** Hourly shapes of mean one, over all typical days. */
function shape(name, day, hour) {
    const noise = 0.5 + 0.5 * Math.sin(day * 2.3 + hour * 0.21 + name.length);
    switch (name) {
    case "load": return seasonal[day] * (0.97 + 0.13 * Math.sin((hour - 8) / 24 * 2 * Math.PI) + 0.06 * Math.sin((hour - 5) / 12 * 2 * Math.PI));
    case "solar": return Math.max(0, Math.sin((hour - 6) / 12 * Math.PI)) * (2.4 + 1.2 * noise) * (day === 1 ? 0.35 : 1);
    case "onshore_wind": case "offshore_wind": return (0.35 + 1.3 * noise) * (day === 1 ? 0.3 : 1);
    case "hydro": return 0.5 + (hour > 8 && hour < 22 ? 0.8 : 0) + (day > 4 && day < 8 ? 0.5 : 0);
    case "pumped_storage": return hour >= 17 && hour <= 22 ? 4 : 0;
    case "outside": return 0.75 + (day > 4 && day < 10 ? 0.35 : 0.1) + (hour > 7 && hour < 23 ? 0.12 : -0.12);
    default: return 1;
    }
}

function seriesOf(solves) {
    const blocks = { day: [], hour: [] }, curves = [];
    dates.forEach((_, day) => { for (let hour = 0; hour < 24; hour++) { blocks.day.push(day); blocks.hour.push(hour); } });
    const at = (value) => blocks.day.map((day, i) => value(day, blocks.hour[i]));
    for (const solve of solves) {
        for (const region of provinces) {
            const mean = (energy) => (energy * twh) / 8760;
            const add = (kind, technology, values) => curves.push({ solve, region, kind, technology, values: values.map((value) => round(value, 4)) });
            const load = at((day, hour) => mean(use[region]) * shape("load", day, hour));
            const net = flows[solve].reduce((sum, [from, to, energy]) => sum + (to === region ? energy : from === region ? -energy : 0), 0);
            const exchange = at((day, hour) => mean(net) * (1 + 0.35 * Math.sin(hour / 24 * 2 * Math.PI + day)));
            const imports = at((day, hour) => mean(outside[region]) * shape("outside", day, hour));
            const rest = load.map((value, i) => value - exchange[i] - imports[i]);
            const stock = made[solve][region];
            for (const [technology, energy] of Object.entries(stock)) {
                if (technology === "coal" || technology === "gas") continue;
                const values = at((day, hour) => mean(energy) * shape(technology, day, hour));
                values.forEach((value, i) => { rest[i] -= value; });
                add("made", technology, values);
            }
            const pumped = stock.pumped_storage ?? 0;
            if (pumped > 0) {
                const filling = at((_, hour) => (hour >= 1 && hour <= 6 ? mean(pumped) * 5.2 : 0));
                filling.forEach((value, i) => { rest[i] += value; });
                add("stored_in", "pumped_storage", filling);
                let level = 0;
                add("stored", null, at((_, hour) => { level = hour === 0 ? mean(pumped) : level + (hour <= 6 ? 0.75 * 5.2 : hour >= 17 && hour <= 22 ? -4 : 0) * mean(pumped); return Math.max(0, level); }));
            }
            const gasShare = (stock.gas ?? 0) / ((stock.gas ?? 0) + stock.coal);
            add("made", "coal", rest.map((value) => Math.max(0, value) * (1 - gasShare)));
            if (stock.gas) add("made", "gas", rest.map((value) => Math.max(0, value) * gasShare));
            add("exchange", null, exchange);
            add("outside", null, imports);
            add("load", null, load);
            add("price", null, at((day, hour) => price[solve][region] * (0.55 + 0.45 * shape("load", day, hour))));
        }
    }
    return { good: "electricity", days: { date: dates.map((d) => d[0]), weight: dates.map((d) => d[1]), kept: dates.map((d) => d[2]) }, blocks, curves };
}

const reforms = [["wheeling", "Wheeling charges", "过网费", 1.12, 0.42, 1.12, 1, null], ["contracts", "Yearly delivery contracts", "年度外送合同", -2.68, 0.91, 0.93, 2, "wheeling"],
    ["usable-share", "Usable share of corridors", "通道可用率", 0.54, 0.55, 0.55, 3, null], ["reserve", "Separate reserves", "分省备用", 0.0005, 0.001, 0.001, 4, null]];
const regionGain = { 310000: 0.41, 320000: 1.58, 330000: 0.92, 340000: -0.31 };
const scenarios = [["coal-low", "Anhui coal at 32.1 CNY/GJ", "安徽煤价 32.1 元/吉焦", 1.5], ["coal-high", "Anhui coal at 40.2 CNY/GJ", "安徽煤价 40.2 元/吉焦", 0.42]];

function solveRows() {
    const row = (id, role, name, zh, reform = null, scenario = null, cost = 385e9, seconds = 4.2) => ({ id, role, reform, scenario, name, name_zh: zh, status: "optimal", cost, welfare: null,
        primal: 2.1e-9, dual: 4.4e-9, gap: 3.1e-8, solver: "HiGHS 1.12 ipx", seconds, peak_bytes: 412e6, columns: 312480, rows: 141210 });
    return [row("today", "before", "today", "现状", null, null, 387.6e9, 6.1), row("integrated", "after", "integrated", "一体化", null, null, 385e9, 5.8),
        ...reforms.flatMap(([id, name, zh]) => [row(`lift-${id}`, "alone", `${name} lifted`, `仅取消${zh}`, id), row(`last-${id}`, "last", `${name} lifted last`, `最后取消${zh}`, id)]),
        ...scenarios.flatMap(([id, name, zh]) => [row(`range-${id}`, "range", name, zh, null, id)])];
}

function comparisons(solve) {
    const statistics = { 310000: [87.93, 0, 0, 2.46, 2.04, 82.2], 320000: [474.3, 52.6, 3.1, 51.3, 26.0, 132.7], 330000: [305.5, 73.1, 17.1, 9.5, 23.5, 151.3], 340000: [288.3, 0, 5.3, 11.7, 21.8, -27.8] };
    const model = { 310000: [89.9, 0, 0, 2.4, 1.9, 80.4], 320000: [475.4, 52.6, 0.3, 51.3, 25.4, 135.3], 330000: [310.6, 72.9, 16.2, 10.0, 22.1, 150.6], 340000: [290.8, 0, 3.0, 12.6, 20.9, -27.6] };
    const co2 = { 310000: [66, 82], 320000: [356, 385], 330000: [229, 224], 340000: [222, 225] };
    const total = (list) => list.slice(0, 5).reduce((a, b) => a + b, 0);
    const kinds = ["thermal", "nuclear", "hydro", "wind", "solar"];
    const row = (measure, place, type, unit, m, s, low, high, kind, source) => ({ solve, measure, place, class: type, unit, model: round(m), statistic: round(s), low: round(low), high: round(high), kind, source });
    return provinces.flatMap((id) => {
        const s = statistics[id], m = model[id], band = id === "310000" ? 0.08 : 0.05, wide = id === "310000" ? 0.25 : 0.1;
        return [row("generation", id, "thermal", "MWh", m[0] * twh, s[0] * twh, s[0] * twh * (1 - band), s[0] * twh * (1 + band), "calibrated", "NBS 2022"),
            row("net_import", id, null, "MWh", m[5] * twh, s[5] * twh, (s[5] - 10) * twh, (s[5] + 10) * twh, "calibrated", "balance of 2022"),
            row("emitted", id, "co2", "t", co2[id][0] * 1e6, co2[id][1] * 1e6, co2[id][1] * 1e6 * (1 - wide), co2[id][1] * 1e6 * (1 + wide), "independent", "grid factors 2022"),
            ...kinds.flatMap((type, i) => (s[i] === 0 ? [] : [row("share", id, type, "1", m[i] / total(m), s[i] / total(s), s[i] / total(s) - 0.02, s[i] / total(s) + 0.02, i > 2 ? "calibrated" : "independent", "NBS 2022")]))];
    });
}

const { features, cities } = await geography();
const compare = isSingle ? { before: "integrated", after: "integrated" } : { before: "today", after: "integrated" };
const shown = [...new Set(Object.values(compare))];
const head = {
    title: { en: "Yangtze River Delta 2022", zh: "长三角 2022" }, case: "cases/yrd", case_hash: "sha256:5b0c2f1d9e77a4c3", version: "0.1.0", command: isSingle ? "yipan solve cases/yrd" : "yipan gain cases/yrd",
    options: { hours: "days", layers: "power,carbon,emission-rights" }, study: isSingle ? null : "gain", status: "optimal", cause: null, compare, regions: "province", money: { unit: "CNY", year: 2022 },
    period: { start: "2022-01-01T00:00", end: "2023-01-01T00:00", zone: "Asia/Shanghai", blocks: 288, days: 12, days_of: 365 }, main_good: "electricity",
    layers: columns(["power", "carbon", "emission-rights"].map((id) => ({ id, name: null, name_zh: null }))),
    notes: columns([["permits", "Illustrative: supplies of SO2 and NOx permits are estimates set so that they bind; no official figure by province was found.", "示意性结果：二氧化硫与氮氧化物排放权供给为估计值，使其具有约束力；未找到分省官方数据。"],
        ["ladder", "The gain rests on the coal price of Anhui: see the range.", "收益取决于安徽煤价，见范围。"]].map(([part, en, zh]) => ({ part, en, zh }))),
};
const place = (id, parent, level, [en, zh], lat, lon, isOutside = false) => ({ id, parent, level, name: en, name_zh: zh, lat, lon, outside: isOutside });
const places = [place("yrd", null, "delta", ["Yangtze River Delta", "长三角"], null, null),
    ...provinces.map((id) => place(id, "yrd", "province", names[id], ...seats[id])), ...cities.map((city) => place(city.id, `${city.id.slice(0, 2)}0000`, "city", [city.en, city.zh], city.lat, city.lon)),
    ...Object.entries(far).map(([id, [en, zh, lat, lon]]) => place(id, null, "province", [en, zh], lat, lon, true))];
const technologies = Object.entries({ coal: ["Coal", "煤电"], gas: ["Gas", "气电"], nuclear: ["Nuclear", "核电"], hydro: ["Hydro", "水电"], biomass: ["Biomass, waste", "生物质、垃圾"], other_thermal: ["Other thermal", "其他火电"],
    pumped_storage: ["Pumped storage", "抽水蓄能"], solar: ["Solar", "光伏"], onshore_wind: ["Onshore wind", "陆上风电"], offshore_wind: ["Offshore wind", "海上风电"] })
    .map(([id, [name, name_zh]]) => ({ id, name, name_zh, color: null, group: null }));
const goods = [["electricity", "power", "Electricity", "电力", "MWh", "hour"], ["co2", "carbon", "CO₂", "二氧化碳", "t", "year"], ["so2", "emission-rights", "SO₂", "二氧化硫", "t", "year"], ["nox", "emission-rights", "NOₓ", "氮氧化物", "t", "year"]]
    .map(([id, layer, name, name_zh, unit, resolution]) => ({ id, layer, name, name_zh, unit, kind: "flow", resolution }));

const permitPrice = { co2: [55, 55, 55, 55], so2: [6000, 2400, 3100, 2500], nox: [5200, 2900, 3300, 2700] };
const permits = shown.flatMap((solve) => Object.entries(emissions).flatMap(([good, values]) => provinces.map((region, i) => ({ solve, good, region,
    used: round(values[region] * values.unit * (solve === "today" ? 1 : 1 + [-0.09, -0.08, 0, 0.11][i] * (good === "co2" ? 0.97 : 0.9))), supply: good === "co2" ? null : round(values[region] * values.unit * 1.02),
    price: good === "co2" || solve === "today" ? permitPrice[good][i] : good === "so2" ? 2650 : 2980 }))));
const share = new Map(cities.map((city) => [city.id, city.size / cities.filter((other) => other.id.slice(0, 2) === city.id.slice(0, 2)).reduce((a, b) => a + b.size, 0)]));
const sumOf = (table) => Object.values(table).reduce((a, b) => a + b, 0);
const tilt = (id) => 0.35 + ((Number(id) * 7919) % 1300) / 1000;
const amounts = shown.flatMap((solve) => cities.map((city) => {
    const region = `${city.id.slice(0, 2)}0000`, peers = cities.filter((other) => other.id.slice(0, 2) === city.id.slice(0, 2));
    const weights = peers.reduce((total, other) => total + share.get(other.id) ** 0.6 * tilt(other.id), 0);
    return { solve, good: "electricity", place: city.id, made: round(sumOf(made[solve][region]) * twh * (share.get(city.id) ** 0.6 * tilt(city.id)) / weights), used: round(use[region] * twh * share.get(city.id)) };
}));
const accounts = shown.flatMap((solve) => provinces.flatMap((region) => {
    const after = solve === "integrated";
    const items = { consumers: { 310000: 6.4, 320000: 8.1, 330000: 15.1, 340000: -10.8 }, producers: { 310000: -5.4, 320000: -4.3, 330000: -11.6, 340000: 13.1 }, congestion: { 310000: -0.4, 320000: -1.2, 330000: -1.6, 340000: -1.5 }, taxes: { 310000: -0.19, 320000: -1.02, 330000: -0.98, 340000: -1.11 } };
    return Object.entries(items).map(([item, values]) => ({ solve, region, item, value: round(after ? values[region] * 1e9 : 0) }));
}));
const flowRows = shown.flatMap((solve) => [...flows[solve].map(([from, to, energy]) => ({ solve, good: "electricity", link: `${from}-${to}`, from, to, sent: energy * twh, arrived: energy * twh, rent: 4e8, hours_at_limit: 2110 })),
    ...links.map(([link, from, to, part]) => ({ solve, good: "electricity", link, from, to, sent: outside[to] * part * twh, arrived: outside[to] * part * twh, rent: null, hours_at_limit: null })),
    ...(solve === "integrated" ? [["320000", "310000", 340], ["340000", "330000", 1210], ["320000", "330000", 260]].map(([from, to, tonnes]) => ({ solve, good: "so2", link: `so2-${from}-${to}`, from, to, sent: tonnes, arrived: tonnes * 0.95, rent: 0, hours_at_limit: 0 })) : [])]);
const prices = shown.flatMap((solve) => [...provinces.map((id) => [id, id]), ...cities.map((city) => [city.id, `${city.id.slice(0, 2)}0000`])].flatMap(([place, region]) => [
    { solve, good: "electricity", place, mean: price[solve][region], minimum: 120, maximum: 890, shortage_hours: 0 },
    ...Object.keys(emissions).map((good) => ({ solve, good, place, mean: permits.find((row) => row.solve === solve && row.good === good && row.region === region).price, minimum: null, maximum: null, shortage_hours: 0 }))]));
const limits = shown.flatMap((solve) => [["link", "anhui-jiangsu", "Corridor Anhui–Jiangsu", "安徽—江苏通道", null, 5200, solve === "today" ? 2.9e9 : 0.4e9], ["barrier", "contract-ah-zj", "Contract Anhui–Zhejiang, 55 TWh", "安徽—浙江合同 550 亿千瓦时", null, null, solve === "today" ? 1.9e9 : 0],
    ["link", "anhui-zhejiang", "Corridor Anhui–Zhejiang", "安徽—浙江通道", null, 3100, solve === "today" ? 1.1e9 : 0.8e9], ["permit", "so2-310000", "SO₂ permits, Shanghai", "上海二氧化硫排放权", "310000", null, 1.5e7], ["capacity", "coal-340000", "Coal, Anhui", "安徽煤电", "340000", 610, solve === "today" ? 0.3e9 : 1.4e9]]
    .map(([kind, id, name, name_zh, region, hours, worth]) => ({ solve, kind, id, name, name_zh, good: "electricity", region, hours, worth })));
const marginal = shown.flatMap((solve) => provinces.flatMap((region, i) => [["coal", 7200 - 500 * i], ["gas", 700 + 380 * i], ["pumped_storage", 860 + 120 * i]].map(([technology, hours], at) => ({ solve, region, technology, hours, price: 380 + 110 * at }))));
const worth = [["", null, null, null, 2.47], ...provinces.map((id) => ["", null, null, id, regionGain[id] * 0.95]), ...scenarios.flatMap(([id, name, zh, factor]) => [[id, name, zh, null, 2.6 * factor], ...provinces.map((region) => [id, name, zh, region, regionGain[region] * factor])])]
    .map(([scenario, name, name_zh, region, value]) => ({ scenario: scenario || null, name, name_zh, reform: null, region, value: value * 1e9 }));
const quality = [["power", { published: 2110, derived: 640, estimate: 180, recalled: 45 }], ["carbon", { official: 4, published: 20, estimate: 12 }], ["emission-rights", { estimate: 60, published: 8, recalled: 14 }]]
    .flatMap(([layer, counts]) => Object.entries(counts).map(([name, rows]) => ({ layer, quality: name, rows })));
const sources = [["nbs-2022", "power/expect", "National Bureau of Statistics, monthly electricity generation, December 2022 cumulated", "https://data.stats.gov.cn", "public", "published"], ["plants", "power/supplies", "Global Integrated Power Tracker, Global Energy Monitor", "https://globalenergymonitor.org", "CC BY 4.0", "published"],
    ["load-2018", "power/demands", "Hourly load of 2018 by province, scaled to the consumption of 2022", null, null, "derived"], ["barriers", "power/barriers", "Wheeling charges and usable share: own estimate <b>not markup</b>", null, null, "estimate"]]
    .map(([id, table, citation, url, licence, name]) => ({ id, table, citation, url, licence, quality: name }));

const full = {
    format: 1, head,
    solves: columns(isSingle ? solveRows().slice(1, 2).map((row) => ({ ...row, role: "plan" })) : solveRows()),
    ...(isSingle ? {} : { worth: columns(worth), reforms: columns(reforms.map(([id, name, name_zh, alone, last, inOrder, step, needs]) => ({ id, name, name_zh, alone: alone * 1e9, last: last * 1e9, in_order: inOrder * 0.95 * 1e9, step, depends_on: needs }))) }),
    places: columns(places), goods: columns(goods), technologies: columns(technologies), boundaries: { type: "FeatureCollection", features },
    prices: columns(prices), amounts: columns(amounts), flows: columns(flowRows), accounts: columns(accounts), permits: columns(permits),
    unserved: columns(shown.flatMap((solve) => provinces.map((region) => ({ solve, good: "electricity", region, amount: 0 })))),
    limits: columns(limits), marginal: columns(marginal), series: seriesOf(shown), comparison: columns(comparisons(shown[0])), quality: columns(quality), sources: columns(sources),
};
const data = isBare ? { format: 1, head, solves: full.solves } : full;

const text = JSON.stringify(data).replaceAll("<", "\\u003c");
const [page, style, script] = await Promise.all(["report.html", "report.css", "report.js"].map((name) => readFile(new URL(`../dist/${name}`, import.meta.url), "utf8")));
const folder = new URL("./", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("report-data.json", folder), text);
await writeFile(new URL("report.html", folder), page.replace("<!--STYLE-->", () => style).replace("<!--DATA-->", () => text).replace("<!--SCRIPT-->", () => script));
console.log(`mock/report.html ${((page.length + style.length + script.length + text.length) / 1000).toFixed(0)} kB, data ${(text.length / 1000).toFixed(0)} kB`);
