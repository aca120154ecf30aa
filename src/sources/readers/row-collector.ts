import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cell, SheetInfo, TableVisitor } from "../table.ts";

/** A sheet as a test saw it: each row with its number, its cells and its width in the file. */
export interface CollectedSheet {
  readonly info: SheetInfo;
  readonly rows: [row: number, cells: readonly Cell[], width: number | undefined][];
  isEnded: boolean;
}

/** For tests: a visitor that keeps every row, asking for what `ask` answers after each. */
export function rowCollector(
  ask: (row: number, cells: readonly Cell[]) => readonly number[] | undefined = () => undefined,
): TableVisitor & { readonly sheets: CollectedSheet[] } {
  const sheets: CollectedSheet[] = [];
  return {
    sheets,
    sheet(info) {
      const sheet: CollectedSheet = { info, rows: [], isEnded: false };
      sheets.push(sheet);
      return {
        row(row, cells, width) {
          sheet.rows.push([row, [...cells], width]);
          return ask(row, cells);
        },
        end() {
          sheet.isEnded = true;
        },
      };
    },
  };
}

/** For tests: what `use` answers on the path of a file with that content, which is gone afterwards. */
export async function withFile<T>(
  name: string,
  content: string | Uint8Array,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "accord-readers-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
