import sql from "sql-template-tag";
import { z } from "zod";
import { NotFound } from "../../base/errors.ts";
import { defineQuery, type Reader } from "../../db/db.ts";

const differenceRow = z.object({
  month: z.string(),
  lift_reason: z.string(),
  first: z.number(),
  second: z.number(),
});

/** Where two releases count differently: one row a month of preparation and lift reason, equal rows left out. */
function differences(first: number, second: number) {
  return defineQuery(
    differenceRow,
    sql`select to_char(month, 'YYYY-MM') as month, lift_reason, sum(first)::int as first, sum(second)::int as second
          from (select date_trunc('month', d.prepared_on)::date as month, coalesce(nullif(t.written, ''), 'not recorded') as lift_reason,
                       (d.release_id = ${first})::int as first, (d.release_id = ${second})::int as second
                  from detainer d join term t on t.term_id = d.lift_reason_id
                 where d.release_id in (${first}, ${second})) c
         group by month, lift_reason having sum(first) <> sum(second) order by month, lift_reason collate "C"`,
  );
}

const known = (id: number) =>
  defineQuery(
    z.object({ n: z.number() }),
    sql`select count(*)::int as n from release where release_id = ${id} and record = 'detainer'`,
  );

/** Compares two releases of detainers; throws `NotFound` when one of them is not in the record. */
export async function compareReleases(db: Reader, first: number, second: number) {
  for (const id of [first, second]) {
    if ((await db.one(known(id))).n === 0)
      throw new NotFound(`there is no release ${id} of detainers; accord releases lists them`);
  }
  return db.all(differences(first, second));
}
