import sql from "sql-template-tag";
import { z } from "zod";
import type { Week } from "../../base/day.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { type SectionThree, sectionThree } from "../../law/policies/section-three.ts";
import { areasOf } from "../../records/policies/jurisdiction-chain.ts";
import { policySetAsOf } from "../../records/policies/policies-as-of.ts";

const weekCount = z.object({ week_from: z.string(), requests: z.number() });

/** Requests prepared in each of the last weeks up to a week, from the rollups: one row a week, later vintages standing for theirs. */
function recentWeeks(week: Week, position: number, likelyDuplicates: boolean) {
  return defineQuery(
    weekCount,
    sql`select u.week_from, sum(u.detainers)::int as requests
          from detainer_rollup u join release r on r.release_id = u.release_id and r.position <= ${position}
         where u.week_from between ${week.from}::date - 84 and ${week.from}::date and (${likelyDuplicates} or not u.is_likely_duplicate)
           and not exists (select from release later where later.series = r.series and later.record = r.record and later.vintage > r.vintage
                              and later.position <= ${position} and u.week_from + 6 >= later.covers_from and u.week_from <= later.covers_to)
         group by u.week_from order by u.week_from`,
  );
}

const sourceRow = z.object({
  release_id: z.number(),
  series: z.string(),
  file_name: z.string(),
  file_sha256: z.string(),
  layout: z.string(),
  credit: z.string().nullable(),
  covers_from: z.string().nullable(),
  covers_to: z.string().nullable(),
  is_synthetic: z.boolean(),
  read: z.number(),
  recorded: z.number(),
  known: z.number(),
  quarantined: z.number(),
  has_lift_dates: z.boolean(),
});

/** The releases that a week's edition rests on: those that cover any of its days, or give the day of an end. */
function sourcesOf(week: Week, position: number) {
  return defineQuery(
    sourceRow,
    sql`select r.release_id, r.series, r.file_name, r.file_sha256, r.layout, r.credit, r.covers_from, r.covers_to, r.is_synthetic,
               sum(s.rows_read)::bigint as read, sum(s.rows_recorded)::bigint as recorded, sum(s.rows_known)::bigint as known, sum(s.rows_quarantined)::bigint as quarantined,
               exists (select from detainer d where d.release_id = r.release_id and d.lifted_on between ${week.from}::date and ${week.to}::date) as has_lift_dates
          from release r join source_sheet s using (release_id)
         where r.position <= ${position} and r.record = 'detainer'
           and (r.mends_release_id is not null or (r.covers_from <= ${week.to}::date and r.covers_to >= ${week.from}::date - 84)
                or exists (select from detainer d where d.release_id = r.release_id and d.lifted_on between ${week.from}::date and ${week.to}::date))
         group by r.release_id order by r.release_id`,
  );
}

const quarantineRow = z.object({ reason: z.string(), field: z.string(), rows: z.number() });

/** Rows put aside and not mended yet, by reason. */
function openQuarantineByReason(position: number) {
  return defineQuery(
    quarantineRow,
    sql`select q.reason, q.field, count(*)::int as rows from quarantined_row q
         where q.position <= ${position}
           and not exists (select from detainer d join release r using (release_id)
                            where d.detainer_id = q.sheet_id::bigint * 1000000000 + q.row_no and r.position <= ${position})
         group by q.reason, q.field order by q.reason, q.field`,
  );
}

/** What jails record themselves: bookings in the week with an immigration hold, and how many of those ended with a release to ICE. */
function jailHolds(week: Week, position: number) {
  return defineQuery(
    z.object({
      jails: z.number(),
      bookings: z.number(),
      holds: z.number(),
      to_ice: z.number(),
      is_synthetic: z.boolean(),
    }),
    sql`select count(distinct b.place_id)::int as jails, count(distinct (b.release_id, b.booking_key))::int as bookings,
               count(distinct (b.release_id, b.booking_key)) filter (where b.is_immigration_hold)::int as holds,
               count(distinct (b.release_id, b.booking_key)) filter (where b.is_immigration_hold and b.is_released_to_ice)::int as to_ice,
               coalesce(bool_or(r.is_synthetic), false) as is_synthetic
          from booking_charge b join release r on r.release_id = b.release_id and r.position <= ${position}
         where b.booked_at >= ${week.from}::date and b.booked_at < ${week.to}::date + 1`,
  );
}

