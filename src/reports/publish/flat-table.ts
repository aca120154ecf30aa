import { isSuppressed } from "../disclosure/shown-count.ts";
import type { Column, Edition, Figure, Table, TableCell } from "../edition.ts";

/** A field of a data file; `number` holds counts and shares in one column. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: Column["kind"] | "number";
}

/** A table as data files carry it: fields, and rows of cells in the same order. */
export interface FlatTable {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly rows: readonly (readonly TableCell[])[];
}

const text = (key: string, label: string): Field => ({ key, label, kind: "text" });

const figureFields: readonly Field[] = [
  text("figure_id", "Figure id"),
  text("section_id", "Section"),
  text("label", "Label"),
  text("kind", "Count or share"),
  { key: "value", label: "Value", kind: "number" },
  text("missing", "Why there is no value"),
  { key: "share_unknown", label: "Share of the population with no answer", kind: "share" },
  text("population", "What is counted"),
  text("window", "Days counted"),
  text("as_of", "As known at"),
  text("rules", "Rules"),
  text("note", "Note"),
];

/** A table of the report as data: the key of each row, then its columns. */
export function flatTable(table: Table): FlatTable {
  const fields = [text("row_key", "Row key"), ...table.columns];
  return { title: table.caption, fields, rows: table.rows.map((row) => [row.key, ...row.cells]) };
}

/** Every figure of the edition as data: one row a figure. */
export function flatFigures(edition: Edition): FlatTable {
  const rows = edition.sections.flatMap((section) =>
    section.figures.map((figure) => figureRow(section.id, figure)),
  );
  return { title: "Every figure of the report", fields: figureFields, rows };
}

function figureRow(sectionId: string, figure: Figure): TableCell[] {
  const { id, label, kind, missing, share_unknown, basis, note } = figure;
  const value = missing === "suppressed" ? { suppressed: true as const } : figure.value;
  const { population, window, as_of, rules } = basis;
  return [
    id,
    sectionId,
    label,
    kind,
    value,
    missing,
    share_unknown,
    population,
    window,
    as_of,
    rules.join(" "),
    note,
  ];
}

/** Whether any cell of a field is hidden, so that Parquet needs a column that says which. */
export function hidesCells(table: FlatTable, at: number): boolean {
  return table.rows.some((row) => isSuppressed(row[at] ?? null));
}
