import type { Basis, Column, Edition, Figure, Table, TableCell } from "../../edition.ts";

/** A small synthetic basis: who is counted is of no matter to the disclosure tests. */
const basis: Basis = { population: "synthetic requests", window: "one week", as_of: "position 1", rules: [] };

/** A synthetic table: row labels with their numbers, `null` for no total row; columns are counts unless named share_*. */
export function tableOf(
  id: string,
  columns: readonly string[],
  rows: Record<string, readonly TableCell[]>,
  total_row: string | null = "total",
): Table {
  const described = columns.map(
    (key): Column => ({ key, label: key, kind: key.startsWith("share") ? "share" : "count" }),
  );
  return {
    id,
    caption: id,
    columns: [{ key: "label", label: "Label", kind: "text" }, ...described],
    rows: Object.entries(rows).map(([key, cells]) => ({ key, cells: [key, ...cells] })),
    total_row,
    basis,
    notes: [],
    empty: "no rows",
  };
}

/** A synthetic figure: a count, or a share where `share_unknown` or a fraction says so. */
export function figureOf(
  id: string,
  value: number | null,
  kind: Figure["kind"] = "count",
  share_unknown: number | null = null,
): Figure {
  return {
    id,
    label: id,
    kind,
    value,
    missing: value === null ? "not_recorded" : null,
    share_unknown,
    basis,
    note: null,
  };
}

/** A synthetic party edition of one section. */
export function editionOf(tables: readonly Table[], figures: readonly Figure[] = []): Edition {
  return {
    id: "accord.2015-01-31.p1.party",
    template: "accord",
    template_version: "1",
    title: "Synthetic",
    subtitle: "Synthetic",
    period: { from: "2015-01-31", to: "2015-02-06" },
    position: 1,
    as_of: "2015-02-07T00:00:00.000Z",
    disclosure: "party",
    is_synthetic: true,
    summary: [],
    sections: [{ id: "s", number: "1", title: "Synthetic", lead: [], figures, tables, charts: [] }],
    sources: [],
    rules: [],
  };
}

/** The cells of a table of an edition by `row.column`, hidden ones as "x". */
export function cellsOf(edition: Edition, table_id: string): Record<string, number | string | null> {
  const table = edition.sections.flatMap((section) => section.tables).find((each) => each.id === table_id);
  const entries = (table?.rows ?? []).flatMap((row) =>
    (table?.columns ?? [])
      .slice(1)
      .map((column, at) => [`${row.key}.${column.key}`, shown(row.cells[at + 1] ?? null)] as const),
  );
  return Object.fromEntries(entries);
}

function shown(cell: TableCell): number | string | null {
  return typeof cell === "object" && cell !== null ? "x" : cell;
}
