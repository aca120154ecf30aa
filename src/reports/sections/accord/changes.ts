import type { Figure, Table, TableCell } from "../../edition.ts";
import { closed, counted, declined } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

/** The national counts of another week, or of this week at an earlier position. */
export interface EarlierCounts {
  readonly total: number;
  readonly closed: number;
  readonly declined: number;
}

/** Those counts, and the ids of numbers that the other edition's public view hides. */
export interface EarlierEdition {
  readonly counts: EarlierCounts;
  readonly hidden: readonly string[];
}

/** What this edition is compared with. */
export interface Earlier {
  readonly week_before: EarlierEdition;
  readonly last_edition: (EarlierEdition & { readonly edition_id: string; readonly position: number }) | null;
}

const kinds: Readonly<Record<string, string>> = {
  import: "files imported",
  facility_resolution: "facility decisions",
  outcome_finding: "outcome findings",
  assertion: "assertions by parties",
};

const rows = [
  { key: "total", label: "Requests prepared in the week", figure: "requests.total", where: counted },
  { key: "closed", label: "Closed: an end is recorded", figure: "standing.closed", where: closed },
  {
    key: "declined",
    label: "Recorded as declined",
    figure: "declined.total",
    where: { ...counted, ...declined },
  },
] as const;

/** One column of earlier counts; where the other edition hides one, this one does too. */
function earlierColumn(input: ReportInput, key: string, earlier: EarlierEdition): void {
  for (const row of rows) {
    if (earlier.hidden.includes(row.figure))
      input.builder.keepHidden.push(`changes-in-counts.${row.key}.${key}`);
  }
}

function changeTable(input: ReportInput, { week_before, last_edition }: Earlier): Table {
  const { builder } = input;
  const columns = [
    { key: "week_before", label: "The week before, as known now", earlier: week_before as EarlierEdition },
    ...(last_edition === null
      ? []
      : [
          {
            key: "last_edition",
            label: "This week, in the last edition",
            earlier: last_edition as EarlierEdition,
          },
        ]),
  ];
  for (const { key, earlier } of columns) earlierColumn(input, key, earlier);
  return {
    id: "changes-in-counts",
    caption: "This week beside the week before, and beside its last edition",
    columns: [
      { key: "label", label: "Count", kind: "text" },
      ...columns.map(({ key, label }) => ({ key, label, kind: "count" as const })),
      { key: "now", label: "This week, now", kind: "count" },
    ],
    rows: rows.map((row) => ({
      key: row.key,
      cells: [
        row.label,
        ...columns.map(({ earlier }): TableCell => earlier.counts[row.key]),
        builder.tracedCount(`changes-in-counts.${row.key}.now`, "prepared", row.where),
      ],
    })),
    total_row: null,
    basis: builder.basis("prepared", "detainers"),
    notes: [
      "A younger week has had less time for an end to be recorded; fewer closed requests are no trend.",
    ],
    empty: "",
  };
}

/** Section 11: this week beside the one before, and what was appended to the record since the last edition. */
export function changesSection(input: ReportInput, earlier: Earlier): void {
  const { builder, facts } = input;
  const last = earlier.last_edition;
  const window = last === null ? "" : `positions ${last.position + 1} to ${input.position}`;
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
      last === null
        ? [
            "At this position of the record no earlier edition of this week was published; the week before stands beside it.",
          ]
        : [
            `The last edition of this week is ${last.edition_id}, compiled as of position ${last.position}; this one stands at position ${input.position}.`,
          ],
    figures,
    tables: [changeTable(input, earlier)],
  });
}
