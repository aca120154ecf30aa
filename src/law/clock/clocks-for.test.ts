import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError, InvalidInput, NoRuleInForce } from "../../base/errors.ts";
import { clockForms } from "./clock-form.ts";
import type { ClockQuestion } from "./clock-question.ts";
import { clocksFor } from "./clocks-for.ts";

const zone = "America/New_York";
const friday = "2017-02-17T17:00"; // before Washington's Birthday, Monday 2017-02-20

/** `rule version: end` of every row, in order; the minute of the end is enough to read. */
function ends(question: Omit<ClockQuestion, "zone"> & { readonly zone?: string }): string[] {
  return clocksFor({ zone, ...question }).rules.map(
    (row) => `${row.rule} ${row.version}: ${row.end?.slice(0, 16) ?? "-"}`,
  );
}

test("forms since 2015 count straight, and the regulation is shown beside and differs", () => {
  for (const [form, rule] of [
    ["I-247A", "form-i-247a 3/17"],
    ["I-247D", "form-i-247d 5/15"],
    ["I-247X", "form-i-247x 2015"],
  ] as const) {
    assert.deepEqual(ends({ form, start: friday }), [
      `${rule}: 2017-02-19T17:00`,
      "8-cfr-287.7-d 2003: 2017-02-22T17:00",
    ]);
    const found = clocksFor({ form, start: friday, zone });
    assert.equal(found.used, found.rules[0]?.rule);
    assert.deepEqual(
      found.rules.map((row) => [row.is_used, row.differs_from_used]),
      [
        [true, false],
        [false, true],
      ],
    );
    assert.match(found.rules[1]?.why ?? "", /leaves out Saturdays, Sundays and holidays.* 72 hours later/);
  }
});

test("the old form counts by the exclusion that it prints, like the regulation", () => {
  const found = clocksFor({ form: "I-247", start: friday, zone });
  assert.equal(found.used, "form-i-247");
  assert.deepEqual(ends({ form: "I-247", start: friday }), [
    "form-i-247 4-1-97 to 12/12: 2017-02-22T17:00",
    "8-cfr-287.7-d 2003: 2017-02-22T17:00",
  ]);
  assert.equal(found.rules[1]?.differs_from_used, false);
  assert.match(found.rules[1]?.calendar_rule_applied ?? "", /6103/);
});

test("a row tells start and end on the wall and in UTC, its days left out, its cite and how far it was checked", () => {
  const row = clocksFor({ form: "I-247", start: "2017-02-18T10:00", zone }).rules[0];
  assert.equal(row?.start, "2017-02-18T10:00:00-05:00");
  assert.equal(row?.start_at, "2017-02-18T15:00:00Z");
  assert.equal(row?.runs_from, "2017-02-21T00:00:00-05:00");
  assert.equal(row?.end, "2017-02-23T00:00:00-05:00");
  assert.equal(row?.end_at, "2017-02-23T05:00:00Z");
  assert.deepEqual(
    row?.left_out.map((each) => each.why),
    ["Saturday", "Sunday", "Washington's Birthday"],
  );
  assert.match(row?.cite ?? "", /Form I-247/);
  assert.equal(row?.verification, "partly_seen");
  assert.match(row?.source_url ?? "", /^https:/);
});

test("forms that ask for notice only have no clock, and say why", () => {
  for (const form of ["I-247N", "I-247G"]) {
    const found = clocksFor({ form, start: friday, zone, state: "NC" });
    assert.deepEqual([found.rules, found.used], [[], null]);
    assert.match(found.reason, /asks for notice only/);
  }
});

test("a paper's own count is given before its first day too, with a caution", () => {
  const early = clocksFor({ form: "I-247A", start: "2017-04-01T12:00", zone }).cautions;
  assert.match(early.join(), /first issued on 2017-04-02, after this start/);
  assert.deepEqual(clocksFor({ form: "I-247A", start: "2017-04-02T00:00", zone }).cautions, []);
  assert.match(clocksFor({ form: "I-247D", start: "2015-05-31T12:00", zone }).cautions.join(), /in 2015-06,/);
  assert.deepEqual(clocksFor({ form: "I-247D", start: "2024-01-01T12:00", zone }).cautions, []); // still active
});

test("how prints before 1997-04-01 counted is not known, and that is an error", () => {
  assert.throws(() => clocksFor({ form: "I-247", start: "1997-03-31T23:59", zone }), NoRuleInForce);
  assert.equal(clocksFor({ form: "I-247", start: "1997-04-01T00:00", zone }).used, "form-i-247");
});

test("8 CFR 287.7(d) is cited in the version of the day", () => {
  assert.match(ends({ form: "I-247", start: "2003-06-12T12:00" })[1] ?? "", /287\.7-d 1997:/);
  assert.match(ends({ form: "I-247", start: "2003-06-13T12:00" })[1] ?? "", /287\.7-d 2003:/);
  const before = clocksFor({ form: "I-247A", start: "1997-03-20T12:00", zone });
  assert.deepEqual(
    before.not_in_force.map((each) => each.rule),
    ["8-cfr-287.7-d"],
  );
});

