import sql from "sql-template-tag";
import { z } from "zod";
import type { Day, Week } from "../../base/day.ts";
import { dayIn } from "../../base/time.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { type ExchangeFinding, findingOf } from "../../law/exchange/finding.ts";
import { foldRequest, type RequestState } from "../../law/exchange/request-state.ts";
import type { RequestGroup } from "./week-requests.ts";

const eventRow = z.object({
  event_id: z.number(),
  position: z.number(),
  kind: z.string(),
  booking_id: z.null(),
  request_id: z.number(),
  organisation_id: z.string(),
  member_id: z.number(),
  occurred_at: z.string(),
  recorded_at: z.string(),
  is_shared: z.boolean(),
  supersedes: z.number().nullable(),
  details: z.record(z.string(), z.unknown()),
  custodian: z.string().nullable(),
  time_zone: z.string().nullable(),
});
type Row = ExchangeEvent & {
  readonly request_id: number;
  readonly custodian: string | null;
  readonly time_zone: string | null;
};

/** Ends are said some days late; what is said of an end more than this many days after it no longer joins the week. */
const daysOfSaying = 92;

/**
 * What both sides share, as known at a position, of the requests that could have ended in a week: of which an end was logged, or an
 * outcome said, from its first day on. In order; the booking is never read.
 */
function sharedEvents(week: Week, position: number) {
  return defineQuery(
    eventRow as unknown as z.ZodType<Row>,
    sql`with ended as (
          select distinct request_id from exchange_event
           where kind in ('misdirected', 'not_in_custody', 'custody_assumed', 'person_released', 'relayed', 'cancelled', 'superseded', 'outcome_asserted')
             and occurred_at >= ${week.from}::date - 1 and occurred_at < ${week.to}::date + ${daysOfSaying}::int
             and is_shared and position <= ${position})
        select e.event_id, e.position, e.kind, null as booking_id, e.request_id, e.organisation_id, e.member_id, e.occurred_at, e.recorded_at,
               e.is_shared, e.supersedes, e.details, f.organisation_id as custodian, f.time_zone
          from ended n
          join exchange_event first on first.request_id = n.request_id and first.kind = 'request_issued'
          left join organisation_facility f on f.facility_id = first.details->>'facility_id'
          join exchange_event e on e.request_id = n.request_id
         where e.is_shared and e.position <= ${position}
         order by e.request_id, e.event_id`,
  );
}

/**
 * The day on which a request ended, in its facility's zone: by the log that both sides share, else by the earliest word of a party;
 * null while nothing of either is there.
 */
export function endedOn(state: RequestState, zone: string): Day | null {
  const said = state.outcomes.map((one) => one.happened_at ?? one.at).toSorted()[0];
  const at = state.ended_at ?? said;
  return at === undefined ? null : dayIn(at, zone);
}

/** One request of the exchange with its finding, from what both sides share. */
export interface ExchangeCase {
  readonly state: RequestState;
  readonly finding: ExchangeFinding;
}

/** The requests worked in the exchange that ended in a week, whenever issued, each with its finding, as known at a position; by number. */
export async function exchangeCases(db: Reader, week: Week, position: number): Promise<ExchangeCase[]> {
  const byRequest = Map.groupBy(await db.all(sharedEvents(week, position)), (row) => row.request_id);
  return [...byRequest.values()].flatMap((rows) => {
    const state = foldRequest(rows, rows[0]?.custodian ?? null);
    const day = state === null ? null : endedOn(state, rows[0]?.time_zone ?? "UTC");
    const isOfWeek = day !== null && day >= week.from && day <= week.to;
    return state === null || !isOfWeek ? [] : [{ state, finding: findingOf(state) }];
  });
}

const facilityPlaces = defineQuery(
  z.object({ facility_id: z.string(), kind: z.string(), jurisdiction_geoid: z.string() }),
  sql`select facility_id, kind, jurisdiction_geoid from organisation_facility`,
);

/** The cases of a week as groups of one, with the dimensions that a report tells requests apart by; the outcome is the finding. */
export async function exchangeGroups(db: Reader, week: Week, position: number): Promise<RequestGroup[]> {
  const cases = await exchangeCases(db, week, position);
  const places = cases.length === 0 ? [] : await db.all(facilityPlaces);
  const byFacility = new Map(places.map((place) => [place.facility_id, place]));
  return cases.map(({ state, finding }): RequestGroup => {
    const place = byFacility.get(finding.last_custodian.facility_id ?? "");
    const geoid = place?.jurisdiction_geoid ?? null;
    return {
      form: state.issue.form,
      asks_notify: state.issue.asks_notify,
      asks_hold: state.issue.asks_hold,
      asks_serve: state.issue.asks_serve,
      outcome: finding.finding,
      outcome_detail: finding.counts_as_declined.join("+") || null,
      counts_as_declined: finding.counts_as_declined.length > 0 ? "yes" : "no",
      evidence_grade: finding.grade,
      place_status: place === undefined ? "unresolved" : "resolved",
      place_id: 0,
      state_geoid: geoid === null || geoid === "US" ? null : geoid.slice(0, 2),
      body_id: finding.last_custodian.organisation_id,
      body_kind: place?.kind ?? null,
      jurisdiction_geoid: geoid,
      criminality: null,
      charge_category: null,
      age_band: null,
      is_backlog: null,
      recorded_on: null,
      is_disputed: finding.disagreement,
      is_likely_duplicate: false,
      is_synthetic: state.issue.is_synthetic,
      requests: 1,
    };
  });
}
