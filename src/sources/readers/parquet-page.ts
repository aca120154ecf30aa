import type { Encoding, PageHeader } from "hyparquet";
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from "hyparquet/src/delta.js";
import { byteStreamSplit } from "hyparquet/src/encoding.js";
import { readPlain } from "hyparquet/src/plain.js";
import { readHybrid, readVarint } from "./parquet-bits.ts";
import { unpackPage } from "./parquet-codec.ts";
import { ParquetFault } from "./parquet-fault.ts";
import type { LeafColumn } from "./parquet-footer.ts";

/** One page of a flat column. */
export interface DataPage {
  /** Rows in the page. */
  readonly count: number;
  /** For each row 1 where there is a value; null where every row has one. */
  readonly present: Uint32Array | null;
  /** The values of those rows, or their numbers in the dictionary. */
  readonly values: ArrayLike<unknown>;
  readonly isDictionary: boolean;
}

/** Numbers of bytes and values past which a page is refused; writers make pages of about 1 MiB. */
export const maxPageBytes: number = 64 * 1024 ** 2;
const maxPageValues = 1 << 22;

interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

/** The values of a dictionary page; throws `ParquetFault`. */
export function readDictionary(
  column: LeafColumn,
  header: PageHeader,
  packed: Uint8Array,
): ArrayLike<unknown> {
  const count = checkedCount(header.dictionary_page_header?.num_values);
  const bytes = unpackPage(packed, header.uncompressed_page_size, column.codec);
  return plainValues(column, { bytes, at: 0 }, count);
}

/** The values of a data page of either version; throws `ParquetFault`. */
export function readDataPage(column: LeafColumn, header: PageHeader, packed: Uint8Array): DataPage {
  return header.type === "DATA_PAGE"
    ? readVersion1(column, header, packed)
    : readVersion2(column, header, packed);
}

function readVersion1(column: LeafColumn, header: PageHeader, packed: Uint8Array): DataPage {
  const head = header.data_page_header;
  if (!head) throw new ParquetFault("a page has no header");
  const count = checkedCount(head.num_values);
  const body = { bytes: unpackPage(packed, header.uncompressed_page_size, column.codec), at: 0 };
  if (!column.isOptional) return values(column, body, head.encoding, count, null);
  if (head.definition_level_encoding !== "RLE") throw new ParquetFault("definition levels in an old form");
  const length = uint32(body);
  const present = readHybrid(body.bytes, body.at, body.at + length, 1, count);
  body.at += length;
  return values(column, body, head.encoding, count, present);
}

function readVersion2(column: LeafColumn, header: PageHeader, packed: Uint8Array): DataPage {
  const head = header.data_page_header_v2;
  if (!head) throw new ParquetFault("a page has no header");
  const count = checkedCount(head.num_values);
  const levels = head.repetition_levels_byte_length + head.definition_levels_byte_length;
  if (!(levels >= 0 && levels <= packed.length)) throw new ParquetFault("a page ends early");
  const start = head.repetition_levels_byte_length;
  const present = column.isOptional ? readHybrid(packed, start, levels, 1, count) : null;
  const codec = head.is_compressed === false ? "UNCOMPRESSED" : column.codec;
  const bytes = unpackPage(packed.subarray(levels), header.uncompressed_page_size - levels, codec);
  return values(column, { bytes, at: 0 }, head.encoding, count, present);
}

function checkedCount(count: number | undefined): number {
  if (count === undefined || !(count >= 0))
    throw new ParquetFault("a page does not tell how many values it has");
  if (count > maxPageValues) throw new ParquetFault("a page has more than four million values");
  return count;
}

function values(
  column: LeafColumn,
  body: Body,
  encoding: Encoding,
  count: number,
  present: Uint32Array | null,
): DataPage {
  let stored = count;
  if (present !== null) stored = present.reduce((sum, one) => sum + one, 0);
  const isDictionary = encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY";
  const read = isDictionary ? dictionaryNumbers(body, stored) : encoded(column, body, encoding, stored);
  return { count, present: stored === count ? null : present, values: read, isDictionary };
}

