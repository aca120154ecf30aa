import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Command } from "commander";
import { InvalidInput } from "../base/errors.ts";
import { ianaZones } from "../base/time.ts";
import { nearestZones } from "./clock/nearest-answers.ts";
import { define } from "./clock.ts";

/** What the command prints on stdout for these words. */
async function printed(t: TestContext, words: string): Promise<string> {
  const command = new Command("accord clock").exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  define(command);
  let out = "";
  const through = process.stdout.write.bind(process.stdout);
  const write = t.mock.method(process.stdout, "write", (piece: string | Uint8Array) => {
    if (typeof piece !== "string") return through(piece); // the test runner's own
    out += piece;
    return true;
  });
  try {
    await command.parseAsync(words.split(" "), { from: "user" });
  } finally {
    write.mock.restore();
  }
  return out;
}

const friday = "--start 2017-02-17T17:00 --zone America/New_York";

test("--json gives the rules with their ends, and the one used", async (t) => {
  const found = JSON.parse(await printed(t, `--form I-247D ${friday} --json`));
  assert.equal(found.used, "form-i-247d");
  assert.deepEqual(
    found.rules.map((row: Record<string, unknown>) => [row.rule, row.end, row.cite]),
    [
      ["form-i-247d", "2017-02-19T17:00:00-05:00", "Form I-247D (5/15), hold request"],
      ["8-cfr-287.7-d", "2017-02-22T17:00:00-05:00", "8 CFR 287.7(d)"],
    ],
  );
});

test("a person reads start, end, rule, cite and why, and that it is no advice", async (t) => {
  const text = await printed(t, `--form I-247 ${friday}`);
  assert.match(text, /decision support, not legal advice/);
  assert.match(
    text,
    /\* {2}form-i-247 +Fri 2017-02-17 17:00 -05:00 {2}Wed 2017-02-22 17:00 -05:00 {2}2017-02-22T22:00:00Z {2}Form I-247 /,
  );
  assert.match(text, /used: the count that Form I-247 itself prints/);
  assert.match(text, /left out: 2017-02-18 \(Saturday\).*2017-02-20 \(Washington's Birthday\)/);
  assert.match(text, /partly seen: https:/);
});

test("a form without a clock says why in one line", async (t) => {
  assert.match(await printed(t, `--form I-247N ${friday}`), /asks for notice only, not for a hold/);
});

test("a row that cannot be counted is shown without an end", async (t) => {
  const text = await printed(t, "--form I-247A --start 2025-02-03T12:00 --zone America/New_York --state NC");
  assert.match(text, /nc-162-62-b1 +not given +not counted/);
});

test("the state may be a name, and receipt starts North Carolina's clock", async (t) => {
  const words = "--form I-247A --start 2025-02-04T12:00 --zone America/New_York --received 2025-02-03T08:00";
  const found = JSON.parse(await printed(t, `${words} --state nc --json`));
  assert.equal(found.rules[2].end, "2025-02-05T08:00:00-05:00");
  const other = JSON.parse(await printed(t, `${words} --state Wyoming --json`));
  assert.deepEqual(other.cautions, [
    "no clock rule of the state WY is recorded; that is not to say that there is none",
  ]);
});

const refused: readonly [words: string, says: RegExp][] = [
  ["--form I-247A --start 2017-02-17T17:00 --zone America/NewYork", /did you mean America\/New_York\?$/],
  ["--form I-247A --start 2017-02-17T17:00 --zone EST", /did you mean America\/New_York\?$/],
  [`--form I-247A ${friday} --state Wyomin`, /--state "Wyomin".*did you mean WYOMING\?$/],
  [`--form 300 ${friday}`, /known are I-247A/],
  ["--form I-247A --start 2017-02-30T17:00 --zone America/New_York", /not on any calendar/],
];
for (const [words, says] of refused) {
  test(`refused: ${words}`, async (t) => {
    await assert.rejects(printed(t, words), (error) => {
      assert.ok(error instanceof InvalidInput);
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
}

test("zones are found by region, by city and by the whole name, and nonsense finds none", () => {
  const near = (text: string): string | undefined => nearestZones(text, ianaZones())[0];
  assert.deepEqual(
    ["Central", "chicago", "los angeles", "America/Los_Angelos", "Pacific/Guem", "HST", "qqqqqqqq"].map(near),
    [
      "America/Chicago",
      "America/Chicago",
      "America/Los_Angeles",
      "America/Los_Angeles",
      "Pacific/Guam",
      "Pacific/Honolulu",
      undefined,
    ],
  );
});
