import sql from "sql-template-tag";
import { z } from "zod";
import { readReference } from "../../base/reference.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { Names } from "./names.ts";

const bodyNames = (position: number) =>
  defineQuery(
    z.object({ body_id: z.string(), body_name: z.string(), state_geoid: z.string().nullable() }),
    sql`select distinct on (body_id) body_id, body_name, state_geoid from facility_as_of(${position}) where body_id is not null order by body_id, state_geoid`,
  );
const placeNames = defineQuery(
  z.object({ place_id: z.number(), name: z.string(), city: z.string(), state: z.string() }),
  sql`select place_id, name, city, state from source_place`,
);

/** The names of everything that an edition prints, as known at a position. */
export async function readNames(db: Reader, position: number): Promise<Names> {
  const states = new Map(readReference("places/states.csv").map((row) => [row.geoid ?? "", row.name ?? ""]));
  const offences = new Map(
    readReference("offences/ncic-codes.csv").map((row) => [row.category_code ?? "", row.category ?? ""]),
  );
  const usps = new Map(readReference("places/states.csv").map((row) => [row.geoid ?? "", row.usps ?? ""]));
  const bodies = new Map(
    (await db.all(bodyNames(position))).map((b) => {
      const geoid = b.state_geoid ?? "";
      return [b.body_id, withState(b, states.get(geoid), usps.get(geoid))];
    }),
  );
  const places = new Map(
    (await db.all(placeNames)).map((p) => [
      p.place_id,
      [p.name || "(no facility named)", p.city, p.state].filter((part) => part !== "").join(", "),
    ]),
  );
  return {
    state: (geoid) => states.get(geoid) ?? geoid,
    body: (id) => bodies.get(id) ?? id,
    place: (id) => places.get(id) ?? String(id),
    offence: (category) => offences.get(category) || `NCIC category ${category}`,
  };
}

/** A body's name with its state, unless the name says it or the body is of no one state (`us-bop`). */
function withState(
  body: { body_id: string; body_name: string },
  state: string | undefined,
  usps: string | undefined,
): string {
  const ofOneState = /^us-[a-z]{2}-/.test(body.body_id);
  if (!ofOneState || state === undefined || body.body_name.includes(state)) return body.body_name;
  return body.body_name.endsWith(`, ${usps}`) ? body.body_name : `${body.body_name}, ${usps}`;
}
