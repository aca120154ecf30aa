import type { Edition, Table, TableCell } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import { firstProblem } from "./check.ts";

type Row = Table["rows"][number];

/** Shares are published with at least three decimals; a coarser one would hide a wrong numerator. */
const roundingOfShares = 0.0005;

/** The first total that is not the sum of its rows, in one line; null when all add up. */
export function totalsProblem(edition: Edition): string | null {
  return firstProblem(tablesOf(edition), (table) => {
    const total = table.rows.find((row) => row.key === table.total_row);
    if (total === undefined) return null;
    return firstProblem(table.columns.keys(), (at) =>
      table.columns[at]?.kind === "count" ? columnProblem(table, total, at) : null,
    );
  });
}

/** With every part shown the total is their sum; with a part hidden or not recorded it is at least the sum of the others. */
function columnProblem(table: Table, total: Row, at: number): string | null {
  const said = total.cells[at] ?? null;
  if (typeof said !== "number") return null;
  const parts = table.rows.filter((row) => row !== total).map((row): TableCell => row.cells[at] ?? null);
  const sum = parts.reduce<number>((soFar, part) => soFar + (typeof part === "number" ? part : 0), 0);
  const isWhole = parts.every((part) => typeof part === "number");
  if (isWhole ? sum === said : sum <= said) return null;
  const where = `${paths.edition}: ${table.id}.${total.key}.${table.columns[at]?.key}`;
  return isWhole
    ? `${where}: it says ${said}, its rows add up to ${sum}`
    : `${where}: it says ${said}, the rows shown already come to ${sum}`;
}

/** The first share that is not what its own row and total give, in one line; null when all that can be derived agree. */
export function sharesProblem(edition: Edition): string | null {
  return firstProblem(tablesOf(edition), (table) => {
    const total = table.rows.find((row) => row.key === table.total_row);
    if (total === undefined) return null;
    return firstProblem(derivable(table, total), ([share, count]) =>
      firstProblem(table.rows, (row) =>
        shareProblem(table, row, share, [count, total.cells[count] as number]),
      ),
    );
  });
}

/** Pairs of a share column and the count column it is of: where the total's share is the whole, and one count can be meant. */
function derivable(table: Table, total: Row): [number, number][] {
  const columnsOf = (kind: string) =>
    [...table.columns.keys()].filter((at) => table.columns[at]?.kind === kind);
  const counts = columnsOf("count");
  return columnsOf("share").flatMap((share): [number, number][] => {
    const key = table.columns[share]?.key ?? "";
    const named = counts.filter(
      (count) =>
        key === `${table.columns[count]?.key}_share` || key === `share_of_${table.columns[count]?.key}`,
    );
    const [count, other] = named.length > 0 ? named : counts;
    const isOfTotal = total.cells[share] === 1 && count !== undefined && other === undefined;
    return isOfTotal && Number(total.cells[count]) > 0 ? [[share, count]] : [];
  });
}

function shareProblem(
  table: Table,
  row: Row,
  share: number,
  [count, whole]: readonly [number, number],
): string | null {
  const [said, part] = [row.cells[share], row.cells[count]];
  if (
    typeof said !== "number" ||
    typeof part !== "number" ||
    Math.abs(said - part / whole) <= roundingOfShares
  )
    return null;
  return `${paths.edition}: ${table.id}.${row.key}.${table.columns[share]?.key}: it says ${said}, ${part} of ${whole} is ${part / whole}`;
}

function tablesOf(edition: Edition): Table[] {
  return edition.sections.flatMap((section) => [...section.tables]);
}
