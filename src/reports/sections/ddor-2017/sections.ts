import type { DeclinedRow } from "../declined-rows.ts";
import type { ReportInput } from "../report-input.ts";
import { declinedSection } from "./declined.ts";
import { issuedSection } from "./issued.ts";
import { policiesAndScope } from "./policies-and-scope.ts";

/** The four sections of the form of 2017; `rows` are printed in a party's view only. */
export function ddorSections(input: ReportInput, rows: readonly DeclinedRow[], hasDates: boolean): void {
  issuedSection(input);
  declinedSection(input, rows, hasDates);
  policiesAndScope(input);
}
