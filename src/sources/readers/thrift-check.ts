/** Answered where the bytes end before the struct does. */
export const cutOff = -1;

/** Said of bytes that are no struct of Thrift's compact protocol. */
export class ThriftFault extends Error {}

// Types of the compact protocol.
const [STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12,
];
const maxDepth = 16;

/** A place in bytes that moves on while they are walked through. */
interface Walk {
  readonly bytes: Uint8Array;
  at: number;
}

/** Thrown inside when the bytes are at their end. */
const ended = new ThriftFault("cut off");

/**
 * The place behind the struct that starts at `at`, found without building it; `cutOff` where the bytes end first. Run
 * before a library builds the same struct, so that no list can claim more elements than there are bytes for. Throws
 * `ThriftFault` for a struct that is nested too deep or uses types that Parquet does not.
 */
export function structEnd(bytes: Uint8Array, at: number): number {
  const walk = { bytes, at };
  try {
    passStruct(walk, 0);
    return walk.at;
  } catch (error) {
    if (error === ended) return cutOff;
    throw error;
  }
}

function passStruct(walk: Walk, depth: number): void {
  if (depth > maxDepth) throw new ThriftFault("nested too deep");
  for (;;) {
    const head = byte(walk);
    const type = head & 0x0f;
    if (type === STOP) return;
    if (head >> 4 === 0) varint(walk);
    if (type !== TRUE && type !== FALSE) passValue(walk, type, depth);
  }
}

function passValue(walk: Walk, type: number, depth: number): void {
  if (type === BYTE || type === TRUE || type === FALSE) skip(walk, 1);
  else if (type === I16 || type === I32 || type === I64) varint(walk);
  else if (type === DOUBLE) skip(walk, 8);
  else if (type === BINARY) skip(walk, varint(walk));
  else if (type === LIST) passList(walk, depth);
  else if (type === STRUCT) passStruct(walk, depth + 1);
  else throw new ThriftFault(`no field of a Parquet file has the type ${type}`);
}

function passList(walk: Walk, depth: number): void {
  if (depth > maxDepth) throw new ThriftFault("nested too deep");
  const head = byte(walk);
  const count = head >> 4 === 15 ? varint(walk) : head >> 4;
  // Every element takes a byte at least.
  if (count > walk.bytes.length - walk.at) throw ended;
  for (let i = 0; i < count; i++) passValue(walk, head & 0x0f, depth + 1);
}

function byte(walk: Walk): number {
  if (walk.at >= walk.bytes.length) throw ended;
  return walk.bytes[walk.at++] as number;
}

function skip(walk: Walk, count: number): void {
  if (count > walk.bytes.length - walk.at) throw ended;
  walk.at += count;
}

/** A number in groups of 7 bits, the lowest first; at most 10 groups. */
function varint(walk: Walk): number {
  let number = 0;
  for (let group = 0; group < 10; group++) {
    const next = byte(walk);
    number += (next & 0x7f) * 2 ** (7 * group);
    if (next < 0x80) return number;
  }
  throw new ThriftFault("a number that is too long");
}
