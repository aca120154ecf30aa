import type { Day } from "../../base/day.ts";
import type { Verification } from "../policies/instrument.ts";

/** The results of a legal test (domain brief 5.0); never a bare "sanctuary = true". */
export const results = ["meets", "does_not_meet", "not_determinable", "contested", "not_applicable"] as const;
export type Result = (typeof results)[number];

/** A value of a fact with who asserts it, from where, and how far that was checked. */
export interface FactValue {
  readonly fact_id: string;
  /** allow | forbid | conditional | silent | must | may | must_not …, true, false, a list or a date, as text. */
  readonly value: string;
  readonly asserted_by: string;
  /** The instrument, provision, custodian row, list entry, letter or order that it rests on. */
  readonly source: string;
  readonly verification: Verification;
  readonly in_force: { readonly from: Day | null; readonly to: Day | null };
  /** Why it is not certain that it stood on the day; left out where it is certain. */
  readonly doubt?: string;
}

/** What is known of one jurisdiction on one day: facts by id; a fact that nobody asserts is absent, never false. */
export interface FactSet {
  readonly jurisdiction_geoid: string;
  readonly jurisdiction_name: string;
  readonly level: "state" | "county" | "city";
  readonly on: Day;
  readonly facts: ReadonlyMap<string, readonly FactValue[]>;
  /** Other codes of the same government. */
  readonly also_geoids?: readonly string[];
  /** The grades that were let in; left out where all were. */
  readonly verifications?: readonly Verification[];
}

/** The smallest change of facts that would change a result. */
export interface Flip {
  readonly change: readonly { readonly fact_id: string; readonly from: string | null; readonly to: string }[];
  readonly result: Result;
}

/** A part or a reading of a test with a result of its own. */
export interface Part {
  readonly part: string;
  readonly result: Result;
}

/** One evaluation, replayable: the definition's id and version, the day, the facts used and missing, and why. */
export interface Evaluation {
  readonly definition: string;
  readonly version: string;
  readonly jurisdiction_geoid: string;
  readonly on: Day;
  readonly result: Result;
  /** A result's finer word: listed_by_doj, not_ours_to_answer, letter_may_violate, enjoined, not_in_force … */
  readonly detail: string | null;
  readonly facts_used: readonly FactValue[];
  readonly facts_missing: readonly string[];
  readonly explanation: readonly string[];
  readonly flips: readonly Flip[];
  /** Orders that reach this jurisdiction on this day. */
  readonly orders: readonly string[];
  /** The test's parts or readings, where it has any. */
  readonly parts?: readonly Part[];
  /** What was taken as given because the test speaks only to such a body ("a grantee of fiscal year 2017"). */
  readonly premises?: readonly { readonly fact_id: string; readonly value: string }[];
  /** The result that there would be without the order that bars the test. */
  readonly without_orders?: { readonly result: Result; readonly detail: string | null };
}
