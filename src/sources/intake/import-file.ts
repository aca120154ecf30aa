import { createHmac } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { basename } from "node:path";
import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { InvalidInput, SourceRejected } from "../../base/errors.ts";
import { sha256Stream } from "../../base/hash.ts";
import { defineQuery, type Transaction } from "../../db/db.ts";
import type { Store } from "../../db/open-store.ts";
import { bookingColumns } from "../../records/bookings/booking-columns.ts";
import { detainerColumns } from "../../records/detainers/detainer-columns.ts";
import { allPlaces, recordPlaces } from "../../records/facilities/place-queries.ts";
import { type Resolver, recordResolutions, resolvePlaces } from "../../records/facilities/resolve-places.ts";
import { appendEntry, headPosition, reservePosition } from "../../records/journal/journal.ts";
import { findOutcomes, type OutcomeTables } from "../../records/outcomes/find-outcomes.ts";
import { openQuarantine, quarantinedSheets, recordQuarantine } from "../../records/releases/quarantine.ts";
import {
  conservationOf,
  type Drift,
  driftOf,
  newestVintage,
  overlapping,
  type Release,
  recordRelease,
  releaseOfFile,
  type Sheet,
} from "../../records/releases/release.ts";
import { allTerms, recordTerms } from "../../records/terms/term-queries.ts";
import type { Layout } from "../layouts/layout.ts";
import { type ArchivedFile, archivedPath, archiveFile } from "./archive.ts";
import { CopyLines } from "./copy-lines.ts";
import type { IntakeMessage, SheetEnd } from "./intake-protocol.ts";
import { writeQuarantineFile } from "./quarantine-file.ts";
import { readFileMessages } from "./read-file.ts";
import { rollupColumns, writeRollup } from "./rollup.ts";

/** What an import needs from outside: handed in by whoever wires the program. */
export interface ImportServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly state_geoids: ReadonlyMap<string, string>;
  readonly outcome_tables: OutcomeTables;
  readonly layouts: readonly Layout[];
  /** The secret under which person identifiers are hashed. */
  readonly person_secret: string;
  readonly progress: (rows: number) => void;
}

export interface ImportOptions {
  readonly author: string;
  /** A series whose earlier vintages this release replaces for its period; null for a series of its own. */
  readonly series: string | null;
  /** The vintage, when several files of one release are imported together. */
  readonly vintage: number | null;
  readonly is_synthetic: boolean;
}

/** What became of one file: the conservation of its rows, and what differed from its layout. */
export interface FileImport {
  readonly file: string;
  readonly sha256: string;
  readonly layout: string;
  readonly release_id: number;
  readonly series: string;
  readonly vintage: number;
  readonly read: number;
  readonly recorded: number;
  readonly known: number;
  readonly quarantined: number;
  readonly drift: readonly Drift[];
  readonly quarantine_files: readonly string[];
  readonly notes: readonly string[];
  readonly position: number;
}

/** A sheet that the record has already, and the release that brought it. */
interface KnownSheet {
  readonly series: string;
  readonly vintage: number;
}

interface Reading {
  readonly accepted: { sheet: SheetEnd; is_known: boolean }[];
  readonly known: readonly KnownSheet[];
  readonly drift: Drift[];
  readonly content: string;
  readonly rows: number;
  readonly done: Extract<IntakeMessage, { kind: "done" }>;
}

const nextIds = defineQuery(
  z.object({ release_id: z.number(), sheet_id: z.number() }),
  sql`select coalesce((select max(release_id) from release), 0) + 1 as release_id, coalesce((select max(sheet_id) from source_sheet), 0) + 1 as sheet_id`,
);

function knownSheet(contentSha256: string, name: string) {
  return defineQuery(
    z.object({ series: z.string(), vintage: z.number() }),
    sql`select r.series, r.vintage from source_sheet s join release r using (release_id)
         where s.content_sha256 = ${contentSha256} and s.name = ${name} and s.rows_known = 0 order by s.sheet_id desc limit 1`,
  );
}

