import { nearestName } from "../../base/nearest-name.ts";
import type { Cell } from "../table.ts";
import type { Layout } from "./layout.ts";

/** The columns that a quarantine file adds, by which a mended row finds its way back. */
export const lineageHeaders = [
  "accord_source_sha256",
  "accord_sheet",
  "accord_row",
  "accord_reason",
] as const;

/** Where a header differs from its layout. */
export interface HeaderDrift {
  readonly kind: "unknown_header" | "missing_header";
  /** The header as written, or the record field whose header is gone. */
  readonly header: string;
  readonly nearest: string | null;
}

/** A header row read against a layout. */
export interface HeaderMatch {
  readonly layout: Layout;
  /** Column number of each record field that has one. */
  readonly columns: ReadonlyMap<string, number>;
  /** The layout's flags that are there, with their column numbers. */
  readonly flags: readonly { readonly name: string; readonly column: number }[];
  /** Column numbers of the lineage headers, for a mended quarantine file. */
  readonly lineage: { readonly sha256: number; readonly sheet: number; readonly row: number } | null;
  readonly missing_required: readonly string[];
  readonly drift: readonly HeaderDrift[];
  /** How many of the file's headers the layout knows. */
  readonly known: number;
}

/** A header's name as layouts spell it: lower case, every run of other characters one `_`. */
export function headerName(cell: Cell): string {
  return (cell ?? "")
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

function knownNames(layout: Layout): Set<string> {
  return new Set([
    ...Object.values(layout.fields).flat(),
    ...layout.flags,
    ...layout.not_recorded,
    ...lineageHeaders,
  ]);
}

function lineageOf(names: readonly string[]): HeaderMatch["lineage"] {
  const [sha256, sheet, row] = lineageHeaders.slice(0, 3).map((name) => names.indexOf(name)) as [
    number,
    number,
    number,
  ];
  return sha256 >= 0 && sheet >= 0 && row >= 0 ? { sha256, sheet, row } : null;
}

function driftOf(
  cells: readonly Cell[],
  names: readonly string[],
  layout: Layout,
  columns: ReadonlyMap<string, number>,
): HeaderDrift[] {
  const known = knownNames(layout);
  const unknown = names.flatMap((name, at): HeaderDrift[] =>
    name === "" || known.has(name)
      ? []
      : [{ kind: "unknown_header", header: (cells[at] ?? "").trim(), nearest: nearestName(name, known) }],
  );
  const missing = Object.keys(layout.fields)
    .filter((field) => !columns.has(field))
    .map(
      (field): HeaderDrift => ({
        kind: "missing_header",
        header: field,
        nearest: nearestName(
          layout.fields[field]?.[0] ?? field,
          unknown.map((u) => headerName(u.header)),
        ),
      }),
    );
  return [...unknown, ...missing];
}

/** Reads one row of cells as the header of a layout: which column holds which field, what is missing, what nobody knows. */
export function matchHeader(cells: readonly Cell[], layout: Layout): HeaderMatch {
  const names = cells.map(headerName);
  const columns = new Map<string, number>();
  for (const [field, synonyms] of Object.entries(layout.fields)) {
    const found = synonyms.find((name) => names.includes(name));
    if (found !== undefined) columns.set(field, names.indexOf(found));
  }
  const known = knownNames(layout);
  return {
    layout,
    columns,
    flags: layout.flags.flatMap((name) =>
      names.includes(name) ? [{ name, column: names.indexOf(name) }] : [],
    ),
    lineage: lineageOf(names),
    missing_required: layout.required.filter((field) => !columns.has(field)),
    drift: driftOf(cells, names, layout, columns),
    known: names.filter((name) => name !== "" && known.has(name)).length,
  };
}

function score(match: HeaderMatch, names: ReadonlySet<string>): number {
  const marks = match.layout.marks.filter((name) => names.has(name)).length;
  return match.known - match.missing_required.length * 2 + marks * 3;
}

/**
 * The layout that a row of cells is the best header of, or null when the row is no header: fewer than half of its cells
 * (or fewer than two) are names that any layout knows. A required field may still be missing; the caller decides what that means.
 */
export function bestHeader(cells: readonly Cell[], layouts: readonly Layout[]): HeaderMatch | null {
  const names = new Set(cells.map(headerName).filter((name) => name !== ""));
  const matches = layouts.map((layout) => matchHeader(cells, layout));
  const best = matches.reduce<HeaderMatch | null>(
    (a, b) => (a !== null && score(a, names) >= score(b, names) ? a : b),
    null,
  );
  if (best === null || best.known < 2) return null;
  return best.known * 2 >= names.size || best.missing_required.length === 0 ? best : null;
}
