import assert from "node:assert/strict";
import { test } from "node:test";
import type { BodyKind, FacilityKind, FacilityQuery, Resolution } from "./resolution.ts";
import { referenceResolver, resolveAll, resolveFacility } from "./resolver.ts";

const on = "2015-02-02";

/** A name in a city and state, any part absent. */
function ask(name?: string, city?: string, state?: string, more: Partial<FacilityQuery> = {}): Resolution {
  return resolveFacility({ name, city, state, on, ...more });
}

/** The GEOIDs of an answer's candidates, in order. */
function candidates(answer: Resolution): (string | null)[] {
  return answer.candidates.map((one) => one.jurisdiction_geoid).sort();
}

/** Name, city, state, then the government that controls it and what kind of body that is. */
type Case = readonly [
  name: string,
  city: string | undefined,
  state: string,
  geoid: string,
  body: BodyKind,
  kind?: FacilityKind,
];

const settled: Record<string, readonly Case[]> = {
  "a jail of a county that stands in an independent city is the county's": [
    ["HENRICO COUNTY JAIL", "RICHMOND", "VIRGINIA", "51087", "sheriff"],
    ["HENRICO COUNTY JAIL", undefined, "VA", "51087", "sheriff"],
    ["ROANOKE COUNTY JAIL", "SALEM", "VIRGINIA", "51161", "sheriff"],
    ["HENRY COUNTY JAIL", "MARTINSVILLE", "VIRGINIA", "51089", "sheriff"],
    ["FAIRFAX CO. ADULT DETENTION CENTER", "FAIRFAX", "VIRGINIA", "51059", "sheriff"],
    ["ST. LOUIS COUNTY JAIL", "ST. LOUIS", "MISSOURI", "29189", "county_corrections"],
  ],
  "a jail of an independent city is the city's, and its police stay with the municipality": [
    ["RICHMOND CITY JAIL", "RICHMOND", "VIRGINIA", "51760", "sheriff", "city_jail"],
    ["ROANOKE CITY JAIL", "ROANOKE", "VIRGINIA", "51770", "sheriff"],
    ["ST . LOUIS CITY JUSTICE CENTER", "ST. LOUIS", "MISSOURI", "29510", "city"],
    ["CARSON CITY JAIL", "CARSON CITY", "NEVADA", "32510", "sheriff"],
    ["RICHMOND POLICE DEPT.", "RICHMOND", "VIRGINIA", "5167000", "city", "police"],
  ],
  "a shared name is settled by a city that lies in one of the two only": [
    ["RICHMOND JAIL", "WARSAW", "VIRGINIA", "51159", "sheriff"],
    ["ST LOUIS JAIL", "CLAYTON", "MISSOURI", "29189", "county_corrections"],
  ],
  "regional authorities stand by themselves": [
    [
      "ALBEMARLE-CHARLOTTSVILLE",
      "CHARLOTTSVILLE",
      "VIRGINIA",
      "51003",
      "regional_authority",
      "regional_jail",
    ],
    ["PRINCE WILLIAM", "MANASSAS", "VIRGINIA", "51153", "regional_authority"],
    ["NORTHERN OREGON CORR.FAC.", "THE DALLES", "OREGON", "41065", "regional_authority"],
  ],
  "unified states have no county jail": [
    ["BRIDGEPORT CORR CENTER", "BRIDGEPORT", "CONNECTICUT", "09", "state"],
    ["HARTFORD COUNTY JAIL", undefined, "CT", "09", "state"],
    ["ACI, CRANSTON RI", "CRANSTON", "RHODE ISLAND", "44", "state"],
    ["PROVIDENCE COUNTY JAIL", "PROVIDENCE", "RHODE ISLAND", "44", "state"],
    ["KENT COUNTY SHERIFF/JAIL", "DOVER", "DELAWARE", "10", "state"],
    ["ANCHORAGE JAIL", "ANCHORAGE", "ALASKA", "02", "state"],
    ["OAHU COMMUNITY CORR CTR", "HONOLULU", "HAWAII", "15", "state"],
    ["CHITTENDEN REG. COR. FACILITY", "SOUTH BURLINGTON", "VERMONT", "50", "state"],
  ],
  "cities and counties whose jail is not run as their neighbours' is": [
    ["BALTIMORE CITY DETENTION CENTER", "BALTIMORE", "MARYLAND", "24", "state"],
    ["BALT CITY CENTRAL", "BALTIMORE", "MARYLAND", "24", "state"],
    ["BALTIMORE COUNTY DET. CENTER", "TOWSON", "MARYLAND", "24005", "county_corrections"],
    ["CLARK COUNTY DET.CENTER", "LAS VEGAS", "NEVADA", "32003", "metro_police"],
    ["LAS VEGAS CITY JAIL", "LAS VEGAS", "NEVADA", "3240000", "city"],
    ["RIKERS ISLAND, QUEENS, NY", "ELMHURST", "NEW YORK", "3651000", "city"],
    ["RIKERS ISLAND", "EAST ELMHURST", "NY", "3651000", "city"],
    ["QUEENS COUNTY JAIL", undefined, "NY", "3651000", "city"],
    ["PHILADELPHIA DETENTION CT", "PHILADELPHIA", "PENNSYLVANIA", "4260000", "city"],
    ["PHILADELPHIA COUNTY PRISON", undefined, "PA", "4260000", "city"],
    ["COOK COUNTY JAIL", "CHICAGO", "ILLINOIS", "17031", "sheriff"],
    ["KING COUNTY ADULT JAIL", "SEATTLE", "WASHINGTON", "53033", "county_corrections"],
    ["AUSTIN CITY JAIL", "AUSTIN", "TEXAS", "48453", "sheriff"],
    ["DENVER COUNTY JAIL", "DENVER", "COLORADO", "0820000", "city"],
  ],
  "spellings of the releases": [
    ["BUCKS CNTY JAIL, PA", "DOYLESTOWN", "PENNSYLVANIA", "42017", "county_corrections"],
    ["TRAVIS CTY JAIL", "AUSTIN", "TEXAS", "48453", "sheriff"],
    ["TRAVIS COUNTY AJIL", "AUSTIN", "TEXAS", "48453", "sheriff"],
    ["TRAVIS COUNTY SHERRIF", "AUSTIN", "TEXAS", "48453", "sheriff"],
    ["DALLAS COUNT JAIL", "FORDYCE", "ARKANSAS", "05039", "sheriff"],
    ["FT. BEND COUNTY JAIL", "RICHMOND", "TEXAS", "48157", "sheriff"],
    ["ST TAMMANY PARISH JAIL", "COVINGTON", "LOUISIANA", "22103", "sheriff"],
    ["CRAWFORD COUNTY JAIL", "BYCYRUS", "OHIO", "39033", "sheriff"],
    ["CLAY COUNTY JAIL", "GREENCOVE SPRING", "FLORIDA", "12019", "sheriff"],
    ["CLARK COUNTY JAIL", "ATHENS", "GEORGIA", "13059", "sheriff"],
    ["SCHNECTADY COUNTY JAIL", "SCHNECTADY", "NEW YORK", "36093", "sheriff"],
    ["HORRY COUNTY-J RUBEN LONG DET CEN", "CONWAY", "SOUTH CAROLINA", "45051", "sheriff"],
    ["MECKLENBURG (NC) CO JAIL", "CHARLOTTE", "NORTH CAROLINA", "37119", "sheriff"],
    ["  hennepin   county   adc ", "minneapolis", "minnesota", "27053", "sheriff"],
  ],
  "police departments and city jails are the city's": [
    ["ANAHEIM PD", "ANAHEIM", "CA", "0602000", "city", "police"],
    ["GLENDALE POLICE DEPT", "GELNDALE", "CALIFORNIA", "0630000", "city", "police"],
    ["CITY OF LAS VEGAS DET.CENTER", "LAS VEGAS", "NEVADA", "3240000", "city", "city_jail"],
    ["PHILADELPHIA 1ST POLICE DIST.", "PHILADELPHIA", "PENNSYLVANIA", "4260000", "city", "police"],
    ["TOWN OF HAVERSTRAW POLICE DEPT.", "GARNERVILLE", "NEW YORK", "3608732765", "city", "police"],
    ["KANSAS CITY POLICE DEPT.", "KANSAS CITY", "MISSOURI", "2938000", "city", "police"],
  ],
  "state prisons are the state's, whatever county they are named for": [
    ["TRAVIS COUNTY STATE JAIL", "AUSTIN", "TEXAS", "48", "state", "state_jail"],
    ["FRANKLIN C.F.", "MALONE", "NEW YORK", "36", "state", "state_prison"],
    ["COLUMBIA CORRECTIONAL INSTITUTION", "LAKE CITY", "FLORIDA", "12", "state"],
    ["MINN.C.F.,ST.CLOUD", "ST. CLOUD", "MINNESOTA", "27", "state"],
    ["LAKE CITY CORRECTIONAL INSTITUTION", "LAKE CITY", "FLORIDA", "12", "state"],
    ["MASSACHUSETTS STATE POLICE", "NANTUCKET", "MASSACHUSETTS", "25", "state", "police"],
  ],
  "federal places are nobody's county's": [
    ["TAFT FED.CORR.INST.", "TAFT", "CALIFORNIA", "US", "federal", "federal_prison"],
    ["BECKLEY  FED.CORR.INST.", "BEAVER", "WEST VIRGINIA", "US", "federal"],
    ["YAZOO CITY FCI", "YAZOO CITY", "MISSISSIPPI", "US", "federal", "federal_prison"],
    ["US MARSHALS, S. DIST.,TX", "LAREDO", "TEXAS", "US", "federal", "usms"],
    ["SALT LAKE CITY HOLD ROOM", "WEST VALLEY CITY", "UTAH", "US", "federal", "hold_room"],
    [
      "MOSHANNON VALLEY CORRECTIONAL",
      "PHILIPSBURG",
      "PENNSYLVANIA",
      "US",
      "private_for_government",
      "federal_prison",
    ],
  ],
  "the counties that the report of 2017 mixed up": [
    ["FRANKLIN COUNTY JAIL", "HAMPTON", "IOWA", "19069", "sheriff"],
    ["FRANKLIN COUNTY JAIL", "MALONE", "NEW YORK", "36033", "sheriff"],
    ["FRANKLIN COUNTY JAIL", "CHAMBERSBURG", "PENNSYLVANIA", "42055", "county_corrections"],
    ["MONTGOMERY COUNTY JAIL", "RED OAK", "IOWA", "19137", "sheriff"],
    ["RICHMOND COUNTY JAIL", "ROCKINGHAM", "NORTH CAROLINA", "37153", "sheriff"],
    ["CHESTER CNTY JAIL, PA", "WEST CHESTER", "PENNSYLVANIA", "42029", "county_corrections"],
    ["WILLIAMSON COUNTY JAIL", "GEORGETOWN", "TEXAS", "48491", "sheriff"],
    ["BASTROP COUNTY JAIL", "BASTROP", "TEXAS", "48021", "sheriff"],
    ["MONTGOMERY COUNTY DET.", "ROCKVILLE", "MARYLAND", "24031", "county_corrections"],
  ],
};

