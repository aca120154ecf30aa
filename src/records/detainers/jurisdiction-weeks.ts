import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";
import { standingRollup } from "./standing-rollup.ts";

const weekRow = z.object({
  week_from: z.string(),
  outcome: z.string(),
  counts_as_declined: z.string(),
  is_synthetic: z.boolean(),
  requests: z.number(),
});
/** Requests of one week that had one outcome. */
export type JurisdictionWeek = z.infer<typeof weekRow>;

/**
 * Requests sent to facilities that bodies of a jurisdiction controlled on the Saturday of the week, as known at a position and
 * without likely duplicates: one row a week and outcome, in order of weeks.
 */
export function jurisdictionWeeks(geoid: string, position: number) {
  return defineQuery(
    weekRow,
    sql`select u.week_from, o.outcome, o.counts_as_declined, bool_or(u.is_synthetic) as is_synthetic, sum(u.detainers)::int as requests
          from (select * from facility_as_of(${position}) where jurisdiction_geoid = ${geoid}) f
          join ${standingRollup(position)} u on u.place_id = f.place_id and u.week_from >= f.from_on
           and (f.before_on is null or u.week_from < f.before_on)
          join outcome_finding o on o.rule_id = 'outcome.ice-lift-reason' and o.rule_version = '1'
           and o.detainer_type_id = u.detainer_type_id and o.lift_reason_id = u.lift_reason_id
         where not u.is_likely_duplicate
         group by u.week_from, o.outcome, o.counts_as_declined
         order by u.week_from, o.outcome, o.counts_as_declined`,
  );
}
