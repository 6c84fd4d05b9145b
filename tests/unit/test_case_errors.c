/* Every complaint of the loader, with its exact place: the small case with one file replaced. */
#include "case_folder.h"

static const struct {
    const char *name, *file, *text, *messages;
} complaints[] = {
    { "decimal comma", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,\"10.000,5\",0.9\n",
      "power/supplies.csv:2:28: error: capacity is '10.000,5': expected a number in MW, 0 or more\n" },
    { "not a number", "power/supplies.csv",
      "id,place,good,technology,capacity\ncoal a,a1,electricity,coal,nan\n",
      "power/supplies.csv:2:28: error: capacity is 'nan': expected a number in MW, 0 or more\n" },
    { "negative capacity", "power/supplies.csv",
      "id,place,good,technology,capacity [GW]\ncoal a,a1,electricity,coal,-5\n",
      "power/supplies.csv:2:28: error: capacity is '-5': expected a number in MW, 0 or more\n" },
    { "required cell", "power/supplies.csv",
      "id,place,good,technology,capacity\ncoal a,a1,electricity,coal,\n",
      "power/supplies.csv:2:28: error: capacity is missing: every row of supplies.csv needs it\n" },
    { "required column", "power/supplies.csv",
      "id,place,technology,capacity\ncoal a,a1,coal,5\ncoal b,a1,coal,5\n",
      "power/supplies.csv:1: error: column good is missing: every row of supplies.csv needs it\n" },
    { "steps: cost that falls", "power/steps.csv",
      "component,attribute,step,width,value\ncoal a,cost,1,100,30\ncoal a,cost,2,inf,20\n",
      "power/steps.csv:3:1: error: step 2 of cost of 'coal a' is 20 after 30: cost must not fall from step "
      "to "
      "step, or the later step would be filled first\n" },
    { "steps: value that rises", "power/steps.csv",
      "component,attribute,step,width,value\nload b,value,2,inf,20\nload b,value,1,100,10\n",
      "power/steps.csv:2:1: error: step 2 of value of 'load b' is 20 after 10: value must not rise from step "
      "to "
      "step, or the later step would be filled first\n" },
    { "steps: one number twice", "power/steps.csv",
      "component,attribute,step,width,value\ncoal a,cost,1,100,30\ntechnology=coal,cost,1,inf,40\n",
      "power/steps.csv:3:1: error: 'coal a' has a step 1 of cost already: it stands first at "
      "power/steps.csv:2\n" },
    { "steps: backwards", "power/steps.csv", "component,attribute,step,width,value\nline,cost,1,100,30\n",
      "power/steps.csv:2:1: error: 'line' may run backwards, so steps of its cost have no meaning: give each "
      "direction a component of its own\n" },
    { "steps: wrong attribute", "power/steps.csv",
      "component,attribute,step,width,value\ncoal a,charge_cost,1,100,30\n",
      "power/steps.csv:2:1: error: 'coal a' has no charge_cost: steps of cost are for all but demands, of "
      "value "
      "for demands, of charge_cost for stores\n" },
    { "steps: unknown component", "power/steps.csv",
      "component,attribute,step,width,value\ncoal b,cost,1,100,30\n",
      "power/steps.csv:2:1: error: there is no component 'coal b': did you mean 'coal a'?\n" },
    { "steps: negative width", "power/steps.csv",
      "component,attribute,step,width,value\ncoal a,cost,1,-1,30\n",
      "power/steps.csv:2:15: error: width is '-1': expected a number in MW, 0 or more\n" },
    { "wrong unit", "power/supplies.csv",
      "id,place,good,technology,capacity [MWh]\ncoal a,a1,electricity,coal,5\n",
      "power/supplies.csv:2:28: error: capacity is in 'MWh': expected a unit that converts to 'MW'\n" },
    { "unit on a text", "power/links.csv", "id,from [km],to,good,capacity\nline,a1,b1,electricity,200\n",
      "power/links.csv:1:4: error: column from has no unit: remove [km]\n" },
    { "unknown column", "power/supplies.csv",
      "id,place,good,technology,capacity,availabilty\ncoal a,a1,electricity,coal,5,1\n",
      "power/supplies.csv:1:35: error: unknown column 'availabilty' in supplies.csv: did you mean "
      "'availability'?\n" },
    { "not supported yet", "power/supplies.csv",
      "id,place,good,technology,capacity,maintenance\ncoal a,a1,electricity,coal,5,0\ncoal "
      "b,a1,electricity,coal,5,300\n",
      "power/supplies.csv:3:30: error: column maintenance is not supported yet: leave it empty or 0\n" },
    { "ramps of nothing", "power/supplies.csv",
      "id,place,good,technology,capacity,ramp_up,level_before,ramp_down [1/block]\n"
      "coal a,a1,electricity,coal,inf,0.5,,\ncoal b,a1,electricity,coal,5,,2,\n",
      "power/supplies.csv:2:1: error: ramp_up of 'coal a' needs a capacity, which has no end here\n"
      "power/supplies.csv:3:1: error: level_before of 'coal b' has no meaning without ramp_up or "
      "ramp_down\n" },
    { "commitment of nothing", "power/supplies.csv",
      "id,place,good,technology,capacity,commit,minimum_up [block],ramp_start,minimum,cost_slope\n"
      "coal a,a1,electricity,coal,5,,2,,,\ncoal b,a1,electricity,coal,5,integer,,0.2,0.3,1\n",
      "power/supplies.csv:2:1: error: minimum_up of 'coal a' has no meaning without commit: expected relaxed "
      "or "
      "integer there\n"
      "power/supplies.csv:3:1: error: ramp_start 0.2 of 'coal b' is below its minimum of 0.3: it could never "
      "start\n"
      "power/supplies.csv:3:1: error: 'coal b' has commit integer and 'coal b' a slope: whole numbers and "
      "quadratic costs are not solved together; use steps.csv or commit relaxed\n" },
    { "angles", "power/links.csv",
      "id,from,to,good,capacity,reactance,angle_minimum,angle_maximum\nl,a1,b1,electricity,5,0.1,3,2\n"
      "m,a1,b1,electricity,5,0.1,3,\nn,a1,b1,electricity,5,,1,2\n",
      "power/links.csv:2:1: error: the angles of 'l' are no range: expected angle_minimum, at most "
      "angle_maximum\n"
      "power/links.csv:3:1: error: the angles of 'm' are no range: expected angle_minimum, at most "
      "angle_maximum\n"
      "power/links.csv:4:1: error: angle of 'n' needs a reactance\n" },
    { "delay", "power/links.csv",
      "id,from,to,good,capacity,delay\nl,a1,b1,electricity,5,-1\nm,a1,b1,electricity,5,1.5 block\n",
      "power/links.csv:2:23: error: delay is '-1': expected 0 or more hours, or blocks such as '3 block'\n"
      "power/links.csv:3:23: error: delay is '1.5 block': expected a whole number of blocks\n" },
    { "word not listed", "power/goods.csv", "id,unit,kind\nelectricity,MWh,flows\n",
      "power/goods.csv:2:17: error: kind is 'flows': expected flow or stock\n" },
    { "yes or no", "power/links.csv", "id,from,to,good,capacity,active\nline,a1,b1,electricity,200,maybe\n",
      "power/links.csv:2:28: error: active is 'maybe': expected yes or no\n" },
    { "whole number", "power/links.csv",
      "id,from,to,good,capacity,from_year\nline,a1,b1,electricity,200,2025.5\n",
      "power/links.csv:2:28: error: from_year is '2025.5': expected a whole number\n" },
    { "unknown place", "power/links.csv", "id,from,to,good,capacity\nline,a1,b11,electricity,200\n",
      "power/links.csv:2:9: error: there is no place 'b11': did you mean 'b1'?\n" },
    { "unknown good", "power/links.csv", "id,from,to,good,capacity\nline,a1,b1,electricty,200\n",
      "power/links.csv:2:12: error: there is no good 'electricty': did you mean 'electricity'?\n" },
    { "unknown technology", "power/supplies.csv",
      "id,place,good,technology,capacity\ncoal a,a1,electricity,coal,5\ncoal b,a1,electricity,cole,5\n",
      "power/supplies.csv:3:23: error: there is no technology 'cole'\n" },
    { "duplicate component", "power/supplies.csv",
      "id,place,good,technology,capacity\ncoal a,a1,electricity,coal,5\nline,a1,electricity,,5\n",
      "power/links.csv:2:1: error: the id 'line' of this component is taken: it stands first at "
      "power/supplies.csv:3\n" },
    { "duplicate place", "places.csv",
      "id,parent,level\nroot,,country\nA,root,province\nB,root,province\na1,A,city\nb1,B,city\na1,B,city\n",
      "places.csv:7:1: error: the id 'a1' of this place is taken: it stands first at places.csv:5\n" },
    { "equal after normalisation", "places.csv",
      "id,parent,level\nroot,,country\nA,root,province\nB,root,province\na1,A,city\nb1,B,city\né,A,city\né,A,"
      "city\n",
      "places.csv:8:1: error: the id 'é' of this place is taken: it stands first at places.csv:7\n" },
    { "circle of parents", "places.csv",
      "id,parent,level\nroot,,country\nA,a1,province\nB,root,province\na1,A,city\nb1,B,city\n",
      "places.csv:3:1: error: the place 'A' lies within itself: its parents form a circle\n" },
    { "two roots", "places.csv",
      "id,parent,level\nroot,,country\nA,root,province\nB,,province\na1,A,city\nb1,B,city\n",
      "places.csv:4:1: error: 'B' has no parent, but 'root' is the root already: a case has one root\n" },
    { "several at once", "power/demands.csv",
      "id,place,good,quantity,minimum\nload a,a2,electricity,1,2\nload b,b1,electricity,x,0.5\n",
      "power/demands.csv:2:8: error: there is no place 'a2'\n"
      "power/demands.csv:2:25: error: minimum is '2': expected a number, from 0 to 1, or a profile such as "
      "0.5*@file:column\n"
      "power/demands.csv:3:23: error: quantity is 'x': expected a number in MW, 0 or more, finite, or a "
      "profile such as 0.5*@file:column\n" },
    { "series: unknown file", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,5,@wnd:b1\n",
      "power/supplies.csv:2:30: error: there is no profile power/profiles/wnd.csv\n" },
    { "series: unknown column", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,5,@wind:b2\n",
      "power/supplies.csv:2:30: error: profile power/wind has no column 'b2'\n" },
    { "series: no column", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,5,@wind\n",
      "power/supplies.csv:2:30: error: '@wind' names no series: expected @file:column or "
      "@layer/file:column\n" },
    { "series: not allowed", "power/supplies.csv",
      "id,place,good,technology,capacity\ncoal a,a1,electricity,coal,@wind:b1\n",
      "power/supplies.csv:2:28: error: capacity is '@wind:b1': expected a number in MW, 0 or more\n" },
    { "series: bad scale", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,5,x*@wind:b1\n",
      "power/supplies.csv:2:30: error: availability is 'x*@wind:b1': expected a number, or a profile such as "
      "0.5*@file:column\n" },
    { "series: out of range", "power/demands.csv",
      "id,place,good,quantity\nload a,a1,electricity,-1*@load:a\n",
      "power/demands.csv:2:23: error: quantity reaches -100 along 'power/load:a': expected numbers 0 or "
      "more, finite\n" },
    { "series: unit of another kind", "power/supplies.csv",
      "id,place,good,technology,capacity,cost\ncoal a,a1,electricity,coal,5,@load:a\n",
      "power/supplies.csv:2:30: error: cost is in 'kW': expected a unit that converts to 'CNY/MWh'\n" },
    { "series: folder above", "power/supplies.csv",
      "id,place,good,technology,capacity,availability\ncoal a,a1,electricity,coal,5,@../wind:b1\n",
      "power/supplies.csv:2:30: error: '../wind' names no profile: expected file or layer/file\n" },
    { "series shorter", "power/profiles/wind.csv",
      "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,0.2\n2018-01-01T02:00,0.3\n",
      "power/profiles/wind.csv: error: no snapshot for 2022-01-01T03:00: the series is shorter than the "
      "horizon of 4 snapshots\n" },
    { "series longer", "power/profiles/wind.csv",
      "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,0.2\n2018-01-01T02:00,0.3\n2018-01-01T03:00,0."
      "4\n2018-01-01T04:00,0.4\n",
      "power/profiles/wind.csv:6:1: error: snapshot 2018-01-01T04:00 lies outside the horizon of the case: "
      "the series is longer than it\n" },
    { "snapshot twice", "power/profiles/wind.csv",
      "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,0.2\n2018-01-01T01:00,0.3\n2018-01-01T03:00,0.4\n",
      "power/profiles/wind.csv:4:1: error: snapshot 2018-01-01T01:00 stands twice, first in line 3\n" },
    { "snapshot is no stamp", "power/profiles/wind.csv", "snapshot,b1\n2018-01-01,0.1\n",
      "power/profiles/wind.csv:2:1: error: snapshot is '2018-01-01': expected a time stamp such as "
      "2022-01-01T00:00\n" },
    { "empty cell in a series", "power/profiles/wind.csv",
      "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,\n2018-01-01T02:00,0.3\n2018-01-01T03:00,0.4\n",
      "power/profiles/wind.csv:3:18: error: empty cell: 'power/wind:b1' feeds the column availability, which "
      "needs a number at every time\n" },
    { "no number in a series", "power/profiles/wind.csv",
      "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,x\n2018-01-01T02:00,0.3\n2018-01-01T03:00,0.4\n",
      "power/profiles/wind.csv:3:18: error: b1 is 'x': expected a number\n" },
    { "minimum of endless capacity", "power/supplies.csv",
      "id,place,good,technology,capacity,minimum\ncoal a,a1,electricity,coal,inf,0.6\n",
      "power/supplies.csv:2:1: error: 'coal a' has no end of capacity, so a minimum above 0 has no "
      "meaning\n" },
    { "build bounds", "power/supplies.csv",
      "id,place,good,technology,capacity,build_minimum\ncoal a,a1,electricity,coal,5,7\n",
      "power/supplies.csv:2:1: error: build_minimum 7 of 'coal a' exceeds build_maximum 0\n" },
    { "total bounds", "power/supplies.csv",
      "id,place,good,technology,capacity,total_minimum,total_maximum\ncoal a,a1,electricity,coal,5,7,6\n",
      "power/supplies.csv:2:1: error: total_minimum 7 of 'coal a' exceeds total_maximum 6\n" },
    { "partial year", "power/supplies.csv",
      "id,place,good,technology,capacity,build_maximum\ncoal a,a1,electricity,coal,5,7\n",
      "case.yaml:4:7: error: the hours of the year 2022 add up to 4, not 8760, and the case may build: add "
      "partial: yes to time\n" },
    { "hours and energy", "power/stores.csv",
      "id,place,good,capacity,hours,energy\npump,a1,electricity,5,6,7\n",
      "power/stores.csv:2:1: error: 'pump' has hours and an energy capacity of its own: give one of them\n" },
    { "initial needs cycle none", "power/stores.csv",
      "id,place,good,capacity,hours,initial\npump,a1,electricity,5,6,7\n",
      "power/stores.csv:2:1: error: initial and final_minimum of 'pump' need cycle none or restart\n" },
    { "built is no year", "power/supplies.csv",
      "id,place,good,technology,capacity,built\ncoal a,a1,electricity,coal,5,soon\n",
      "power/supplies.csv:2:1: error: built of 'coal a' is 'soon': expected a year, or each\n" },
    { "nothing to give up", "power/supplies.csv",
      "id,place,good,technology,capacity,retire\ncoal a,a1,electricity,coal,inf,yes\n",
      "power/supplies.csv:2:1: error: retire of 'coal a' has no meaning: a capacity without end cannot be "
      "given "
      "up\n" },
    { "years of a coefficient", "power/coefficients.csv",
      "component,good,value,from_year,to_year\ncoal a,co2,-0.9,2030,2025\n",
      "power/coefficients.csv:2:1: error: from_year of a coefficient of 'coal a' does not come before its "
      "to_year\n" },
    { "per energy of no store", "power/coefficients.csv",
      "component,good,per,value\ncoal a,co2,energy,-0.9\n",
      "power/coefficients.csv:2:1: error: per energy and energy_build are for stores with energy of their "
      "own, "
      "and 'coal a' has none\n" },
    { "level bounds", "power/stores.csv",
      "id,place,good,capacity,hours,level_minimum,level_maximum\npump,a1,electricity,5,6,0.5,0.4\n",
      "power/stores.csv:2:1: error: level_minimum of 'pump' exceeds level_maximum\n" },
    { "link to itself", "power/links.csv", "id,from,to,good,capacity\nline,a1,a1,electricity,200\n",
      "power/barriers.csv:2:1: warning: no link of these goods crosses the border 'province': the barrier "
      "acts on nothing\n"
      "power/links.csv:2:1: error: the link 'line' leads from 'a1' to itself\n" },
    { "capacity of itself", "power/links.csv",
      "id,from,to,good,capacity,capacity_of\nline,a1,b1,electricity,200,line\n",
      "power/links.csv:2:1: error: capacity_of of 'line' names itself\n" },
    { "nothing brings it", "power/demands.csv", "id,place,good,quantity,value\nload c,A,electricity,5,none\n",
      "power/demands.csv:2:1: error: 'load c' must be served, but nothing brings 'electricity' to 'A'\n" },
    { "a unit that belongs to nothing", "power/barriers.csv",
      "id,border,kind,value [EUR/MWh],reform\ntoll,province,tariff,30,wheeling\n",
      "power/barriers.csv:2:22: error: value is in 'EUR/MWh', but it is not told what it belongs to: name "
      "the goods, or leave out the unit\n" },
    { "shock: profile of another kind", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndear,coal a,cost,set,@load:a\n",
      "power/shocks.csv:2:22: error: value is in 'kW': expected a unit that converts to 'CNY/MWh'\n" },
    { "process without goods", "power/processes.csv", "id,place,capacity\nboiler,a1,5\n",
      "power/processes.csv:2:1: error: the process 'boiler' has no row in coefficients.csv: it needs one "
      "good at least\n" },
    { "selector matches nothing", "carbon/coefficients.csv",
      "component,good,place,value\ntechnology=coal;place=B,co2,A,-0.8\n",
      "carbon/coefficients.csv:2:1: error: 'technology=coal;place=B' matches no component: correct it, or "
      "set optional to yes\n" },
    { "selector may match nothing", "carbon/coefficients.csv",
      "component,good,place,value,optional\ntechnology=coal;place=B,co2,A,-0.8,yes\n",
      "carbon/coefficients.csv:2:1: warning: 'technology=coal;place=B' matches no component\n" },
    { "selector: unknown key", "carbon/coefficients.csv",
      "component,good,place,value\ncolour=coal,co2,A,-0.8\n",
      "carbon/coefficients.csv:2:1: error: the selector's key 'colour' is unknown: expected technology, "
      "table, good, place, group, layer or id\n" },
    { "selector: unknown technology", "carbon/coefficients.csv",
      "component,good,place,value\ntechnology=cole,co2,A,-0.8\n",
      "carbon/coefficients.csv:2:1: error: no component has the technology 'cole'\n" },
    { "selector: unknown table", "carbon/coefficients.csv",
      "component,good,place,value\ntable=link,co2,A,-0.8\n",
      "carbon/coefficients.csv:2:1: error: there is no table 'link': expected supplies, demands, links, "
      "processes or stores\n" },
    { "selector: unknown component", "carbon/coefficients.csv",
      "component,good,place,value\ncoal b,co2,A,-0.8\n",
      "carbon/coefficients.csv:2:1: error: there is no component 'coal b': did you mean 'coal a'?\n" },
    { "coefficient twice", "carbon/coefficients.csv",
      "component,good,place,value\ntechnology=coal,co2,A,-0.8\ncoal a,co2,A,-0.9\n",
      "carbon/coefficients.csv:3:1: error: 'coal a' and the good 'co2' at 'A' have a coefficient already: it "
      "stands first at carbon/coefficients.csv:2\n" },
    { "to of what is no link", "carbon/coefficients.csv", "component,good,place,value\ncoal a,co2,to,-0.8\n",
      "carbon/coefficients.csv:2:12: error: place is to, but 'coal a' is no link\n" },
    { "charge of what is no store", "carbon/coefficients.csv",
      "component,good,place,per,value\ncoal a,co2,A,charge,-0.8\n",
      "carbon/coefficients.csv:2:1: error: per level_change and charge are for stores, and 'coal a' is "
      "none\n" },
    { "value missing", "carbon/coefficients.csv", "component,good,place,value\ncoal a,co2,A,\n",
      "carbon/coefficients.csv:2:14: error: value is missing: every row of coefficients.csv needs it\n" },
    { "border: unknown level", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,provinse,tariff,30,wheeling\n",
      "power/barriers.csv:2:1: error: border is 'provinse': no place has this level (did you mean "
      "'province'?); a pair is written a|b, one way a>b\n" },
    { "border: unknown place", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,A>C,tariff,30,wheeling\n",
      "power/barriers.csv:2:1: error: there is no place 'C'\n" },
    { "border: one within the other", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,A|a1,tariff,30,wheeling\n",
      "power/barriers.csv:2:1: error: border is 'A|a1': one of the two lies within the other\n" },
    { "delivery needs one way", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,A|B,delivery,30,wheeling\n",
      "power/barriers.csv:2:1: error: border is 'A|B': a delivery has a direction, written a>b\n" },
    { "schedule needs two places", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,province,schedule,30,wheeling\n",
      "power/barriers.csv:2:1: error: border is 'province': a schedule runs between two places, written a>b "
      "or a|b\n" },
    { "border that nothing crosses", "power/barriers.csv",
      "id,border,kind,value,reform,goods\ntoll,province,tariff,30,wheeling,co2\n",
      "power/barriers.csv:2:1: warning: no link of these goods crosses the border 'province': the barrier "
      "acts on nothing\n" },
    { "delivery that nothing can bring", "power/barriers.csv",
      "id,border,kind,value,reform,goods\ntoll,A>B,delivery,30,wheeling,co2\n",
      "power/barriers.csv:2:1: error: no link of these goods crosses the border 'A>B'\n" },
    { "share above 1", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,province,share,1.5,wheeling\n",
      "power/barriers.csv:2:21: error: value is '1.5': expected a number, from 0 to 1, or a profile such as "
      "0.5*@file:column\n" },
    { "closed has no value", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,province,closed,1,wheeling\n",
      "power/barriers.csv:2:22: error: value: a closed border has none\n" },
    { "others have one", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,province,tariff,,wheeling\n",
      "power/barriers.csv:2:22: error: value is missing: only a closed border has none\n" },
    { "unknown reform before", "power/barriers.csv",
      "id,border,kind,value,reform,depends_on\ntoll,province,tariff,3,wheeling,trade\n",
      "power/barriers.csv:2:1: error: there is no reform 'trade'\n" },
    { "reforms in a circle", "power/barriers.csv",
      "id,border,kind,value,reform,depends_on\ntoll,province,tariff,3,wheeling,x\nx,province,tariff,3,,"
      "wheeling\n",
      "power/barriers.csv:2:1: error: depends_on: the reform 'wheeling' waits for itself\n" },
    { "unknown reform in a study", "power/barriers.csv",
      "id,border,kind,value,reform\ntoll,province,tariff,3,weeling\n",
      "case.yaml:6:17: error: there is no reform 'wheeling': did you mean 'weeling'?\n" },
    { "scenario kind", "power/scenarios.csv", "id,kind\ndear,weather\n",
      "power/scenarios.csv:2:6: error: kind is 'weather': not supported yet, expected named or "
      "stochastic\n" },
    { "unknown scenario", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndeer,coal a,cost,factor,2\n",
      "power/shocks.csv:2:1: error: there is no scenario 'deer': did you mean 'dear'?\n" },
    { "shock: unknown attribute", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndear,coal a,costs,factor,2\n",
      "power/shocks.csv:2:13: error: attribute 'costs' is no number of supplies that a shock can change: did "
      "you mean 'cost'?\n" },
    { "shock: out of range", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndear,coal a,capacity,set,-2\n",
      "power/shocks.csv:2:26: error: value is '-2': expected a number in MW, 0 or more\n" },
    { "shock hits nothing", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndear,,cost,set,2\n",
      "power/shocks.csv:2:1: error: the shock hits nothing: expected a component, a place or a barrier\n" },
    { "shock twice", "power/shocks.csv",
      "scenario,component,attribute,change,value\ndear,coal a,cost,set,2\ndear,technology=coal,cost,set,3\n",
      "power/shocks.csv:3:1: error: the scenario 'dear' changes cost of 'coal a' already: it stands first at "
      "power/shocks.csv:2\n" },
    { "tax on another good", "power/taxes.csv", "id,component,good,rate\nlevy,coal a,co2,3\n",
      "power/taxes.csv:2:13: error: good is 'co2', but 'coal a' has another one: a tax on further goods is "
      "not supported yet\n" },
    { "unknown measure", "targets.csv", "id,measure,period,direction,value\nt,prize,2022,at_most,3\n",
      "targets.csv:2:3: error: measure is 'prize': expected level, made, used, price, capacity, built, "
      "unserved, emitted or share:A/B\n" },
    { "answer twice", "expect.csv", "measure,value\nprice,3\nprice,4\n",
      "expect.csv:3:1: error: this answer stands twice, first in line 2\n" },
    { "unknown table", "power/suplies.csv", "id\nx\n",
      "power/suplies.csv: error: no table of a case has this name: did you mean 'supplies.csv'?\n" },
    { "ragged row", "power/links.csv", "id,from,to,good,capacity\nline,a1,b1,electricity\n",
      "power/links.csv:2:1: error: row has 4 cells: expected 5, as in the header\n" },
    { "empty table", "power/links.csv", "",
      "power/links.csv: error: the file is empty: expected a header with the names of the columns\n" },
    { "carriage returns and a mark of byte order", "power/links.csv",
      "\xef\xbb\xbf"
      "id,from,to,good,capacity\r\nline,a1,b1,electricity,200\r\n",
      "" },
    { "unknown key", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\nregion: province\n",
      "case.yaml:5:1: error: unknown key 'region' in case.yaml: did you mean 'regions'?\n" },
    { "format of the future", "case.yaml",
      "format: 2\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\n",
      "case.yaml:1:9: error: format is '2': this program reads format 1\n" },
    { "layer without a folder", "case.yaml",
      "format: 1\nlayers: [power, carbon, water]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: "
      "{start: 2022-01-01T00:00, count: 4}\n",
      "case.yaml: error: the layer 'water' has no folder that can be read: No such file or directory\n" },
    { "layer outside", "case.yaml",
      "format: 1\nlayers: [power, carbon, ../x]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: "
      "{start: 2022-01-01T00:00, count: 4}\n",
      "case.yaml:2:9: error: layers: '../x' names no folder of the case\n" },
    { "layer twice", "case.yaml",
      "format: 1\nlayers: [power, carbon, power]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: "
      "{start: 2022-01-01T00:00, count: 4}\n",
      "case.yaml:2:9: error: layers: 'power' stands twice\n" },
    { "start", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-02-30T00:00, count: 4}\n",
      "case.yaml:4:15: error: time.start is '2022-02-30T00:00': expected a time stamp such as "
      "2022-01-01T00:00\n" },
    { "count", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4.5}\n",
      "case.yaml:4:40: error: time.count is no whole number\n" },
    { "join", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4, join: name}\n",
      "case.yaml:4:49: error: time.join is 'name': expected calendar, stamp or position\n" },
    { "step", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4, step: 1 fortnight}\n",
      "case.yaml:4:49: error: time.step is '1 fortnight': expected a time such as 1 h, 15 min or 1 day\n" },
    { "more than a year", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 9000}\n",
      "case.yaml:4:7: error: the horizon is longer than a year: join: calendar cannot tell its years apart; "
      "use stamp\n"
      "power/profiles/load.csv: error: no snapshot for 2022-01-01T04:00: the series is shorter than the "
      "horizon of 9000 snapshots\n"
      "power/profiles/wind.csv: error: no snapshot for 2022-01-01T04:00: the series is shorter than the "
      "horizon of 9000 snapshots\n" },
    { "regions", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\nregions: provinse\n",
      "case.yaml:5:10: error: there is no level 'provinse': did you mean 'province'?\n" },
    { "defaults", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\ndefaults: {rates: 0.05, losses: tangent}\n",
      "case.yaml:5:12: error: defaults: no table of components has a column 'rates' to inherit: did you mean "
      "'rate'?\n"
      "case.yaml:5:25: error: losses: 'tangent': expected none, tangents:4, secants or secants:1,0.1\n" },
    { "periods", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\nperiods: [{year: 2030}, {year: 2025}]\n",
      "case.yaml:5:25: error: periods: 2025 does not come after 2030\n" },
    { "aggregation", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\naggregation: {method: weeks, days: 400, keep: [rain], weights: load}\n",
      "case.yaml:5:23: error: aggregation.method is 'weeks': expected none, days or resample\n"
      "case.yaml:5:36: error: aggregation.days is '400': expected a number, from 1 to 366\n"
      "case.yaml:5:47: error: aggregation.keep: 'rain' is unknown: expected peak_net_load or low_wind_sun\n"
      "case.yaml:5:64: error: aggregation.weights is 'load': expected a profile such as @power/load\n" },
    { "unknown scenario in a study", "case.yaml",
      "format: 1\nlayers: [power, carbon]\nmoney: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {start: "
      "2022-01-01T00:00, count: 4}\nstudies: {gain: {range: [deer]}}\n",
      "case.yaml:5:17: error: there is no scenario 'deer': did you mean 'dear'?\n" },
    { "no mapping", "case.yaml", "- 1\n",
      "case.yaml:1:1: error: case.yaml: expected a mapping such as {key: value}\n" },
    { "empty yaml", "case.yaml", "", "case.yaml: error: the file is empty: expected at least format: 1\n" },
};

