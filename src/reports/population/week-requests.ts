import sql, { join, raw, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Week } from "../../base/day.ts";
import { defineQuery } from "../../db/db.ts";
import { dimensions, type Where, whereSql } from "./where.ts";

/**
 * The populations of a week, never mixed: requests `prepared` in it (an issue-week cohort), requests whose end was `recorded` in it,
 * whenever they were prepared, and those worked in the `exchange` that ended in it. Only some sources give the day of the second.
 */
export type Population = "prepared" | "recorded" | "exchange";
/** Those that are counted from source files. */
export type SourcePopulation = Exclude<Population, "exchange">;

const groupRow = z.object({
  form: z.string(),
  asks_notify: z.boolean().nullable(),
  asks_hold: z.boolean().nullable(),
  asks_serve: z.boolean().nullable(),
  outcome: z.string(),
  outcome_detail: z.string().nullable(),
  counts_as_declined: z.string(),
  evidence_grade: z.string().nullable(),
  place_status: z.string(),
  place_id: z.number(),
  state_geoid: z.string().nullable(),
  body_id: z.string().nullable(),
  body_kind: z.string().nullable(),
  jurisdiction_geoid: z.string().nullable(),
  criminality: z.string().nullable(),
  charge_category: z.string().nullable(),
  age_band: z.string().nullable(),
  is_backlog: z.boolean().nullable(),
  recorded_on: z.string().nullable(),
  is_disputed: z.boolean(),
  is_likely_duplicate: z.boolean(),
  is_synthetic: z.boolean(),
  requests: z.number(),
});

/** Requests of one week that are alike in every dimension, with how many they are. */
export type RequestGroup = z.infer<typeof groupRow>;

/** A request whose end was recorded more than this many days after it was prepared is marked as backlog. */
export const backlogDays = 30;

const dayColumn = { prepared: raw("prepared_on"), recorded: raw("lifted_on") };

/** The requests of a week with every dimension as a column: the text behind each number and each trace. */
function weekRequests(population: SourcePopulation, week: Week, position: number): Sql {
  return sql`
    select r.detainer_id, r.prepared_on, r.lifted_on, r.form, r.asks_notify, r.asks_hold, r.asks_serve, r.outcome, r.outcome_detail,
           r.counts_as_declined, r.evidence_grade, r.place_status, r.place_id, r.state_geoid, r.body_id, r.body_kind, r.jurisdiction_geoid,
           nullif(c.written, '') as criminality,
           case when k.written ~ '^[0-9]{4}$' then left(k.written, 2) when r.conviction_charge_id > 1 then 'other' end as charge_category,
           case when r.lifted_on is null then null
                when r.lifted_on - r.prepared_on <= 2 then '0 to 2 days' when r.lifted_on - r.prepared_on <= 7 then '3 to 7 days'
                when r.lifted_on - r.prepared_on <= 30 then '8 to 30 days' when r.lifted_on - r.prepared_on <= 90 then '31 to 90 days'
                when r.lifted_on - r.prepared_on <= 365 then '91 to 365 days' else 'over 365 days' end as age_band,
           r.lifted_on - r.prepared_on > ${backlogDays} as is_backlog,
           case when ${population} = 'recorded' then r.lifted_on::text end as recorded_on,
           exists (select from assertion a where a.detainer_id = r.detainer_id and a.position <= ${position} and a.outcome <> r.outcome
              and not exists (select from assertion b where b.supersedes = a.assertion_id and b.position <= ${position})) as is_disputed,
           r.is_likely_duplicate, r.is_synthetic
      from request_as_of(${position}) r
      join term c on c.term_id = r.criminality_id
      join term k on k.term_id = r.conviction_charge_code_id
     where r.${dayColumn[population]} between ${week.from}::date and ${week.to}::date`;
}

/** The groups of a week: one row for each distinct set of dimensions, with its number of requests. */
export function requestGroups(population: SourcePopulation, week: Week, position: number) {
  const columns = join(dimensions.map((dimension) => raw(dimension)));
  return defineQuery(
    groupRow,
    sql`select ${columns}, count(*)::int as requests from (${weekRequests(population, week, position)}) w group by ${columns}`,
  );
}

/** The requests behind a number: one row a request in order of its id, with its lineage in the id. */
export function requestsBehind(
  population: SourcePopulation,
  week: Week,
  position: number,
  where: Where,
  limit: number,
) {
  return defineQuery(
    z.object({ detainer_id: z.number(), prepared_on: z.string(), outcome: z.string() }),
    sql`select detainer_id, prepared_on, outcome from (${weekRequests(population, week, position)}) w where ${whereSql(where)} order by detainer_id limit ${limit}`,
  );
}
