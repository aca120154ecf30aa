import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";
import { type Organisation, organisationsAsOf } from "./organisation.ts";

const lastOrganisation = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from organisation`,
);

/** A reader of every organisation that stands, which reads them anew only when one was recorded since. */
export function standingOrganisations(db: Reader): () => Promise<readonly Organisation[]> {
  let kept: { readonly position: number; readonly organisations: readonly Organisation[] } | null = null;
  return async () => {
    const { position } = await db.one(lastOrganisation);
    if (kept?.position !== position)
      kept = { position, organisations: await db.all(organisationsAsOf(position)) };
    return kept.organisations;
  };
}
