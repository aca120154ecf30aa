import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { parseCsv } from "../../base/csv.ts";
import { projectPath } from "../../base/paths.ts";
import { bestHeader, headerName, lineageHeaders, matchHeader } from "./header.ts";
import { type Layout, readLayouts } from "./layout.ts";

const layouts = readLayouts();
const layoutOf = (id: string): Layout => layouts.find((layout) => layout.id === id) as Layout;
const firstNames = (layout: Layout): string[] => [
  ...Object.values(layout.fields).map((names) => names[0] ?? ""),
  ...layout.flags,
];

/** As ICE heads its columns: "Detainer Prepare Date". */
const titled = (name: string): string =>
  name
    .split("_")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");

for (const layout of layouts) {
  test(`${layout.id} is found by its own header, in any spelling and order of columns`, () => {
    const names = firstNames(layout);
    for (const header of [
      names,
      names.map(titled),
      names.map((name) => ` ${name.toUpperCase()} `),
      [...names].reverse(),
    ]) {
      const match = bestHeader(header, layouts);
      assert.equal(match?.layout.id, layout.id);
      assert.deepEqual(match?.missing_required, []);
      assert.deepEqual(match?.drift, []);
      assert.equal(match?.known, names.length);
    }
  });

  test(`${layout.id} is found again by the header of its quarantine file`, () => {
    const match = bestHeader([...firstNames(layout), ...lineageHeaders], layouts);
    assert.equal(match?.layout.id, layout.id);
    assert.deepEqual(match?.missing_required, []);
    assert.deepEqual(match?.drift, []);
    assert.equal(match?.lineage?.row, firstNames(layout).length + 2);
  });

  test(`${layout.id}: a header that is gone is said, by its field`, () => {
    for (const field of Object.keys(layout.fields)) {
      const match = matchHeader(
        firstNames(layout).filter((name) => name !== layout.fields[field]?.[0]),
        layout,
      );
      assert.deepEqual(match.missing_required, layout.required.includes(field) ? [field] : []);
      assert.deepEqual(
        match.drift.map(({ kind, header }) => `${kind} ${header}`),
        [`missing_header ${field}`],
      );
    }
  });
}

const samples: readonly [file: string, layout: string][] = [
  ["ice-detainers-fy2015.csv", "npr-six-column"],
  ["ice-detainers-st-cloud-2026.csv", "ddp-processed"],
  ["pierce-county-immigration-holds.csv", "pierce-county-bookings"],
];
for (const [file, id] of samples) {
  test(`${file} is known, every column of it`, () => {
    const [header = []] = parseCsv(
      readFileSync(projectPath("samples", file), "utf8").slice(0, 5000).split("\n")[0] ?? "",
    );
    const match = bestHeader(header, layouts);
    assert.equal(match?.layout.id, id);
    assert.deepEqual(
      match?.drift.filter((one) => one.kind === "unknown_header"),
      [],
    );
    assert.equal(match?.known, header.length);
  });
}

test("both spellings of the six columns are the same layout, each field in its column", () => {
  const first = bestHeader(
    ["prepare_date", "detainer_type", "facility_name", "facility_city", "facility_state", "lift_reason"],
    layouts,
  );
  const second = bestHeader(
    ["date", "lift_reason", "det_facility", "city", "state", "detainer_type"],
    layouts,
  );
  assert.equal(first?.layout.id, "npr-six-column");
  assert.equal(second?.layout.id, "npr-six-column");
  assert.deepEqual(Object.fromEntries(second?.columns ?? []), {
    prepared_on: 0,
    lift_reason: 1,
    facility_name: 2,
    facility_city: 3,
    facility_state: 4,
    detainer_type: 5,
  });
});

const preambles: readonly (readonly (string | null)[])[] = [
  ["U.S. Immigration and Customs Enforcement"],
  ["FOIA release", null, null],
  ["Detainers prepared in fiscal year 2026"],
  ["Data as of", "2026-03-11"],
  ["", "", ""],
  ["State: all", "Gender: all", "Facility: all", "Reason: all"],
  [
    "2015-05-08",
    "I247 - Immigration Detainer",
    "LOS ANGELES COUNTY JAIL",
    "LOS ANGELES",
    "CALIFORNIA",
    "Lifted",
  ],
];
for (const cells of preambles) {
  test(`${JSON.stringify(cells)} is no header`, () => assert.equal(bestHeader(cells, layouts), null));
}

test("an unknown header is said as written, with the known one that is nearest", () => {
  const match = bestHeader(["prepare_date", "Facilty Name", "facility_name", "Shoe Size"], layouts);
  assert.deepEqual(
    match?.drift.filter((one) => one.kind === "unknown_header"),
    [
      { kind: "unknown_header", header: "Facilty Name", nearest: "facility_name" },
      { kind: "unknown_header", header: "Shoe Size", nearest: null },
    ],
  );
});

test("a required header that is misspelled is missing, and what stands there is named", () => {
  const match = bestHeader(
    ["prepare_dte", "detainer_type", "facility_name", "facility_city", "facility_state", "lift_reason"],
    layouts,
  );
  assert.deepEqual(match?.missing_required, ["prepared_on"]);
  assert.equal(match?.drift.find((one) => one.kind === "missing_header")?.nearest, "prepare_dte");
});

test("where a file has two names of one field, the first of the layout's names stands", () => {
  const match = matchHeader(
    ["det_facility", "facility_name", "date", "prepare_date"],
    layoutOf("npr-six-column"),
  );
  assert.equal(match.columns.get("facility_name"), 1);
  assert.equal(match.columns.get("prepared_on"), 3);
});

test("a header's name keeps letters and digits, whatever stands between", () => {
  assert.equal(headerName("  Detainer Prepare\nDate "), "detainer_prepare_date");
  assert.equal(headerName("MSC - Charge (Code)"), "msc_charge_code");
  assert.equal(headerName(null), "");
  fc.assert(fc.property(fc.string(), (text) => assert.equal(headerName(headerName(text)), headerName(text))));
});

test("a row of any texts is never taken for a header that lacks what it needs without saying so", () => {
  const cell = fc.option(fc.oneof(fc.string(), fc.constantFrom(...layouts.flatMap(firstNames))), {
    nil: null,
  });
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
      const match = bestHeader(cells, layouts);
      if (match === null) return;
      for (const field of match.layout.required)
        assert.notEqual(match.columns.has(field), match.missing_required.includes(field));
      assert.ok(match.known >= 2);
    }),
  );
});
