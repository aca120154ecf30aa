import { existsSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { InvalidInput, SourceRejected } from "../../base/errors.ts";
import { headPosition, reservePosition } from "../../records/journal/journal.ts";
import { conservationOf, driftOf, type Release, releaseOfFile } from "../../records/releases/release.ts";
import { type ArchivedFile, archivedPath, archiveFile } from "./archive.ts";
import type { ImportOptions, ImportServices } from "./import-services.ts";
import { planOf, type Reading, readRelease } from "./read-release.ts";
import { type FileImport, quarantineOf, recordRelease, sheetsOf, sum } from "./record-release.ts";

/** The answer for a file whose bytes the record has: nothing is read, nothing added. */
async function alreadyImported(
  services: ImportServices,
  release: Release,
  file: string,
): Promise<FileImport> {
  const { db } = services.store;
  const counts = await db.one(conservationOf(release.release_id));
  return {
    file,
    sha256: release.file_sha256,
    layout: release.layout,
    release_id: release.release_id,
    series: release.series,
    vintage: release.vintage,
    read: counts.read,
    recorded: 0,
    known: counts.recorded + counts.known,
    quarantined: counts.quarantined,
    drift: await db.all(driftOf(release.release_id)),
    quarantine_files: [],
    notes: [`the record has this file already (release ${release.release_id}, position ${release.position})`],
    position: await headPosition(db),
  };
}

class NothingNew extends Error {
  readonly reading: Reading;
  constructor(reading: Reading) {
    super("nothing new");
    this.reading = reading;
  }
}

function whyNothing(read: number, quarantined: number): string {
  if (read === 0) return "the file has a header and no row; nothing was added";
  return quarantined === 0
    ? "the record has every row of this file already; nothing was added"
    : "nothing was added: what the record does not have already is still put aside, for the reasons in its quarantine file";
}

async function nothingNew(
  services: ImportServices,
  archived: ArchivedFile,
  file: string,
  reading: Reading,
): Promise<FileImport> {
  const sheets = sheetsOf(reading);
  return {
    file,
    sha256: archived.sha256,
    layout: reading.accepted[0]?.sheet.layout ?? "",
    release_id: 0,
    series: "",
    vintage: 0,
    read: sum(sheets, "rows_read"),
    recorded: 0,
    known: sum(sheets, "rows_known"),
    quarantined: sum(sheets, "rows_quarantined"),
    drift: reading.drift,
    quarantine_files: [],
    notes: [whyNothing(sum(sheets, "rows_read"), sum(sheets, "rows_quarantined"))],
    position: await headPosition(services.store.db),
  };
}

/** The reader knows the copy that it read; a person knows the file that they named. */
function named(error: unknown, archived: ArchivedFile, file: string): unknown {
  if (error instanceof InvalidInput)
    return new InvalidInput(`${file}: ${error.message}`, error.details, error);
  if (!(error instanceof SourceRejected)) return error;
  const details = { ...error.details, where: file };
  return new SourceRejected(
    error.message.replaceAll(basename(archived.path), () => file),
    details,
    error,
  );
}

/** The answer for a file that is known by its bytes; a copy that the archive lost is put back. */
async function knownFile(
  services: ImportServices,
  release: Release,
  archived: ArchivedFile,
  file: string,
): Promise<FileImport> {
  if (existsSync(archivedPath(services.store.folder, archived.sha256))) archived.undo();
  else archived.keep();
  return alreadyImported(services, release, file);
}

/**
 * Imports one file: all of it in one transaction with one journal entry, or nothing. The same bytes, or the same sheets in
 * another file, add nothing. Throws `SourceRejected` or `InvalidInput`, naming the file, before anything is recorded.
 */
export async function importFile(
  services: ImportServices,
  file: string,
  options: ImportOptions,
): Promise<FileImport> {
  const archived = await archiveFile(file, services.store.folder);
  const written: string[] = [];
  try {
    const imported = await services.store.db.maybe(releaseOfFile(archived.sha256));
    if (imported !== null) return await knownFile(services, imported, archived, file);
    return await services.store.db.transaction(async (tx) => {
      await reservePosition(tx);
      const plan = await planOf(tx, archived, options);
      const reading = await readRelease(services, tx, archived, plan);
      if (reading.rows === 0 && quarantineOf(reading).length === 0) throw new NothingNew(reading);
      const done = await recordRelease(services, tx, { plan, archived, file }, reading, options);
      written.push(...done.quarantine_files);
      archived.keep();
      return done;
    });
  } catch (error) {
    archived.undo();
    for (const path of written) rmSync(path, { force: true });
    if (error instanceof NothingNew) return nothingNew(services, archived, file, error.reading);
    throw named(error, archived, file);
  }
}
