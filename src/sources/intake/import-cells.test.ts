import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { z } from "zod";
import { allDetainers, openIntake, table } from "../../../test/support/intake.ts";

const header = [
  "detainer_prepare_date",
  "detention_facility",
  "gender",
  "detainer_lift_reason",
  "apprehension_date",
  "birth_year",
  "unique_identifier",
  "duplicate_likely",
  "file_original",
  "sheet_original",
] as const;
type Cells = Partial<Record<(typeof header)[number], string>>;

const plain: Cells = { detainer_prepare_date: "2026-02-11", detention_facility: "MADE UP CO JAIL" };
const sought: Cells[] = [];
const imported = Promise.withResolvers<z.infer<typeof allDetainers.row>[]>();

/** Adds a row to the one file that all these tests read; answers what was recorded of it, once it was imported. */
function row(cells: Cells) {
  const at = sought.push(cells) - 1;
  return async () => {
    const found = (await imported.promise)[at];
    assert.ok(found);
    return found;
  };
}

const texts: readonly [cell: string, written: string][] = [
  ["Female", "Female"],
  ["  Female ", "Female"],
  ["", ""],
  ["NA", ""],
  ["b(6), b(7)c", "(redacted)"],
  ["(b)(6); (b)(7)(C)", "(redacted)"],
  ["B(7)(E)", "(redacted)"],
  ["Unknown", "Unknown"],
  ["tab\tand \\ backslash", "tab\tand \\ backslash"],
  ["line\nbreak", "line\nbreak"],
];
for (const [cell, written] of texts) {
  const read = row({ gender: cell, detainer_lift_reason: cell });
  test(`text written ${JSON.stringify(cell)} is kept as ${JSON.stringify(written)}`, async () => {
    const { gender, lift_reason, unread_fields } = await read();
    assert.deepEqual(
      { gender, lift_reason, unread_fields },
      { gender: written, lift_reason: written, unread_fields: null },
    );
  });
}

const dates: readonly [cell: string, day: string | null, unread: string[] | null][] = [
  ["2026-02-12", "2026-02-12", null],
  ["2/12/2026", "2026-02-12", null],
  ["46065", "2026-02-12", null],
  ["", null, null],
  ["NULL", null, null],
  ["b(6)", null, ["apprehended_on=redacted"]],
  ["2026-02-30", null, ["apprehended_on=unreadable"]],
  ["soon", null, ["apprehended_on=unreadable"]],
];
for (const [cell, day, unread] of dates) {
  const read = row({ apprehension_date: cell });
  test(`a date written ${JSON.stringify(cell)} is ${day ?? "no day"}${unread ? `, and ${unread[0]}` : ""}`, async () => {
    const { apprehended_on, unread_fields } = await read();
    assert.deepEqual({ apprehended_on, unread_fields }, { apprehended_on: day, unread_fields: unread });
  });
}

const identifiers: readonly [cell: string, key: RegExp | null, unread: string[] | null][] = [
  ["", null, null],
  ["b(6), b(7)c", null, ["person=redacted"]],
  ["made-up-person", /^[0-9a-f]{32}$/, null],
];
for (const [cell, key, unread] of identifiers) {
  const read = row({ unique_identifier: cell });
  test(`an identifier written ${JSON.stringify(cell)} is ${key === null ? "no key" : "a key"}`, async () => {
    const { person_key, unread_fields } = await read();
    if (key === null) assert.equal(person_key, null);
    else assert.match(person_key ?? "", key);
    assert.deepEqual(unread_fields, unread);
  });
}

const years: readonly [cell: string, isJuvenile: boolean | null, unread: string[] | null][] = [
  ["2009", true, null],
  ["2008", false, null],
  ["2008.0", false, null],
  ["", null, null],
  ["b(6)", null, ["birth_year=redacted"]],
];
for (const [cell, isJuvenile, unread] of years) {
  const read = row({ birth_year: cell });
  test(`of a birth year written ${JSON.stringify(cell)} is kept: ${isJuvenile === null ? "nothing" : `a child ${isJuvenile}`}`, async () => {
    const { is_juvenile, unread_fields } = await read();
    assert.deepEqual({ is_juvenile, unread_fields }, { is_juvenile: isJuvenile, unread_fields: unread });
  });
}

for (const [mark, kept] of [
  ["TRUE", true],
  ["true", true],
  ["1", true],
  ["FALSE", false],
  ["0", false],
  ["", false],
] as const) {
  const read = row({ duplicate_likely: mark });
  test(`the source's mark of a likely duplicate written ${JSON.stringify(mark)} is kept as ${kept}`, async () =>
    assert.equal((await read()).is_likely_duplicate, kept));
}

const intake = await openIntake({ after });
const rows = sought.map((cells) => header.map((name) => ({ ...plain, ...cells })[name] ?? ""));

test("every row of the file was recorded", async () =>
  assert.equal((await imported.promise).length, sought.length));

await intake.take(table(header, ...rows));
imported.resolve(await intake.store.db.all(allDetainers));
