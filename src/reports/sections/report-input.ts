import type { Names } from "./names.ts";
import type { ReportFacts } from "./report-facts.ts";
import type { ReportBuilder } from "./section-builder.ts";

/** What a section is built from. */
export interface ReportInput {
  readonly builder: ReportBuilder;
  readonly names: Names;
  readonly facts: ReportFacts;
  readonly position: number;
  readonly disclosure: "public" | "party";
  readonly likely_duplicates: "leave-out" | "keep";
}

/** Bodies with fewer requests than this in the week are printed as one row: below it nearly every cell would be suppressed. */
export const bodyRowFrom = 20;

/** Bodies with fewer declines, and spellings of places with fewer requests, than this in the week are printed as one row. */
export const ownRowFrom = 10;
