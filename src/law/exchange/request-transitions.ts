import type { EventKind } from "./event-details.ts";
import type { RequestPhase } from "./request-state.ts";

/** Who speaks: the organisation that has, or had, the person, or the office that issued the request. */
export type Side = "custodian" | "issuer";

/** What an event after the end must keep to; none of them moves the request to another phase. */
export type LateEntry =
  /** Happened whenever: the person can still be held, or what came of it is only told then. */
  | "any_time"
  /** Happened at or before the end, and is only entered later. */
  | "before_end"
  /** Happened at or after the end. */
  | "from_end"
  /** Only in the place of an event of the same kind. */
  | "correction";

/** The kinds of event that a request has after the one that issued it. */
export const requestKinds = [
  "transmitted",
  "received",
  "misdirected",
  "not_in_custody",
  "served",
  "responded",
  "notice_sent",
  "became_releasable",
  "hold_started",
  "hold_ended",
  "incident_opened",
  "incident_closed",
  "custody_assumed",
  "person_released",
  "relayed",
  "cancelled",
  "superseded",
  "outcome_asserted",
  "opinion_recorded",
] as const satisfies readonly EventKind[];
export type RequestKind = (typeof requestKinds)[number];

/** One kind of event: who records it, in which phases, where it takes the request, and what may come after the end. */
export interface RequestTransition {
  /** As a sentence names it: "… cannot be recorded". */
  readonly what: string;
  readonly by: readonly Side[];
  /** Whether the custodian records it for an issuing office that does not work in the exchange. */
  readonly stands_in: boolean;
  readonly during: readonly RequestPhase[];
  /** The phases it can lead to from those; empty where it leaves the phase as it is. */
  readonly to: readonly RequestPhase[];
  readonly after: Readonly<Partial<Record<RequestPhase, LateEntry>>>;
  /** What else must be so, in words for the page of the states. */
  readonly needs: string;
}

const custodian = { by: ["custodian"], stands_in: false } as const;
const issuer = { by: ["issuer"], stands_in: true } as const;
const both = { by: ["custodian", "issuer"], stands_in: false } as const;

const open = ["issued", "active"] as const satisfies readonly RequestPhase[];
const active = ["active"] as const satisfies readonly RequestPhase[];
const everyPhase = [
  "issued",
  "active",
  "misdirected",
  "not_in_custody",
  "released",
  "in_ice_custody",
  "transferred",
  "cancelled",
  "superseded",
] as const satisfies readonly RequestPhase[];
/** The ends at which the custodian had received the request. */
const handled = ["released", "in_ice_custody", "transferred", "cancelled", "superseded"] as const;
/** The ends at which the person is with the jail no more. */
const gone = ["released", "in_ice_custody", "transferred"] as const;

function late(ends: readonly RequestPhase[], entry: LateEntry): RequestTransition["after"] {
  return Object.fromEntries(ends.map((end) => [end, entry]));
}

