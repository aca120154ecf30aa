import { type ReadLimits, readLimits, type TableFormat, type TableVisitor } from "../table.ts";
import type { CellSources } from "./cell-reader.ts";
import { scanMarkup } from "./markup-scan.ts";
import { serialDates } from "./serial-date.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { SheetScanner } from "./sheet-scanner.ts";
import type { SourceFile } from "./source-file.ts";
import { readStyles } from "./styles.ts";
import { readWorkbook, type Workbook, type Worksheet } from "./workbook.ts";
import { openArchive, type ZipArchive } from "./zip-archive.ts";

/**
 * Hands the rows of every worksheet of a workbook to the visitor, in the order of its tabs, hidden ones included; a
 * sheet that the visitor passes over is not inflated. Numbers come as their shortest text, those under a date format as
 * ISO dates, error values and empty text as null. Throws `SourceRejected`.
 */
export async function readXlsx(
  file: SourceFile,
  visitor: TableVisitor,
  limits: ReadLimits = readLimits,
): Promise<TableFormat> {
  const archive = await openArchive(file, limits);
  const workbook = await readWorkbook(archive);
  const sources = await readSources(archive, workbook, limits);
  for (const sheet of workbook.sheets) await readSheet(archive, workbook, sheet, sources, visitor, limits);
  return { format: "xlsx" };
}

async function readSources(
  archive: ZipArchive,
  workbook: Workbook,
  limits: ReadLimits,
): Promise<CellSources> {
  return {
    styles: await readStyles(archive, workbook.styles),
    strings: await readSharedStrings(archive, workbook.shared_strings, limits),
    dates: serialDates(workbook.date_system),
  };
}

async function readSheet(
  archive: ZipArchive,
  workbook: Workbook,
  sheet: Worksheet,
  sources: CellSources,
  visitor: TableVisitor,
  limits: ReadLimits,
): Promise<void> {
  const { name, index } = sheet;
  const sink = visitor.sheet({ name, index, date_system: workbook.date_system });
  if (sink === null) return;
  const where = `${archive.name}, sheet "${name}"`;
  await scanMarkup(archive, sheet.part, new SheetScanner(where, sink, sources, limits), limits);
  sink.end();
}
