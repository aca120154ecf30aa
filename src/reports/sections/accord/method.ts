import type { Table } from "../../edition.ts";
import type { ReportInput } from "../report-input.ts";

function sourcesTable({ builder, facts }: ReportInput): Table {
  builder.exempt.push("sources-read");
  return {
    id: "sources-read",
    caption: "Source files: every row read is recorded, already known, or quarantined",
    columns: [
      { key: "file_name", label: "File", kind: "text" },
      { key: "covers_from", label: "Covers from", kind: "date" },
      { key: "covers_to", label: "Covers to", kind: "date" },
      { key: "read", label: "Rows read", kind: "count" },
      { key: "recorded", label: "Recorded", kind: "count" },
      { key: "known", label: "Already known", kind: "count" },
      { key: "quarantined", label: "Quarantined", kind: "count" },
    ],
    rows: facts.sources.map((s) => ({
      key: `release_${s.release_id}`,
      cells: [s.file_name, s.covers_from, s.covers_to, s.read, s.recorded, s.known, s.quarantined],
    })),
    total_row: null,
    basis: builder.plainBasis("source files imported up to this position", "all imports up to this position"),
    notes: [],
    empty: "No source file covers this week.",
  };
}

/** Section 12: how the numbers were made, and what they cannot say. */
export function methodSection(input: ReportInput): void {
  const { builder } = input;
  builder.section({
    id: "method",
    number: "12",
    title: "Method and limits",
    lead: [
      "Weeks run from Saturday to Friday in facility-local dates. Every number is a count over the record as known at one position; the same position and version give the same report, byte for byte.",
      "Outcomes are found by one published rule from ICE's lift reason (evidence grade C). The facility of each request is resolved by code, or by name with city and state, never by a county's name alone; who controls it is a dated fact with a source, and much of that is general knowledge still to be verified.",
      "Rows that repeat another exactly are different people unless the source says otherwise, and are all counted. Rows that the source marks as likely duplicates are " +
        (input.likely_duplicates === "keep" ? "counted." : "left out and counted apart."),
      "A small number of requests says nothing of cooperation: where ICE expected a refusal it often issued none. Numbers of issued and of declined requests are different populations and are never divided one by the other.",
      input.disclosure === "public"
        ? "Counts of people from 1 to 9 are suppressed, and so is whatever would let them be worked out."
        : "This is a party's own view: nothing is suppressed. It is not for publication.",
    ],
    tables: [sourcesTable(input)],
  });
}
