import { type Cell, readLimits } from "../table.ts";
import { scanMarkup } from "./markup-scan.ts";
import type { NumberKind } from "./number-format.ts";
import { rowCollector } from "./row-collector.ts";
import { serialDates } from "./serial-date.ts";
import { SheetScanner } from "./sheet-scanner.ts";
import { StringStore } from "./string-store.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** Rows of a sheet as a test compares them. */
export type SheetRows = readonly (readonly [row: number, cells: readonly Cell[]])[];

/** The shared strings and styles that the sheets of the tests refer to. */
export const sharedTexts: readonly string[] = ["first", "", "third & last", "a".repeat(40)];
const styles: readonly NumberKind[] = ["number", "moment", "elapsed"];

/** For tests: an archive whose only part arrives in pieces of so many bytes. */
export function archiveOf(xml: string, pieceBytes: number): ZipArchive {
  const bytes = Buffer.from(xml);
  return {
    name: "book.xlsx",
    has: () => true,
    async *chunks() {
      for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes);
    },
  };
}

/** For tests: the rows of a worksheet part, after the first only the columns asked for. */
export async function sheetRows(
  xml: string,
  pieceBytes: number = 1 << 20,
  ask?: readonly number[],
): Promise<SheetRows> {
  let isFirst = true;
  const collector = rowCollector(() => {
    const answer = isFirst ? ask : undefined;
    isFirst = false;
    return answer;
  });
  const sink = collector.sheet({ name: "S", index: 0, date_system: 1900 });
  const strings = new StringStore(readLimits.max_cell_bytes);
  for (const text of sharedTexts) strings.add(text);
  const sources = { strings, styles, dates: serialDates(1900) };
  if (sink === null) return [];
  const scanner = new SheetScanner("book.xlsx", sink, sources, readLimits);
  await scanMarkup(archiveOf(xml, pieceBytes), "s.xml", scanner, readLimits);
  return collector.sheets[0]?.rows.map(([row, cells]) => [row, cells] as const) ?? [];
}
