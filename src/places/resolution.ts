/** What a source row says of a facility; every part as written there, absent where the row has none. */
export interface FacilityQuery {
  readonly name?: string | undefined;
  readonly city?: string | undefined;
  /** Full name in any case, or a postal code. */
  readonly state?: string | undefined;
  /** ICE detention location code (DETLOC). */
  readonly code?: string | undefined;
  /** The day asked about, `YYYY-MM-DD`; decides who controlled the facility. */
  readonly on: string;
}

/** What kind of place it is; decides which body controls it when no dated row names one. */
export type FacilityKind =
  | "county_jail"
  | "regional_jail"
  | "city_jail"
  | "police"
  | "state_prison"
  | "state_jail"
  | "federal_prison"
  | "usms"
  | "ice"
  | "hold_room"
  | "juvenile"
  | "hospital"
  | "court"
  | "probation"
  | "tribal"
  | "military"
  | "hotel"
  | "test"
  | "other"
  | "unknown";

/** The kinds of body that run a place of custody (domain brief 1.1). */
export type BodyKind =
  | "sheriff"
  | "county_corrections"
  | "city"
  | "metro_police"
  | "regional_authority"
  | "state"
  | "federal"
  | "tribal"
  | "private_for_government";

export type Verification = "seen" | "partly_seen" | "general_knowledge";

/** Who controls a facility on a day: a dated fact with its source. */
export interface ControllingBody {
  readonly body_id: string;
  readonly name: string;
  readonly kind: BodyKind;
  /** Census GEOID of the government: 2 digits state, 5 county, 7 place; "US" for federal bodies. */
  readonly jurisdiction_geoid: string;
  readonly source: string;
  readonly verification: Verification;
}

/** A place of custody with a permanent id of ours. */
export interface Facility {
  readonly facility_id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly city: string | null;
  readonly state_usps: string;
  /** The county or equivalent in which it stands; null where that is not known. */
  readonly stands_in_geoid: string | null;
  readonly detloc: string | null;
}

export type ResolutionMethod =
  | "code"
  | "name_city_state"
  | "name_state"
  | "alias"
  | "county_in_name"
  | "place_in_name"
  | "state_agency"
  | "federal_agency"
  | "regional"
  | "review"
  | "none";

export interface Candidate {
  readonly facility: string;
  readonly controlling_body: string | null;
  readonly jurisdiction_geoid: string | null;
  readonly why: string;
}

/** The answer: resolved with evidence, or open with its candidates; never a guess. */
export interface Resolution {
  readonly status: "resolved" | "ambiguous" | "unresolved";
  readonly facility: Facility | null;
  readonly controlling_body: ControllingBody | null;
  readonly jurisdiction_geoid: string | null;
  readonly method: ResolutionMethod;
  /** Plain sentences: what was matched with what, and which reference row says so. */
  readonly evidence: readonly string[];
  readonly candidates: readonly Candidate[];
}
