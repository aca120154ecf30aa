import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayOf, momentOf, type TimeForm, timeForm } from "./time-form.ts";

const form = (text: string): TimeForm => {
  const made = timeForm(text);
  assert.ok(typeof made !== "string", String(made));
  return made;
};
const zone = "America/Los_Angeles";

const read: readonly [form: string, text: string, at: string | null][] = [
  ["YYYY-MM-DD HH:mm:ss", "2016-12-22 08:00:00", "2016-12-22T16:00:00Z"],
  ["YYYY-MM-DDTHH:mm", "2016-07-01T08:05", "2016-07-01T15:05:00Z"],
  ["YYYY-MM-DD HH:mm:ss.SSS", "2016-12-22 08:00:07.123", "2016-12-22T16:00:07Z"],
  ["M/D/YYYY H:mm", "7/4/2017 9:30", "2017-07-04T16:30:00Z"],
  ["M/D/YYYY H:mm", "07/04/2017 09:30", "2017-07-04T16:30:00Z"],
  ["M/D/YY h:mm A", "7/4/17 12:05 am", "2017-07-04T07:05:00Z"],
  ["M/D/YY h:mm A", "7/4/17 12:05 PM", "2017-07-04T19:05:00Z"],
  ["M/D/YY h:mm A", "7/4/17 13:05 PM", null],
  ["YYYY-MM-DD HH:mm:ss", "2016-02-30 08:00:00", null],
  ["YYYY-MM-DD HH:mm:ss", "2016-02-29 24:00:00", null],
  ["YYYY-MM-DD HH:mm:ss", "2016-02-29 08:60:00", null],
  ["YYYY-MM-DD HH:mm:ss", "2016-02-29", null],
  ["YYYY-MM-DD HH:mm:ss", "x2016-02-29 08:00:00", null],
  ["YYYY-MM-DD HH:mm:ss", "2016-02-29 08:00:00x", null],
];
for (const [text, written, at] of read)
  test(`${text} reads "${written}" as ${at ?? "no time"}`, () =>
    assert.equal(momentOf(written, [form(text)], zone)?.at ?? null, at));

test("a time that came twice is the first of the two, one that never was says so", () => {
  const forms = [form("YYYY-MM-DD HH:mm")];
  assert.deepEqual(
    ["2016-11-06 01:00", "2016-11-06 02:00", "2017-03-12 02:30"].map(
      (text) => momentOf(text, forms, zone)?.reading,
    ),
    ["first_of_two", "as_written", "skipped"],
  );
});

test("the first form that fits is taken, and a day is read from either kind of form", () => {
  assert.equal(dayOf("2017-03-04", [form("M/D/YYYY"), form("YYYY-MM-DD")]), "2017-03-04");
  assert.equal(dayOf("3/4/2017 10:00", [form("M/D/YYYY H:mm")]), "2017-03-04");
  assert.equal(dayOf("13/4/2017", [form("M/D/YYYY")]), null);
  assert.equal(momentOf("3/4/2017", [form("M/D/YYYY")], zone), null);
});

const wrong: readonly [form: string, says: RegExp][] = [
  ["DD.MONTH.YYYY", /names a part twice|stands for nothing/],
  ["yyyy-mm-dd", /stands for nothing/],
  ["MM/DD", /lacks the year/],
  ["YYYY-DD", /lacks the month/],
  ["YYYY-MM-DD MM", /names a part twice/],
  ["YYYY YY-MM-DD", /names a part twice/],
  ["YYYY-MM-DD hh:mm", /needs both h and A/],
  ["YYYY-MM-DD HH", /needs both hours and minutes/],
  ["", /lacks the month/],
];
for (const [text, says] of wrong)
  test(`"${text}" is no form, and it is said why`, () => assert.match(String(timeForm(text)), says));

test("any text is a form or a line that says why not, and no form fails on any text", () => {
  const forms = ["M/D/YYYY H:mm", "YYYY-MM-DD HH:mm:ss", "M/D/YY h:mm A"].map(form);
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789/-: APM") }), (any, like) => {
      const made = timeForm(any);
      assert.ok(typeof made !== "string" || !made.includes("\n") || any.includes("\n"));
      for (const text of [any, like]) momentOf(text, forms, zone);
    }),
  );
});
