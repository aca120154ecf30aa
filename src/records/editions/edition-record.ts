import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";

const editionRow = z.object({
  edition_id: z.string(),
  position: z.number(),
  data_position: z.number(),
  template: z.string(),
  template_version: z.string(),
  disclosure: z.string(),
  week_from: z.string(),
  sha256: z.string(),
});
/** An edition as recorded when it was compiled. */
export type EditionRecord = z.infer<typeof editionRow>;

/** Every edition that was compiled, newest week first. */
export const allEditions = defineQuery(
  editionRow,
  sql`select edition_id, position, data_position, template, template_version, disclosure, week_from, sha256
        from edition order by week_from desc, data_position desc, edition_id`,
);

/** The edition recorded under an id, if any. */
export function editionNamed(id: string) {
  return defineQuery(
    editionRow,
    sql`select edition_id, position, data_position, template, template_version, disclosure, week_from, sha256 from edition where edition_id = ${id}`,
  );
}

/** Records an edition once; compiling it again appends nothing. Returns what is recorded under its id. */
export async function recordEdition(
  tx: Transaction,
  edition: Omit<EditionRecord, "position">,
  recordedAt: string,
  author: string,
): Promise<EditionRecord> {
  const position = await reservePosition(tx);
  const known = await tx.maybe(editionNamed(edition.edition_id));
  if (known !== null) return known;
  const body = { ...edition };
  await tx.run(sql`
    insert into edition (edition_id, position, data_position, template, template_version, disclosure, week_from, sha256)
    values (${edition.edition_id}, ${position}, ${edition.data_position}, ${edition.template}, ${edition.template_version},
            ${edition.disclosure}, ${edition.week_from}::date, ${edition.sha256})`);
  await appendEntry(tx, {
    kind: "edition",
    recorded_at: recordedAt,
    author,
    body,
    content_sha256: null,
  });
  return { ...edition, position };
}
