import sql, { type Sql } from "sql-template-tag";

/**
 * The weekly counts that stand at a position, as SQL to select from: rows of `detainer_rollup`, without those whose week a
 * later vintage of their series covers in part or whole (of such a week only the later vintage's rows count).
 */
export function standingRollup(position: number): Sql {
  return sql`(
    select u.release_id, u.week_from, u.place_id, u.detainer_type_id, u.lift_reason_id, u.is_likely_duplicate, u.detainers, r.is_synthetic
      from detainer_rollup u
      join release r on r.release_id = u.release_id and r.position <= ${position}
     where not exists (
           select from release later
            where later.series = r.series and later.record = r.record and later.vintage > r.vintage and later.position <= ${position}
              and u.week_from + 6 >= later.covers_from and u.week_from <= later.covers_to))`;
}
