import assert from "node:assert/strict";
import { test } from "node:test";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { fieldNamed, inputOf, inputProblems } from "./form-input.ts";
import { en } from "./messages/en.ts";

const book = actionNamed("book");
const log = actionNamed("log_request");
const release = actionNamed("release");

test("what is left empty is left out, what is ticked is true, and line ends are those of the record", () => {
  const typed = {
    at: ["2026-03-02T09:00"],
    reason: ["bond_posted"],
    criminal_warrants_checked: ["true"],
    note: ["one\r\ntwo\r\n"],
  };
  assert.deepEqual(inputOf(release, typed), {
    at: "2026-03-02T09:00",
    reason: "bond_posted",
    criminal_warrants_checked: true,
    tell_issuer: false,
    note: "one\ntwo",
  });
});

test("rows without their text are left out, and several ticks are a list", () => {
  const typed = {
    "charges.0.description": ["First"],
    "charges.0.stage": ["arrest"],
    "charges.1.description": [" "],
    "charges.1.stage": ["arrest"],
    "charges.2.description": ["Third"],
    bases: ["final_order", "biometric_match"],
    asks_hold: ["false"],
  };
  assert.deepEqual(inputOf(book, typed).charges, [
    { description: "First", stage: "arrest" },
    { description: "Third" },
  ]);
  const entered = inputOf(log, typed);
  assert.deepEqual(entered.bases, ["final_order", "biometric_match"]);
  assert.equal(entered.asks_hold, false);
});

const problems = (input: object) => inputProblems(log, input, en);
const whole = {
  form: "I-247A",
  issued_on: "2026-03-02",
  facility_id: "sample",
  booking_number: "B-1",
  issuing_unit: "office",
  received_at: "2026-03-02T09:00",
  channel: "fax",
};

const cases: readonly (readonly [name: string, input: object, field: string, text: string])[] = [
  ["a field that is missing", { ...whole, booking_number: undefined }, "booking_number", en.faults.missing],
  [
    "a text that is too long",
    { ...whole, booking_number: "x".repeat(41) },
    "booking_number",
    en.faults.too_long(40),
  ],
  ["a code that is none", { ...whole, channel: "pigeon" }, "channel", en.faults.no_choice],
  ["a day that is none", { ...whole, issued_on: "2026-02-30" }, "issued_on", en.faults.no_day],
  ["a number that is none", { ...whole, notify_hours: "soon" }, "notify_hours", en.faults.no_number],
  ["a number that is too much", { ...whole, notify_hours: "9999" }, "notify_hours", en.faults.too_much(720)],
];
for (const [name, input, field, text] of cases)
  test(`${name} is told in plain words`, () => assert.deepEqual(problems(input), [{ field, text }]));

test("a form that is whole has no problem, and an error's field is found by its own name", () => {
  assert.deepEqual(problems(whole), []);
  assert.equal(fieldNamed(release, "occurred_at"), "at");
  assert.equal(fieldNamed(release, "details.reason"), "reason");
  assert.equal(fieldNamed(book, "charges.0.description"), "charges.0.description");
  assert.equal(fieldNamed(release, "details.nothing"), null);
});
