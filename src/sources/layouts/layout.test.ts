import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { testFolder } from "../../../test/support/folder.ts";
import { projectPath } from "../../base/paths.ts";
import { detainerColumns } from "../../records/detainers/detainer-columns.ts";
import { headerName } from "./header.ts";
import { readLayouts } from "./layout.ts";

const layouts = readLayouts();

test("every layout that the project promises is there", () => {
  assert.deepEqual(
    layouts.map((layout) => layout.id),
    ["ddp-processed", "ice-raw", "icfo-2025-18038", "npr-six-column", "pierce-county-bookings"],
  );
});

for (const layout of layouts) {
  test(`${layout.id}: no header means two things`, () => {
    const all = [...Object.values(layout.fields).flat(), ...layout.flags, ...layout.not_recorded];
    assert.deepEqual(
      all.filter((name, at) => all.indexOf(name) !== at),
      [],
    );
  });

  test(`${layout.id}: headers are spelled as headers are compared`, () => {
    const all = [
      ...Object.values(layout.fields).flat(),
      ...layout.flags,
      ...layout.not_recorded,
      ...layout.marks,
    ];
    assert.deepEqual(
      all.filter((name) => headerName(name) !== name),
      [],
    );
  });

  test(`${layout.id}: it is told by headers that it knows`, () => {
    const all = new Set([...Object.values(layout.fields).flat(), ...layout.flags, ...layout.not_recorded]);
    assert.deepEqual(
      layout.marks.filter((name) => !all.has(name)),
      [],
    );
    assert.ok(layout.marks.length > 0);
  });

  test(`${layout.id}: what it derives comes from a field that it has`, () => {
    for (const { field } of Object.values(layout.derived ?? {})) assert.ok(field in layout.fields);
  });
}

/** Read from a row and not kept under their own names. */
const readInto: Readonly<Record<string, string>> = {
  birth_year: "is_juvenile",
  person: "person_key",
  is_likely_duplicate: "is_likely_duplicate",
};

test("every field of a detainer layout has a column to go to", () => {
  const columns = new Set<string>(detainerColumns);
  for (const layout of layouts.filter((one) => one.record === "detainer")) {
    const homeless = Object.keys(layout.fields).filter(
      (field) =>
        !field.startsWith("facility_") &&
        !columns.has(field) &&
        !columns.has(`${field}_id`) &&
        !columns.has(readInto[field] ?? ""),
    );
    assert.deepEqual(homeless, [], layout.id);
  }
});

test("a layout with a field or a requirement that cannot be is refused", (t) => {
  const folder = testFolder(t);
  const good = readFileSync(projectPath("reference", "layouts", "npr-six-column.yaml"), "utf8");
  const wrong: readonly [text: string, message: RegExp][] = [
    [
      good.replace("required: [prepared_on", "required: [prepared_at"),
      /required names prepared_at, which fields does not have/,
    ],
    [good.replace("version: 1", "version: first"), /version/],
    [`${good}colour: blue\n`, /colour/],
    [good.replace("record: detainer", "record: person"), /record/],
  ];
  for (const [text, message] of wrong) {
    writeFileSync(`${folder}/wrong.yaml`, text);
    assert.throws(() => readLayouts(folder), message);
  }
  writeFileSync(`${folder}/wrong.yaml`, good);
  assert.equal(readLayouts(folder).length, 1);
});
