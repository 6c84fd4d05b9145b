"""What holds today between the provinces in the power market."""

from tables import write

CONTRACTS = [("340000", "320000", 35, "Anhui to Jiangsu", "皖电送苏"), ("340000", "330000", 55, "Anhui to Zhejiang", "皖电送浙"),
             ("320000", "310000", 33, "Jiangsu to Shanghai", "苏电送沪")]


def rows():
    base = dict(border="province", within="delta", quality="estimate", source="case-rules")
    made = [dict(base, id="wheeling", goods="electricity", kind="tariff", value="60", revenue_to="split", reform="wheeling",
                 name="Wheeling charge between provinces", name_zh="省间输电费",
                 note="60 CNY/MWh, order of the published inter-provincial transmission prices; a transfer")]
    for start, end, energy, name, name_zh in CONTRACTS:
        made.append(dict(base, id=f"contract-{start}-{end}", border=f"{start}>{end}", goods="electricity", kind="delivery",
                         value=str(energy * 1000000), reform="contracts", depends_on="wheeling", name=f"Yearly contract {name}",
                         name_zh=f"{name_zh}年度合约",
                         note=f"at least {energy} TWh net a year, chosen from the balances of 2022 (calibrated); "
                              "needs a usable share of 0.66 or more on Anhui-Zhejiang"))
    made.append(dict(base, id="share", goods="electricity", kind="share", value="0.7", reform="share", name="Usable share of corridors",
                     name_zh="联络线可用比例", note="room that spot trade and mutual aid may use"))
    made.append(dict(base, id="reserve-apart", goods="reserve", kind="closed", reform="reserve", name="Reserve margins kept apart",
                     name_zh="各省备用各自为政", note="each province meets its own reserve"))
    return made


COLUMNS = ["id", "border", "within", "goods", "kind", "value", "revenue_to", "reform", "depends_on", "name", "name_zh"]


def make(folder):
    write(folder, "barriers.csv", COLUMNS, rows())
