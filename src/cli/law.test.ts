import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { Command } from "commander";
import { HtmlValidate } from "html-validate";
import { testFolder } from "../../test/support/folder.ts";
import { report } from "./command-line.ts";
import { define } from "./law.ts";

/** What the command prints on stdout for these words, over a folder without a store. */
async function printed(t: TestContext, words: readonly string[]): Promise<string> {
  const command = new Command("accord law").exitOverride();
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
    await command.parseAsync([...words, "--data", `${testFolder(t)}/none`], { from: "user" });
  } finally {
    write.mock.restore();
  }
  return out;
}

/** What the command says when it refuses, and its exit code. */
async function refused(
  t: TestContext,
  words: readonly string[],
): Promise<{ readonly said: string; readonly code: number }> {
  try {
    await printed(t, words);
  } catch (error) {
    let said = "";
    const write = t.mock.method(process.stderr, "write", (piece: string) => {
      said += piece;
      return true;
    });
    const code = report(error, false);
    write.mock.restore();
    return { said, code };
  }
  return assert.fail("nothing was refused");
}

const ask = (id: string, geoid: string, on: string) => ["evaluate", id, "--jurisdiction", geoid, "--on", on];

test("evaluate --json gives definition, version, result, facts used and missing, explanation and flips", async (t) => {
  const found = JSON.parse(await printed(t, [...ask("psp-q3", "35001", "2017-08-10"), "--json"]));
  assert.deepEqual(
    [found.definition, found.version, found.result, found.jurisdiction_geoid, found.on],
    ["PSP-2017-08-03-Q3", "1", "does_not_meet", "35001", "2017-08-10"],
  );
  assert.deepEqual(
    found.facts_used.map((fact: Record<string, unknown>) => [
      fact.fact_id,
      fact.value,
      fact.asserted_by,
      fact.verification,
    ]),
    [
      ["operates_custody_facility", "true", "reference/custodians", "seen"],
      ["rule_hold_on_admin", "must_not", "Metropolitan Detention Center", "seen"],
    ],
  );
  assert.deepEqual(found.facts_missing, []);
  assert.ok(found.explanation.every((text: unknown) => typeof text === "string"));
  assert.deepEqual(found.flips[0], {
    change: [{ fact_id: "operates_custody_facility", from: "true", to: "false" }],
    result: "not_applicable",
  });
  assert.equal(found.result_means, "the facts recorded amount to a no");
  assert.deepEqual(found.verification, { facts: 2, seen: 2, partly_seen: 0, general_knowledge: 0 });
});

test("without a store the shipped policies are used, and the answer says so", async (t) => {
  const found = JSON.parse(await printed(t, [...ask("psp-q3", "35001", "2017-08-10"), "--json"]));
  assert.deepEqual([found.policies.origin, found.policies.position], ["shipped", null]);
  assert.match(found.policies.told, /as shipped, not recorded: there is no store/);
  const { said, code } = await refused(t, [...ask("psp-q3", "35001", "2017-08-10"), "--as-of", "3"]);
  assert.match(said, /--as-of 3 needs a store/);
  assert.equal(code, 2);
});

test("a person reads the result in the test's own words, the reasons, what is missing and what would change it", async (t) => {
  const text = await printed(t, ask("1373a", "35001", "2017-08-10"));
  assert.match(text, /USC-1373a \(version 1; 8 U\.S\.C\. 1373\(a\)/);
  assert.match(text, /result: not determinable/);
  assert.match(
    text,
    /rule_send_status_to_dhs: May staff send citizenship or immigration status information to DHS\?/,
  );
  assert.match(text, /rule_send_status_to_dhs \(not recorded\) -> must_not: meets/);
  assert.match(text, /decision support, not legal advice/);
});

test("--verification leaves out what was not read, and what then is missing", async (t) => {
  const words = ask("psp-q2", "06071", "2017-08-10");
  const whole = JSON.parse(await printed(t, [...words, "--json"]));
  assert.deepEqual(whole.facts_missing, ["rule_share_release_date"]);
  const seen = JSON.parse(await printed(t, [...words, "--json", "--verification", "seen"]));
  assert.deepEqual(seen.facts_missing, ["operates_custody_facility"]);
  assert.deepEqual(seen.verification_filter, ["seen"]);
  const order = [...ask("EO13768-9a", "06071", "2018-08-02"), "--json", "--verification", "seen"];
  assert.deepEqual(
    JSON.parse(await printed(t, order)).facts_missing,
    ["injunction_coverage"],
    "an order left out is not no order",
  );
});

test("--given puts a fact in place of what is recorded", async (t) => {
  const words = [...ask("psp-q3", "35001", "2017-08-10"), "--json", "--given", "rule_hold_on_admin=must"];
  const found = JSON.parse(await printed(t, words));
  assert.equal(found.result, "meets");
  assert.equal(
    found.facts_used.find((fact: { fact_id: string }) => fact.fact_id === "rule_hold_on_admin").asserted_by,
    "taken as given",
  );
  const { said } = await refused(t, [...words.slice(0, -1), "rule_hold_on_admim=must"]);
  assert.match(said, /is no fact=value; the nearest facts: rule_hold_on_admin/);
});

test("what cannot be asked is told in one line with the nearest matches, exit code 2", async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [ask("psp-q9", "35001", "2017-08-10"), /no definition "psp-q9"; did you mean psp-q1, psp-q2, psp-q3\?/],
    [["show", "1737a"], /no definition "1737a"; did you mean .*1373a/],
    [
      ask("psp-q3", "35099", "2017-08-10"),
      /no state, county or place "35099"; the nearest: 35061 \(Valencia County, NM\)/,
    ],
    [ask("psp-q3", "6085", "2017-08-10"), /the nearest: 06085 \(Santa Clara County, CA\)/],
    [
      ask("psp-q3", "San Fransisco", "2017-08-10"),
      /06075 \(San Francisco County, CA\), 0667000 \(San Francisco city, CA\)/,
    ],
    [ask("psp-q3", "35001", "2017-02-30"), /--on "2017-02-30" is not a calendar date/],
    [
      ask("psp-q3", "35001", "2017-08-19"),
      /no version of PSP-2017-08-03-Q3 is in force on 2017-08-19; it was in force from 2017-08-03 up to, not including, 2017-08-19/,
    ],
    [ask("EO13768-9a", "35001", "2021-01-20"), /no version of EO13768-9a is in force on 2021-01-20/],
    [
      ask("1373a", "12086", "1997-01-01"),
      /12086 \(Miami-Dade County, FL\) was in use from 1997-11-13 to today, not on 1997-01-01/,
    ],
    [
      ask("FORM-I247D", "35001", "2016-01-01"),
      /FORM-I247D is the text of a form, not a test of a jurisdiction/,
    ],
  ];
  for (const [words, line] of cases) {
    const { said, code } = await refused(t, words);
    assert.match(said, line);
    assert.equal(said.trimEnd().split("\n").length, 1, said);
    assert.equal(code, 2, said);
  }
});

