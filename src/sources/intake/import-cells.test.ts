import assert from "node:assert/strict";
import { after, test } from "node:test";
import { allDetainers, openIntake, table } from "../../../test/support/intake.ts";

const intake = await openIntake({ after });

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
];

/** One row of the processed table, everything but its date and place as given; read back as recorded. */
async function recorded(cells: Partial<Record<(typeof header)[number], string>>) {
  const row: Record<string, string> = {
    detainer_prepare_date: "2026-02-11",
    detention_facility: "MADE UP CO JAIL",
    ...cells,
  };
  const done = await intake.take(
    table(
      header,
      header.map((name) => row[name] ?? ""),
    ),
  );
  assert.equal(done.recorded, 1);
  const found = (await intake.store.db.all(allDetainers)).find((one) => one.release_id === done.release_id);
  assert.ok(found);
  return found;
}

const states: readonly [cell: string, written: string][] = [
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
for (const [cell, written] of states) {
  test(`text written ${JSON.stringify(cell)} is kept as ${JSON.stringify(written)}`, async () => {
    const row = await recorded({
      gender: cell,
      detainer_lift_reason: cell,
      detainer_prepare_date: `2026-01-${10 + states.findIndex(([c]) => c === cell)}`,
    });
    assert.equal(row.gender, written);
    assert.equal(row.lift_reason, written);
    assert.equal(row.unread_fields, null);
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
for (const [at, [cell, day, unread]] of dates.entries()) {
  test(`a date written ${JSON.stringify(cell)} is ${day ?? "no day"}${unread ? `, and ${unread[0]}` : ""}`, async () => {
    const row = await recorded({ apprehension_date: cell, detainer_prepare_date: `2026-03-${10 + at}` });
    assert.equal(row.apprehended_on, day);
    assert.deepEqual(row.unread_fields, unread);
  });
}

test("an identifier that is empty, redacted or there: three states", async () => {
  assert.equal((await recorded({ unique_identifier: "", gender: "1" })).person_key, null);
  const redacted = await recorded({ unique_identifier: "b(6), b(7)c", gender: "2" });
  assert.equal(redacted.person_key, null);
  assert.deepEqual(redacted.unread_fields, ["person=redacted"]);
  assert.match(
    (await recorded({ unique_identifier: "made-up-person", gender: "3" })).person_key ?? "",
    /^[0-9a-f]{32}$/,
  );
});

test("of a birth year only whether it makes a child is kept, and not when it is withheld", async () => {
  assert.equal((await recorded({ birth_year: "2009", gender: "4" })).is_juvenile, true);
  assert.equal((await recorded({ birth_year: "2008", gender: "5" })).is_juvenile, false);
  assert.equal((await recorded({ birth_year: "2008.0", gender: "6" })).is_juvenile, false);
  assert.equal((await recorded({ birth_year: "", gender: "7" })).is_juvenile, null);
  const withheld = await recorded({ birth_year: "b(6)", gender: "8" });
  assert.equal(withheld.is_juvenile, null);
  assert.deepEqual(withheld.unread_fields, ["birth_year=redacted"]);
});

test("the source's own mark of a likely duplicate is kept, in any spelling", async () => {
  for (const [mark, kept] of [
    ["TRUE", true],
    ["true", true],
    ["1", true],
    ["FALSE", false],
    ["0", false],
    ["", false],
  ] as const)
    assert.equal(
      (await recorded({ duplicate_likely: mark, gender: `mark ${mark}` })).is_likely_duplicate,
      kept,
      mark,
    );
});
