import { sequenceLength } from "./utf8-check.ts";

/** What the bytes from 0x80 on say for and against text in Windows-1252; a running count over a file. */
export interface Windows1252Evidence {
  bytes: number;
  /** Bytes from 0x80 on that stand where that character would stand in Western text. */
  likely: number;
  /** Bytes from 0x80 on that stand where it would not. */
  unlikely: number;
  /** Characters that are well-formed UTF-8 beyond ASCII: a sign of UTF-8 text that is damaged elsewhere. */
  utf8: number;
  /** Bytes that Windows-1252 leaves undefined, and control characters. */
  impossible: number;
}

/** The evidence of a file of which nothing was seen yet. */
export function noEvidence(): Windows1252Evidence {
  return { bytes: 0, likely: 0, unlikely: 0, utf8: 0, impossible: 0 };
}

/** Adds to `evidence` what `bytes[from, to)` says; the bytes around that part are only looked at as neighbours. */
export function weigh(evidence: Windows1252Evidence, bytes: Uint8Array, from: number, to: number): void {
  evidence.bytes += to - from;
  let i = from;
  while (i < to) {
    const byte = bytes[i] as number;
    if (byte >= 0x80) i += weighHigh(evidence, bytes, i);
    else {
      if (isControl(byte)) evidence.impossible++;
      i++;
    }
  }
}

function weighHigh(evidence: Windows1252Evidence, bytes: Uint8Array, at: number): number {
  const length = sequenceLength(bytes, at);
  if (length > 1) evidence.utf8++;
  else if (undefinedBytes.has(bytes[at] as number)) evidence.impossible++;
  else if (fits(bytes[at] as number, bytes[at - 1] ?? 0x0a, bytes[at + 1] ?? 0x0a)) evidence.likely++;
  else evidence.unlikely++;
  return Math.max(1, length);
}

/** Whether the whole of the evidence reads as Western text in Windows-1252 rather than as damaged UTF-8 or no text. */
export function isWindows1252(evidence: Windows1252Evidence): boolean {
  const { bytes, likely, unlikely, utf8, impossible } = evidence;
  const high = likely + unlikely + utf8;
  return impossible === 0 && high * 10 <= bytes + 10 && unlikely * 10 <= likely && utf8 * 10 <= likely;
}

const undefinedBytes: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const lettersBelowC0: ReadonlySet<number> = new Set([0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f]);
const signs: ReadonlySet<number> = new Set([
  0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa1, 0xa7, 0xa9, 0xaa, 0xab, 0xad,
  0xae, 0xb0, 0xb4, 0xb7, 0xba, 0xbb, 0xbf,
]);
/** Most often met as the first byte of a UTF-8 character that lost its second. */
const usualLeads: ReadonlySet<number> = new Set([0xc2, 0xc3, 0xe2]);

function fits(byte: number, before: number, after: number): boolean {
  if (isLetter(byte)) return fitsAsLetter(byte, before, after);
  if (signs.has(byte)) return before < 0x80 && after < 0x80;
  return isDigit(before) || isDigit(after);
}

function isLetter(byte: number): boolean {
  return lettersBelowC0.has(byte) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7 && byte < 0xfe);
}

function fitsAsLetter(byte: number, before: number, after: number): boolean {
  if (usualLeads.has(byte) && !isAsciiLetter(after)) return false;
  const isUpper = byte >= 0xc0 && byte <= 0xde;
  if (isUpper && before >= 0x61 && before <= 0x7a) return false;
  return isAsciiLetter(before) || isAsciiLetter(after);
}

function isAsciiLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}
