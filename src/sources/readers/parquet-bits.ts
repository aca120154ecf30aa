import { ParquetFault } from "./parquet-fault.ts";

/**
 * Numbers of `width` bits (0 to 32) in Parquet's mix of runs and bit-packed groups, from `at` up to `stop` in the
 * bytes; as many as `count`, whatever the runs claim. Throws `ParquetFault` where there are fewer.
 */
export function readHybrid(
  bytes: Uint8Array,
  at: number,
  stop: number,
  width: number,
  count: number,
): Uint32Array {
  if (width > 32) throw new ParquetFault(`no numbers are ${width} bits wide`);
  const numbers = new Uint32Array(count);
  let [i, filled] = [at, 0];
  while (filled < count) {
    const header = readVarint(bytes, i, stop);
    i = header.behind;
    const runs = Math.floor(header.number / 2);
    if (header.number % 2 === 1) {
      const most = Math.min(runs * 8, count - filled);
      unpack(bytes, i, stop, width, numbers, filled, most);
      filled += most;
      i += runs * width;
    } else {
      const size = Math.ceil(width / 8);
      if (i + size > stop) throw shortOf();
      const most = Math.min(runs, count - filled);
      numbers.fill(littleEndian(bytes, i, size), filled, filled + most);
      filled += most;
      i += size;
    }
  }
  return numbers;
}

function shortOf(): ParquetFault {
  return new ParquetFault("a page ends early");
}

function littleEndian(bytes: Uint8Array, at: number, size: number): number {
  let number = 0;
  for (let i = size - 1; i >= 0; i--) number = number * 256 + (bytes[at + i] as number);
  return number;
}

/** Unpacks numbers that stand bit behind bit, the lowest bits of a byte first. */
function unpack(
  bytes: Uint8Array,
  at: number,
  stop: number,
  width: number,
  numbers: Uint32Array,
  from: number,
  count: number,
): void {
  if (at + Math.ceil((count * width) / 8) > stop) throw shortOf();
  if (width > 24) unpackWide(bytes, at, width, numbers, from, count);
  else unpackNarrow(bytes, at, width, numbers, from, count);
}

function unpackNarrow(
  bytes: Uint8Array,
  at: number,
  width: number,
  numbers: Uint32Array,
  from: number,
  count: number,
): void {
  const mask = 2 ** width - 1;
  let i = at;
  let held = 0;
  let bits = 0;
  for (let k = from; k < from + count; k++) {
    for (; bits < width; bits += 8) held |= (bytes[i++] as number) << bits;
    numbers[k] = held & mask;
    held >>>= width;
    bits -= width;
  }
}

/** More than 24 bits and a byte do not fit the 32 of JavaScript's bit operators, but they do fit a double. */
function unpackWide(
  bytes: Uint8Array,
  at: number,
  width: number,
  numbers: Uint32Array,
  from: number,
  count: number,
): void {
  const base = 2 ** width;
  let [i, held, bits] = [at, 0, 0];
  for (let k = from; k < from + count; k++) {
    for (; bits < width; bits += 8) held += (bytes[i++] as number) * 2 ** bits;
    numbers[k] = held % base;
    held = Math.floor(held / base);
    bits -= width;
  }
}

/** A number in groups of 7 bits, the lowest first, and the place behind it; throws `ParquetFault` where it is cut off. */
export function readVarint(bytes: Uint8Array, at: number, stop: number): { number: number; behind: number } {
  let number = 0;
  for (let i = at; i < stop && i < at + 5; i++) {
    const byte = bytes[i] as number;
    number += (byte & 0x7f) * 2 ** (7 * (i - at));
    if (byte < 0x80) return { number, behind: i + 1 };
  }
  throw shortOf();
}
