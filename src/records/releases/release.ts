import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";

/** One imported file as recorded. */
export const releaseRow = z.object({
  release_id: z.number(),
  position: z.number(),
  series: z.string(),
  vintage: z.number(),
  mends_release_id: z.number().nullable(),
  file_sha256: z.string(),
  file_name: z.string(),
  file_bytes: z.number(),
  format: z.enum(["delimited", "xlsx", "parquet"]),
  layout: z.string(),
  layout_version: z.number(),
  record: z.enum(["detainer", "booking_charge"]),
  party: z.string(),
  credit: z.string().nullable(),
  is_synthetic: z.boolean(),
  covers_from: z.string().nullable(),
  covers_to: z.string().nullable(),
});
export type Release = z.infer<typeof releaseRow>;

/** One sheet of a release, with the conservation of its rows. */
export interface Sheet {
  readonly sheet_id: number;
  readonly name: string;
  readonly sheet_index: number;
  readonly header_row: number;
  readonly header: readonly string[];
  readonly content_sha256: string;
  readonly rows_read: number;
  readonly rows_recorded: number;
  readonly rows_known: number;
  readonly rows_quarantined: number;
}

/** Where a file differed from its layout. */
export interface Drift {
  readonly sheet_name: string;
  readonly kind: "unknown_header" | "missing_header" | "sheet_passed_over";
  readonly header: string;
  readonly nearest: string | null;
}

const releaseColumns = sql`release_id, position, series, vintage, mends_release_id, file_sha256, file_name, file_bytes, format, layout,
  layout_version, record, party, credit, is_synthetic, covers_from, covers_to`;

/** Every release known at a position: one row an imported file, in order of import. */
export function releasesAsOf(position: number) {
  return defineQuery(
    releaseRow,
    sql`select ${releaseColumns} from release_as_of(${position}) order by release_id`,
  );
}

/** The release of a file with these bytes, if it was imported. */
export function releaseOfFile(fileSha256: string) {
  return defineQuery(
    releaseRow,
    sql`select ${releaseColumns} from release where file_sha256 = ${fileSha256} order by release_id limit 1`,
  );
}

/** The newest vintage of a series, 0 when there is none. */
export function newestVintage(series: string) {
  return defineQuery(
    z.object({ vintage: z.number() }),
    sql`select coalesce(max(vintage), 0) as vintage from release where series = ${series}`,
  );
}

/** Releases of other series that record the same thing for overlapping days. */
export function overlapping(release: {
  series: string;
  record: string;
  covers_from: string | null;
  covers_to: string | null;
  release_id: number;
}) {
  return defineQuery(
    z.object({
      release_id: z.number(),
      file_name: z.string(),
      covers_from: z.string(),
      covers_to: z.string(),
    }),
    sql`select release_id, file_name, covers_from, covers_to from release
         where series <> ${release.series} and record = ${release.record} and release_id <> ${release.release_id}
           and covers_from <= ${release.covers_to}::date and covers_to >= ${release.covers_from}::date
         order by release_id`,
  );
}

/** Sums of row conservation over a release's sheets. */
export function conservationOf(releaseId: number) {
  return defineQuery(
    z.object({ read: z.number(), recorded: z.number(), known: z.number(), quarantined: z.number() }),
    sql`select coalesce(sum(rows_read), 0)::bigint as read, coalesce(sum(rows_recorded), 0)::bigint as recorded,
               coalesce(sum(rows_known), 0)::bigint as known, coalesce(sum(rows_quarantined), 0)::bigint as quarantined
          from source_sheet where release_id = ${releaseId}`,
  );
}

/** Where a release's file differed from its layout. */
export function driftOf(releaseId: number) {
  return defineQuery(
    z.object({
      sheet_name: z.string(),
      kind: z.enum(["unknown_header", "missing_header", "sheet_passed_over"]),
      header: z.string(),
      nearest: z.string().nullable(),
    }),
    sql`select sheet_name, kind, header, nearest from source_drift where release_id = ${releaseId} order by sheet_name, kind, header`,
  );
}

/** Records a release with its sheets and its drift; the rows went in before. */
export async function recordRelease(
  tx: Transaction,
  release: Release,
  sheets: readonly Sheet[],
  drift: readonly Drift[],
): Promise<void> {
  const r = release;
  await tx.run(sql`
    insert into release (${releaseColumns})
    values (${r.release_id}, ${r.position}, ${r.series}, ${r.vintage}, ${r.mends_release_id}, ${r.file_sha256}, ${r.file_name}, ${r.file_bytes},
            ${r.format}, ${r.layout}, ${r.layout_version}, ${r.record}, ${r.party}, ${r.credit}, ${r.is_synthetic},
            ${r.covers_from}::date, ${r.covers_to}::date)`);
  await tx.run(sql`
    insert into source_sheet (sheet_id, release_id, name, sheet_index, header_row, header, content_sha256, rows_read, rows_recorded, rows_known, rows_quarantined)
    select s.sheet_id, ${r.release_id}::int, s.name, s.sheet_index, s.header_row, s.header, s.content_sha256, s.rows_read, s.rows_recorded, s.rows_known, s.rows_quarantined
      from jsonb_to_recordset(${JSON.stringify(sheets)}::jsonb) as s (sheet_id int, name text, sheet_index int, header_row int, header jsonb,
           content_sha256 text, rows_read bigint, rows_recorded bigint, rows_known bigint, rows_quarantined bigint)`);
  await tx.run(sql`
    insert into source_drift (release_id, sheet_name, kind, header, nearest)
    select ${r.release_id}::int, d.sheet_name, d.kind, d.header, d.nearest
      from jsonb_to_recordset(${JSON.stringify(drift)}::jsonb) as d (sheet_name text, kind text, header text, nearest text)
        on conflict do nothing`);
}
