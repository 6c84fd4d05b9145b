#!/bin/sh
# yipan report: the data of a small case whose answers are known, a single solve and a study; what it refuses.
. tests/check.sh
need_program

# The report's data as JSON in $work/data.json, and what a line of Python says of it.
take_data() { python3 - "$1" "$work/data.json" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
data = re.search(r'id="report-data">(.*?)</script', text, re.S).group(1)
open(sys.argv[2], "w", encoding="utf-8").write(data)
END
}
holds() { python3 - "$work/data.json" "$1" <<'END'
import json, sys
def refuse(constant): raise ValueError(constant)
data = json.load(open(sys.argv[1], encoding="utf-8"), parse_constant=refuse)
def rows(name):
    table = data.get(name, {})
    columns = list(table)
    assert len({len(table[c]) for c in columns}) <= 1, f"{name} is ragged"
    return [dict(zip(columns, values)) for values in zip(*table.values())]
def near(a, b): return abs(a - b) <= 1e-5 * (1 + abs(b))
assert eval(sys.argv[2]), sys.argv[2]
END
}

cp -r cases/reference/power-two-areas "$work/case"
cat >"$work/case/boundaries.geojson" <<'END'
{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"id": "A", "secret": 1}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1.00049, 0], [1, 1], [0, 0]]]}},
  {"type": "Feature", "properties": {"id": "elsewhere"}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}
END
sed 's|^title: .*|title: {en: "</script><script>alert(1)</script>", zh: "长三角"}|' "$work/case/case.yaml" >"$work/case.yaml"
mv "$work/case.yaml" "$work/case/case.yaml"

check "a single solve" "$YIPAN" solve "$work/case" --lift all --output "$work/one"
cp "$work/case/boundaries.geojson" "$work/one/case/"
check "... has a report" "$YIPAN" report "$work/one"
take_data "$work/one/report.html"
check "a title is text, whatever it holds" holds 'data["head"]["title"] == {"en": "</script><script>alert(1)</script>", "zh": "长三角"}'
check "no study, no tables of one" holds 'data["head"]["study"] is None and "worth" not in data and "reforms" not in data'
check "one solve, compared with itself" holds '[s["role"] for s in rows("solves")] == ["plan"] and data["head"]["compare"] == {"before": "plan", "after": "plan"}'
check "its prices" holds '{r["place"]: r["mean"] for r in rows("prices")} == {"A": 30, "B": 60}'
check "its flow, rent and hours at the limit" holds '[(f["link"], f["from"], f["to"], f["sent"], f["rent"], f["hours_at_limit"]) for f in rows("flows")] == [("tie", "A", "B", 40, 1200, 1)]'
check "what the tie's limit is worth" holds '[near(l["worth"], 1200) for l in rows("limits") if l["id"] == "tie"] == [True]'
check "what a cheap plant's limit is worth" holds '{l["id"]: l["worth"] for l in rows("limits") if l["kind"] == "capacity"} == {"A1": 1000, "B1": 1750}'
check "every expected value is met" holds 'len(rows("comparison")) == 6 and all(near(r["model"], r["statistic"]) for r in rows("comparison"))'
check "accounts add up to welfare" holds 'near(sum(a["value"] for a in rows("accounts")), rows("solves")[0]["welfare"])'
check "every table is whole" holds 'all(rows(n) is not None for n in data if isinstance(data[n], dict) and n not in ("head", "series", "boundaries"))'
check "areas of places of the case, to three decimals, with nothing but their id" holds '[(f["properties"], f["geometry"]["coordinates"]) for f in data["boundaries"]["features"]] == [({"id": "A"}, [[[[0, 0], [1, 0], [1, 1], [0, 0]]]])]'
check "no path of this machine" sh -c "! grep -q '$work' '$work/data.json'"

check "a study" "$YIPAN" gain "$work/case" --output "$work/study"
check "... has a report" "$YIPAN" report "$work/study" --output "$work/study.html"
take_data "$work/study.html"
check "the worth" holds '[near(w["value"], 1400) for w in rows("worth") if w["region"] is None and w["scenario"] is None] == [True]'
check "regions gain what the whole gains" holds 'near(sum(w["value"] for w in rows("worth") if w["region"] is not None and w["scenario"] is None), 1400)'
check "before and after" holds 'sorted((r["solve"], r["place"], r["mean"]) for r in rows("prices")) == [("integrated", "A", 30), ("integrated", "B", 60), ("today", "A", 20), ("today", "B", 60)]'
check "curves of both" holds '{c["solve"] for c in data["series"]["curves"]} == {"today", "integrated"} and all(len(c["values"]) == 1 for c in data["series"]["curves"])'
check "technologies that are not named are one" holds '"other" in data["technologies"]["id"]'

check_exit 0 "a report is replaced" "$YIPAN" report "$work/one"
echo notes >"$work/notes.html"
check_exit 3 "another file is not" "$YIPAN" report "$work/one" --output "$work/notes.html"
check "... and stands as it was" grep -qx notes "$work/notes.html"
check_exit 0 "but with --force" "$YIPAN" report "$work/one" --output "$work/notes.html" --force
check_exit 3 "a folder that is not there cannot hold one" "$YIPAN" report "$work/one" --output "$work/none/report.html"
check_exit 2 "no result, no report" "$YIPAN" report "$work/case"
check "... the message names the file" grep -q "case/summary.json" "$work/output"
echo '{"study": "gain", "solves": [{"id": "../one", "role": "before"}]}' >"$work/case/summary.json"
check_exit 2 "a solve's id leads nowhere else" "$YIPAN" report "$work/case"
"$YIPAN" report "$work/one" --json >"$work/said" 2>/dev/null
says_bytes() { python3 -c 'import json,os,sys; said = json.load(open(sys.argv[1])); assert os.path.getsize(said["report"]) == said["bytes"]' "$work/said"; }
check "--json tells path and bytes" says_bytes
finish