test("North Carolina counts from receipt until 2025-10-01 and from otherwise release since", () => {
  const received_at = "2025-09-25T09:00";
  const row = (start: string): string | undefined =>
    ends({ form: "I-247A", start, state: "NC", received_at }).find((each) => each.startsWith("nc-"));
  assert.equal(row("2025-09-25T17:00"), "nc-162-62-b1 HB 10: 2025-09-27T09:00");
  assert.equal(row("2025-10-01T00:00"), "nc-162-62-b1 HB 318: 2025-10-03T00:00");
  assert.equal(ends({ form: "NC", start: "2025-10-01T12:00" })[0], "nc-162-62-b1 HB 318: 2025-10-03T12:00");
});

test("inside a change of the law both versions are shown, each with its days", () => {
  const rows = clocksFor({
    form: "NC",
    start: "2025-09-30T17:00",
    zone,
    received_at: "2025-09-30T09:00",
  }).rules;
  const [used, , later] = rows;
  assert.deepEqual([used?.version, used?.is_used, used?.end], ["HB 10", true, "2025-10-02T09:00:00-04:00"]);
  assert.match(used?.cautions.join() ?? "", /in force until 2025-10-01 only/);
  assert.deepEqual(
    [later?.version, later?.is_used, later?.end],
    ["HB 318", false, "2025-10-02T17:00:00-04:00"],
  );
  assert.match(later?.cautions.join() ?? "", /in force from 2025-10-01 only/);
  assert.equal(
    ends({ form: "NC", start: "2025-09-29T00:00" }).filter((each) => each.startsWith("nc-")).length,
    1,
  );
});

test("a window that reaches a minute into the new version's first day shows both, one that ends with the day before does not", () => {
  const [used, , later] = clocksFor({ form: "NC", start: "2025-09-29T00:01", zone }).rules;
  assert.deepEqual([used?.version, later?.version], ["HB 10", "HB 318"]);
  assert.match(used?.cautions.join() ?? "", /in force until 2025-10-01 only/);
  const before = clocksFor({ form: "NC", start: "2025-09-29T00:00", zone }).rules;
  assert.deepEqual(
    before.map((row) => [row.version, row.cautions]),
    [
      ["HB 10", []],
      ["2003", []],
    ],
  );
});

test("papers received after the time of otherwise release are pointed out", () => {
  const asked = { form: "I-247A", start: "2025-02-03T12:00", zone };
  assert.match(clocksFor({ ...asked, received_at: "2025-02-03T12:01" }).cautions.join(), /check both times/);
  assert.deepEqual(clocksFor({ ...asked, received_at: "2025-02-03T12:00" }).cautions, []);
});

test("a receipt that was never told leaves the row without an end, and says so", () => {
  const row = clocksFor({ form: "I-247A", start: "2025-01-06T12:00", zone, state: "NC" }).rules[2];
  assert.deepEqual([row?.start, row?.end, row?.differs_from_used], [null, null, null]);
  assert.match(row?.why ?? "", /not counted: it runs from receipt/);
  const alone = clocksFor({ form: "NC", start: "2025-01-06T12:00", zone });
  assert.match(alone.cautions.join(), /start is read as the time of receipt/);
});

test("a window from receipt that ran out before release says that no time is left", () => {
  const early = { form: "NC", start: "2025-01-10T12:00", zone, received_at: "2025-01-06T12:00" };
  assert.match(clocksFor(early).rules[0]?.cautions.join() ?? "", /leaves no time to hold/);
  const inTime = clocksFor({ ...early, received_at: "2025-01-09T12:00" });
  assert.deepEqual(inTime.rules[0]?.cautions, []);
});

test("North Carolina's statute asked about before its first day is an error, beside a form a remark", () => {
  assert.throws(() => clocksFor({ form: "NC", start: friday, zone }), NoRuleInForce);
  assert.throws(() => clocksFor({ form: "NC", start: "2024-11-28T12:00", zone }), /2024-12-01/);
  assert.equal(clocksFor({ form: "NC", start: "2024-12-01T00:00", zone }).used, "nc-162-62-b1");
  const beside = clocksFor({ form: "I-247A", start: "2024-11-28T12:00", zone, state: "nc" });
  assert.equal(beside.used, "form-i-247a");
  assert.match(beside.not_in_force[0]?.why ?? "", /162-62.*from 2024-12-01/);
});

test("New Hampshire leaves out weekends and holidays from 2026-01-01", () => {
  assert.deepEqual(ends({ form: "I-247A", start: "2026-01-16T12:00", state: "NH" }), [
    "form-i-247a 3/17: 2026-01-18T12:00",
    "8-cfr-287.7-d 2003: 2026-01-21T12:00",
    "nh-30-b-1 SB 62: 2026-01-21T12:00", // Monday 2026-01-19 is a holiday
  ]);
  assert.equal(clocksFor({ form: "NH", start: "2026-01-16T12:00", zone }).used, "nh-30-b-1");
  assert.throws(() => clocksFor({ form: "NH", start: "2025-12-20T12:00", zone }), NoRuleInForce);
  assert.equal(ends({ form: "I-247A", start: "2025-12-20T12:00", state: "NH" }).length, 2);
});

