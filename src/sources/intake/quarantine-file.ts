import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { formatCsv } from "../../base/csv.ts";
import { lineageHeaders } from "../layouts/header.ts";
import type { SheetEnd } from "./intake-protocol.ts";

function freePath(folder: string, stem: string): string {
  for (let n = 1; ; n++) {
    const path = `${folder}/${stem}${n === 1 ? "" : `-${n}`}.csv`;
    if (!existsSync(path)) return path;
  }
}

/**
 * Writes the rows of a sheet that were put aside as a CSV that a person can mend and import again: the columns as headed in
 * the source, then where each row stands and why it was put aside. Returns the path; null when nothing was put aside.
 */
export function writeQuarantineFile(sheet: SheetEnd, fileSha256: string, dataFolder: string): string | null {
  if (sheet.quarantined.length === 0) return null;
  const folder = `${dataFolder}/quarantine`;
  mkdirSync(folder, { recursive: true });
  const rows = sheet.quarantined.map((row) => [
    ...sheet.kept_headers.map((_, i) => row.cells[i] ?? ""),
    ...(row.lineage ?? [fileSha256, sheet.name, String(row.row_no)]),
    `${row.field}: ${row.reason}`,
  ]);
  const path = freePath(folder, `${fileSha256.slice(0, 12)}-sheet-${sheet.index + 1}`);
  writeFileSync(`${path}.part`, formatCsv([[...sheet.kept_headers, ...lineageHeaders], ...rows]));
  renameSync(`${path}.part`, path);
  return path;
}
