import type { FindingCode } from "./finding-code.ts";
import type { RequestState } from "./request-state.ts";

/** One who had the person, in order; the outcome belongs to the last (domain brief 3.4). */
export interface ChainLink {
  /** Null where the place does not work in the exchange. */
  readonly organisation_id: string | null;
  readonly facility_id: string | null;
  /** The agency in words, for a place outside the exchange. */
  readonly agency: string | null;
  /** When the person was moved on; null for the last. */
  readonly until: string | null;
  /** What came of the request there; null where nothing is known of it. */
  readonly finding: FindingCode | null;
}

/** Everyone who had the person, in order, with what came of the request there; those who passed it on have TRANSFERRED. */
export function chainOf(state: RequestState, code: FindingCode): ChainLink[] {
  const earlier = state.relays.map(
    (one, at): ChainLink => ({
      organisation_id: one.by,
      facility_id: one.from_facility_id ?? (at === 0 ? state.issue.facility_id : null),
      agency: null,
      until: one.at,
      finding: "TRANSFERRED",
    }),
  );
  const last = state.relays.at(-1);
  const isOutside = last !== undefined && last.to_organisation_id === null;
  return [
    ...earlier,
    {
      organisation_id: isOutside ? null : state.custodian_organisation_id,
      facility_id: last === undefined ? state.facility_id : last.to_facility_id,
      agency: isOutside ? last.to_agency : null,
      until: null,
      finding: isOutside && code === "TRANSFERRED" ? null : code,
    },
  ];
}
