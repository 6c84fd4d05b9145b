// Two languages, complete: every sentence of the page is said in both where it is used.

export type Language = "en" | "zh";
const key = "yipan-report-language";

function remembered(): Language | null {
    try {
        const stored = localStorage.getItem(key);
        return stored === "en" || stored === "zh" ? stored : null;
    } catch {
        return null; /* a page opened from disk may have no storage */
    }
}

let current: Language = remembered() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export const language = (): Language => current;
export function speak(chosen: Language): void {
    current = chosen;
    try {
        localStorage.setItem(key, chosen);
    } catch {
        /* then it is not remembered */
    }
}

export const say = (en: string, zh: string): string => (current === "zh" ? zh : en);

/** The reader's name of a row, else the other one, else its id. */
export function nameOf(row: { id: string; name: string | null; name_zh: string | null } | undefined, id = ""): string {
    if (!row) return id;
    return (current === "zh" ? row.name_zh ?? row.name : row.name ?? row.name_zh) ?? row.id;
}

type Words = Record<string, readonly [en: string, zh: string]>;
export function word(words: Words, id: string): string {
    const pair = words[id];
    return pair ? say(...pair) : id.replaceAll("_", " ");
}

export const levels: Words = {
    country: ["countries", "国家"], province: ["provinces", "省份"], city: ["cities", "城市"], county: ["counties", "区县"], delta: ["deltas", "区域"],
};
/** One of a level: "province". */
export const oneLevel: Words = {
    country: ["country", "国"], province: ["province", "省"], city: ["city", "市"], county: ["county", "县"], delta: ["delta", "区域"],
};
export const items: Words = {
    consumers: ["Consumers", "用户"], producers: ["Producers", "生产者"], congestion: ["Congestion rents", "阻塞租金"], scarce: ["Scarce goods", "稀缺资源租金"],
    storage: ["Storage", "储存"], taxes: ["Taxes and tariffs", "税费"], uplift: ["Uplift", "补偿"],
};
export const qualities: Words = {
    official: ["official", "官方"], published: ["published", "公开发表"], derived: ["derived", "推算"],
    estimate: ["estimate", "估计"], recalled: ["from memory", "凭记忆"], own: ["own data", "自有"],
};
export const statuses: Words = {
    optimal: ["Certified optimal", "已验证最优"], within_gap: ["Certified within a gap", "已验证，在给定间隙内"], infeasible: ["No feasible plan", "无可行方案"],
    unbounded: ["Unbounded", "无界"], unknown: ["Unknown", "未知"], stopped: ["Stopped early", "提前停止"], not_certified: ["Not certified", "未通过验证"], feasible: ["Feasible", "可行"],
};
export const roles: Words = {
    plan: ["the plan", "方案"], before: ["with the barriers", "现有壁垒"], after: ["without barriers", "取消壁垒"], alone: ["lifted alone", "单独取消"],
    last: ["lifted last", "最后取消"], step: ["step in the order", "按序一步"], range: ["range", "不确定范围"],
};
export const kinds: Words = {
    calibrated: ["calibrated", "校准"], independent: ["independent", "独立"], published: ["published", "公开发表"], derived: ["derived", "推算"],
};
export const measures: Words = {
    generation: ["Generation", "发电量"], share: ["Share of generation", "发电占比"], net_import: ["Net import", "净受入电量"], emitted: ["Emissions", "排放量"],
    peak: ["Peak load", "最大负荷"], price: ["Price", "价格"], unserved: ["Unserved", "缺供量"], flow: ["Flow", "通道流量"], made: ["Made", "产量"],
    used: ["Used", "用量"], capacity: ["Capacity", "容量"], cost: ["Cost", "成本"], level: ["Level", "水平"], built: ["Built", "新建"],
};
export const classes: Words = {
    thermal: ["thermal", "火电"], nuclear: ["nuclear", "核电"], hydro: ["hydro", "水电"], wind: ["wind", "风电"], solar: ["solar", "光伏"],
    co2: ["CO₂", "二氧化碳"], so2: ["SO₂", "二氧化硫"], nox: ["NOₓ", "氮氧化物"],
};
export const limitKinds: Words = {
    link: ["corridor", "通道"], capacity: ["plant capacity", "机组容量"], permit: ["permits", "排放权"], barrier: ["barrier", "壁垒"],
    reserve: ["reserve", "备用"], energy: ["yearly energy", "年电量"],
};
export const fuelNames: Words = {
    coal: ["Coal", "煤电"], gas: ["Gas", "气电"], oil: ["Oil", "油电"], nuclear: ["Nuclear", "核电"], hydro: ["Hydro", "水电"], biomass: ["Biomass, waste", "生物质、垃圾"],
    other_thermal: ["Other thermal", "其他火电"], pumped_storage: ["Pumped storage", "抽水蓄能"], battery: ["Batteries", "电池"], solar: ["Solar", "光伏"],
    onshore_wind: ["Onshore wind", "陆上风电"], offshore_wind: ["Offshore wind", "海上风电"], wind: ["Wind", "风电"], unserved: ["Unserved", "缺供"],
    thermal: ["Thermal", "火电"], exchange: ["From the other regions", "区内其他省受入"], outside: ["From outside", "区外来电"],
    sent: ["Sent to the other regions", "外送"], stored_in: ["Into storage", "充入储能"], load: ["Load", "负荷"],
};
const layerWords: Words = {
    "power": ["power", "电力"], "carbon": ["carbon", "碳"], "emission-rights": ["emission rights", "排污权"], "water": ["water", "水"], "air": ["air", "大气"],
    "ecology": ["ecology", "生态"], "fishing-ban": ["fishing ban", "禁渔"], "transport": ["transport", "交通"], "industry": ["industry", "产业"],
    "services": ["services", "公共服务"], "innovation": ["innovation", "科技创新"], "gateways": ["gateways", "开放枢纽"], "finance": ["finance", "金融"],
};
export const layerName = (row: { id: string; name: string | null; name_zh: string | null }): string =>
    (row.name === null && row.name_zh === null ? word(layerWords, row.id) : nameOf(row));
