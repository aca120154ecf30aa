import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";

const bodyRow = z.object({
  jurisdiction_geoid: z.string(),
  body_id: z.string(),
  body_name: z.string(),
  body_kind: z.string(),
  places: z.number(),
});
/** A body that controls facilities which the record names, with how many spellings of them there are. */
export type ControllingBodyEntry = z.infer<typeof bodyRow>;

/** Every body that controls, at any time, a facility that the record names, as known at a position: one row a body, by jurisdiction and name. */
export function bodiesAsOf(position: number) {
  return defineQuery(
    bodyRow,
    sql`select jurisdiction_geoid, body_id, min(body_name) as body_name, min(body_kind) as body_kind, count(distinct place_id)::int as places
          from facility_as_of(${position}) where body_id is not null
         group by jurisdiction_geoid, body_id order by jurisdiction_geoid collate "C", min(body_name) collate "C", body_id collate "C"`,
  );
}

const placeRow = z.object({
  place_id: z.number(),
  name: z.string(),
  city: z.string(),
  state: z.string(),
  code: z.string(),
  from_on: z.string(),
  before_on: z.string().nullable(),
  method: z.string(),
  facility_id: z.string(),
  facility_name: z.string(),
  facility_kind: z.string(),
  body_id: z.string(),
  body_name: z.string(),
  body_kind: z.string(),
  verification: z.string().nullable(),
  evidence: z.array(z.string()),
  decided_by: z.string(),
});
/** A facility as a source wrote it, with what it was matched with and who controlled it from when to when. */
export type ControlledPlace = z.infer<typeof placeRow>;

/** The facilities as written that bodies of a jurisdiction control, as known at a position: one row a spelling and period of control. */
export function placesOfJurisdiction(geoid: string, position: number) {
  return defineQuery(
    placeRow,
    sql`select p.place_id, p.name, p.city, p.state, p.code, f.from_on, f.before_on, f.method, f.facility_id, f.facility_name, f.facility_kind,
               f.body_id, f.body_name, f.body_kind, f.verification, e.evidence, e.decided_by
          from facility_as_of(${position}) f
          join source_place p on p.place_id = f.place_id
          join facility_resolution e on e.place_id = f.place_id and e.from_on = f.from_on
           and e.position = (select max(l.position) from facility_resolution l where l.place_id = f.place_id and l.position <= ${position})
         where f.jurisdiction_geoid = ${geoid}
         order by f.body_name collate "C", f.facility_name collate "C", p.name collate "C", p.city collate "C", p.place_id, f.from_on`,
  );
}