/** Takes the reader's messages into the store: pieces by COPY, each sheet kept or, when the record has it already, undone. */
class SheetLoader {
  readonly accepted: { sheet: SheetEnd; is_known: boolean }[] = [];
  readonly known: KnownSheet[] = [];
  readonly drift: Drift[] = [];
  rows = 0;
  #content = sha256Stream();
  #atSheetStart = this.#content.copy();
  #open: number | null = null;
  readonly #tx: Transaction;
  readonly #progress: (rows: number) => void;
  readonly #isRecordedAgain: (known: KnownSheet) => boolean;

  constructor(
    tx: Transaction,
    progress: (rows: number) => void,
    isRecordedAgain: (known: KnownSheet) => boolean,
  ) {
    this.#tx = tx;
    this.#progress = progress;
    this.#isRecordedAgain = isRecordedAgain;
  }

  async take(message: IntakeMessage): Promise<void> {
    if (message.kind === "piece") await this.#piece(message);
    if (message.kind === "sheet") await this.#end(message.sheet);
    if (message.kind === "passed_over" && message.sheet.rows > 0) {
      this.drift.push({
        sheet_name: message.sheet.name,
        kind: "sheet_passed_over",
        header: "",
        nearest: null,
      });
    }
  }

  content(): string {
    return this.#content.digest("hex");
  }

  async #piece(message: Extract<IntakeMessage, { kind: "piece" }>): Promise<void> {
    if (this.#open !== message.sheet_id) await this.#begin(message.sheet_id);
    this.#content.update(message.bytes);
    const columns = message.record === "detainer" ? detainerColumns : bookingColumns;
    await this.#tx.copyIn(message.record, columns, one(message.bytes));
    this.rows += message.rows;
    this.#progress(this.rows);
  }

