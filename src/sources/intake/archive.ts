import { randomBytes } from "node:crypto";
import { constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { SourceRejected } from "../../base/errors.ts";
import { sha256Stream } from "../../base/hash.ts";
import { isAlive } from "../../base/process.ts";

/** A copy of a source file in the data folder; it stays only when its rows are recorded. */
export interface ArchivedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** The copy; the reader reads this one, so that what is recorded is what was kept. */
  readonly path: string;
  /** Puts the copy into the archive under its hash; called last, when all else is recorded but not yet committed. */
  keep(): void;
  /** Takes away what this call made: the copy, and what it added to the archive. */
  undo(): void;
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

const incoming = /^\.incoming-(\d+)-/;

/** Copies that an import left because it was killed go at the next one. */
function removeLeft(sources: string): void {
  for (const name of readdirSync(sources)) {
    const pid = Number(incoming.exec(name)?.[1] ?? process.pid);
    if (!isAlive(pid)) rmSync(`${sources}/${name}`, { force: true });
  }
}

/** Taken from the copy, so that it is of the bytes that are kept, whatever becomes of the file meanwhile. */
async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = sha256Stream();
  const piece = Buffer.allocUnsafe(1 << 22);
  const file = await open(path);
  let bytes = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return { sha256: hash.digest("hex"), bytes };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Copies a file into the data folder and takes the copy's SHA-256; throws `SourceRejected` for what is no readable file. */
export async function archiveFile(from: string, folder: string): Promise<ArchivedFile> {
  checkFile(from);
  const sources = `${folder}/sources`;
  mkdirSync(sources, { recursive: true });
  removeLeft(sources);
  const path = `${sources}/.incoming-${process.pid}-${randomBytes(6).toString("hex")}`;
  const made = [path];
  const undo = (): void => {
    for (const one of made) rmSync(one, { force: true });
  };
  try {
    await copyFile(from, path, constants.COPYFILE_FICLONE);
    const copied = await hashOf(path);
    const kept = archivedPath(folder, copied.sha256);
    const keep = (): void => {
      if (!existsSync(kept)) made.push(kept);
      renameSync(path, kept);
    };
    return { ...copied, path, keep, undo };
  } catch (error) {
    undo();
    throw error;
  }
}
