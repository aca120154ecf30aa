import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";

/** A row put aside, as recorded. */
export interface QuarantinedRecord {
  readonly sheet_id: number;
  readonly row_no: number;
  readonly field: string;
  readonly reason: string;
  readonly found: string;
}

/** Records the rows that were read and not recorded, each with its reason. */
export async function recordQuarantine(
  tx: Transaction,
  rows: readonly QuarantinedRecord[],
  position: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into quarantined_row (sheet_id, row_no, position, field, reason, found)
    select q.sheet_id, q.row_no, ${position}::bigint, q.field, q.reason, q.found
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as q (sheet_id int, row_no int, field text, reason text, found text)
        on conflict do nothing`);
}

/** The sheets that have rows in quarantine: one row a sheet. */
export const quarantinedSheets = defineQuery(
  z.object({ file_sha256: z.string(), name: z.string(), sheet_id: z.number(), release_id: z.number() }),
  sql`select r.file_sha256, s.name, s.sheet_id, s.release_id
        from source_sheet s join release r using (release_id)
       where s.sheet_id in (select sheet_id from quarantined_row) order by s.sheet_id`,
);

/** The ids that rows in quarantine would have, for those that no mended file has recorded yet. */
export const openQuarantine = defineQuery(
  z.object({ record_id: z.number() }),
  sql`select q.sheet_id::bigint * 1000000000 + q.row_no as record_id
        from quarantined_row q
       where not exists (select from detainer d where d.detainer_id = q.sheet_id::bigint * 1000000000 + q.row_no)
         and not exists (select from booking_charge b where b.charge_id = q.sheet_id::bigint * 1000000000 + q.row_no)
       order by 1`,
);
