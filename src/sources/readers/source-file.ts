import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { refusal } from "./refusal.ts";

/** A file that is open for one reader; whoever opened it closes it. */
export interface SourceFile {
  readonly handle: FileHandle;
  /** The file's name without its folder, for messages. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * What `work` answers on a file that is open only while it runs, and is closed whatever happens.
 * Throws `SourceRejected` for a missing or unreadable file, a folder and anything else that is no regular file.
 */
export async function withSourceFile<T>(path: string, work: (file: SourceFile) => Promise<T>): Promise<T> {
  const name = basename(path) || path;
  const handle = await openRegular(path, name);
  try {
    return await work({ handle, name, size: (await handle.stat()).size });
  } finally {
    await handle.close();
  }
}

async function openRegular(path: string, name: string): Promise<FileHandle> {
  try {
    // Asked before opening, because opening a pipe would wait for its writer.
    const found = await stat(path);
    if (found.isDirectory()) throw refusal(name, "this is a folder", "name a file inside it");
    if (!found.isFile()) throw refusal(name, "this is no regular file", "save its content to a file first");
    return await open(path, "r");
  } catch (error) {
    throw explained(error, name);
  }
}

function explained(error: unknown, name: string): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return refusal(name, "there is no such file", "check the path and its spelling", error);
  }
  if (code === "EACCES" || code === "EPERM") {
    return refusal(name, "the file may not be read", "ask its owner for read permission", error);
  }
  return error;
}

/** Fills `target` from byte `position` on and tells how many bytes there were; fewer than its length only at the end. */
export async function readAt(file: SourceFile, target: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await file.handle.read(target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
