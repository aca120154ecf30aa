import { basename } from "node:path";
import { Readable } from "node:stream";
import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { recordPlaces } from "../../records/facilities/place-queries.ts";
import { recordResolutions, resolvePlaces } from "../../records/facilities/resolve-places.ts";
import type { SourcePlace } from "../../records/facilities/source-place.ts";
import { appendEntry, reservePosition } from "../../records/journal/journal.ts";
import { findOutcomes } from "../../records/outcomes/find-outcomes.ts";
import { recordQuarantine } from "../../records/releases/quarantine.ts";
import {
  type Drift,
  overlapping,
  type Release,
  recordRelease as recordReleaseRow,
  type Sheet,
} from "../../records/releases/release.ts";
import { recordTerms } from "../../records/terms/term-queries.ts";
import type { Layout } from "../layouts/layout.ts";
import type { ArchivedFile } from "./archive.ts";
import { CopyLines } from "./copy-lines.ts";
import type { ImportOptions, ImportServices } from "./import-services.ts";
import { writeQuarantineFile } from "./quarantine-file.ts";
import type { Plan, Reading } from "./read-release.ts";
import { rollupColumns, writeRollup } from "./rollup.ts";

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

/** The sheets of a file with the conservation of their rows. */
export function sheetsOf(reading: Reading): Sheet[] {
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
  if (lines.lines > 0) await tx.copyIn("detainer_rollup", rollupColumns, Readable.from([lines.take()]));
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

/** One count over all sheets. */
export const sum = (
  sheets: readonly Sheet[],
  key: "rows_read" | "rows_recorded" | "rows_known" | "rows_quarantined",
): number => sheets.reduce((n, sheet) => n + sheet[key], 0);

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

/** The release as it will stand, but for the position that its entry takes. */
async function releaseOf(
  services: ImportServices,
  tx: Transaction,
  source: ImportSource,
  reading: Reading,
  options: ImportOptions,
): Promise<Omit<Release, "position">> {
  const { plan, archived, file } = source;
  const layout = services.layouts.find((l) => l.id === reading.accepted[0]?.sheet.layout) as Layout;
  const mends = await mendedRelease(tx, reading, plan.ids.release_id);
  const days = await tx.one(coverage(plan.ids.release_id, layout.record));
  return {
    release_id: plan.ids.release_id,
    series: mends?.series ?? plan.series,
    vintage: mends?.vintage ?? plan.vintage,
    mends_release_id: mends?.release_id ?? null,
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
}

/** What the journal says of a release: what it is, and the conservation of each sheet's rows. */
function bodyOf(release: Omit<Release, "position">, sheets: readonly Sheet[]) {
  return {
    release_id: release.release_id,
    record: release.record,
    file_name: release.file_name,
    file_sha256: release.file_sha256,
    layout: release.layout,
    layout_version: release.layout_version,
    series: release.series,
    vintage: release.vintage,
    mends_release_id: release.mends_release_id,
    is_synthetic: release.is_synthetic,
    party: release.party,
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
}

/** How many places are resolved before what was found of them is recorded; all at once would stand in memory together. */
const placesAtOnce = 200;

async function recordPlacesFound(
  services: ImportServices,
  tx: Transaction,
  release: Release,
  places: readonly SourcePlace[],
): Promise<void> {
  const { resolver, state_geoids, clock } = services;
  const on = release.covers_to ?? clock.now().slice(0, 10);
  for (let from = 0; from < places.length; from += placesAtOnce) {
    const found = resolvePlaces(places.slice(from, from + placesAtOnce), resolver, on);
    await recordResolutions(tx, found, release.position, resolver.version, state_geoids);
  }
}

/** Everything that hangs on a release: what was met for the first time, what was put aside, and what is found from it. */
async function recordFindings(
  services: ImportServices,
  tx: Transaction,
  release: Release,
  reading: Reading,
): Promise<void> {
  const { position } = release;
  await recordTerms(tx, reading.done.terms, position);
  await recordPlaces(tx, reading.done.places, position);
  await recordQuarantine(tx, quarantineOf(reading), position);
  if (release.record === "detainer") {
    await recordRollup(tx, release.release_id, reading);
    await findOutcomes(tx, release.release_id, position, services.outcome_tables);
  }
  await recordPlacesFound(services, tx, release, reading.done.places);
  await tx.script("analyze"); // a bulk load leaves the planner without numbers, and the embedded store has nobody else to take them
}

/** How many requests of earlier vintages of its series a release stands for from now on. */
function replacedBy(release: Release) {
  return defineQuery(
    z.object({ requests: z.number() }),
    sql`select count(*)::int as requests from detainer d join release r using (release_id)
         where r.series = ${release.series} and r.record = ${release.record} and r.vintage < ${release.vintage}
           and d.prepared_on between ${release.covers_from}::date and ${release.covers_to}::date`,
  );
}

async function overlapNotes(tx: Transaction, release: Release): Promise<string[]> {
  const { covers_from, covers_to, series } = release;
  if (covers_from === null) return [];
  const { requests } = await tx.one(replacedBy(release));
  const replaced = `stands for ${covers_from} to ${covers_to} of the series ${series} from now on, in place of ${requests} requests of earlier vintages; both are kept`;
  const overlaps = (await tx.all(overlapping(release))).map(
    (o) =>
      `covers days that ${o.file_name} (release ${o.release_id}, ${o.covers_from} to ${o.covers_to}) covers too: both are counted; import with --series to let one replace the other`,
  );
  return [...(requests === 0 ? [] : [replaced]), ...overlaps];
}

/** Which file is imported, where its copy is, and what it will be in the record. */
export interface ImportSource {
  readonly plan: Plan;
  readonly archived: ArchivedFile;
  readonly file: string;
}

/** Records what was read: the journal entry, and everything that hangs on it. Answers what became of the file. */
export async function recordRelease(
  services: ImportServices,
  tx: Transaction,
  source: ImportSource,
  reading: Reading,
  options: ImportOptions,
): Promise<FileImport> {
  const sheets = sheetsOf(reading);
  const planned = await releaseOf(services, tx, source, reading, options);
  const position = await reservePosition(tx);
  const release = { ...planned, position };
  await recordReleaseRow(tx, release, sheets, reading.drift);
  await recordFindings(services, tx, release, reading);
  await appendEntry(tx, {
    kind: "import",
    recorded_at: services.clock.now(),
    author: options.author,
    body: bodyOf(planned, sheets),
    content_sha256: reading.content,
  });
  const files = reading.accepted.flatMap(({ sheet, is_known }) =>
    is_known ? [] : (writeQuarantineFile(sheet, release.file_sha256, services.store.folder) ?? []),
  );
  return {
    file: source.file,
    sha256: release.file_sha256,
    layout: release.layout,
    release_id: release.release_id,
    series: release.series,
    vintage: release.vintage,
    read: sum(sheets, "rows_read"),
    recorded: sum(sheets, "rows_recorded"),
    known: sum(sheets, "rows_known"),
    quarantined: sum(sheets, "rows_quarantined"),
    drift: reading.drift,
    quarantine_files: files,
    position,
    notes: await overlapNotes(tx, release),
  };
}

/** The rows that are put aside for the first time. */
export function quarantineOf(reading: Reading) {
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
