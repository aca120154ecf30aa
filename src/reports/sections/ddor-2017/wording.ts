import type { ReportInput } from "../report-input.ts";

/** The titles are those of editions 2 and 3 of 2017; edition 1 said "Non-Cooperative Jurisdictions" (domain brief 4.3, label drift E19). */
export const titleNote =
  "The section title is that of the 2017 form, editions 2 and 3; edition 1 was worded otherwise. The words are the form's, not a finding of this record.";

/** The week as the form's titles say it. */
export function between({ builder }: ReportInput): string {
  return `between ${builder.week.from} and ${builder.week.to}`;
}
