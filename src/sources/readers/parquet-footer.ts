import {
  type FileMetaData,
  parquetMetadata,
  parquetSchema,
  type SchemaElement,
  type SchemaTree,
} from "hyparquet";
import { ParquetFault } from "./parquet-fault.ts";
import { type ValueText, valueText } from "./parquet-text.ts";
import { readAt, type SourceFile } from "./source-file.ts";
import { cutOff, structEnd } from "./thrift-check.ts";

/** A column of the table, in the file's order. */
export interface TableColumn {
  readonly name: string;
  /** Its place among the stored columns, and how its values become text; null where it is no flat column of text. */
  readonly flat: { readonly leaf: number; readonly element: SchemaElement; readonly text: ValueText } | null;
}

/** A stored column of one row group. */
export interface LeafColumn {
  readonly element: SchemaElement;
  readonly type: NonNullable<SchemaElement["type"]>;
  readonly codec: string;
  readonly isOptional: boolean;
  /** The place of its pages in the file. */
  readonly start: number;
  readonly stop: number;
}

/** What a Parquet file says of itself at its end. */
export interface ParquetFooter {
  readonly columns: readonly TableColumn[];
  readonly groups: readonly RowGroup[];
}

/** Rows that are stored together. */
export interface RowGroup {
  readonly rows: number;
  /** A stored column, by its number; throws `ParquetFault` where it lies outside the file. */
  leaf(index: number): LeafColumn;
}

/** Four bytes of length and the mark. */
const tailBytes = 8;
const maxFooterBytes = 16 * 1024 ** 2;

/** Reads the footer of a Parquet file; throws `ParquetFault` where it is missing or damaged. */
export async function readFooter(file: SourceFile): Promise<ParquetFooter> {
  const metadata = await readMetadata(file);
  const tree = parquetSchema(metadata);
  return {
    columns: tableColumns(tree),
    groups: metadata.row_groups.map((group) => ({
      rows: Number(group.num_rows),
      leaf: (index) => leafColumn(file, metadata, group, index),
    })),
  };
}

async function readMetadata(file: SourceFile): Promise<FileMetaData> {
  const tail = Buffer.alloc(tailBytes);
  await readAt(file, tail, Math.max(0, file.size - tailBytes));
  const length = tail.readUInt32LE(0);
  if (tail.toString("latin1", 4) !== "PAR1" || length + tailBytes + 4 > file.size)
    throw new ParquetFault("it is cut off");
  if (length > maxFooterBytes) throw new ParquetFault("its footer is larger than 16 MiB");
  const footer = new Uint8Array(length + tailBytes);
  await readAt(file, footer, file.size - footer.length);
  if (structEnd(footer.subarray(0, length), 0) === cutOff) throw new ParquetFault("its footer is damaged");
  return parquetMetadata(footer, { geoparquet: false, parsers: noStatistics });
}

// Least and greatest values are not used, and may be cut in the middle of a character.
const ignored = () => null;
const noStatistics = {
  timestampFromMilliseconds: ignored,
  timestampFromMicroseconds: ignored,
  timestampFromNanoseconds: ignored,
  dateFromDays: ignored,
  stringFromBytes: ignored,
  jsonFromBytes: ignored,
};

function tableColumns(tree: SchemaTree): TableColumn[] {
  let leaf = 0;
  return tree.children.map((child) => {
    const first = leaf;
    leaf += leavesOf(child);
    const isFlat = child.children.length === 0 && child.element.repetition_type !== "REPEATED";
    const text = isFlat ? valueText(child.element) : null;
    if (typeof child.element.name !== "string") throw new ParquetFault("a column has no name");
    return { name: child.element.name, flat: text && { leaf: first, element: child.element, text } };
  });
}

function leavesOf(tree: SchemaTree): number {
  return tree.children.length === 0 ? 1 : tree.children.reduce((sum, child) => sum + leavesOf(child), 0);
}

function leafColumn(
  file: SourceFile,
  metadata: FileMetaData,
  group: FileMetaData["row_groups"][number],
  index: number,
): LeafColumn {
  const chunk = group.columns[index];
  const meta = chunk?.meta_data;
  if (chunk?.file_path) throw new ParquetFault("its columns stand in other files");
  if (!meta) throw new ParquetFault("a column is missing, or encrypted");
  const element = metadata.schema.filter((e) => e.type !== undefined)[index] as SchemaElement;
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const stop = start + Number(meta.total_compressed_size);
  if (!(start >= 4 && stop >= start && stop <= file.size))
    throw new ParquetFault("a column lies outside the file");
  const isOptional = element.repetition_type !== "REQUIRED";
  return { element, type: meta.type, codec: meta.codec, isOptional, start, stop };
}
