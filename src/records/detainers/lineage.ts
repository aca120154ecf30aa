import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";

const lineageRow = z.object({
  detainer_id: z.number(),
  sheet_id: z.number(),
  row_no: z.number(),
  sheet_name: z.string(),
  header: z.array(z.string()),
  file_name: z.string(),
  file_sha256: z.string(),
  release_id: z.number(),
});
/** Where the source row of a request stands. */
export type Lineage = z.infer<typeof lineageRow>;

/** The source file, sheet and row of requests, in order of their ids: one row a request. */
export function lineageOfDetainers(ids: readonly number[]) {
  return defineQuery(
    lineageRow,
    sql`
    select d.detainer_id, s.sheet_id, (d.detainer_id % 1000000000)::int as row_no, s.name as sheet_name, s.header, r.file_name, r.file_sha256, r.release_id
      from detainer d
      join source_sheet s on s.sheet_id = d.detainer_id / 1000000000
      join release r on r.release_id = s.release_id
     where d.detainer_id = any(${[...ids]}::bigint[]) order by d.detainer_id`,
  );
}
