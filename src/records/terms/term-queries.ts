import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import type { Term } from "./vocabulary.ts";

/** Every term of the store: one row a spelling of a field, but for the two that every field shares. */
export const allTerms = defineQuery(
  z.object({ term_id: z.number(), field: z.string(), written: z.string() }),
  sql`select term_id, field, written from term where term_id > 1 order by term_id`,
);

/** Records the spellings that an import met for the first time. */
export async function recordTerms(tx: Transaction, terms: readonly Term[], position: number): Promise<void> {
  if (terms.length === 0) return;
  await tx.run(sql`
    insert into term (term_id, field, written, position)
    select t.term_id, t.field, t.written, ${position}::bigint
      from unnest(${terms.map((t) => t.term_id)}::int[], ${terms.map((t) => t.field)}::text[], ${terms.map((t) => t.written)}::text[]) as t (term_id, field, written)`);
}
