import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { ParquetFault } from "./parquet-fault.ts";
import { unpackSnappy } from "./snappy.ts";

/** Unpacks bytes into `size` bytes, which were checked against the limits before. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

const codecs: Readonly<Record<string, Unpack>> = {
  UNCOMPRESSED: (packed) => packed,
  SNAPPY: unpackSnappy,
  GZIP: (packed, size) => gunzipSync(packed, { maxOutputLength: size }),
  BROTLI: (packed, size) => brotliDecompressSync(packed, { maxOutputLength: size }),
  ZSTD: (packed, size) => zstdDecompressSync(packed, { maxOutputLength: size }),
};

/** The bytes of a page in a buffer of their own; throws `ParquetFault` where they are not exactly `size`. */
export function unpackPage(packed: Uint8Array, size: number, codec: string): Uint8Array<ArrayBuffer> {
  const unpack = codecs[codec];
  if (!unpack) throw new ParquetFault(`packed by ${codec}; write it with Snappy, gzip or Zstandard`);
  const bytes = size === 0 && packed.length === 0 ? packed : unpacked(unpack, packed, size);
  if (bytes.length !== size) throw new ParquetFault("a page does not have the size that its header tells");
  return new Uint8Array(bytes);
}

function unpacked(unpack: Unpack, packed: Uint8Array, size: number): Uint8Array {
  try {
    return unpack(packed, size);
  } catch (error) {
    if (error instanceof ParquetFault) throw error;
    throw new ParquetFault("a page is damaged", { cause: error });
  }
}