test("Boston's code is shown for Boston, Massachusetts, in the version of the day, and is no leave to hold", () => {
  const row = (start: string): string | undefined =>
    ends({ form: "I-247D", start, state: "MA", city: "boston" })[2];
  assert.equal(row(friday), "boston-11-1.9 2014: 2017-02-22T17:00");
  assert.equal(row("2019-12-06T12:00"), "boston-11-1.9 2019: 2019-12-10T12:00");
  assert.equal(row("2014-07-01T12:00"), undefined);
  const found = clocksFor({ form: "I-247D", start: friday, zone, state: "MA", city: "Boston" });
  assert.match(found.rules[2]?.condition ?? "", /definition only/);
  assert.equal(ends({ form: "I-247D", start: friday, state: "GA", city: "Boston" }).length, 2);
});

test("a place without a recorded rule is told as not recorded, never as having none", () => {
  const { cautions } = clocksFor({
    form: "I-247A",
    start: "2018-02-02T12:00",
    zone,
    state: "TX",
    city: "Austin",
  });
  assert.deepEqual(cautions, [
    "no clock rule of the state TX is recorded; that is not to say that there is none",
    "no clock rule of Austin, TX is recorded; that is not to say that there is none",
  ]);
});

test("a start that came twice or never says how it was read", () => {
  const twice = clocksFor({ form: "I-247A", start: "2018-11-04T01:30", zone });
  assert.match(
    twice.cautions.join(),
    /came twice: 2018-11-04T01:30:00-04:00 is used, 2018-11-04T01:30:00-05:00/,
  );
  assert.equal(twice.rules[0]?.end, "2018-11-06T00:30:00-05:00");
  const chosen = clocksFor({ form: "I-247A", start: "2018-11-04T01:30-05:00", zone });
  assert.deepEqual([chosen.cautions, chosen.rules[0]?.end], [[], "2018-11-06T01:30:00-05:00"]);
  const never = clocksFor({ form: "I-247A", start: "2018-03-11T02:30", zone });
  assert.match(never.cautions.join(), /skipped.*read as 2018-03-11T03:30:00-04:00/);
});

const refused: readonly [question: Partial<ClockQuestion>, says: RegExp][] = [
  [{ form: "I-247B" }, /form "I-247B".*I-247A, I-247D/],
  [{ zone: "EST" }, /zone "EST" is not an IANA zone/],
  [{ zone: "-05:00" }, /IANA/],
  [{ start: "2017-02-30T17:00" }, /start "2017-02-30T17:00" is not on any calendar; write/],
  [{ start: "2017-02-17T25:00" }, /is not a time there/],
  [{ start: "2017-02-17" }, /2017-02-17T17:00/],
  [{ start: "2017-02-17T17:00-06:00" }, /is not a time there/],
  [{ start: "1985-12-31T12:00" }, /years 1986 to 2100/],
  [{ start: "2101-01-01T12:00" }, /years 1986 to 2100/],
  [{ received_at: "yesterday" }, /time of receipt "yesterday"/],
  [{ city: "Boston" }, /needs its state/],
  [{ form: "NC", state: "SC" }, /name one of the two/],
];
for (const [question, says] of refused) {
  test(`refused: ${JSON.stringify(question)}`, () => {
    const asked = { form: "I-247A", start: friday, zone, ...question };
    assert.throws(
      () => clocksFor(asked),
      (error) => error instanceof InvalidInput && says.test(error.message),
    );
  });
}

test("forms are known however they are written", () => {
  for (const form of ["I247A", "i-247a", "I-247 A"])
    assert.equal(clocksFor({ form, start: friday, zone }).form, "I-247A");
});

test("from 1990 to 2040 every question is answered, or has no rule in force", () => {
  const questions = fc.record({
    form: fc.constantFrom(...clockForms),
    start: fc
      .date({ min: new Date("1990-01-01T00:00Z"), max: new Date("2040-12-31T23:59Z"), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 16)),
    zone: fc.constantFrom(zone, "America/Chicago", "America/Los_Angeles", "Pacific/Guam"),
    state: fc.constantFrom(undefined, "NC", "NH", "MA"),
    city: fc.constantFrom(undefined, "Boston"),
  });
  let answered = 0;
  fc.assert(
    fc.property(questions, (question) => {
      try {
        const found = clocksFor({ ...question, city: question.state && question.city });
        assert.equal(found.used === null, found.rules.length === 0);
        assert.equal(found.rules.filter((row) => row.is_used).length, found.used === null ? 0 : 1);
        answered++;
      } catch (error) {
        if (error instanceof NoRuleInForce) assert.ok(["I-247", "NC", "NH"].includes(question.form));
        else assert.ok(error instanceof AppError && /name one of the two/.test(error.message), String(error));
      }
    }),
    { numRuns: 500 },
  );
  assert.ok(answered > 250, `only ${answered} of 500 answered`);
});
