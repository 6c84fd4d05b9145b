"""The power layer: which tables it has and what stands in each."""

import barriers
import corridors
import load
import plants
import renewables
import reserve
import scenarios
import thermal_year
from tables import write

GOODS = [
    dict(id="electricity", unit="MWh", kind="flow", resolution="base", disposal="none", borders="yes", demand_value=load.LOST_LOAD,
         name="Electricity", name_zh="电力", source="case-rules", quality="estimate", note="value of lost load 10 000 CNY/MWh"),
    dict(id="reserve", unit="MW", kind="stock", resolution="base", disposal="free", borders="yes", demand_value="10000", name="Reserve",
         name_zh="备用", source="case-rules", quality="estimate", note="the value only keeps the plan feasible; it is never reached in the checks"),
]
TECHNOLOGIES = [  # id, group (one of five classes of the statistics, or apart), colour, names
    ("coal", "thermal", "#4d4d4d", "Coal", "煤电"),
    ("gas", "thermal", "#d08a4e", "Gas", "气电"),
    ("biomass", "thermal", "#7a9a3a", "Biomass and waste", "生物质与垃圾发电"),
    ("other_thermal", "thermal", "#8c7b75", "Small thermal", "其他火电"),
    ("nuclear", "nuclear", "#b25fa8", "Nuclear", "核电"),
    ("hydro", "hydro", "#2b7bba", "Hydro", "水电"),
    ("pumped_storage", "hydro", "#6fb3d9", "Pumped storage", "抽水蓄能"),
    ("onshore_wind", "wind", "#4aa39b", "Onshore wind", "陆上风电"),
    ("offshore_wind", "wind", "#1f6f8b", "Offshore wind", "海上风电"),
    ("solar", "solar", "#f2c230", "Solar", "光伏"),
    ("battery", "battery", "#9b8bd0", "Battery", "电池储能"),
    ("import", "import", "#a0a0a0", "From outside", "区外来电"),
    ("outside_link", "line", "#a0a0a0", "Link from outside", "区外输电通道"),
    ("corridor", "line", "#303030", "Corridor", "省间联络线"),
    ("reserve_line", "line", "#707070", "Reserve over a corridor", "省间备用互济"),
    ("city_grid", "line", "#c0c0c0", "City grid", "城市电网"),
]


def make(folder):
    write(folder, "goods.csv", ["id", "unit", "kind", "resolution", "disposal", "borders", "demand_value", "name", "name_zh"], GOODS)
    write(folder, "technologies.csv", ["id", "group", "color", "name", "name_zh"],
          [dict(id=key, group=group, color=color, name=name, name_zh=name_zh, source="case-rules", quality="own")
           for key, group, color, name, name_zh in TECHNOLOGIES])
    write(folder, "supplies.csv",
          ["id", "place", "good", "technology", "capacity [MW]", "availability", "minimum", "cost [CNY/MWh]", "name", "name_zh"],
          plants.thermal_rows() + renewables.rows() + corridors.supply_rows())
    write(folder, "stores.csv",
          ["id", "place", "good", "technology", "capacity [MW]", "hours [h]", "efficiency_in", "efficiency_out", "cycle", "name", "name_zh"],
          plants.store_rows())
    load.make(folder)
    corridors.make(folder)
    renewables.make_profiles(folder)
    thermal_year.make(folder)
    reserve.make(folder)
    barriers.make(folder)
    scenarios.make(folder)
