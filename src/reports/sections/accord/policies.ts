import type { ReportInput } from "../report-input.ts";

/** Section 9: local policies in force in the week; the record holds none yet, and the section says so. */
export function policiesSection({ builder }: ReportInput): void {
  builder.section({
    id: "policies",
    number: "9",
    title: "Jurisdictions with policies in force",
    lead: [
      "The record holds no local policies yet: nothing is said here of any jurisdiction. That a jurisdiction is not listed does not mean that it has no policy.",
    ],
    tables: [
      {
        id: "policies-in-force",
        caption: "Policies in force in the week",
        columns: [
          { key: "jurisdiction", label: "Jurisdiction (AOR)", kind: "text" },
          { key: "enacted_on", label: "Date enacted", kind: "date" },
          { key: "policy", label: "Policy", kind: "text" },
          { key: "criteria", label: "Criteria", kind: "text" },
        ],
        rows: [],
        total_row: null,
        basis: builder.plainBasis(
          "instruments recorded with a citation and in force in the week",
          `${builder.week.from} to ${builder.week.to}`,
        ),
        notes: [],
        empty: "No policy is recorded. This is a gap of the record, not a finding about anyone.",
      },
    ],
  });
}