static void complaints_name_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        char *messages = complaint_about(complaints[i].file, complaints[i].text);
        if (strcmp(complaints[i].messages, messages) != 0) print_error("%s:\n", complaints[i].name);
        assert_string_equal(complaints[i].messages, messages);
        free(messages);
    }
}

static void a_missing_file_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *file, *messages;
    } missing[] = {
        { "power/profiles/wind.csv",
          "power/supplies.csv:3:28: error: there is no profile power/profiles/wind.csv\n" },
    };
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        char *messages = complaint_about(missing[i].file, NULL);
        assert_string_equal(missing[i].messages, messages);
        free(messages);
    }
    char *without_places = complaint_about("places.csv", NULL);
    assert_non_null(strstr(without_places, "error: no places.csv here: every case has places\n"));
    free(without_places);
}

static void a_folder_without_case_yaml_is_no_case(void **state)
{
    (void)state;
    char *messages = complaint_about("case.yaml", NULL);
    assert_non_null(strstr(messages, "error: no case.yaml here: the folder of a case holds one\n"));
    free(messages);
}

/* One byte of each table of the small case replaced by others: an answer, never a crash. */
static void spoiled_bytes_do_not_crash(void **state)
{
    (void)state;
    static const char spoilers[] = { '\0', '"', ',', '\n', '@', '-', '\xff', '9' };
    for (size_t i = 0; i < sizeof small_case / sizeof *small_case; i++) {
        const size_t length = strlen(small_case[i].text);
        for (size_t at = 0; at < length; at += 1 + length / 24) {
            char *text = strdup(small_case[i].text), *folder = small_folder(NULL, NULL);
            yp_case *c = NULL;
            text[at] = spoilers[at % sizeof spoilers];
            write_bytes(folder, small_case[i].path, text, length);
            if (yp_case_load(folder, NULL, NULL, &c) == YP_OK) yp_case_free(c);
            free(text);
            drop_folder(folder);
        }
    }
}

