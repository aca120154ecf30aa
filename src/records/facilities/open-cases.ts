import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";

/** Places as written that stand unresolved or ambiguous at a position, most requests first: one row a place. */
export function openCases(position: number) {
  return defineQuery(
    z.object({
      place_id: z.number(),
      name: z.string(),
      city: z.string(),
      state: z.string(),
      code: z.string(),
      requests: z.number(),
      status: z.string(),
      evidence: z.array(z.string()),
      candidates: z.array(
        z.object({ facility: z.string(), jurisdiction_geoid: z.string().nullable(), why: z.string() }),
      ),
    }),
    sql`
    with standing as (
      select r.place_id, r.status, r.evidence, r.candidates, rank() over (partition by r.place_id order by r.position desc, r.from_on) as nth
        from facility_resolution r where r.position <= ${position})
    select p.place_id, p.name, p.city, p.state, p.code, coalesce(sum(u.detainers), 0)::int as requests, s.status, s.evidence, s.candidates
      from standing s join source_place p using (place_id) left join detainer_rollup u using (place_id)
     where s.nth = 1 and s.status <> 'resolved' and p.name <> ''
     group by p.place_id, p.name, p.city, p.state, p.code, s.status, s.evidence, s.candidates
     order by requests desc, p.place_id`,
  );
}
