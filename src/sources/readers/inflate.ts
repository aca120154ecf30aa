import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { refusal } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";

/** One member of a zip archive, as its directory describes it. */
export interface PackedMember {
  readonly name: string;
  /** The place of its packed bytes in the file. */
  readonly start: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
  /** 0 stored, 8 deflated. */
  readonly compressionMethod: number;
}

const pieceBytes = 1 << 17;

/**
 * The inflated bytes of a member, piece by piece, held against its declared size as they come and against its CRC-32 at
 * the end. Throws `SourceRejected` as soon as there are more bytes than declared, so that no header can hide a bomb.
 */
export async function* inflateMember(file: SourceFile, member: PackedMember): AsyncGenerator<Buffer, void> {
  const where = `${file.name}, ${member.name}`;
  let [size, crc] = [0, 0];
  for await (const piece of unpacked(file, member, where)) {
    size += piece.length;
    if (size > member.uncompressedSize) throw moreThanDeclared(where);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== member.uncompressedSize || crc !== member.crc32) throw damaged(where, "its checksum is wrong");
}

async function* unpacked(
  file: SourceFile,
  member: PackedMember,
  where: string,
): AsyncGenerator<Buffer, void> {
  if (member.compressedSize === 0) return;
  const { start } = member;
  const end = start + member.compressedSize - 1;
  const packed = file.handle.createReadStream({ start, end, autoClose: false, highWaterMark: pieceBytes });
  if (member.compressionMethod === 0) {
    yield* packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: pieceBytes });
  // Its failure is also that of the loop below, which reports it; here it only must not go unheard.
  const done = pipeline(packed, inflate).catch(() => undefined);
  try {
    yield* inflate;
  } catch (error) {
    throw damaged(where, (error as Error).message, error);
  } finally {
    inflate.destroy();
    await done;
  }
}

function damaged(where: string, detail: string, cause?: unknown) {
  return refusal(where, `damaged or cut off (${detail})`, "copy or download the file again", cause);
}

function moreThanDeclared(where: string) {
  return refusal(
    where,
    "inflates to more bytes than it declares, as a zip bomb does",
    "save the sheet as CSV",
  );
}
