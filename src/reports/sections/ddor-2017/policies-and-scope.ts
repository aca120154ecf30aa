import { policyTable } from "../policy-table.ts";
import type { ReportInput } from "../report-input.ts";
import { titleNote } from "./wording.ts";

/** Sections III and IV: the policy table, empty until policies are recorded, and the scope of the report. */
export function policiesAndScope({ builder, facts }: ReportInput): void {
  const { policies } = facts;
  const basis = builder.plainBasis(
    `instruments recorded with a citation and in force on ${builder.week.to}`,
    `${builder.week.from} to ${builder.week.to}`,
  );
  builder.section({
    id: "section-3",
    number: "III",
    title: "Table of Jurisdictions that have Enacted Policies which Restrict Cooperation with ICE",
    lead: [
      titleNote,
      policies === null
        ? "The record holds no local policies yet, so the table is empty. That a jurisdiction is absent says nothing of it."
        : `Instruments whose operative text limits holds, notice of release or ICE interviews, in force on ${builder.week.to}, ${policies.told}. The registry does not cover every place; absence says nothing.`,
    ],
    tables: [policyTable("section-3-policies", policies, basis)],
  });
  builder.section({
    id: "section-4",
    number: "IV",
    title: "Report Scope and Data Fidelity",
    lead: [
      "Scope: immigration detainers in the imported releases, prepared in or (where a date is given) recorded as ended in the week, Saturday to Friday in facility-local dates. Federal and tribal facilities are not left out; each is placed with the body that controlled it.",
      "Fidelity: a facility is placed with a body only with evidence; otherwise it is printed as not resolved. Declines are ICE's entries alone (evidence grade C) and were not confirmed by the jails. Where ICE expected a refusal it often issued no detainer, so few rows do not mean cooperation.",
      "A jurisdiction's appearance in this report is not a finding about its cooperation. Every body named can contest an entry; see how to correct this report.",
    ],
  });
}
