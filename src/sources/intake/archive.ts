import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SourceRejected } from "../../base/errors.ts";
import { sha256Stream } from "../../base/hash.ts";

/** A source file copied into the data folder, named after its bytes, so that every row can be shown as it was written. */
export interface ArchivedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** The copy; the reader reads this one, so that what is recorded is what was kept. */
  readonly path: string;
  /** Whether this call made the copy; then it is taken away again when nothing was recorded. */
  readonly is_new: boolean;
}

function checkFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new SourceRejected(`${path}: there is no such file; check the path`);
  if (stat.isDirectory()) throw new SourceRejected(`${path}: this is a folder; name the files in it`);
  if (!stat.isFile()) throw new SourceRejected(`${path}: this is not a regular file; copy it to one`);
  if (stat.size === 0) throw new SourceRejected(`${path}: the file is empty (0 bytes); get the file again`);
}

/** Where the archive of a data folder keeps a file with these bytes. */
export function archivedPath(folder: string, sha256: string): string {
  return `${folder}/sources/${sha256}`;
}

/** Copies a file into the archive while taking its SHA-256; throws `SourceRejected` for what is no readable file. */
export async function archiveFile(path: string, folder: string): Promise<ArchivedFile> {
  checkFile(path);
  mkdirSync(`${folder}/sources`, { recursive: true });
  const temporary = `${folder}/sources/.copy-${process.pid}-${basename(path).slice(0, 80)}`;
  const hash = sha256Stream();
  let bytes = 0;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      tap,
      createWriteStream(temporary, { highWaterMark: 1 << 22 }),
    );
    const sha256 = hash.digest("hex");
    const kept = archivedPath(folder, sha256);
    const isNew = !existsSync(kept);
    if (isNew) renameSync(temporary, kept);
    return { sha256, bytes, path: kept, is_new: isNew };
  } finally {
    rmSync(temporary, { force: true });
  }
}
