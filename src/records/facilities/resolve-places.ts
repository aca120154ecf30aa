import sql from "sql-template-tag";
import type { Day } from "../../base/day.ts";
import type { Transaction } from "../../db/db.ts";
import type { ControllingBody, FacilityQuery, Resolution } from "../../places/resolution.ts";
import type { SourcePlace } from "./source-place.ts";

/** Resolves many facilities at once; the pure resolver over reference/, handed in by whoever wires the program. */
export interface Resolver {
  readonly version: string;
  resolveAll(queries: readonly FacilityQuery[]): Resolution[];
  /** Who controls a facility on a day; null where nobody is named or the facility is not in the registry. */
  controllingBody(facilityId: string, on: Day): ControllingBody | null;
  /** Every day on which control of some facility begins or ends, in order. */
  readonly changeDays: readonly Day[];
}

/** A place's resolution from a day on, until the next of the same place. */
export interface PlaceResolution {
  readonly place_id: number;
  readonly from_on: Day;
  readonly resolution: Resolution;
  /** The state as the source wrote it: where an unresolved facility says that it stands. */
  readonly state_written: string;
}

/** The first day of a resolution that holds from the beginning. */
export const beginning: Day = "0001-01-01";

const queryOf = (place: SourcePlace, on: Day): FacilityQuery => ({
  name: place.name || undefined,
  city: place.city || undefined,
  state: place.state || undefined,
  code: place.code || undefined,
  on,
});

/** The days of change on which another body controls a facility than on the day before, with that body's id. */
function changesOf(facilityId: string, resolver: Resolver): Day[] {
  const bodyOn = (day: Day): string | null => resolver.controllingBody(facilityId, day)?.body_id ?? null;
  let before = bodyOn(beginning);
  return resolver.changeDays.filter((day) => {
    const now = bodyOn(day);
    const isChange = now !== before;
    before = now;
    return isChange;
  });
}

/** What a place resolves to by period of control; the period that holds `on` has the answer asked for that day. */
function periodsOf(place: SourcePlace, on: Day, answer: Resolution, resolver: Resolver): PlaceResolution[] {
  const of = { place_id: place.place_id, state_written: place.state };
  const changes = answer.facility === null ? [] : changesOf(answer.facility.facility_id, resolver);
  if (changes.length === 0) return [{ ...of, from_on: beginning, resolution: answer }];
  const starts = [beginning, ...changes];
  return starts.map((from_on, at) => {
    const holdsAsked = from_on <= on && (starts[at + 1] === undefined || on < (starts[at + 1] as Day));
    const resolution = holdsAsked
      ? answer
      : (resolver.resolveAll([queryOf(place, from_on)])[0] as Resolution);
    return { ...of, from_on, resolution };
  });
}

/** What each place resolves to, asked for a day and for every other period of control: one row a place and period. */
export function resolvePlaces(
  places: readonly SourcePlace[],
  resolver: Resolver,
  on: Day,
): PlaceResolution[] {
  const answers = resolver.resolveAll(places.map((place) => queryOf(place, on)));
  return places.flatMap((place, at) => periodsOf(place, on, answers[at] as Resolution, resolver));
}

function columnsOf({ place_id, from_on, resolution: r, state_written }: PlaceResolution) {
  return {
    place_id,
    from_on,
    status: r.status,
    method: r.method,
    facility_id: r.facility?.facility_id ?? null,
    facility_name: r.facility?.name ?? null,
    facility_kind: r.facility?.kind ?? null,
    stands_in_geoid: r.facility?.stands_in_geoid ?? null,
    state: (r.facility?.state_usps ?? state_written).toUpperCase(),
    body_id: r.controlling_body?.body_id ?? null,
    body_name: r.controlling_body?.name ?? null,
    body_kind: r.controlling_body?.kind ?? null,
    jurisdiction_geoid: r.controlling_body?.jurisdiction_geoid ?? null,
    verification: r.controlling_body?.verification ?? null,
    evidence: r.evidence,
    candidates: r.candidates,
  };
}

/** Records what places resolve to, as found or decided by `decidedBy`; `stateGeoids` gives a state's 2-digit code by its name or postal code. */
export async function recordResolutions(
  tx: Transaction,
  found: readonly PlaceResolution[],
  position: number,
  decidedBy: string,
  stateGeoids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = found.map((row) => {
    const columns = columnsOf(row);
    return {
      ...columns,
      state_geoid: stateGeoids.get(columns.state) ?? null,
    };
  });
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into facility_resolution (place_id, position, from_on, status, method, facility_id, facility_name, facility_kind, state_geoid,
           stands_in_geoid, body_id, body_name, body_kind, jurisdiction_geoid, verification, evidence, candidates, decided_by)
    select r.place_id, ${position}::bigint, r.from_on, r.status, r.method, r.facility_id, r.facility_name, r.facility_kind, r.state_geoid,
           r.stands_in_geoid, r.body_id, r.body_name, r.body_kind, r.jurisdiction_geoid, r.verification, r.evidence, r.candidates, ${decidedBy}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (place_id int, from_on date, status text, method text, facility_id text,
           facility_name text, facility_kind text, state_geoid text, stands_in_geoid text, body_id text, body_name text, body_kind text,
           jurisdiction_geoid text, verification text, evidence jsonb, candidates jsonb)`);
}
