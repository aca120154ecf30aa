import { ParquetFault } from "./parquet-fault.ts";

/** One element of a Snappy stream: so many bytes as they stand at `at`, or copied from `back` bytes before. */
interface Element {
  length: number;
  back: number;
  at: number;
}

/**
 * The bytes that a raw Snappy block unpacks to, which must be exactly `size`. Throws `ParquetFault` for a block that
 * is damaged; never reads or writes outside, nor goes back in the block. (The format is Google's `format_description`.)
 */
export function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const element: Element = { length: 0, back: 0, at: 0 };
  let filled = 0;
  for (let i = behindSize(packed); i < packed.length; ) {
    readElement(packed, i, element);
    const { length, back, at } = element;
    i = back === 0 ? at + length : at;
    if (filled + length > size || i > packed.length || back > filled) throw damaged();
    if (back === 0) bytes.set(packed.subarray(at, i), filled);
    else repeat(bytes, filled, back, length);
    filled += length;
  }
  if (filled !== size) throw damaged();
  return bytes;
}

/** The block begins with its unpacked size, which the page header gives too. */
function behindSize(packed: Uint8Array): number {
  const last = packed.findIndex((byte) => byte < 0x80);
  if (last < 0 || last > 4) throw damaged();
  return last + 1;
}

function readElement(packed: Uint8Array, at: number, element: Element): void {
  const tag = packed[at] as number;
  const kind = tag & 3;
  const extra = kind === 0 ? Math.max(0, (tag >> 2) - 59) : ([0, 1, 2, 4][kind] as number);
  const number = littleEndian(packed, at + 1, extra);
  element.at = at + 1 + extra;
  element.back = 0;
  if (kind === 0) element.length = 1 + (extra === 0 ? tag >> 2 : number);
  else {
    element.length = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    element.back = kind === 1 ? ((tag >> 5) << 8) + number : number;
    if (element.back === 0) throw damaged();
  }
}

function littleEndian(packed: Uint8Array, at: number, count: number): number {
  if (at + count > packed.length) throw damaged();
  let number = 0;
  for (let i = at + count - 1; i >= at; i--) number = number * 256 + (packed[i] as number);
  return number;
}

/** A copy may reach into what it writes itself, and then repeats it. */
function repeat(bytes: Uint8Array, to: number, back: number, length: number): void {
  if (back >= length) bytes.copyWithin(to, to - back, to - back + length);
  else for (let i = to; i < to + length; i++) bytes[i] = bytes[i - back] as number;
}

function damaged(): ParquetFault {
  return new ParquetFault("a page is damaged (its Snappy block does not unpack)");
}
