import { InvalidInput } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { headerName } from "../layouts/header.ts";
import type { Cell } from "../table.ts";
import type { BookingColumn, BookingMapping } from "./mapping.ts";
import { shown } from "./plain-text.ts";

/** A header row read with a mapping. */
export interface BookingHeader {
  /** The number of each mapped column, from 0. */
  readonly columns: ReadonlyMap<BookingColumn, number>;
  readonly width: number;
  /** Headers that are not read, as written, in the file's order. */
  readonly ignored_headers: readonly string[];
  /** Those of them that the mapping does not name at all. */
  readonly unknown_headers: readonly string[];
}

function columnsOf(names: readonly string[], mapping: BookingMapping): Map<BookingColumn, number> {
  const found = new Map<BookingColumn, number>();
  for (const [column, synonyms] of Object.entries(mapping.columns) as [BookingColumn, string[]][]) {
    const name = synonyms.map(headerName).find((synonym) => names.includes(synonym));
    if (name !== undefined) found.set(column, names.indexOf(name));
  }
  return found;
}

function missingLine(column: BookingColumn, mapping: BookingMapping, unread: readonly string[]): string {
  const known = mapping.columns[column] ?? [];
  const near = nearestName(headerName(known[0] ?? column), unread.map(headerName));
  const there = near === null ? "no header is near it" : `the nearest header is "${near}"`;
  return `no column ${known.map((name) => `"${name}"`).join(" or ")} for ${column}, ${there}`;
}

/**
 * Which column of a file is which field, by header name and never by place. Throws `InvalidInput` in one line for a header that
 * is there twice, and for columns that are mapped and gone, each with the nearest header that nothing else claims.
 */
export function matchBookingHeader(
  cells: readonly Cell[],
  mapping: BookingMapping,
  where: string,
): BookingHeader {
  const names = cells.map(headerName);
  const mapped = new Set(Object.values(mapping.columns).flat().map(headerName));
  const again = names.find((name, at) => mapped.has(name) && names.indexOf(name) !== at);
  if (again !== undefined)
    throw new InvalidInput(
      `${where}: the header "${again}" is there twice; leave one of the two columns out`,
    );
  const columns = columnsOf(names, mapping);
  const read = new Set(columns.values());
  const ignored = cells.flatMap((cell, at) => (read.has(at) || !cell?.trim() ? [] : [shown(cell)]));
  const missing = (Object.keys(mapping.columns) as BookingColumn[]).filter(
    (column) => !columns.has(column) && !mapping.optional.includes(column),
  );
  if (missing.length > 0) {
    const lines = missing.map((column) => missingLine(column, mapping, ignored)).join("; ");
    throw new InvalidInput(`${where}: ${lines}; correct the export, or the mapping "${mapping.name}"`, {
      missing,
    });
  }
  const known = new Set([...mapped, ...mapping.not_recorded.map(headerName)]);
  return {
    columns,
    width: cells.length,
    ignored_headers: ignored,
    unknown_headers: ignored.filter((cell) => !known.has(headerName(cell))),
  };
}
