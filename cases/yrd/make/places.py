"""The tree of places: China, the Delta, its provinces and cities, and the outside places that send power or sell permits."""

import json

from tables import RAW, number, raw, total, write

SHANGHAI_CITY = "310100"  # the raw tables call city and province 310000
PROVINCES = {
    "310000": ("Shanghai", "上海市", "沪"),
    "320000": ("Jiangsu", "江苏省", "苏"),
    "330000": ("Zhejiang", "浙江省", "浙"),
    "340000": ("Anhui", "安徽省", "皖"),
}
MARKET = "national-carbon-market"
OUTSIDE = {  # id: (parent, level, lat, lon, name, name_zh); positions recalled, for the map only
    "140000": ("CN", "province", 37.87, 112.55, "Shanxi", "山西省"),
    "150000": ("CN", "province", 40.82, 111.75, "Inner Mongolia", "内蒙古自治区"),
    "350000": ("CN", "province", 26.08, 119.30, "Fujian", "福建省"),
    "420000": ("CN", "province", 30.59, 114.31, "Hubei", "湖北省"),
    "510000": ("CN", "province", 30.66, 104.07, "Sichuan", "四川省"),
    "640000": ("CN", "province", 38.49, 106.23, "Ningxia", "宁夏回族自治区"),
    "650000": ("CN", "province", 43.83, 87.62, "Xinjiang", "新疆维吾尔自治区"),
    "gezhouba": ("420000", "station", 30.74, 111.27, "Gezhouba", "葛洲坝"),
    "longquan": ("420000", "station", 30.86, 111.38, "Longquan", "龙泉"),
    "yidu": ("420000", "station", 30.38, 111.45, "Yidu", "宜都"),
    "tuanlin": ("420000", "station", 30.98, 112.20, "Tuanlin", "团林"),
    "xiangjiaba": ("510000", "station", 28.64, 104.40, "Xiangjiaba", "向家坝"),
    "jinping": ("510000", "station", 27.90, 102.26, "Jinping", "锦屏"),
    "xiluodu": ("510000", "station", 28.60, 104.63, "Xiluodu", "溪洛渡"),
    "baihetan": ("510000", "station", 27.72, 102.81, "Baihetan", "白鹤滩"),
    "lingzhou": ("640000", "station", 38.10, 106.34, "Lingzhou", "灵州"),
    "yanmenguan": ("140000", "station", 39.33, 112.43, "Yanmenguan", "雁门关"),
    "yangcheng": ("140000", "station", 35.49, 112.41, "Yangcheng", "阳城"),
    "ximeng": ("150000", "station", 43.93, 116.07, "Ximeng", "锡盟"),
    "changji": ("650000", "station", 44.01, 87.31, "Changji", "昌吉"),
    "fujian": ("350000", "station", 26.50, 119.40, "North Fujian", "闽北"),
    MARKET: ("CN", "market", 30.59, 114.31, "National carbon market", "全国碳市场"),
}


def city_id(raw_id):
    return SHANGHAI_CITY if raw_id == "310000" else raw_id


def province_of(place):
    return place[:2] + "0000"


def cities():
    """Rows of the raw table with the ids of the case, in order of id."""
    rows = [dict(row, id=city_id(row["id"])) for row in raw("cities/cities.csv")]
    return sorted(rows, key=lambda row: row["id"])


def city_names():
    """id: (English, Chinese without 市); two Suzhou and two Taizhou carry their province."""
    rows = cities()
    english = [row["name_en"] for row in rows]
    names = {}
    for row in rows:
        twice = english.count(row["name_en"]) > 1
        name = f"{row['name_en']} ({PROVINCES[row['province']][0]})" if twice else row["name_en"]
        names[row["id"]] = (name, row["name_zh"].removesuffix("市"))
    return names


def indicator(name, year):
    """One city indicator of one year, by city of the case."""
    wanted = [row for row in raw("cities/indicators.csv") if row["indicator"] == name and row["year"] == year]
    provinces = {"320000", "330000", "340000"}
    return {city_id(row["id"]): float(row["value"]) for row in wanted if row["id"] not in provinces}


def by_province(values, province):
    return {city: value for city, value in sorted(values.items()) if province_of(city) == province}


def boundaries(folder):
    """The polygons of the 41 cities, Shanghai's under the id of its city; bytes are otherwise those of the raw file."""
    text = (RAW / "cities/boundaries.geojson").read_text(encoding="utf-8")
    text = text.replace('"properties":{"id":"310000"', f'"properties":{{"id":"{SHANGHAI_CITY}"', 1)
    found = sorted(feature["properties"]["id"] for feature in json.loads(text)["features"])
    if found != [row["id"] for row in cities()]:
        raise ValueError("boundaries.geojson and cities.csv do not hold the same cities")
    (folder / "boundaries.geojson").write_text(text, encoding="utf-8", newline="\n")


def make(folder):
    names = city_names()
    rows = [
        dict(id="CN", level="country", name="China", name_zh="中国", source="codes", quality="published"),
        dict(id="delta", parent="CN", level="delta", name="Yangtze River Delta", name_zh="长三角", source="codes", quality="published"),
    ]
    for province, (name, name_zh, _) in PROVINCES.items():
        members = [row for row in cities() if row["province"] == province]
        area = [float(row["area_km2"]) for row in members]
        rows.append(dict(
            id=province, parent="delta", level="province", name=name, name_zh=name_zh, source="cities", quality="derived",
            lat=number(total(float(row["latitude"]) * a for row, a in zip(members, area)) / total(area), 3),
            lon=number(total(float(row["longitude"]) * a for row, a in zip(members, area)) / total(area), 3),
            population=number(total(float(row["population_2020_10k"]) * 1e4 for row in members), 0), area=number(total(area), 0),
            note="sums over its cities; position is the mean by area"))
    for row in cities():
        rows.append(dict(
            id=row["id"], parent=row["province"], level="city", name=names[row["id"]][0], name_zh=row["name_zh"], source="cities",
            lat=row["latitude"], lon=row["longitude"], population=number(float(row["population_2020_10k"]) * 1e4, 0),
            area=row["area_km2"], quality="published",
            note="the city; the province has id 310000" if row["id"] == SHANGHAI_CITY else ""))
    for place, (parent, level, lat, lon, name, name_zh) in OUTSIDE.items():
        rows.append(dict(
            id=place, parent=parent, level=level, lat=str(lat), lon=str(lon), outside="yes", name=name, name_zh=name_zh,
            source="codes" if level == "province" else "case-rules", quality="recalled", note="position recalled, for the map only"))
    write(folder, "places.csv",
          ["id", "parent", "level", "lat [deg]", "lon [deg]", "population [person]", "area [km2]", "outside", "name", "name_zh"], rows)
    boundaries(folder)
