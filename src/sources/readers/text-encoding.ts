import { counted, refusal } from "./refusal.ts";
import { readAt, type SourceFile } from "./source-file.ts";
import { Utf8Check } from "./utf8-check.ts";
import { isWindows1252, noEvidence, weigh } from "./windows-1252.ts";

/** How a text file's bytes are to be read. */
export interface TextEncoding {
  readonly encoding: "utf-8" | "windows-1252";
  /** Whether the file begins with the three bytes that mark UTF-8. */
  readonly bom: boolean;
}

const windowBytes = 1 << 20;
const neighbours = 4;

/**
 * The encoding of a whole text file, settled before any of it is handed on: UTF-8 where every byte fits, else
 * Windows-1252 where the others read as Western text. Throws `SourceRejected` for NUL bytes, for UTF-16, for bytes
 * that are neither encoding, and for a file without text.
 */
export async function decideEncoding(file: SourceFile): Promise<TextEncoding> {
  const invalid = await firstInvalid(file);
  if (invalid < 0) return { encoding: "utf-8", bom: await hasUtf8Mark(file) };
  const bom = await hasUtf8Mark(file);
  if (!bom && (await readsAsWindows1252(file))) return { encoding: "windows-1252", bom: false };
  throw refusal(
    `${file.name}, byte ${counted(invalid)}`,
    "invalid UTF-8, and not Windows-1252 text either",
    'open it in the program that wrote it and save it as "CSV UTF-8"',
  );
}

async function firstInvalid(file: SourceFile): Promise<number> {
  const check = new Utf8Check();
  const window = Buffer.allocUnsafe(windowBytes);
  let invalid = -1;
  let hasText = false;
  for (let position = 0; position < file.size; position += windowBytes) {
    const bytes = window.subarray(0, await readAt(file, window, position));
    refuseNul(file, bytes, position);
    hasText ||= holdsText(bytes);
    if (invalid < 0) invalid = check.push(bytes);
  }
  if (!hasText) throw refusal(file.name, "the file is empty", "export it again");
  return invalid < 0 ? check.end() : invalid;
}

/** Whether there is anything but white space and the bytes of a byte-order mark. */
function holdsText(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return true;
  }
  return false;
}

function refuseNul(file: SourceFile, bytes: Buffer, position: number): void {
  const at = bytes.indexOf(0);
  if (at < 0) return;
  const looksWide = bytes.subarray(0, 64).filter((byte) => byte === 0).length > 16;
  throw refusal(
    `${file.name}, byte ${counted(position + at)}`,
    looksWide ? "NUL bytes; this looks like UTF-16 text" : "a NUL byte, so this is no text file",
    looksWide ? "save it as UTF-8" : "export it again as CSV or .xlsx",
  );
}

async function hasUtf8Mark(file: SourceFile): Promise<boolean> {
  const head = Buffer.alloc(3);
  await readAt(file, head, 0);
  return head.equals(Buffer.from([0xef, 0xbb, 0xbf]));
}

async function readsAsWindows1252(file: SourceFile): Promise<boolean> {
  const evidence = noEvidence();
  const window = Buffer.alloc(windowBytes + 2 * neighbours, 0x0a);
  for (let position = 0; position < file.size; position += windowBytes) {
    const before = Math.min(neighbours, position);
    const read = await readAt(file, window, position - before);
    const to = Math.min(before + windowBytes, read);
    weigh(evidence, window.subarray(0, read), before, to);
    if (evidence.impossible > 0) return false;
  }
  return isWindows1252(evidence);
}
