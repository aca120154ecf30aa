import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";
import { standingRollup } from "./standing-rollup.ts";

const placementRow = z.object({
  requests: z.number(),
  resolved: z.number(),
  ambiguous: z.number(),
  unresolved: z.number(),
  likely_duplicates: z.number(),
  first_week: z.string().nullable(),
  last_week: z.string().nullable(),
  is_synthetic: z.boolean(),
});
/** All requests of the record, and how many are placed with the body that controlled their facility. */
export type Placement = z.infer<typeof placementRow>;

/** How many requests stand at a position (likely duplicates apart), in which weeks, and how far their facilities are resolved: one row. */
export function placementAsOf(position: number) {
  return defineQuery(
    placementRow,
    sql`select coalesce(sum(u.detainers) filter (where not u.is_likely_duplicate), 0)::int as requests,
               coalesce(sum(u.detainers) filter (where not u.is_likely_duplicate and f.status = 'resolved'), 0)::int as resolved,
               coalesce(sum(u.detainers) filter (where not u.is_likely_duplicate and f.status = 'ambiguous'), 0)::int as ambiguous,
               coalesce(sum(u.detainers) filter (where not u.is_likely_duplicate and coalesce(f.status, 'unresolved') = 'unresolved'), 0)::int as unresolved,
               coalesce(sum(u.detainers) filter (where u.is_likely_duplicate), 0)::int as likely_duplicates,
               min(u.week_from) as first_week, max(u.week_from) as last_week, coalesce(bool_or(u.is_synthetic), false) as is_synthetic
          from ${standingRollup(position)} u
          left join facility_as_of(${position}) f on f.place_id = u.place_id and u.week_from >= f.from_on
           and (f.before_on is null or u.week_from < f.before_on)`,
  );
}
