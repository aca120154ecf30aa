import { foldName } from "./fold.ts";
import type { RegisteredFacility, Registry } from "./registry.ts";
import type { FacilityKind } from "./resolution.ts";

/** A decision that a person gave back on one spelling: a facility of the registry, or a new one with its government. */
export interface ReviewedSpelling {
  readonly name: string;
  readonly city: string;
  readonly state_usps: string;
  /** A facility of the registry; null where the reviewer describes a new one. */
  readonly facility_id: string | null;
  readonly facility_name: string;
  readonly kind: FacilityKind;
  /** GEOID of the government whose place it is; "US" for federal. */
  readonly governed_geoid: string;
  readonly author: string;
  readonly reason: string;
}

/** Decisions of people, found by name, state and city. */
export class Reviews {
  readonly #byKey: ReadonlyMap<string, { readonly facility: RegisteredFacility; readonly reason: string }>;

  constructor(reviewed: readonly ReviewedSpelling[], registry: Registry) {
    this.#byKey = new Map(
      reviewed.map((one) => [
        keyOf(foldName(one.name), one.state_usps, one.city),
        { facility: facilityOf(one, registry), reason: `Decided in review by ${one.author}: ${one.reason}` },
      ]),
    );
  }

  find(
    folded: string,
    usps: string,
    city: string,
  ): { readonly facility: RegisteredFacility; readonly reason: string } | null {
    return this.#byKey.get(keyOf(folded, usps, city)) ?? null;
  }
}

function keyOf(folded: string, usps: string, city: string): string {
  return `${folded}|${usps}|${foldName(city)}`;
}

function facilityOf(one: ReviewedSpelling, registry: Registry): RegisteredFacility {
  const known = one.facility_id === null ? null : registry.get(one.facility_id);
  if (known) return known;
  const id =
    one.facility_id ??
    `us-${one.state_usps.toLowerCase()}-${foldName(one.facility_name).toLowerCase().replaceAll(" ", "-")}`;
  return {
    facility_id: id,
    name: one.facility_name,
    kind: one.kind,
    city: one.city || null,
    state_usps: one.state_usps,
    stands_in_geoid: null,
    detloc: null,
    governed_geoid: one.governed_geoid,
  };
}
