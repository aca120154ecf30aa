import type { Edition, Figure, Table, TableCell } from "../edition.ts";
import type { CellRef, DisclosurePolicy } from "./policy.ts";
import { cellRef } from "./relations.ts";

/** A number of an edition as the policy sees it: its value (null where not recorded), and whether it counts people. */
export interface PrintedNumber {
  readonly value: number | null;
  readonly kind: "count" | "share";
  readonly exempt: boolean;
  /** False for a count that only stands behind a share. */
  readonly printed: boolean;
}

interface Named extends Omit<PrintedNumber, "exempt"> {
  readonly id: CellRef;
  /** The wider names under which this number can be exempt: its table, its column. */
  readonly under: readonly string[];
}

/**
 * Every count and share of an edition and of the policy's unprinted counts, by its id. Throws when two share an id, a
 * value cannot be a count, a cell is hidden already, or an exemption names nothing.
 */
export function numbersOf(edition: Edition, policy: DisclosurePolicy): Map<CellRef, PrintedNumber> {
  const named = [
    ...edition.sections.flatMap((section) => section.figures.flatMap(figureNumbers)),
    ...edition.sections.flatMap((section) => section.tables.flatMap(tableNumbers)),
    ...(policy.counts ?? []).map((count) => nameNumber(count.id, count.value, "count", [], false)),
  ];
  refuseUnknownExemptions(edition, named, policy.exempt ?? []);
  const exempt = new Set(policy.exempt ?? []);
  const numbers = new Map<CellRef, PrintedNumber>();
  for (const { id, under, ...number } of named) {
    if (numbers.has(id))
      throw new Error(`two numbers of the edition are both named ${id}; give each its own id`);
    numbers.set(id, { ...number, exempt: exempt.has(id) || under.some((name) => exempt.has(name)) });
  }
  return numbers;
}

function nameNumber(
  id: CellRef,
  value: number | null,
  kind: Named["kind"],
  under: readonly string[],
  printed = true,
): Named {
  const fits =
    value === null || (kind === "count" ? Number.isSafeInteger(value) && value >= 0 : Number.isFinite(value));
  if (!fits) throw new Error(`${id} is ${value}, which is no ${kind}`);
  return { id, value, kind, under, printed };
}

function figureNumbers(figure: Figure): Named[] {
  if (figure.missing === "suppressed")
    throw new Error(`${figure.id} is hidden already; protect the full edition`);
  const unknown = nameNumber(`${figure.id}.share_unknown`, figure.share_unknown, "share", [figure.id]);
  return [
    nameNumber(figure.id, figure.value, figure.kind, []),
    ...(figure.share_unknown === null ? [] : [unknown]),
  ];
}

function tableNumbers(table: Table): Named[] {
  return table.rows.flatMap((row) =>
    table.columns.flatMap(({ key, kind }, at) => {
      if (kind !== "count" && kind !== "share") return [];
      const id = cellRef(table, row.key, key);
      return [nameNumber(id, numberIn(row.cells[at], id), kind, [table.id, `${table.id}.${key}`])];
    }),
  );
}

function numberIn(cell: TableCell | undefined, id: CellRef): number | null {
  if (typeof cell === "number" || cell === null) return cell;
  const what = cell === undefined ? "missing" : typeof cell === "string" ? "text" : "hidden already";
  throw new Error(
    `${id} is ${what}; a count or share column holds numbers, or null where nothing is recorded`,
  );
}

function refuseUnknownExemptions(edition: Edition, named: readonly Named[], exempt: readonly string[]): void {
  const tables = edition.sections.flatMap((section) => section.tables);
  const known = new Set([
    ...named.map((number) => number.id),
    ...tables.map((table) => table.id),
    ...tables.flatMap((table) => table.columns.map((column) => `${table.id}.${column.key}`)),
  ]);
  const unknown = exempt.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new Error(`the exemption ${unknown} names no figure, table, column or cell of the edition`);
}
