import type { Cell } from "../table.ts";

/** A cell is a value, empty, or redacted: three states, kept apart. */
export type CellState = "value" | "empty" | "redacted";

/** What exports write for "nothing here": R, Python and SQL spellings. */
const nothing = new Set(["NA", "N/A", "NAN", "NULL", "NONE", "#N/A"]);

/** FOIA exemptions 6 and 7 as ICE writes them, in any spelling: `b(6), b(7)c`, `(b)(6);(b)(7)(C)`, `B(7)(E)`. */
const exemption = /^(?:b[67][a-f]?)+$/;

/** Which of the three states a cell is in. */
export function cellState(cell: Cell): CellState {
  const text = (cell ?? "").trim();
  if (text === "" || nothing.has(text.toUpperCase())) return "empty";
  const bare = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (bare === "redacted") return "redacted";
  return text.includes("(") && exemption.test(bare) ? "redacted" : "value";
}
