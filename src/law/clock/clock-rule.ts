import type { Verification } from "../policies/instrument.ts";
import { defineRule, type Rule, type RuleVersion } from "../rule.ts";

/** How many hours a clock runs, and which facility-local calendar days it does not run on. */
export interface Counting {
  readonly hours: number;
  readonly leaves_out: "nothing" | "weekends_and_federal_holidays";
}

/** The event that starts a clock. */
export type StartEvent = "otherwise_released" | "papers_received" | "state_charges_resolved";

/** What one version of a clock rule says, and how far that was checked. */
export interface ClockTerms extends Counting {
  readonly starts: StartEvent;
  /** What must also be so for the window to matter; null where the text names nothing. */
  readonly condition: string | null;
  readonly note: string | null;
  /** Whether the day of `in_force` is known, or only its month; then the first of the month stands for it. */
  readonly in_force_precision: "day" | "month";
  readonly verification: Verification;
  /** Where the text was read or, for general knowledge, is to be checked. */
  readonly source_url: string;
}

export type ClockVersion = RuleVersion<ClockTerms>;

/** Whose count a clock is. */
export type ClockLayer = "form" | "federal_regulation" | "state_statute" | "city_code";

/** A clock with its versions; a form's count stays with the paper, so its version has no last day. */
export interface ClockRule extends Rule<ClockTerms> {
  readonly title: string;
  readonly layer: ClockLayer;
}

/** Makes a clock rule of its versions. */
export function defineClock(
  id: string,
  title: string,
  layer: ClockLayer,
  versions: readonly ClockVersion[],
): ClockRule {
  return { ...defineRule(id, versions), title, layer };
}

/** Said wherever a clock leaves days out: no text found says which days are holidays. */
export const calendarRule =
  "those of 5 U.S.C. 6103(a), on the weekday on which they are observed (6103(b), Executive Order 11582); Inauguration Day, single days given off and state holidays are not left out";

/** The start events in words. */
export const startEvents: Readonly<Record<StartEvent, string>> = {
  otherwise_released: "the time the person would otherwise be released",
  papers_received: "receipt of the detainer and the administrative warrant",
  state_charges_resolved: "the resolution of the state charges",
};
