import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import type { SourcePlace } from "./source-place.ts";

/** Every place as written: one row a spelling of name, city, state and code. */
export const allPlaces = defineQuery(
  z.object({ place_id: z.number(), name: z.string(), city: z.string(), state: z.string(), code: z.string() }),
  sql`select place_id, name, city, state, code from source_place where place_id > 0 order by place_id`,
);

/** Records the places that an import met for the first time. */
export async function recordPlaces(
  tx: Transaction,
  places: readonly SourcePlace[],
  position: number,
): Promise<void> {
  if (places.length === 0) return;
  const column = (key: "name" | "city" | "state" | "code"): string[] => places.map((place) => place[key]);
  await tx.run(sql`
    insert into source_place (place_id, name, city, state, code, position)
    select p.place_id, p.name, p.city, p.state, p.code, ${position}::bigint
      from unnest(${places.map((p) => p.place_id)}::int[], ${column("name")}::text[], ${column("city")}::text[],
                  ${column("state")}::text[], ${column("code")}::text[]) as p (place_id, name, city, state, code)`);
}
