import type { Figure, Suppressed, Table, TableCell } from "../edition.ts";
import { defaultThreshold } from "./policy.ts";

const grouped = new Intl.NumberFormat("en-US");

/** Whether the disclosure policy hides a cell. */
export function isSuppressed(cell: TableCell): cell is Suppressed {
  return typeof cell === "object" && cell !== null;
}

/** A count as a reader sees it, cell or figure: "1,203", "suppressed", or "not recorded". */
export function shownCount(of: TableCell | Figure): string {
  if (typeof of === "object" && of !== null && "kind" in of) return shownFigure(of);
  if (isSuppressed(of)) return "suppressed";
  if (of === null) return "not recorded";
  return typeof of === "number" ? grouped.format(of) : of;
}

function shownFigure(figure: Figure): string {
  if (figure.missing === "suppressed") return "suppressed";
  return figure.value === null ? "not recorded" : grouped.format(figure.value);
}

/** The note that a table with hidden cells carries, null for one without. */
export function suppressionNote(table: Table, threshold: number = defaultThreshold): string | null {
  if (!table.rows.some((row) => row.cells.some(isSuppressed))) return null;
  return `Counts of people from 1 to ${threshold - 1} are suppressed, and with them other numbers, large ones too, from which they could be worked out.`;
}
