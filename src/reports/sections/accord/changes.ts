import type { Figure, Table } from "../../edition.ts";
import type { ReportInput } from "../report-input.ts";

const kinds: Readonly<Record<string, string>> = {
  import: "files imported",
  facility_resolution: "facility decisions",
  outcome_finding: "outcome findings",
  assertion: "assertions by parties",
};

/** The national counts of an earlier edition's position, for the same or an earlier week. */
export interface EarlierCounts {
  readonly total: number;
  readonly closed: number;
  readonly declined: number;
}

function changeTable(input: ReportInput, now: EarlierCounts, before: EarlierCounts, same: boolean): Table {
  const rows = [
    ["total", "Requests prepared in the week"],
    ["closed", "Closed: an end is recorded"],
    ["declined", "Recorded as declined"],
  ] as const;
  return {
    id: "changes-in-counts",
    caption: same ? "This week as the last edition had it, and now" : "Last edition's week and this one",
    columns: [
      { key: "label", label: "Count", kind: "text" },
      { key: "before", label: same ? "Last edition" : "Last edition's week", kind: "count" },
      { key: "now", label: "This edition", kind: "count" },
    ],
    rows: rows.map(([key, label]) => ({ key, cells: [label, before[key], now[key]] })),
    total_row: null,
    basis: input.builder.plainBasis(
      "detainers, superseded and duplicate entries left out",
      `${input.facts.previous?.week_from ?? ""} and ${input.builder.week.from} (weeks from)`,
    ),
    notes: [],
    empty: "",
  };
}

/** Section 11: what was appended to the record since the last edition, and what that changed. */
export function changesSection(input: ReportInput, now: EarlierCounts, before: EarlierCounts | null): void {
  const { builder, facts } = input;
  const { previous } = facts;
  const same = previous?.week_from === builder.week.from;
  if (previous !== null && before !== null) {
    builder.relations.push(
      { total: "requests.total", parts: ["changes-in-counts.total.now"] },
      { total: "standing.closed", parts: ["changes-in-counts.closed.now"] },
      { total: "declined.total", parts: ["changes-in-counts.declined.now"] },
    );
  }
  const window = previous === null ? "" : `positions ${previous.data_position + 1} to ${input.position}`;
  const figures: Figure[] = facts.appended.map((row) =>
    builder.plainCount(
      `changes.${row.kind}`,
      `Appended since: ${kinds[row.kind] ?? row.kind}`,
      row.entries,
      builder.plainBasis("journal entries", window),
    ),
  );
  builder.section({
    id: "changes",
    number: "11",
    title: "What changed since the last edition",
    lead:
      previous === null
        ? ["This is the first edition that this record knows of; there is nothing to compare it with."]
        : [
            `The last edition is ${previous.edition_id}, compiled at position ${previous.data_position} of the record; this one stands at position ${input.position}.`,
            ...(facts.appended.length === 0 ? ["Nothing was appended to the record in between."] : []),
          ],
    figures,
    tables: previous === null || before === null ? [] : [changeTable(input, now, before, same)],
  });
}
