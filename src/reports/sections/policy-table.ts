import type { SectionThreeRow } from "../../law/policies/section-three.ts";
import type { Column, Table, TableCell } from "../edition.ts";
import type { RecordedPolicies } from "./report-facts.ts";

/** The columns of Section III of the 2017 form, and how far each row was checked. */
export const policyColumns: readonly Column[] = [
  { key: "jurisdiction", label: "Jurisdiction (AOR)", kind: "text" },
  { key: "enacted_on", label: "Date enacted", kind: "text" },
  { key: "policy", label: "Policy", kind: "text" },
  { key: "criteria", label: "Criteria for honoring detainer", kind: "text" },
  { key: "verification", label: "Checked", kind: "text" },
];

function cells(row: SectionThreeRow): TableCell[] {
  const areas = row.areas.length === 0 ? "" : ` (${row.areas.join(", ")})`;
  const dated =
    row.date_enacted === null
      ? null
      : `${row.date_enacted}${row.date_is === "adopted" ? "" : ` (${row.date_is})`}`;
  const policy = row.standing === "uncertain" ? `${row.policy} (in force perhaps: ${row.why})` : row.policy;
  return [
    `${row.jurisdiction}${areas}`,
    dated,
    policy,
    row.criteria.join(" "),
    row.verification.replaceAll("_", " "),
  ];
}

/** Policies that limited holds, notice or interviews, most recently enacted first. A policy is never an outcome (evidence grade D). */
export function policyTable(id: string, policies: RecordedPolicies | null, basis: Table["basis"]): Table {
  const rows = policies?.rows ?? [];
  return {
    id,
    caption: "Policies that limit holds, notice of release or ICE interviews, most recently enacted first",
    columns: policyColumns,
    rows: rows.map((row) => ({ key: row.instrument_id, cells: cells(row) })),
    total_row: null,
    basis,
    notes: [
      "A policy says what a rule is, not what a jail did: it enters no count of outcomes.",
      "Only instruments that bind, or that may, and whose operative text limits are listed. Practices, statements, resolutions and searches that found nothing stand in the policy registry, each with its reason.",
      "Checked says how far the row was verified: seen, partly seen, or general knowledge still to be verified.",
    ],
    empty: "No policy is recorded. This is a gap of the record, not a finding about anyone.",
  };
}