function dictionaryNumbers(body: Body, count: number): Uint32Array {
  if (count === 0) return new Uint32Array(0);
  const width = body.bytes[body.at];
  if (width === undefined) throw new ParquetFault("a page ends early");
  return readHybrid(body.bytes, body.at + 1, body.bytes.length, width, count);
}

function encoded(column: LeafColumn, body: Body, encoding: Encoding, count: number): ArrayLike<unknown> {
  if (count === 0) return [];
  if (encoding === "PLAIN") return plainValues(column, body, count);
  if (encoding === "RLE") return runLengthBooleans(body, count);
  const reader = { view: viewOf(body), offset: body.at };
  if (encoding === "BYTE_STREAM_SPLIT")
    return byteStreamSplit(reader, count, column.type, column.element.type_length);
  if (encoding.startsWith("DELTA")) return deltaValues(column, body, encoding, count);
  throw new ParquetFault(`the encoding ${encoding} is not known`);
}

function plainValues(column: LeafColumn, body: Body, count: number): ArrayLike<unknown> {
  return readPlain({ view: viewOf(body), offset: body.at }, column.type, count, column.element.type_length);
}

function runLengthBooleans(body: Body, count: number): ArrayLike<unknown> {
  const length = uint32(body);
  return readHybrid(body.bytes, body.at, body.at + length, 1, count);
}

function deltaValues(column: LeafColumn, body: Body, encoding: Encoding, count: number): ArrayLike<unknown> {
  const reader = { view: viewOf(body), offset: body.at };
  checkDelta(body.bytes, body.at);
  if (encoding === "DELTA_BINARY_PACKED") {
    const numbers = column.type === "INT32" ? new Int32Array(count) : new BigInt64Array(count);
    deltaBinaryUnpack(reader, count, numbers);
    return numbers;
  }
  const texts: Uint8Array[] = new Array<Uint8Array>(count);
  if (encoding === "DELTA_LENGTH_BYTE_ARRAY") deltaLengthByteArray(reader, count, texts);
  else {
    checkFrontCoded(body, count);
    deltaByteArray(reader, count, texts);
  }
  return texts;
}

/** Each text may repeat the start of the one before, so that few bytes can stand for endless ones. */
function checkFrontCoded(body: Body, count: number): void {
  const reader = { view: viewOf(body), offset: body.at };
  const lengths = [new Int32Array(count), new Int32Array(count)];
  for (const part of lengths) {
    checkDelta(body.bytes, reader.offset);
    deltaBinaryUnpack(reader, count, part);
  }
  const total = lengths.flatMap((part) => [...part]).reduce((sum, length) => sum + Math.max(0, length), 0);
  if (total > maxPageBytes) throw new ParquetFault("a page holds more text than its size allows");
}

/** The library trusts the block sizes of delta encoding; negative ones would keep it busy for ever. */
function checkDelta(bytes: Uint8Array, at: number): void {
  const block = readVarint(bytes, at, bytes.length);
  const parts = readVarint(bytes, block.behind, bytes.length);
  const fits = parts.number > 0 && block.number <= 1 << 16 && block.number % (8 * parts.number) === 0;
  if (!fits || block.number === 0) throw new ParquetFault("a delta-encoded page is damaged");
}

function uint32(body: Body): number {
  if (body.at + 4 > body.bytes.length) throw new ParquetFault("a page ends early");
  const length = viewOf(body).getUint32(body.at, true);
  body.at += 4;
  if (length > body.bytes.length - body.at) throw new ParquetFault("a page ends early");
  return length;
}

function viewOf(body: Body): DataView<ArrayBuffer> {
  return new DataView(body.bytes.buffer, body.bytes.byteOffset, body.bytes.byteLength);
}