/** The state machine of a request: every kind of event, and nothing is allowed that it does not name (domain brief 3.1, 3.2). */
export const requestTransitions: Readonly<Record<RequestKind, RequestTransition>> = {
  transmitted: {
    what: "a transmission",
    ...issuer,
    during: open,
    to: [],
    after: late(["misdirected", "not_in_custody", ...handled], "before_end"),
    needs: "not before the form was issued",
  },
  received: {
    what: "the receipt",
    ...custodian,
    during: ["issued"],
    to: ["active"],
    after: late(["cancelled", "superseded"], "before_end"),
    needs: "once; not before the form was issued or relayed",
  },
  misdirected: {
    what: "a misdirection",
    ...both,
    during: open,
    to: ["misdirected"],
    after: {},
    needs: "no hold is running",
  },
  not_in_custody: {
    what: "that the person was not in custody",
    ...custodian,
    during: open,
    to: ["not_in_custody"],
    after: {},
    needs: "the person left before the receipt; no hold is running",
  },
  served: {
    what: "service on the person",
    ...both,
    during: active,
    to: [],
    after: late(handled, "before_end"),
    needs: "once; not before the receipt",
  },
  responded: {
    what: "an answer",
    ...custodian,
    during: open,
    to: [],
    after: late(["misdirected", "not_in_custody", ...handled], "correction"),
    needs:
      "the form asks it, or it is an interview or service; before the receipt only that the person is not there or not this jail's",
  },
  notice_sent: {
    what: "a notice",
    ...custodian,
    during: active,
    to: [],
    after: late(["not_in_custody", ...handled], "any_time"),
    needs: "not before the receipt; the release time given is not past, unless the person has left",
  },
  became_releasable: {
    what: "that the person became releasable",
    ...custodian,
    during: active,
    to: [],
    after: late(handled, "before_end"),
    needs: "once; not after the person left or the hold began",
  },
  hold_started: {
    what: "the start of a hold",
    ...custodian,
    during: active,
    to: [],
    after: late(handled, "before_end"),
    needs:
      "the form asks a hold; the time of otherwise release stands and is the one named; one hold, once; its window is not over",
  },
  hold_ended: {
    what: "the end of a hold",
    ...custodian,
    during: active,
    to: [],
    after: { ...late(gone, "before_end"), ...late(["cancelled", "superseded"], "any_time") },
    needs: "a hold is running; not before it began; `window_ended` not before its window ends",
  },
  incident_opened: {
    what: "an incident",
    ...custodian,
    during: active,
    to: [],
    after: late(handled, "any_time"),
    needs: "there was a hold; it ran past its window, or nobody had answered it; none of the kind is open",
  },
  incident_closed: {
    what: "the close of an incident",
    ...custodian,
    during: active,
    to: [],
    after: late(handled, "any_time"),
    needs: "the incident is open, its hold has ended, and a reason is given",
  },
  custody_assumed: {
    what: "that ICE took custody",
    ...both,
    during: open,
    to: ["in_ice_custody"],
    after: { transferred: "any_time", ...late(["cancelled", "superseded"], "before_end") },
    needs: "once; not before the receipt",
  },
  person_released: {
    what: "the release",
    ...custodian,
    during: active,
    to: ["released"],
    after: late(["cancelled", "superseded"], "any_time"),
    needs: "once; not before the receipt, the time of otherwise release or the start of a hold",
  },
  relayed: {
    what: "a relay",
    ...custodian,
    during: active,
    to: ["issued", "transferred"],
    after: {},
    needs: "not before the receipt; to another place than this one",
  },
  cancelled: {
    what: "a cancellation",
    ...issuer,
    during: open,
    to: ["cancelled"],
    after: late(["misdirected", "not_in_custody", "released", "transferred"], "from_end"),
    needs: "not before the form was issued",
  },
  superseded: {
    what: "a newer form",
    ...issuer,
    during: open,
    to: ["superseded"],
    after: late(["misdirected", "not_in_custody", "transferred"], "from_end"),
    needs: "by another request",
  },
  outcome_asserted: {
    what: "an outcome",
    ...both,
    during: everyPhase,
    to: [],
    after: {},
    needs: "one an organisation; no hold outcome where the form asks none; DECLINED names what was declined",
  },
  opinion_recorded: {
    what: "an opinion",
    ...both,
    during: everyPhase,
    to: [],
    after: {},
    needs: "",
  },
};

/** What stands, as a sentence says it: "the request is …". */
export const phaseWords: Readonly<Record<RequestPhase, string>> = {
  issued: "issued and not received here yet",
  active: "received and active",
  misdirected: "found to be misdirected",
  not_in_custody: "ended: the person was not in custody",
  released: "ended: the person was released",
  in_ice_custody: "ended: ICE took custody",
  transferred: "ended: the person was transferred",
  cancelled: "cancelled by the issuing office",
  superseded: "replaced by a newer form",
};
