import sql from "sql-template-tag";
import { z } from "zod";
import type { Week } from "../../base/day.ts";
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
});
type Row = ExchangeEvent & { readonly request_id: number; readonly custodian: string | null };

/** What both sides share of the requests issued in a week, as known at a position, in order. The booking is never read. */
function sharedEvents(week: Week, position: number) {
  return defineQuery(
    eventRow as unknown as z.ZodType<Row>,
    sql`select e.event_id, e.position, e.kind, null as booking_id, e.request_id, e.organisation_id, e.member_id, e.occurred_at, e.recorded_at,
               e.is_shared, e.supersedes, e.details, f.organisation_id as custodian
          from request_now n
          join exchange_event first on first.request_id = n.request_id and first.kind = 'request_issued'
          left join organisation_facility f on f.facility_id = first.details->>'facility_id'
          join exchange_event e on e.request_id = n.request_id
         where n.audience = 'issuer' and n.issued_on between ${week.from}::date and ${week.to}::date
           and e.is_shared and e.position <= ${position}
         order by e.request_id, e.event_id`,
  );
}

/** One request of the exchange with its finding, from what both sides share. */
export interface ExchangeCase {
  readonly state: RequestState;
  readonly finding: ExchangeFinding;
}

/** The requests issued in a week that were worked in the exchange, each with its finding, as known at a position; by number. */
export async function exchangeCases(db: Reader, week: Week, position: number): Promise<ExchangeCase[]> {
  const byRequest = Map.groupBy(await db.all(sharedEvents(week, position)), (row) => row.request_id);
  return [...byRequest.values()].flatMap((rows) => {
    const state = foldRequest(rows, rows[0]?.custodian ?? null);
    return state === null ? [] : [{ state, finding: findingOf(state) }];
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
