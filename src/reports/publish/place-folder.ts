import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Conflict, InvalidInput } from "../../base/errors.ts";
import { paths } from "./paths.ts";
import { parseSums } from "./sha256sums.ts";

type Files = ReadonlyMap<string, Buffer>;

/**
 * Puts files into place as a folder, whole or not at all: they are written to a sibling that is renamed at the end. A
 * folder that already holds exactly these files is left alone; any other content is a `Conflict`, unless `replace` is
 * given and the folder holds nothing but a published edition.
 */
export async function placeFolder(files: Files, outDir: string, replace: boolean): Promise<void> {
  const target = await realPath(outDir);
  await clearLeftovers(target);
  const held = await filesUnder(target);
  if (await isSame(files, target, held)) return;
  if (held.length > 0) await allowReplacing(target, held, replace);
  const aside = siblingOf(target, "partial");
  try {
    await writeFiles(files, aside);
    await swap(aside, target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Paths of all files under a folder, relative to it and sorted; empty when there is no folder. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function isSame(files: Files, target: string, held: readonly string[]): Promise<boolean> {
  if (held.length !== files.size || held.some((path) => !files.has(path))) return false;
  for (const [path, bytes] of files) if (!bytes.equals(await readFile(join(target, path)))) return false;
  return true;
}

async function allowReplacing(target: string, held: readonly string[], replace: boolean): Promise<void> {
  if (!replace)
    throw new Conflict(
      `${target} holds other files than this edition's; choose another folder, or ask to replace it`,
    );
  const listed = new Set(await listedIn(target));
  const foreign = held.find((path) => !listed.has(path));
  if (foreign !== undefined)
    throw new Conflict(`${target} holds ${foreign}, which is not part of an edition; nothing was replaced`);
}

/** What the edition in a folder consists of, by its own list; nothing where there is no such list. */
async function listedIn(target: string): Promise<string[]> {
  const sums = await readFile(join(target, paths.sums), "utf8").catch((error) => absent(error).join());
  return sums === "" ? [] : [paths.sums, paths.signature, ...parseSums(sums).map((line) => line.path)];
}

async function writeFiles(files: Files, folder: string): Promise<void> {
  for (const parent of new Set([...files.keys()].map((path) => dirname(join(folder, path)))))
    await mkdir(parent, { recursive: true });
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes, { flag: "wx" });
}

/** The new folder takes the old one's place; the old one goes last, so that at no time is there half of either. */
async function swap(aside: string, target: string): Promise<void> {
  const previous = siblingOf(target, "previous");
  try {
    await rename(target, previous).catch(absent);
    await rename(aside, target);
  } catch (error) {
    if (!["EBUSY", "EXDEV"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    throw new InvalidInput(
      `${target} is a mount point and cannot be put in place whole; choose a folder inside it`,
      {},
      error,
    );
  }
  await rm(previous, { recursive: true, force: true });
}

/** A name beside the target that says which process is at work there. */
function siblingOf(target: string, what: "partial" | "previous"): string {
  return join(
    dirname(target),
    `.${basename(target)}.${what}-${process.pid}-${randomBytes(4).toString("hex")}`,
  );
}

/** Removes what a process that no longer lives left behind, and gives back a folder that it had moved away. */
async function clearLeftovers(target: string): Promise<void> {
  const [parent, name] = [dirname(target), basename(target)];
  for (const entry of await readdir(parent).catch(absent)) {
    const left = /^\.(.*)\.(partial|previous)-(\d+)-[0-9a-f]{8}$/.exec(entry);
    if (left === null || left[1] !== name || isAlive(Number(left[3]))) continue;
    if (left[2] === "previous" && !(await exists(target))) await rename(join(parent, entry), target);
    else await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    (error) => absent(error).length > 0,
  );
}

/** The folder itself where the name is a link to one; the name made absolute where there is nothing yet. */
async function realPath(path: string): Promise<string> {
  const found = await stat(path).catch(absent);
  if (Array.isArray(found)) return resolve(path);
  if (!found.isDirectory()) throw new InvalidInput(`${path} is a file; name a folder for the edition`);
  return await realpath(path);
}
