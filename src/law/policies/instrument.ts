import type { Day } from "../../base/day.ts";
import type { Bounds } from "./bounds.ts";
import type { Condition } from "./condition.ts";

/** How far a row was checked; carried into every output. */
export type Verification = "seen" | "partly_seen" | "general_knowledge";

export type InstrumentType =
  | "statute"
  | "constitution_case"
  | "ordinance"
  | "resolution"
  | "executive_order"
  | "sheriff_policy"
  | "directive"
  | "ag_opinion"
  | "court_order"
  | "agreement"
  | "practice";

/** The acts that local rules speak of (domain brief 6.3). */
export const acts = [
  "hold_on_administrative_paper",
  "hold_on_judicial_warrant",
  "notify_release",
  "jail_interview",
  "serve_copy",
  "consent_form",
  "transfer_secure_area",
  "ask_status",
  "share_status_information",
  "agreement_287g",
  "report_to_public",
] as const;
export type Act = (typeof acts)[number];

export const modalities = ["must", "may", "must_not", "must_if", "must_not_unless", "unsettled"] as const;
export type Modality = (typeof modalities)[number];

/** Whom a provision speaks to. */
export type AppliesTo = "jail" | "police" | "state_prison" | "probation" | "all";

/** One act that an instrument requires, allows or forbids, cited to the clause. */
export interface Provision {
  readonly provision_id: string;
  readonly clause: string;
  readonly act: Act;
  readonly modality: Modality;
  /** The condition as data; null where there is none, or where `condition_text` only explains. Its words as written stand there. */
  readonly condition: Condition | null;
  readonly condition_text: string;
  readonly applies_to: AppliesTo;
  /** First and last day; null where not known or open; may be cut to a month or a year. */
  readonly in_force_from: Day | null;
  readonly in_force_to: Day | null;
  readonly verification: Verification;
  readonly source_url: string;
  /** The days between which it begins and ends, as the whole set of instruments tells them (`settleBounds`). */
  readonly bounds?: Bounds;
}

/** One rule-making text, order, ruling, agreement or stated practice, in one version. */
export interface Instrument {
  readonly instrument_id: string;
  readonly jurisdiction_level: "state" | "county" | "city" | "agency";
  readonly state_usps: string;
  readonly jurisdiction_name: string;
  /** 2 digits state, 5 county, 7 place. */
  readonly jurisdiction_geoid: string;
  readonly issuer: string;
  readonly instrument_type: InstrumentType;
  readonly title: string;
  readonly citation: string;
  readonly binds: string;
  readonly binding: "yes" | "no" | "unclear";
  /** Announced, adopted, effective and last day, each apart; may be cut to a month or year as `date_precision` says. */
  readonly announced_on: string | null;
  readonly adopted_on: string | null;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly date_precision: "day" | "month" | "year" | "unknown";
  readonly supersedes: string | null;
  readonly summary: string;
  readonly source_name: string;
  readonly source_url: string;
  readonly verification: Verification;
  readonly excerpt: string;
  readonly note: string;
  readonly confirmed_on: Day | null;
  readonly confirmed_by: string | null;
  /** True for a row that says "none found": it is a search without a hit, not a rule, and not proof that there is none. */
  readonly none_found?: boolean;
  readonly provisions: readonly Provision[];
  /** The days between which it begins and ends, as the whole set of instruments tells them (`settleBounds`). */
  readonly bounds?: Bounds;
}
