import { existsSync } from "node:fs";
import { NotFound } from "../../base/errors.ts";
import { readTables } from "../readers/read-tables.ts";
import type { Cell } from "../table.ts";
import { archivedPath } from "./archive.ts";

/** The cells of source rows as written, by `sheet name|row number`, read again from the archived file. */
export async function readSourceRows(
  folder: string,
  fileSha256: string,
  wanted: readonly { readonly sheet: string; readonly row: number }[],
): Promise<Map<string, readonly Cell[]>> {
  const path = archivedPath(folder, fileSha256);
  if (!existsSync(path))
    throw new NotFound(
      `the archive has no copy of the source file ${fileSha256.slice(0, 12)}; put it back as ${path}`,
    );
  const keys = new Set(wanted.map((w) => `${w.sheet}|${w.row}`));
  const found = new Map<string, readonly Cell[]>();
  await readTables(path, {
    sheet: (info) => ({
      row(row, cells) {
        const key = `${info.name}|${row}`;
        if (keys.has(key)) found.set(key, [...cells]);
        return undefined;
      },
      end: () => undefined,
    }),
  });
  return found;
}
