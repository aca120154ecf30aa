import type { DetainerForm } from "../forms/form.ts";
import { defineRule } from "../rule.ts";
import {
  type Declined,
  type EvidenceGrade,
  type OutcomeCode,
  type OutcomeFinding,
  outcomes,
} from "./outcome.ts";

/** One row of reference/lift-reasons/lift-reasons.csv, as far as the rule reads it. */
export interface LiftReasonRow {
  readonly ice_lift_reason: string;
  readonly neutral_outcome_code: string;
  readonly counts_as_declined: string;
  readonly evidence_grade: string;
}

/** What ICE recorded: the reason as written, or the state of its cell. */
export interface LiftReasonCell {
  readonly state: "value" | "empty" | "redacted";
  readonly written: string;
}

type Apply = (reason: LiftReasonCell, form: DetainerForm, rows: readonly LiftReasonRow[]) => OutcomeFinding;

function asWords(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

function unknown(outcome: OutcomeCode, explanation: string): OutcomeFinding {
  return { outcome, outcome_detail: null, counts_as_declined: "unknown", evidence_grade: null, explanation };
}

const requestsOf = (form: DetainerForm): string =>
  form.asks_hold === false
    ? `The form (${form.form}) asked only to be told of the release, so no hold can have been declined.`
    : "";

function mapped(row: LiftReasonRow, written: string, form: DetainerForm): OutcomeFinding {
  const [code = "", detail = null] = row.neutral_outcome_code.split(":");
  if (!(code in outcomes))
    return unknown("UNMAPPED", `The reference table maps "${written}" to ${code}, which is no outcome code.`);
  const outcome = code as OutcomeCode;
  const scope = outcome === "DECLINED_REPORTED_BY_ICE" ? ` ${requestsOf(form)}`.trimEnd() : "";
  return {
    outcome,
    outcome_detail: detail,
    counts_as_declined: row.counts_as_declined as Declined,
    evidence_grade: row.evidence_grade as EvidenceGrade,
    explanation: `ICE recorded "${written}": ${outcomes[outcome]}${detail ? ` (${detail.replaceAll("_", " ")})` : ""}.${scope}`,
  };
}

const apply: Apply = (reason, form, rows) => {
  if (reason.state === "redacted")
    return unknown("REDACTED", "The release withholds how this detainer ended.");
  if (reason.state === "empty" || reason.written.trim() === "") {
    return unknown(
      "PENDING_OR_UNRECORDED",
      "No end is recorded: the request may be open, or its end was never written down.",
    );
  }
  const row = rows.find(
    (r) => r.ice_lift_reason !== "" && asWords(r.ice_lift_reason) === asWords(reason.written),
  );
  if (!row)
    return unknown(
      "UNMAPPED",
      `ICE recorded "${reason.written}", a value that the rule does not know; it is counted and never guessed.`,
    );
  return mapped(row, reason.written.trim(), form);
};

/**
 * What became of a request, from ICE's own lift reason alone: evidence grade C at best, because the jail's side is not in it.
 * "Detainer Declined by LEA" is the only value that counts as declined; late notice and early release are disputed, an
 * empty cell is open or unrecorded and never read as honored or declined (domain brief 3.3; data/law lift-reason map,
 * read 2026-11-21 from the NPR and Deportation Data Project releases).
 */
export const iceLiftReason = defineRule<Apply>("outcome.ice-lift-reason", [
  {
    version: "1",
    // ICE's field holds values from the oldest release met (FY2008); the reading is Accord's own and has one version so far.
    in_force: { from: "2007-10-01", before: null },
    cite: "ICE FOIA releases 15-06333 / 15-87693 and 2025-2026, field Detainer Lift Reason; evidence grades: Accord methodology, outcomes",
    text: "The outcome of a request is read from ICE's lift reason by a published table; an empty value is open or unrecorded; only the value Detainer Declined by LEA counts as declined, as recorded by ICE.",
    apply,
  },
]);