for (const [title, cases] of Object.entries(settled)) {
  test(title, () => {
    for (const [name, city, state, geoid, body, kind] of cases) {
      const answer = ask(name, city, state);
      const said = [answer.status, answer.jurisdiction_geoid, answer.controlling_body?.kind];
      assert.deepEqual(
        said,
        ["resolved", geoid, body],
        `${name}, ${city}, ${state}: ${answer.evidence.join(" ")}`,
      );
      if (kind) assert.equal(answer.facility?.kind, kind, name);
      assert.ok(answer.evidence.length >= 2 && answer.facility?.facility_id.startsWith("us-"), name);
    }
  });
}

test("two places of one name in one state are told, and none is chosen", () => {
  const pairs: readonly (readonly [string, string | undefined, string, string[]])[] = [
    ["FAIRFAX ADC", undefined, "VA", ["51059", "51600"]],
    ["FAIRFAX ADC", "FAIRFAX", "VA", ["51059", "51600"]],
    ["ROANOKE JAIL", undefined, "VIRGINIA", ["51161", "51770"]],
    ["RICHMOND JAIL", "RICHMOND", "VIRGINIA", ["51159", "51760"]],
    ["FRANKLIN JAIL", undefined, "VA", ["51067", "51620"]],
    ["BALTIMORE JAIL", undefined, "MD", ["24", "24005"]],
    ["ST. LOUIS JAIL", undefined, "MO", ["29189", "29510"]],
  ];
  for (const [name, city, state, geoids] of pairs) {
    const answer = ask(name, city, state);
    assert.deepEqual([answer.status, candidates(answer)], ["ambiguous", geoids], name);
    assert.equal(answer.controlling_body, null);
  }
});