const sinceRow = z.object({ kind: z.string(), entries: z.number() });

function appendedBetween(from: number, to: number) {
  return defineQuery(
    sinceRow,
    sql`select kind, count(*)::int as entries from journal where position > ${from} and position <= ${to} and kind not in ('edition', 'organisation', 'access') group by kind order by kind`,
  );
}

const previousRow = z.object({ edition_id: z.string(), data_position: z.number(), week_from: z.string() });

/** The last edition of the same week that was published before a position: what a revision is compared with. */
function previousEdition(template: string, disclosure: string, week: Week, position: number) {
  return defineQuery(
    previousRow,
    sql`select edition_id, data_position, week_from from edition
         where template = ${template} and disclosure = ${disclosure} and week_from = ${week.from}::date
           and position <= ${position} and data_position < ${position}
         order by data_position desc, edition_id limit 1`,
  );
}

/** The policies in force on a week's last day, where the record holds any. */
export type RecordedPolicies = SectionThree & {
  readonly told: string;
  readonly instruments: readonly Instrument[];
};

/** Facts of an edition that are not counts of the week's requests. */
export interface ReportFacts {
  readonly recent_weeks: readonly z.infer<typeof weekCount>[];
  readonly sources: readonly z.infer<typeof sourceRow>[];
  readonly quarantine: readonly z.infer<typeof quarantineRow>[];
  readonly jails: {
    readonly jails: number;
    readonly bookings: number;
    readonly holds: number;
    readonly to_ice: number;
    readonly is_synthetic: boolean;
  };
  /** Null where the record holds no policies at the position. */
  readonly policies: RecordedPolicies | null;
  readonly previous: z.infer<typeof previousRow> | null;
  readonly appended: readonly z.infer<typeof sinceRow>[];
}

async function recordedPolicies(db: Reader, week: Week, position: number): Promise<RecordedPolicies | null> {
  const { origin, told, instruments } = await policySetAsOf(db, position);
  return origin === "recorded" ? { ...sectionThree(instruments, week.to, areasOf), told, instruments } : null;
}

/** The part of a week that the sources cover, null when none of them covers a day of it or gives an end in it. */
export function coveredPart(facts: ReportFacts, week: Week): Week | null {
  const spans = facts.sources.flatMap((s) =>
    s.covers_from !== null && s.covers_to !== null && s.covers_from <= week.to && s.covers_to >= week.from
      ? [{ from: s.covers_from, to: s.covers_to }]
      : [],
  );
  if (spans.length === 0) return facts.sources.some((source) => source.has_lift_dates) ? week : null;
  const days = [...spans.flatMap((span) => [span.from, span.to]), week.from, week.to].filter(
    (day) => day >= week.from && day <= week.to,
  );
  const inside = days.filter((day) => spans.some((span) => day >= span.from && day <= span.to)).sort();
  return { from: inside[0] ?? week.from, to: inside.at(-1) ?? week.to };
}

/** Reads those facts as known at a position. */
export async function readReportFacts(
  db: Reader,
  template: string,
  disclosure: string,
  week: Week,
  position: number,
  likelyDuplicates: boolean,
): Promise<ReportFacts> {
  const previous = await db.maybe(previousEdition(template, disclosure, week, position));
  return {
    recent_weeks: await db.all(recentWeeks(week, position, likelyDuplicates)),
    sources: await db.all(sourcesOf(week, position)),
    quarantine: await db.all(openQuarantineByReason(position)),
    jails: await db.one(jailHolds(week, position)),
    policies: await recordedPolicies(db, week, position),
    previous,
    appended: previous === null ? [] : await db.all(appendedBetween(previous.data_position, position)),
  };
}
