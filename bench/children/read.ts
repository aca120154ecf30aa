import { performance } from "node:perf_hooks";
import { bestHeader } from "../../src/sources/layouts/header.ts";
import { readLayouts } from "../../src/sources/layouts/layout.ts";
import { readTables } from "../../src/sources/readers/read-tables.ts";
import type { Cell, SheetSink } from "../../src/sources/table.ts";

/**
 * Reads a file as an import reads it, asking for the columns that a record is made of (or for all, with "all"), and does
 * nothing with the rows but count them and their cells with a value.
 */
const [file = "", wanted = "asked"] = process.argv.slice(2);
const layouts = readLayouts();
const headers = new Set<string>();
let [rows, filled] = [0, 0];

function count(cells: readonly Cell[]): undefined {
  rows++;
  for (const cell of cells) if (cell !== null) filled++;
}

function sheetSink(): SheetSink {
  let isHeaderMet = false;
  return {
    row(_row, cells) {
      if (isHeaderMet) return count(cells);
      const match = bestHeader(cells, layouts);
      if (match === null || match.missing_required.length > 0) return undefined;
      isHeaderMet = true;
      const asked =
        wanted === "all"
          ? [...cells.keys()]
          : [...match.columns.values(), ...match.flags.map((flag) => flag.column)];
      for (const column of asked) headers.add(String(cells[column]));
      return asked;
    },
    end: () => undefined,
  };
}

const started = performance.now();
await readTables(file, { sheet: sheetSink });
const ms = performance.now() - started;
process.stdout.write(JSON.stringify({ ms, rows, filled, headers: [...headers] }));
