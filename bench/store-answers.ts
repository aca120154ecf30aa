import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../src/db/db.ts";
import type { Answers, Counts } from "./answers.ts";

const counted = z.object({ key: z.string(), n: z.number() });

async function counts(db: Reader, text: Sql): Promise<Counts> {
  const rows = await db.all(defineQuery(counted, text));
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

const inPlace = (key: Sql): Sql =>
  sql`select ${key} as key, count(*)::bigint as n from detainer d join source_place p using (place_id) group by 1`;

/** The answers of a store, counted over its detainer records. */
export async function storeAnswers(db: Reader): Promise<Answers> {
  return {
    by_lift_reason: await counts(
      db,
      sql`select t.written as key, count(*)::bigint as n from detainer d join term t on t.term_id = d.lift_reason_id group by 1`,
    ),
    by_state: await counts(db, inPlace(sql`p.state`)),
    by_day: await counts(
      db,
      sql`select prepared_on::text as key, count(*)::bigint as n from detainer group by 1`,
    ),
    by_facility: await counts(db, inPlace(sql`concat_ws('|', p.name, p.city, p.state, p.code)`)),
  };
}
