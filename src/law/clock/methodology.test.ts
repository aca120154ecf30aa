import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { readZonedTime } from "../../base/time.ts";
import { federalHolidaysOf } from "../holidays/federal-holidays.ts";
import { formClocks, regulationClock } from "./federal-clocks.ts";
import { localClocks } from "./local-clocks.ts";
import { windowEnd } from "./window.ts";

const text = readFileSync(projectPath("docs", "methodology", "clocks.md"), "utf8");

/** The cells of the table whose header begins with a word, without header and rule. */
function tableOf(firstHeader: string): string[][] {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`)) + 2;
  const length = lines.slice(from).findIndex((line) => !line.startsWith("|"));
  return lines.slice(from, from + length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("the page's rules are those of the code", () => {
  const rules = [
    ...[
      formClocks["I-247"],
      formClocks["I-247D"],
      formClocks["I-247X"],
      formClocks["I-247A"],
      regulationClock,
    ],
    ...localClocks.map((each) => each.rule),
  ];
  const told = rules.flatMap((rule) =>
    rule.versions.map(({ version, in_force, apply }) => {
      const digits = apply.in_force_precision === "day" ? 10 : 7;
      const [from, until] = [in_force.from.slice(0, digits), in_force.before?.slice(0, digits) ?? ""];
      return [
        ...[rule.id, version, from, until],
        apply.leaves_out === "nothing",
        apply.verification.replaceAll("_", " "),
      ];
    }),
  );
  assert.deepEqual(
    tableOf("rule").map(([id, version, from, until, , days, checked]) => [
      ...[id, version, from, until],
      days === "nothing",
      checked,
    ]),
    told,
  );
});

test("the page's holidays are those of the code", () => {
  const rows = tableOf("holiday");
  assert.equal(rows.length, 10);
  for (const [at, year] of [2014, 2015, 2016, 2017, 2018].entries())
    assert.deepEqual(
      rows.map((row) => `${row[0]} ${row[at + 1]}`),
      federalHolidaysOf(year).map((h) => `${h.name} ${h.observed_on}${h.on === h.observed_on ? "" : " o"}`),
    );
});

test("the page's worked windows are what the code counts, Eastern time", () => {
  const rows = tableOf("otherwise released");
  assert.equal(rows.length, 14);
  for (const [start = "", form, regulation] of rows) {
    const at = readZonedTime(start, "America/New_York")?.at ?? "";
    const [straight, workingDays] = [formClocks["I-247A"], regulationClock].map((rule) =>
      windowEnd(rule.on("2018-01-01").apply, at, "America/New_York").end.local.slice(0, 16).replace("T", " "),
    );
    assert.deepEqual([straight, workingDays], [form, regulation], start);
  }
});