test("a county is never taken without its state, not even with its city or where no other bears the name", () => {
  const franklin = ask("FRANKLIN COUNTY JAIL");
  assert.deepEqual([franklin.status, franklin.candidates.length], ["ambiguous", 26]);
  assert.match(franklin.evidence.join(" "), /26 readings/);
  assert.equal(ask("FRANKLIN COUNTY JAIL", "COLUMBUS").status, "ambiguous");
  assert.equal(ask("WASHINGTON COUNTY JAIL").candidates.length, 31);
  assert.deepEqual(candidates(ask("MARICOPA COUNTY JAIL", "PHOENIX")), ["04013"]);
  assert.equal(ask("FRANKLIN COUNTY JAIL", "COLUMBUS", "ZZ").status, "ambiguous");
});

test("a name may give its own state, but not another than the row's", () => {
  assert.equal(ask("BUCKS CNTY JAIL, PA", "DOYLESTOWN").jurisdiction_geoid, "42017");
  const both = ask("BUCKS CNTY JAIL, PA", undefined, "OHIO");
  assert.deepEqual([both.status, candidates(both)], ["ambiguous", ["42017"]]);
  assert.match(both.evidence[0] ?? "", /The name says Pennsylvania, the row says Ohio/);
});

test("catch-all entries and blanks stay unresolved, a test entry says that it is one", () => {
  for (const name of ["OTHER-OTHER FACILITY", "", "   ", undefined, "b(6), b(7)c", "UNKNOWN"]) {
    assert.deepEqual([ask(name).status, ask(name).candidates], ["unresolved", []], String(name));
  }
  assert.equal(ask("OTHER-OTHER FACILITY", "AUSTIN", "TEXAS").status, "unresolved");
  const entry = ask("TEST FACILITY", "DALLAS", "TEXAS");
  assert.deepEqual(
    [entry.status, entry.facility?.kind, entry.controlling_body],
    ["unresolved", "test", null],
  );
});

