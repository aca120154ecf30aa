import { isUtf8 } from "node:buffer";

/** The place of the first byte that is not part of valid UTF-8, counted from 0, or -1; a cut-off last character counts. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

/** The length of the valid UTF-8 character that starts at `at` (1 to 4), or 0 when there is none (RFC 3629). */
export function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (lead < 0xc2 || lead > 0xf4 || !secondFits(lead, second)) return 0;
  if (lead < 0xe0) return 2;
  if (!isContinuation(bytes[at + 2])) return 0;
  if (lead < 0xf0) return 3;
  return isContinuation(bytes[at + 3]) ? 4 : 0;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Four lead bytes narrow their second byte, against overlong forms, surrogates and values past U+10FFFF. */
function secondFits(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0 && second <= 0xbf;
  if (lead === 0xed) return second >= 0x80 && second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90 && second <= 0xbf;
  if (lead === 0xf4) return second >= 0x80 && second <= 0x8f;
  return isContinuation(second);
}

/** How many bytes (0 to 3) at the end begin a character that the next piece may finish. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return back < neededBytes(byte) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function neededBytes(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** Checks text that arrives in pieces: each call answers the offset of the first invalid byte so far, or -1. */
export class Utf8Check {
  #carried: Uint8Array = new Uint8Array(0);
  #seen = 0;

  /** Takes the next piece; the answer counts from the first byte of the first piece. */
  push(piece: Uint8Array): number {
    const bytes = this.#carried.length === 0 ? piece : Buffer.concat([this.#carried, piece]);
    const open = unfinishedBytes(bytes);
    const whole = bytes.subarray(0, bytes.length - open);
    if (!isUtf8(whole)) return this.#seen + firstInvalidUtf8(whole);
    this.#seen += whole.length;
    this.#carried = Uint8Array.from(bytes.subarray(whole.length));
    return -1;
  }

  /** Says that there is no more; a character that was left unfinished is invalid. */
  end(): number {
    return this.#carried.length === 0 ? -1 : this.#seen;
  }
}