test("list gives what is in force on a day, with dates to the day and short names", async (t) => {
  const ids = async (on: string) =>
    JSON.parse(await printed(t, ["list", "--on", on, "--json"])).definitions.map(
      (one: { id: string }) => one.id,
    );
  assert.ok((await ids("2017-04-26")).includes("EO13768-9a"), "enjoined is still in force");
  assert.ok((await ids("2021-01-19")).includes("EO13768-9a"));
  assert.ok(!(await ids("2021-01-20")).includes("EO13768-9a"));
  const all = JSON.parse(await printed(t, ["list", "--json"])).definitions;
  assert.ok(
    all.length > 50 &&
      all.every((one: { in_force_from: string }) => /^\d{4}-\d{2}-\d{2}$/.test(one.in_force_from)),
  );
  assert.match(await printed(t, ["list", "--on", "2017-08-10"]), /21 versions in force on 2017-08-10/);
});

test("show gives the official text, every version, orders with their days, conditions and questions; forms too", async (t) => {
  const order = JSON.parse(await printed(t, ["show", "13768", "--json"]));
  assert.match(order.versions[0].official_text, /willfully refuse to comply with 8 U\.S\.C\. 1373/);
  assert.ok(order.orders.some((one: { order_on: string }) => one.order_on === "2017-04-25"));
  const psp = JSON.parse(await printed(t, ["show", "PSP-Q1", "--json"]));
  assert.equal(psp.questions.length, 4);
  const jag = JSON.parse(await printed(t, ["show", "jag-fy2017", "--json"]));
  assert.ok(jag.enforceability.length > 10 && jag.conditions[0].condition_id === "C-JAG17-56");
  assert.match(await printed(t, ["show", "form-i247d"]), /text of a form; not evaluated/);
});

test("matrix --html is a valid page of its own with every cell's share, and no script or outside file", async (t) => {
  const file = `${testFolder(t)}/matrix.html`;
  const words = [
    "matrix",
    "--on",
    "2017-08-10",
    "--jurisdiction",
    "35001",
    "3502000",
    "06071",
    "--html",
    file,
  ];
  assert.match(await printed(t, words), /3 jurisdictions in .*matrix\.html/);
  const page = readFileSync(file, "utf8");
  const validated = await new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: { "no-inline-style": "off", "require-sri": "off" },
  }).validateString(page);
  assert.deepEqual(
    validated.results.flatMap((one) => one.messages.map((m) => `${m.line}: ${m.message}`)),
    [],
  );
  assert.doesNotMatch(page, /<script|<link|src=/);
  assert.match(page, /Albuquerque city, NM \(3502000\)/);
  assert.match(
    page,
    /not applicable<span class="detail">not ours to answer<\/span><span class="share">2 of 2 facts seen, 0 partly<\/span>/,
  );
  assert.match(page, /Policies as shipped, not recorded/);
});

test("matrix --json has a cell for every test and jurisdiction, and lines for a person say what they leave out", async (t) => {
  const words = ["matrix", "--on", "2025-09-01", "--jurisdiction", "53033", "48453"];
  const { rows, columns } = JSON.parse(await printed(t, [...words, "--json"]));
  assert.ok(rows.every((row: { cells: unknown[] }) => row.cells.length === columns.length));
  assert.deepEqual(
    rows.map((row: { jurisdiction_geoid: string }) => row.jurisdiction_geoid),
    ["53033", "48453"],
  );
  assert.match(
    await printed(t, words),
    /Tests that cannot be determined and tests not in force are left out/,
  );
});
