import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";

const auditRow = z.object({
  position: z.number(),
  kind: z.enum(["exchange", "access"]),
  recorded_at: z.string(),
  author: z.string(),
  what: z.string(),
  page: z.string().nullable(),
  requests: z.array(z.number()),
  bookings: z.array(z.number()),
  hash: z.string(),
});
/** One line of the audit log: who read or wrote what, when, and the hash that seals it. */
export type AuditLine = z.infer<typeof auditRow>;

/** What the members of some organisations read and wrote, newest first, before a position; the owner's query, so filtered here. */
export async function auditLog(
  db: Reader,
  organisations: readonly string[],
  before: number | null,
  most: number,
): Promise<AuditLine[]> {
  return db.all(
    defineQuery(
      auditRow,
      sql`select position, kind, recorded_at, author, coalesce(body->>'what', '') as what, body->>'page' as page,
                 coalesce(body->'requests', case when body->>'request_id' is null then '[]'::jsonb else jsonb_build_array(body->'request_id') end) as requests,
                 coalesce(body->'bookings', case when body->>'booking_id' is null then '[]'::jsonb else jsonb_build_array(body->'booking_id') end) as bookings,
                 hash
            from journal
           where kind in ('exchange', 'access') and body->>'organisation_id' = any (${organisations}::text[])
             and (${before}::bigint is null or position < ${before}::bigint)
           order by position desc limit ${most}`,
    ),
  );
}
