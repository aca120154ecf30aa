import { csvCell, csvTextCell } from "../../base/csv.ts";
import { isSuppressed } from "../disclosure/shown-count.ts";
import type { TableCell } from "../edition.ts";
import type { FlatTable } from "./flat-table.ts";

/** What a hidden cell reads in CSV. */
export const suppressedWord = "suppressed";

/** A flat table as CSV: a header row of keys, LF line ends, text cells that no spreadsheet takes for a formula. */
export function csvOf(table: FlatTable): string {
  const header = table.fields.map((field) => csvCell(field.key)).join(",");
  const lines = table.rows.map((row) => row.map(cellText).join(","));
  return `${[header, ...lines].join("\n")}\n`;
}

/** A cell as it stands between commas: numbers bare, `suppressed` where hidden, nothing where not recorded. */
function cellText(cell: TableCell): string {
  if (cell === null) return "";
  if (isSuppressed(cell)) return suppressedWord;
  return typeof cell === "number" ? String(cell) : csvTextCell(cell);
}
