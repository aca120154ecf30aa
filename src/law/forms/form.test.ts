import assert from "node:assert/strict";
import { test } from "node:test";
import { readReference } from "../../base/reference.ts";
import { formOf } from "./form.ts";

const rows = readReference("forms/forms.csv") as never;
const cases: [
  label: string,
  form: string,
  notify: boolean | null,
  hold: boolean | null,
  serve: boolean | null,
][] = [
  ["I247 - Immigration Detainer - Notice of Action (prior to March 2013)", "I-247", true, true, null],
  ["I247D - Immigration Detainer - Request for Action", "I-247D", true, true, true],
  ["I247N - Immigration Advisal - Request for Notification", "I-247N", true, false, false],
  ["I247A - Immigration Detainer - Notice of Action (as of May 2025)", "I-247A", true, true, true],
  ["I247G - Request for Advance Notification of Release", "I-247G", true, false, false],
  ["", "not recorded", null, null, null],
  ["I300 - something else", "unmapped", null, null, null],
  ["I2471", "unmapped", null, null, null],
];
for (const [label, form, notify, hold, serve] of cases) {
  test(`form: ${label || "(empty)"}`, () => {
    assert.deepEqual(formOf(label, rows), { form, asks_notify: notify, asks_hold: hold, asks_serve: serve });
  });
}
