import { policyTable } from "../policy-table.ts";
import type { ReportInput } from "../report-input.ts";

/** Section 9: local policies in force on the last day of the week, as recorded; where none is recorded the section says so. */
export function policiesSection({ builder, facts }: ReportInput): void {
  const basis = builder.plainBasis(
    `instruments recorded with a citation and in force on ${builder.week.to}`,
    `${builder.week.from} to ${builder.week.to}`,
  );
  const { policies } = facts;
  builder.section({
    id: "policies",
    number: "9",
    title: "Jurisdictions with policies in force",
    lead: [
      policies === null
        ? "The record holds no local policies yet: nothing is said here of any jurisdiction. That a jurisdiction is not listed does not mean that it has no policy."
        : `Instruments in force on ${builder.week.to}, ${policies.told}. The registry does not cover every place: that a jurisdiction is not listed does not mean that it has no policy, and being listed is no finding about its cooperation.`,
    ],
    figures:
      policies === null
        ? []
        : [
            builder.plainCount(
              "policies.in_force",
              "Instruments listed",
              policies.rows.length,
              basis,
              "Rules, not outcomes.",
            ),
          ],
    tables: [policyTable("policies-in-force", policies, basis)],
  });
}
