import { type ReadLimits, readLimits, type TableFormat, type TableVisitor } from "../table.ts";
import { readDelimited } from "./delimited.ts";
import { kindBytes, kindOf } from "./file-kind.ts";
import { readParquet } from "./parquet.ts";
import { refusal } from "./refusal.ts";
import { readAt, type SourceFile, withSourceFile } from "./source-file.ts";
import { readXlsx } from "./xlsx.ts";

/**
 * Reads a table file of any known format, told by its content and never by its name: hands each sheet's rows to the
 * visitor in file order, and answers how the file is written. Throws `SourceRejected` with one line for a file that
 * is damaged, hostile or none of these formats; what a sink throws comes out as it is. The file is always closed.
 */
export async function readTables(
  path: string,
  visitor: TableVisitor,
  limits: ReadLimits = readLimits,
): Promise<TableFormat> {
  return withSourceFile(path, async (file) => {
    const format = await formatOf(file);
    if (format === "delimited") return readDelimited(file, visitor, limits);
    if (format === "xlsx") return readXlsx(file, visitor, limits);
    return readParquet(file, visitor, limits);
  });
}

/** The format of a file by its first bytes; throws `SourceRejected` naming what it is instead, as `readTables` does. */
export async function identify(path: string): Promise<TableFormat["format"]> {
  return withSourceFile(path, formatOf);
}

async function formatOf(file: SourceFile): Promise<TableFormat["format"]> {
  if (file.size === 0) throw refusal(file.name, "the file is empty", "export it again");
  const head = Buffer.allocUnsafe(Math.min(kindBytes, file.size));
  const found = kindOf(head.subarray(0, await readAt(file, head, 0)));
  if (found.kind === "other") throw refusal(file.name, `this is ${found.name}, not a table`, found.mend);
  return found.kind;
}
