import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import type { Reader } from "../../db/db.ts";
import { allEditions, type EditionRecord, editionNamed } from "../../records/editions/edition-record.ts";
import type { Edition } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import { parseSums } from "../publish/sha256sums.ts";
import { editionSchema } from "../verify/edition-schema.ts";

/** A published folder on this server: what the record says of it, and the SHA-256 of each of its files by path. */
export interface PublishedFolder {
  readonly record: EditionRecord;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Whether an edition's files are on this server, and whether they are those that were recorded. */
export type Holding = "here" | "elsewhere" | "changed";

/** Every edition for the public that the record has, newest week first; a party's own view is never among them. */
export async function publicEditions(db: Reader): Promise<EditionRecord[]> {
  return (await db.all(allEditions)).filter((edition) => edition.disclosure === "public");
}

/** The public edition recorded under an id; `NotFound` for any other id, a party's view included. */
export async function publicEdition(db: Reader, id: string): Promise<EditionRecord> {
  const record = await db.maybe(editionNamed(id));
  if (record?.disclosure === "public") return record;
  throw new NotFound(`there is no public edition "${id.slice(0, 80)}"; /editions lists those that there are`);
}

function editionFolder(dataFolder: string, record: EditionRecord): string {
  return join(dataFolder, "editions", record.edition_id);
}

async function sumsOf(dataFolder: string, record: EditionRecord): Promise<string | null> {
  try {
    return await readFile(join(editionFolder(dataFolder, record), paths.sums), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Whether the files of a recorded edition stand in a data folder and are those that were recorded. */
export async function holdingOf(dataFolder: string, record: EditionRecord): Promise<Holding> {
  const sums = await sumsOf(dataFolder, record);
  if (sums === null) return "elsewhere";
  return sha256(sums) === record.sha256 ? "here" : "changed";
}

const changed = (id: string, what: string): AppError =>
  new AppError(
    "edition_changed",
    `${what} of edition ${id} on this server is not the one that was recorded, and is not shown`,
  );

/**
 * Opens the published folder of a public edition under a data folder. Throws `NotFound` where the record has no such edition or
 * its files are elsewhere, and an `AppError` (`edition_changed`) where they are not those that were recorded.
 */
export async function openPublished(db: Reader, dataFolder: string, id: string): Promise<PublishedFolder> {
  const record = await publicEdition(db, id);
  const sums = await sumsOf(dataFolder, record);
  if (sums === null)
    throw new NotFound(
      `edition ${record.edition_id} is recorded, but its files are not on this server; its SHA256SUMS has the SHA-256 ${record.sha256}`,
    );
  if (sha256(sums) !== record.sha256) throw changed(record.edition_id, "the list of hashes");
  const files = new Map(parseSums(sums).map((line) => [line.path, line.sha256]));
  return { record, folder: editionFolder(dataFolder, record), files: files.set(paths.sums, record.sha256) };
}

/** The bytes of a file of a published folder, checked against its hash; null for a path that the edition does not list. */
export async function readPublished(published: PublishedFolder, path: string): Promise<Buffer | null> {
  const listed = published.files.get(path);
  if (listed === undefined && path !== paths.signature) return null;
  const bytes = await readFile(join(published.folder, path));
  if (listed !== undefined && sha256(bytes) !== listed)
    throw changed(published.record.edition_id, `the file ${path}`);
  return bytes;
}

/** The edition as published, from its own JSON. */
export async function readPublishedEdition(published: PublishedFolder): Promise<Edition> {
  const bytes = await readPublished(published, paths.edition);
  if (bytes === null) throw changed(published.record.edition_id, `the file ${paths.edition}`);
  return editionSchema.parse(JSON.parse(bytes.toString("utf8")));
}
