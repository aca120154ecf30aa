import { refusal } from "./refusal.ts";
import { Utf8Check } from "./utf8-check.ts";
import type { ZipArchive } from "./zip-archive.ts";

/**
 * The bytes of an XML part, piece by piece, known to be UTF-8 text without NUL bytes and without a byte-order mark.
 * Throws `SourceRejected` for any other encoding.
 */
export async function* xmlChunks(archive: ZipArchive, part: string): AsyncGenerator<Buffer, void> {
  const where = `${archive.name}, ${part}`;
  const check = new Utf8Check();
  let isFirst = true;
  for await (const piece of archive.chunks(part)) {
    if (check.push(piece) >= 0 || piece.includes(0)) throw notUtf8(where);
    yield isFirst ? withoutMark(piece, where) : piece;
    isFirst = false;
  }
  if (check.end() >= 0) throw notUtf8(where);
}

function withoutMark(piece: Buffer, where: string): Buffer {
  const declared = /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)/.exec(
    piece.toString("latin1", 0, 200),
  );
  if (declared && !/^(utf-?8|us-ascii)$/i.test(declared[1] as string)) throw notUtf8(where);
  return piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;
}

function notUtf8(where: string) {
  return refusal(
    where,
    "this part of the workbook is not UTF-8 text",
    "open the workbook and save it again as .xlsx",
  );
}
