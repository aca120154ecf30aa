import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";
import { releaseRow } from "./release.ts";

const overviewRow = releaseRow.extend({
  recorded_at: z.string(),
  sheets: z.number(),
  rows_read: z.number(),
  rows_recorded: z.number(),
  rows_known: z.number(),
  rows_quarantined: z.number(),
});
/** A release with when it was appended and what became of its rows: read = recorded + known + quarantined. */
export type ReleaseOverview = z.infer<typeof overviewRow>;

/** Every release known at a position with the sums over its sheets: one row an imported file, newest first. */
export function releaseOverview(position: number) {
  return defineQuery(
    overviewRow,
    sql`select r.release_id, r.position, r.series, r.vintage, r.mends_release_id, r.file_sha256, r.file_name, r.file_bytes, r.format,
               r.layout, r.layout_version, r.record, r.party, r.credit, r.is_synthetic, r.covers_from, r.covers_to, j.recorded_at,
               count(s.sheet_id)::int as sheets,
               coalesce(sum(s.rows_read), 0)::bigint as rows_read, coalesce(sum(s.rows_recorded), 0)::bigint as rows_recorded,
               coalesce(sum(s.rows_known), 0)::bigint as rows_known, coalesce(sum(s.rows_quarantined), 0)::bigint as rows_quarantined
          from release_as_of(${position}) r
          join journal j on j.position = r.position
          left join source_sheet s on s.release_id = r.release_id
         group by r.release_id, r.position, r.series, r.vintage, r.mends_release_id, r.file_sha256, r.file_name, r.file_bytes, r.format,
               r.layout, r.layout_version, r.record, r.party, r.credit, r.is_synthetic, r.covers_from, r.covers_to, j.recorded_at
         order by r.release_id desc`,
  );
}

const driftRow = z.object({
  release_id: z.number(),
  sheet_name: z.string(),
  kind: z.enum(["unknown_header", "missing_header", "sheet_passed_over"]),
  header: z.string(),
  nearest: z.string().nullable(),
});
/** One difference between a release's file and its layout. */
export type ReleaseDrift = z.infer<typeof driftRow>;

/** Where the files known at a position differed from their layouts: one row a difference, by release. */
export function driftAsOf(position: number) {
  return defineQuery(
    driftRow,
    sql`select d.release_id, d.sheet_name, d.kind, d.header, d.nearest
          from source_drift d join release_as_of(${position}) r on r.release_id = d.release_id
         order by d.release_id, d.sheet_name, d.kind, d.header`,
  );
}
