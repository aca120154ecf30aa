import sql from "sql-template-tag";
import { addDays, type Day, dayFromNumber, dayNumber } from "../../base/day.ts";
import type { Transaction } from "../../db/db.ts";
import type { FacilityQuery, Resolution } from "../../places/resolution.ts";
import type { SourcePlace } from "./source-place.ts";

/** Resolves many facilities at once; the pure resolver over reference/, handed in by whoever wires the program. */
export interface Resolver {
  readonly version: string;
  resolveAll(queries: readonly FacilityQuery[]): Resolution[];
}

/** A place's resolution from a day on, until the next of the same place. */
export interface PlaceResolution {
  readonly place_id: number;
  readonly from_on: Day;
  readonly resolution: Resolution;
  /** The state as the source wrote it: where an unresolved facility says that it stands. */
  readonly state_written: string;
}

/** Control is compared on these days, and the day of a change found between them. */
const sampledDays: readonly Day[] = [
  "2008-01-01",
  "2012-01-01",
  "2016-01-01",
  "2020-01-01",
  "2024-01-01",
  "2028-01-01",
];
/** The first day of a resolution that holds from the beginning. */
export const beginning: Day = "0001-01-01";

const queryOf = (place: SourcePlace, on: Day): FacilityQuery => ({
  name: place.name || undefined,
  city: place.city || undefined,
  state: place.state || undefined,
  code: place.code || undefined,
  on,
});

const sameAnswer = (a: Resolution, b: Resolution): boolean =>
  a.status === b.status &&
  a.facility?.facility_id === b.facility?.facility_id &&
  a.controlling_body?.body_id === b.controlling_body?.body_id;

/** The first day on which the answer is that of the later day. */
function dayOfChange(
  place: SourcePlace,
  before: Day,
  after: Day,
  resolver: Resolver,
  later: Resolution,
): Day {
  let [low, high] = [dayNumber(before), dayNumber(after)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const [answer] = resolver.resolveAll([queryOf(place, dayFromNumber(middle))]) as [Resolution];
    if (sameAnswer(answer, later)) high = middle;
    else low = middle;
  }
  return addDays(dayFromNumber(low), 1);
}

/** What each place resolves to, by period of control: one row a place and period. */
export function resolvePlaces(places: readonly SourcePlace[], resolver: Resolver): PlaceResolution[] {
  const answers = sampledDays.map((on) => resolver.resolveAll(places.map((place) => queryOf(place, on))));
  return places.flatMap((place, at) => {
    const periods: PlaceResolution[] = [
      {
        place_id: place.place_id,
        from_on: beginning,
        resolution: answers[0]?.[at] as Resolution,
        state_written: place.state,
      },
    ];
    for (let i = 1; i < sampledDays.length; i++) {
      const later = answers[i]?.[at] as Resolution;
      if (sameAnswer(answers[i - 1]?.[at] as Resolution, later)) continue;
      const from_on = dayOfChange(place, sampledDays[i - 1] as Day, sampledDays[i] as Day, resolver, later);
      periods.push({ place_id: place.place_id, from_on, resolution: later, state_written: place.state });
    }
    return periods;
  });
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
