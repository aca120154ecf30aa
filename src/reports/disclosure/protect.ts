import { InvalidInput } from "../../base/errors.ts";
import type { Edition, Figure, Section, Table, TableCell } from "../edition.ts";
import { linearSystem, shareSums } from "./linear-system.ts";
import { type CellRef, type DisclosurePolicy, defaultThreshold, type ShareOf } from "./policy.ts";
import { numbersOf, type PrintedNumber } from "./printed-numbers.ts";
import { cellRef, totalRowSums } from "./relations.ts";
import { hideRowOrder } from "./row-order.ts";
import { suppress } from "./suppression.ts";

/**
 * The public view of a full (party) edition: every count of people from 1 to `threshold - 1` is hidden, with as many
 * other counts as keep it from being worked out from the rest of the edition, and every share of a hidden count.
 * The party edition itself is not changed. Throws `InvalidInput` on a threshold that is no whole number from 1, and
 * an `Error` where the edition and the policy's relations contradict each other. Method: docs/methodology/disclosure.md.
 */
export function protect(edition: Edition, policy: DisclosurePolicy = {}): Edition {
  const threshold = checkedThreshold(policy.threshold ?? defaultThreshold);
  if (edition.disclosure === "public")
    throw new Error(`${edition.id} is public already; protect the party edition`);
  const numbers = numbersOf(edition, policy);
  const shares = checkedShares(numbers, policy.shares ?? []);
  const relations = [...totalRowSums(edition), ...(policy.relations ?? []), ...shareSums(shares)];
  const system = linearSystem(numbers, relations);
  const { hidden } = suppress(system, threshold, knownUnknowns(system.unknownOf, policy.keep_hidden ?? []));
  const counts = [...system.unknownOf].filter(([, unknown]) => hidden[unknown] === 1).map(([id]) => id);
  return withHidden(edition, withShares(new Set(counts), shares));
}

/** The ids of the counts and shares that a public edition hides, for the `keep_hidden` of a later edition of its week. */
export function hiddenIn(edition: Edition): CellRef[] {
  return edition.sections.flatMap((section) => [
    ...section.figures.filter((figure) => figure.missing === "suppressed").map((figure) => figure.id),
    ...section.tables.flatMap(hiddenCells),
  ]);
}

function hiddenCells(table: Table): CellRef[] {
  return table.rows.flatMap((row) =>
    table.columns.flatMap((column, at) =>
      typeof row.cells[at] === "object" && row.cells[at] ? [cellRef(table, row.key, column.key)] : [],
    ),
  );
}

function checkedThreshold(threshold: number): number {
  if (Number.isInteger(threshold) && threshold >= 1) return threshold;
  throw new InvalidInput(
    `the disclosure threshold ${threshold} is not a whole number from 1; 10 hides counts from 1 to 9`,
  );
}

/** The shares with their unknowns' shares spelled out; throws where a share of people is not declared or not the quotient. */
function checkedShares(
  numbers: ReadonlyMap<CellRef, PrintedNumber>,
  declared: readonly ShareOf[],
): ShareOf[] {
  const shares = declared.flatMap((share) => [share, ...unknownShare(share)]);
  const known = new Set(shares.map((share) => share.share));
  for (const [id, { kind, value, exempt }] of numbers) {
    if (kind !== "share" || value === null || exempt || known.has(id)) continue;
    throw new Error(
      `the share ${id} names no counts; declare its part and its whole, or exempt it if it is not of people`,
    );
  }
  for (const share of shares) checkQuotient(numbers, share);
  return shares;
}

function unknownShare({ share, whole, unknown }: ShareOf): ShareOf[] {
  return unknown === undefined ? [] : [{ share: `${share}.share_unknown`, part: unknown, whole }];
}

function checkQuotient(numbers: ReadonlyMap<CellRef, PrintedNumber>, { share, part, whole }: ShareOf): void {
  const value = numbers.get(share)?.value ?? null;
  const [count, of] = [numbers.get(part)?.value ?? null, numbers.get(whole)?.value ?? null];
  if (value === null || count === null || of === null) return;
  // Shares may be rounded to whole percents.
  if (of === 0 || Math.abs(value - count / of) > 0.005_001)
    throw new Error(`the share ${share} is ${value}, not ${part} / ${whole} = ${count} / ${of}`);
}

/** What an earlier edition hid and this one still counts above zero. */
function knownUnknowns(unknownOf: ReadonlyMap<CellRef, number>, ids: readonly CellRef[]): number[] {
  return ids.flatMap((id) => unknownOf.get(id) ?? []);
}

/** A share is shown only where both its counts are. */
function withShares(hidden: Set<CellRef>, shares: readonly ShareOf[]): ReadonlySet<CellRef> {
  const gone = shares
    .filter(({ part, whole }) => hidden.has(part) || hidden.has(whole))
    .map(({ share }) => share);
  return new Set([...hidden, ...gone]);
}

function withHidden(edition: Edition, hidden: ReadonlySet<CellRef>): Edition {
  return {
    ...edition,
    id: edition.id.replace(/\.party$/, ""),
    disclosure: "public",
    sections: edition.sections.map(
      (section): Section => ({
        ...section,
        figures: section.figures.map((figure) => withHiddenFigure(figure, hidden)),
        tables: section.tables.map((table) => hideRowOrder(table, withHiddenCells(table, hidden))),
      }),
    ),
  };
}

function withHiddenFigure(figure: Figure, hidden: ReadonlySet<CellRef>): Figure {
  const share_unknown = hidden.has(`${figure.id}.share_unknown`) ? null : figure.share_unknown;
  if (!hidden.has(figure.id) || figure.value === null) return { ...figure, share_unknown };
  return { ...figure, value: null, missing: "suppressed", share_unknown };
}

function withHiddenCells(table: Table, hidden: ReadonlySet<CellRef>): Table {
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, at): TableCell => {
      const column = table.columns[at]?.key ?? "";
      return cell !== null && hidden.has(cellRef(table, row.key, column)) ? { suppressed: true } : cell;
    }),
  }));
  return { ...table, rows };
}