static void unknown_layers_are_named(void **state)
{
    (void)state;
    static const char *const wrong[] = { "powr" };
    char *folder = small_folder(NULL, NULL);
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    assert_int_equal(YP_BAD_INPUT,
                     yp_case_load(folder, &(yp_load_options){ .layers = wrong, .layer_count = 1 }, diag, &c));
    assert_string_equal("error: there is no layer 'powr': did you mean 'power'?", yp_diag_line(diag, 0));
    yp_diag_free(diag);
    drop_folder(folder);
}

static void hours_can_be_chosen(void **state)
{
    (void)state;
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, &(yp_load_options){ .aggregation = "days:3" });
    assert_int_equal(YP_AGGREGATE_DAYS, c->time.method);
    assert_int_equal(3, c->time.day_count);
    yp_case_free(c);
    yp_diag *diag = yp_diag_new();
    assert_int_equal(YP_BAD_INPUT,
                     yp_case_load(folder, &(yp_load_options){ .aggregation = "days" }, diag, &c));
    assert_string_equal("error: the hours 'days' are not understood: expected all, days:12 or resample:3",
                        yp_diag_line(diag, 0));
    yp_diag_free(diag);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complaints_name_their_place),
        cmocka_unit_test(a_missing_file_is_said),
        cmocka_unit_test(a_folder_without_case_yaml_is_no_case),
        cmocka_unit_test(spoiled_bytes_do_not_crash),
        cmocka_unit_test(unknown_layers_are_named),
        cmocka_unit_test(hours_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
