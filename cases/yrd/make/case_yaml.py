"""The head of the case."""

TEXT = """\
format: 1
title: {en: Yangtze River Delta 2022, zh: 长三角 2022}
layers: [power, carbon, emission-rights]
optional_layers: [expansion]
money: {unit: CNY, year: 2023, discount_rate: 0.05}
time: {start: 2022-01-01T00:00, step: 1 h, count: 8760, zone: Asia/Shanghai, join: calendar, leap: drop}
aggregation: {method: days, days: 12, keep: [peak_net_load, low_wind_sun], within: year, weights: "@power/load"}
regions: province
reforms:
  wheeling: {en: Wheeling charges, zh: 省间输电费}
  contracts: {en: Yearly delivery contracts, zh: 年度送电合约}
  share: {en: Usable share of corridors, zh: 通道可用率}
  reserve: {en: Reserve kept apart, zh: 备用各自留存}
  permits: {en: Permits that may not cross, zh: 排污权不得跨省}
studies: {gain: {order: [wheeling, contracts, share, reserve, permits], range: [coal-low, coal-high]}}
"""


def make(folder):
    (folder / "case.yaml").write_text(TEXT, encoding="utf-8", newline="\n")