  async #begin(sheetId: number): Promise<void> {
    this.#open = sheetId;
    this.#atSheetStart = this.#content.copy();
    await this.#tx.script("savepoint sheet");
  }

  async #end(sheet: SheetEnd): Promise<void> {
    const found = await this.#tx.maybe(knownSheet(sheet.content_sha256, sheet.name));
    const known = found === null || this.#isRecordedAgain(found) ? null : found;
    if (known !== null) this.known.push(known);
    if (known !== null && this.#open === sheet.sheet_id) {
      await this.#tx.script("rollback to savepoint sheet");
      this.#content = this.#atSheetStart;
      this.rows -= sheet.rows_encoded;
    }
    if (this.#open === sheet.sheet_id) await this.#tx.script("release savepoint sheet");
    this.accepted.push({ sheet, is_known: known !== null });
    this.drift.push(...sheet.drift.map((d) => ({ ...d, sheet_name: sheet.name })));
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function read(
  services: ImportServices,
  tx: Transaction,
  archived: ArchivedFile,
  plan: Plan,
  isRecordedAgain: (known: KnownSheet) => boolean,
): Promise<Reading> {
  const { ids } = plan;
  const sheets = await tx.all(quarantinedSheets);
  const loader = new SheetLoader(tx, services.progress, isRecordedAgain);
  let done: Reading["done"] | null = null;
  const messages = readFileMessages({
    path: archived.path,
    file_sha256: archived.sha256,
    release_id: ids.release_id,
    first_sheet_id: ids.sheet_id,
    person_key: createHmac("sha256", services.person_secret)
      .update(`${plan.series}#${plan.vintage}`)
      .digest("hex"),
    terms: await tx.all(allTerms),
    places: await tx.all(allPlaces),
    quarantined_sheets: sheets.map((s) => [`${s.file_sha256}|${s.name}`, s.sheet_id] as const),
    quarantined_ids: sheets.length === 0 ? [] : (await tx.all(openQuarantine)).map((row) => row.record_id),
  });
  for await (const message of messages) {
    if (message.kind === "done") done = message;
    else await loader.take(message);
  }
  if (done === null || loader.accepted.length === 0) {
    throw new InvalidInput(
      "no row looks like a header that any layout knows; reference/layouts lists the headers, one file a layout",
      { drift: loader.drift },
    );
  }
  return {
    accepted: loader.accepted,
    known: loader.known,
    drift: loader.drift,
    content: loader.content(),
    rows: loader.rows,
    done,
  };
}

/**
 * Reads a file; a sheet that the record has already is not recorded again. But a later vintage of a series stands for its
 * whole period: where it brings sheets of an earlier one unchanged beside new ones, they are read again and recorded with it.
 */
async function readVintage(
  services: ImportServices,
  tx: Transaction,
  archived: ArchivedFile,
  plan: Plan,
): Promise<Reading> {
  const isEarlier = (known: KnownSheet): boolean =>
    known.series === plan.series && known.vintage < plan.vintage;
  await tx.script("savepoint reading");
  const reading = await read(services, tx, archived, plan, () => false);
  if (reading.rows === 0 || !reading.known.some(isEarlier)) return reading;
  await tx.script("rollback to savepoint reading");
  return read(services, tx, archived, plan, isEarlier);
}

function sheetsOf(reading: Reading): Sheet[] {
  return reading.accepted.map(({ sheet, is_known }) => ({
    sheet_id: sheet.sheet_id,
    name: sheet.name,
    sheet_index: sheet.index,
    header_row: sheet.header_row,
    header: sheet.header,
    content_sha256: sheet.content_sha256,
    rows_read: sheet.rows_read,
    rows_recorded: is_known ? 0 : sheet.rows_encoded,
    rows_known: is_known ? sheet.rows_encoded + sheet.rows_known : sheet.rows_known,
    rows_quarantined: sheet.quarantined.length,
  }));
}

/** Records the counts of the sheets that were accepted; the reading thread made them row by row. */
async function recordRollup(tx: Transaction, releaseId: number, reading: Reading): Promise<void> {
  const lines = new CopyLines();
  const counts = reading.accepted.flatMap(({ sheet, is_known }) => (is_known ? [] : (sheet.rollup ?? [])));
  writeRollup(counts, releaseId, lines);
  if (lines.lines > 0) await tx.copyIn("detainer_rollup", rollupColumns, one(lines.take()));
}

function coverage(releaseId: number, record: Release["record"]) {
  const days = z.object({ covers_from: z.string().nullable(), covers_to: z.string().nullable() });
  return record === "detainer"
    ? defineQuery(
        days,
        sql`select min(prepared_on) as covers_from, max(prepared_on) as covers_to from detainer where release_id = ${releaseId}`,
      )
    : defineQuery(
        days,
        sql`select min(booked_at)::date as covers_from, max(booked_at)::date as covers_to from booking_charge where release_id = ${releaseId}`,
      );
}

const sum = (
  sheets: readonly Sheet[],
  key: "rows_read" | "rows_recorded" | "rows_known" | "rows_quarantined",
): number => sheets.reduce((n, sheet) => n + sheet[key], 0);

interface Plan {
  readonly series: string;
  readonly vintage: number;
  readonly ids: { release_id: number; sheet_id: number };
}

async function planOf(tx: Transaction, archived: ArchivedFile, options: ImportOptions): Promise<Plan> {
  const series = options.series ?? `file:${archived.sha256.slice(0, 12)}`;
  const vintage = options.vintage ?? (await tx.one(newestVintage(series))).vintage + 1;
  return { series, vintage, ids: await tx.one(nextIds) };
}

/** The release whose rows a mended file brings back; null for any other file. */
async function mendedRelease(
  tx: Transaction,
  reading: Reading,
  releaseId: number,
): Promise<{ release_id: number; series: string; vintage: number } | null> {
  const mended = reading.accepted.find(({ sheet }) => sheet.is_mended);
  if (!mended || reading.rows === 0) return null;
  const query = defineQuery(
    z.object({ release_id: z.number(), series: z.string(), vintage: z.number() }),
    sql`with mended as (select detainer_id as id, release_id from detainer union all select charge_id, release_id from booking_charge)
        select r.release_id, r.series, r.vintage from source_sheet s join release r using (release_id)
         where s.sheet_id = (select min(id) / 1000000000 from mended where release_id = ${releaseId})`,
  );
  return tx.maybe(query);
}

async function record(
  services: ImportServices,
  tx: Transaction,
  plan: Plan,
  archived: ArchivedFile,
  file: string,
  reading: Reading,
  options: ImportOptions,
): Promise<FileImport> {
  const sheets = sheetsOf(reading);
  const layout = services.layouts.find((l) => l.id === reading.accepted[0]?.sheet.layout) as Layout;
  const mends = await mendedRelease(tx, reading, plan.ids.release_id);
  const days = await tx.one(coverage(plan.ids.release_id, layout.record));
  const counts = {
    read: sum(sheets, "rows_read"),
    recorded: sum(sheets, "rows_recorded"),
    known: sum(sheets, "rows_known"),
    quarantined: sum(sheets, "rows_quarantined"),
  };
  const body = {
    release_id: plan.ids.release_id,
    record: layout.record,
    file_name: basename(file),
    file_sha256: archived.sha256,
    layout: layout.id,
    layout_version: layout.version,
    series: mends?.series ?? plan.series,
    vintage: mends?.vintage ?? plan.vintage,
    mends_release_id: mends?.release_id ?? null,
    is_synthetic: options.is_synthetic,
    party: layout.party,
    sheets: sheets.map((s) => ({
      sheet_id: s.sheet_id,
      name: s.name,
      content_sha256: s.content_sha256,
      read: s.rows_read,
      recorded: s.rows_recorded,
      known: s.rows_known,
      quarantined: s.rows_quarantined,
    })),
  };
  const position = await appendEntry(tx, {
    kind: "import",
    recorded_at: services.clock.now(),
    author: options.author,
    body,
    content_sha256: reading.content,
  });
  const release: Release = {
    release_id: plan.ids.release_id,
    position,
    series: body.series,
    vintage: body.vintage,
    mends_release_id: body.mends_release_id,
    file_sha256: archived.sha256,
    file_name: basename(file),
    file_bytes: archived.bytes,
    format: reading.done.format.format,
    layout: layout.id,
    layout_version: layout.version,
    record: layout.record,
    party: layout.party,
    credit: layout.credit,
    is_synthetic: options.is_synthetic,
    ...(mends ? { covers_from: null, covers_to: null } : days),
  };
  await recordRelease(tx, release, sheets, reading.drift);
  await recordTerms(tx, reading.done.terms, position);
  await recordPlaces(tx, reading.done.places, position);
  await recordQuarantine(tx, quarantineOf(reading), position);
  if (layout.record === "detainer") {
    await recordRollup(tx, plan.ids.release_id, reading);
    await findOutcomes(tx, plan.ids.release_id, position, services.outcome_tables);
  }
  await recordResolutions(
    tx,
    resolvePlaces(reading.done.places, services.resolver),
    position,
    services.resolver.version,
    services.state_geoids,
  );
  await tx.script("analyze"); // a bulk load leaves the planner without numbers, and the embedded store has nobody else to take them
  const overlaps = release.covers_from === null ? [] : await tx.all(overlapping(release));
  const files = reading.accepted.flatMap(({ sheet, is_known }) =>
    is_known ? [] : (writeQuarantineFile(sheet, archived.sha256, services.store.folder) ?? []),
  );
  return {
    file,
    sha256: archived.sha256,
    layout: layout.id,
    release_id: plan.ids.release_id,
    series: release.series,
    vintage: release.vintage,
    ...counts,
    drift: reading.drift,
    quarantine_files: files,
    position,
    notes: overlaps.map(
      (o) =>
        `covers days that ${o.file_name} (release ${o.release_id}, ${o.covers_from} to ${o.covers_to}) covers too: both are counted; import with --series to let one replace the other`,
    ),
  };
}

function quarantineOf(reading: Reading) {
  return reading.accepted.flatMap(({ sheet, is_known }) =>
    is_known || sheet.is_mended
      ? []
      : sheet.quarantined.map(({ row_no, field, reason, found }) => ({
          sheet_id: sheet.sheet_id,
          row_no,
          field,
          reason,
          found,
        })),
  );
}

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
      const reading = await readVintage(services, tx, archived, plan);
      if (reading.rows === 0 && quarantineOf(reading).length === 0) throw new NothingNew(reading);
      const done = await record(services, tx, plan, archived, file, reading, options);
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