test("hotels and hospitals are told as what they are, and are nobody's jail by their city", () => {
  for (const [name, city, state, kind] of [
    ["HOLIDAY INN", "JAMAICA", "NY", "hotel"],
    ["GREEN PASTURES MOTEL", "AUSTIN", "TX", "hotel"],
    ["PALMS WEST HOSPITAL", "LOXAHATCHEE", "FLORIDA", "hospital"],
    ["HENNEPIN CO. MEDICAL CENT", "MINNEAPOLIS", "MINNESOTA", "hospital"],
  ] as const) {
    const answer = ask(name, city, state);
    assert.deepEqual(
      [answer.status, answer.facility?.kind, answer.controlling_body, answer.jurisdiction_geoid],
      ["resolved", kind, null, null],
      name,
    );
  }
});

test("a city alone never makes a place the county's", () => {
  for (const name of ["NORTHSIDE FACILITY", "WEST ANNEX", "MAIN JAIL", "ADULT DETENTION"]) {
    const answer = ask(name, "AUSTIN", "TEXAS");
    assert.notEqual(answer.status, "resolved", name);
    assert.ok(candidates(answer).includes("48453"), "the county of the city is a candidate");
  }
});

test("a slip in a name is taken only where it is near one county and the city bears it out", () => {
  assert.equal(ask("HENDRICKS COUNTY JAIL", "DANVILLE", "ILLINOIS").status, "ambiguous");
  assert.equal(ask("LISBON COUNTY JAIL", "LISBON", "OHIO").status, "ambiguous");
  assert.equal(ask("CLARK COUNTY JAIL", "MACON", "GEORGIA").status, "ambiguous");
  assert.equal(ask("TRAVIZ COUNTY JAIL", "AUSTIN", "TEXAS").jurisdiction_geoid, "48453");
  assert.equal(ask("TRAVIZ COUNTY JAIL", "EL PASO", "TEXAS").status, "ambiguous");
  assert.match(ask("TRAVIZ COUNTY JAIL", "AUSTIN", "TEXAS").evidence.join(" "), /slip/);
});

