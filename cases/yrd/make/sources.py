"""The sources that rows name, and those of whole tables (profiles carry no source by row)."""

from tables import write

CREA = "National Bureau of Statistics, National Energy Administration and China Electricity Council series as carried by energyandcleanair/china_co2"
ROWS = [  # id, table, citation, url, licence, quality
    ("codes", "", "GB/T 2260 codes of administrative divisions", "", "facts", "published"),
    ("cities", "", "Cities of the Delta: GB/T 2260 codes, land area, census 2020, bulletins", "", "facts", "published"),
    ("boundaries", "", "census_city_2010-2020_v1 of leiii/census (Dong, Du, Liu 2022, Mapping evolving population geography in China)",
     "https://github.com/leiii/census", "MIT", "published"),
    ("indicators", "", "City indicators 2020-2022: bulletins and yearbooks compiled in biechouwo-coder/G-P, census county tables of leiii/census, "
     "land cover by city; electricity by city is an estimate", "", "facts", "estimate"),
    ("plants-coal", "", "Global Energy Monitor, Global Coal Plant Tracker, July 2023; heat rates x 0.886 to the national mean of 2022 (301.5 gce/kWh); "
     "coal prices of fuels.csv", "https://globalenergymonitor.org", "CC BY 4.0", "derived"),
    ("plants-gas", "", "Global Energy Monitor, Global Gas Plant Tracker, February 2023", "https://globalenergymonitor.org", "CC BY 4.0", "published"),
    ("plants-wind", "", "Global Energy Monitor, Global Wind Power Tracker, May 2023; remainder to the published provincial total of 2022",
     "https://globalenergymonitor.org", "CC BY 4.0", "published"),
    ("plants-nuclear", "", "Published plant lists (IAEA PRIS names and net/gross ratings)", "", "facts", "recalled"),
    ("plants-pumped", "", "SWITCH-China hydro_pumped_plants.csv to 2011; later plants from published lists", "", "facts", "recalled"),
    ("capacity", "", f"Installed capacity by province: {CREA}; biomass recalled; remainder = total less listed plants", "", "facts", "derived"),
    ("consumption", "", f"Electricity consumption by province: {CREA}", "https://github.com/energyandcleanair/china_co2", "facts", "published"),
    ("statistics", "", f"Generation, capacity and net import by province 2022 and 2023: {CREA}", "https://github.com/energyandcleanair/china_co2", "facts",
     "published"),
    ("lines", "", "PyPSA-China-PIK edges_current.csv (corridor totals)", "https://github.com/pik-piam/PyPSA-China-PIK", "MIT", "published"),
    ("imports", "", "Links from outside: published HVDC project lists; yearly energies from memory x 1.063, which closes the balance of the four provinces; "
     "landed prices own estimate", "", "facts", "recalled"),
    ("technology", "", "Zhu et al. 2025 as tabulated by PyPSA-China-PIK; PyPSA-China cost table 2025 at 7.5 CNY/EUR", "", "MIT", "published"),
    ("fuels", "", "SWITCH-China fuel_cost.csv 2023 at 7.0 CNY/USD; gas price own estimate", "", "facts", "derived"),
    ("carbon-price", "", "Shanghai Environment and Energy Exchange, annual data of the national carbon market 2022", "", "facts", "published"),
    ("grid-factors", "", "Provincial average CO2 factors of electricity 2022, Ministry of Ecology and Environment, as copied in a public repository", "",
     "facts", "derived"),
    ("pollutants-2022", "", "Power sector 2022: generation by fuel of a model x emission factors; no official figure by province found", "", "own", "estimate"),
    ("emission-factors", "", "Own, from stack concentrations x flue-gas volume (GB 13223-2011, Yang et al. 2017)", "", "own", "estimate"),
    ("abatement", "", "Own steps below ultra-low control; anchors: pollution tax and permit prices", "", "own", "estimate"),
    ("case-rules", "", "Rules of this case, stated in its README", "", "own", "estimate"),
    ("profile-load", "power/profiles/load", "Hourly_demand_of_31_province_China_modified_V2.1 (PyPSA-China), 2018, scaled to the consumption of 2022", "",
     "CC0 / CC-BY", "derived"),
    ("profile-hydro", "power/profiles/hydro", "PyPSA-China hydro_p_max_pu, 2020, scaled to 2000 h (Anhui 1800 h)", "", "CC0", "derived"),
    ("profile-solar", "power/profiles/solar", "Day-by-day clearness of 2020 (ERA5 through PyPSA-China) on a clear-sky curve, scaled to yearly hours", "", "CC0",
     "derived"),
    ("profile-onshore", "power/profiles/onshore_wind", "Synthetic: autoregressive series with seasonal and daily cycle, scaled to the hours of 2022; "
     "not weather of a year", "", "own", "estimate"),
    ("profile-offshore", "power/profiles/offshore_wind", "As onshore wind", "", "own", "estimate"),
    ("profile-imports", "power/profiles/imports", "Own profiles by month and time of day x recalled yearly energy, clipped at capacity", "", "own", "estimate"),
    ("profile-thermal", "power/profiles/thermal", "Coal availability and must-run by month: rules of this case", "", "own", "estimate"),
]


def make(folder):
    write(folder, "sources.csv", ["id", "table", "citation", "url", "licence", "accessed", "quality"],
          [dict(id=key, table=table, citation=citation, url=url, licence=licence, accessed="2026-11-24", quality=quality)
           for key, table, citation, url, licence, quality in ROWS], traced=False)
