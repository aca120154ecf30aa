import type { Day } from "../../base/day.ts";
import type { Authority } from "../../law/authority/authority.ts";
import type { ClockRow } from "../../law/clock/clock-row.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import type { ExchangeFinding } from "../../law/exchange/finding.ts";

/** The form of a packet; a packet of another form is read by another version of the check. */
export const packetFormat = "accord.evidence-packet@1";

/** A moment: the instant in UTC, and the wall clock of the facility with its offset (both ISO 8601). */
export interface Moment {
  readonly at: string;
  readonly local: string;
}

/** Who said a fact, and where it stands in the record. */
export interface Source {
  readonly event_id: number;
  readonly position: number;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly recorded: Moment;
  /** The event that this one corrects; both stand under "Errata". */
  readonly corrects: number | null;
  /** Whether every party to the request sees it. */
  readonly is_shared: boolean;
}

/**
 * Whether a fact is there. `not_shared`: not in what this reader's organisation sees, which does not tell whether it is recorded;
 * `withheld`: recorded, and left out of the packet; `computed`: found by a rule from recorded facts.
 */
export type Standing = "recorded" | "not_recorded" | "not_shared" | "withheld" | "computed";

/** One fact: what it is, what is recorded of it (a code with its words, a text, a moment), and whose word it is. */
export interface Fact {
  readonly id: string;
  readonly term: string;
  readonly standing: Standing;
  readonly code: string | null;
  readonly words: string | null;
  readonly at: Moment | null;
  readonly source: Source | null;
}

/** One of the twelve parts of a packet (domain brief 10.3). */
export interface PacketItem {
  readonly item: number;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly notes: readonly string[];
}

export interface PacketNotice {
  readonly at: Moment;
  readonly channel: string;
  readonly reached: string;
  readonly answer: string;
  /** The time of release that was given. */
  readonly release_at: Moment | null;
  readonly note: string | null;
  readonly source: Source;
}

export interface PacketIncident {
  readonly what: string;
  readonly at: Moment;
  readonly window_ended: Moment;
  readonly source: Source;
  readonly closed: { readonly at: Moment; readonly reason: string; readonly source: Source } | null;
}

/** The authority as it was shown when an answer was given, with what its condition came to then. */
export type FrozenAuthority = Authority & { readonly condition: string | null };

export interface PacketAnswer {
  readonly asked: AskedThing;
  readonly at: Moment;
  readonly answer: string;
  /** Null where law protects the reason. */
  readonly reason_code: string | null;
  readonly provision: string | null;
  readonly note: string | null;
  readonly decision: string | null;
  /** Null where what was kept cannot be read as an authority. */
  readonly authority: FrozenAuthority | null;
  readonly authority_sha256: string;
  /** Whether the authority in this packet still has the hash that was kept with the answer. */
  readonly is_as_kept: boolean;
  readonly source: Source;
}

/** The windows of every clock that could apply, from the time of otherwise release. */
export interface PacketClock {
  readonly start: Moment;
  readonly rules: readonly Pick<
    ClockRow,
    "rule" | "version" | "title" | "end_at" | "end" | "hours" | "cite" | "is_used" | "why" | "verification"
  >[];
}

export interface PacketStatement {
  readonly side: "custodian" | "issuer";
  readonly outcome: string;
  readonly words: string;
  readonly asked: AskedThing | null;
  readonly happened: Moment | null;
  readonly evidence: string;
  readonly basis: string;
  readonly at: Moment;
  readonly source: Source;
}

/** One correction: what an event said, what it was corrected to, and the findings from the record before and after it. */
export interface PacketErratum {
  readonly kind: string;
  readonly before: Source;
  readonly after: Source;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly finding_before: string | null;
  readonly finding_after: string | null;
}

/** One moment of the strip on the first page; `minutes` since the one before it, null for the first. */
export interface Milestone {
  readonly code: string;
  readonly label: string;
  readonly at: Moment;
  readonly minutes: number | null;
  readonly event_id: number | null;
}

/** One thing asked, on the first page: what it asks, the answer, and what became of it. */
export interface AskedLine {
  readonly asked: AskedThing;
  readonly words: string;
  readonly answer: string | null;
  readonly standing: string;
  readonly why: string;
}

export interface PacketFinding extends PacketItem {
  readonly finding: ExchangeFinding;
  readonly grade_words: string;
  readonly rule_text: string;
  readonly rule_cite: string;
}

export interface PacketItems {
  readonly request: PacketItem;
  readonly transmission: PacketItem;
  readonly custody: PacketItem;
  readonly release: PacketItem;
  readonly notices: PacketItem & {
    readonly log: readonly PacketNotice[];
    readonly intervals: readonly string[];
  };
  readonly hold: PacketItem & { readonly incidents: readonly PacketIncident[] };
  readonly arrival: PacketItem;
  readonly answers: PacketItem & { readonly given: readonly PacketAnswer[] };
  readonly law: PacketItem & {
    readonly day: Day;
    readonly clock: PacketClock | null;
    readonly standing: readonly Authority[];
  };
  readonly statements: PacketItem & { readonly said: readonly PacketStatement[] };
  readonly finding: PacketFinding;
  readonly errata: PacketItem & { readonly corrections: readonly PacketErratum[] };
}

export interface PacketParty {
  readonly organisation_id: string | null;
  readonly name: string;
}

/** Everything that the record holds of one request, for one reader: the twelve items, and the summary of the first page. */
export interface EvidencePacket {
  readonly packet_format: typeof packetFormat;
  readonly request_id: number;
  readonly audience: "custodian" | "issuer";
  readonly made_at: Moment;
  readonly made_for: PacketParty & { readonly organisation_kind: string };
  readonly record: { readonly position: number; readonly head_hash: string };
  readonly time_zone: string;
  readonly facility: {
    readonly facility_id: string | null;
    readonly name: string;
    readonly state: string | null;
  };
  readonly issuer: PacketParty;
  readonly custodian: PacketParty;
  readonly is_synthetic: boolean;
  /** Whether law bars that this case is published by itself; null where that is not shared with the reader. */
  readonly is_barred_from_publication: boolean | null;
  readonly shows_booking_number: boolean;
  readonly summary: {
    readonly form: string;
    readonly issued_on: Day;
    readonly asked: readonly AskedLine[];
    readonly timeline: readonly Milestone[];
    readonly intervals: readonly string[];
  };
  readonly items: PacketItems;
}
