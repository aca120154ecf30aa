import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readReference } from "../../base/reference.ts";
import { formOf } from "../forms/form.ts";
import { iceLiftReason } from "./ice-lift-reason.ts";
import { outcomes } from "./outcome.ts";

const reasons = readReference("lift-reasons/lift-reasons.csv") as never;
const forms = readReference("forms/forms.csv") as never;
const rule = iceLiftReason.on("2015-02-01");
const form = formOf("I247 - Immigration Detainer - Notice of Action (as of March 2013)", forms);
const value = (written: string) => ({ state: "value" as const, written });

const cases: [name: string, written: string, outcome: string, declined: string, detail: string | null][] = [
  ["custody", "Booked into Detention", "ICE_CUSTODY", "no", null],
  ["the one value that says declined", "Detainer Declined by LEA", "DECLINED_REPORTED_BY_ICE", "yes", null],
  [
    "late notice is disputed, not declined",
    "Insufficient Notice to ICE",
    "RELEASED_LATE_NOTICE",
    "disputed",
    null,
  ],
  ["early release is disputed", "Early Release", "RELEASED_EARLIER_THAN_EXPECTED", "disputed", null],
  [
    "out of custody says nothing of how",
    "No longer in State, Local, or Federal Custody",
    "NOT_IN_CUSTODY",
    "unknown",
    null,
  ],
  [
    "ICE's own resources are not the jail's act",
    "ICE Temporary Resource Constraint",
    "ICE_DID_NOT_ASSUME",
    "no",
    null,
  ],
  ["lack of space is ICE's", "Lifted - Lack of Space", "ICE_DID_NOT_ASSUME", "no", null],
  ["a citizenship claim ends it", "United States Citizen Interviewed", "CANCELLED_BY_ICE", "no", "usc_claim"],
  ["case and blanks do not matter", "  detainer  declined by lea ", "DECLINED_REPORTED_BY_ICE", "yes", null],
];
for (const [name, written, outcome, declined, detail] of cases) {
  test(`lift reason: ${name}`, () => {
    const finding = rule.apply(value(written), form, reasons);
    assert.equal(finding.outcome, outcome);
    assert.equal(finding.counts_as_declined, declined);
    assert.equal(finding.outcome_detail, detail);
    assert.equal(finding.evidence_grade, "C");
  });
}

test("an empty reason is open or unrecorded, a redacted one is withheld, and neither has a grade", () => {
  assert.equal(rule.apply({ state: "empty", written: "" }, form, reasons).outcome, "PENDING_OR_UNRECORDED");
  assert.equal(rule.apply({ state: "redacted", written: "" }, form, reasons).outcome, "REDACTED");
  assert.equal(rule.apply({ state: "empty", written: "" }, form, reasons).evidence_grade, null);
});

test("any other text is unmapped, and never declined", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const finding = rule.apply(value(`zz ${text}`), form, reasons);
      assert.equal(finding.outcome, "UNMAPPED");
      assert.notEqual(finding.counts_as_declined, "yes");
    }),
  );
});

test("a notice-only form says that no hold can have been declined", () => {
  const noticeOnly = formOf("I247N - Immigration Advisal - Request for Notification", forms);
  assert.match(
    rule.apply(value("Detainer Declined by LEA"), noticeOnly, reasons).explanation,
    /no hold can have been declined/,
  );
});

test("every row of the reference table leads to an outcome code", () => {
  const rows = readReference("lift-reasons/lift-reasons.csv") as unknown as { ice_lift_reason: string }[];
  const named = rows.filter((row) => row.ice_lift_reason !== "" && !row.ice_lift_reason.startsWith("("));
  assert.ok(named.length >= 20);
  for (const row of named) {
    const { outcome } = rule.apply(value(row.ice_lift_reason), form, reasons);
    assert.ok(outcome in outcomes && outcome !== "UNMAPPED", row.ice_lift_reason);
  }
});

test("there is no rule before ICE's field begins", () => {
  assert.throws(() => iceLiftReason.on("2007-09-30"), /no version of the rule/);
  assert.equal(iceLiftReason.on("2007-10-01").version, "1");
});