test("a code decides, unless the state or the name speak against it", () => {
  const byCode = (code: string, name?: string, city?: string, state?: string): Resolution =>
    ask(name, city, state, { code });
  assert.deepEqual([byCode("ADACOID").method, byCode("ADACOID").jurisdiction_geoid], ["code", "16001"]);
  assert.equal(byCode("adacoid", "OTHER-OTHER FACILITY").jurisdiction_geoid, "16001");
  assert.equal(
    byCode("HENRIVA").jurisdiction_geoid,
    "51087",
    "the code's address lies in Richmond, the jail is Henrico's",
  );
  assert.equal(byCode("MNCFSTC", "MINN.C.F.,ST.CLOUD", "ST. CLOUD", "MINNESOTA").jurisdiction_geoid, "27");
  assert.deepEqual(candidates(byCode("ADACOID", "TRAVIS COUNTY JAIL", "AUSTIN", "TEXAS")), [
    "16001",
    "48453",
  ]);
  assert.deepEqual(candidates(byCode("ADACOID", undefined, undefined, "TEXAS")), ["16001"]);
  assert.equal(byCode("ADACOID", "CANYON COUNTY JAIL", "CALDWELL", "IDAHO").status, "ambiguous");
  const unknown = byCode("ZZZZZZZ", "TRAVIS COUNTY JAIL", "AUSTIN", "TEXAS");
  assert.equal(unknown.jurisdiction_geoid, "48453");
  assert.match(unknown.evidence[0] ?? "", /not in facilities\/codes\.csv/);
});

test("the day decides who controlled it and under which code", () => {
  const dated = (name: string, city: string, state: string, day: string): Resolution =>
    ask(name, city, state, { on: day });
  const dade = ["1997-11-12", "1997-11-13"].map((day) => dated("DADE COUNTY JAIL", "MIAMI", "FLORIDA", day));
  assert.deepEqual(
    dade.map((answer) => answer.jurisdiction_geoid),
    ["12025", "12086"],
  );
  assert.equal(
    new Set(dade.map((answer) => answer.facility?.facility_id)).size,
    1,
    "a permanent id does not change with the code",
  );
  const regional = ["2018-06-30", "2018-07-01"].map((day) =>
    dated("EASTERN REGIONAL JAIL", "MARTINSBURG", "WEST VIRGINIA", day),
  );
  assert.deepEqual(
    regional.map((answer) => answer.controlling_body?.kind),
    ["regional_authority", "state"],
  );
  assert.equal(dated("BEDFORD CITY JAIL", "BEDFORD", "VIRGINIA", "2013-06-30").jurisdiction_geoid, "51515");
  assert.equal(dated("BEDFORD CITY JAIL", "BEDFORD", "VIRGINIA", "2013-07-01").status, "ambiguous");
  assert.equal(
    dated("FAIRFIELD COUNTY JAIL", "BRIDGEPORT", "CONNECTICUT", "2024-01-01").jurisdiction_geoid,
    "09",
  );
  const broomfield = referenceResolver().controllingBody("us-co-broomfield-detention-center", "2001-11-14");
  assert.equal(broomfield, null, "Broomfield County did not exist yet");
});

test("what a person looked at and left open stays open, with the reason", () => {
  const reeves = ask("REEVES COUNTY DET. CENTER", "PECOS", "TEXAS");
  assert.deepEqual([reeves.status, candidates(reeves)], ["ambiguous", ["48389", "US"]]);
  assert.equal(ask("ALEXANDRIA CITY JAIL", "ALEXANDER CITY", "ALABAMA").status, "ambiguous");
});

test("many queries get the answers of one by one, in their order", () => {
  const queries = ["TRAVIS CTY JAIL", "OTHER-OTHER FACILITY", "TRAVIS CTY JAIL"].map((name) => ({
    name,
    city: "AUSTIN",
    state: "TEXAS",
    on,
  }));
  assert.deepEqual(resolveAll(queries), queries.map(resolveFacility));
});
