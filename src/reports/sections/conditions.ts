import { type OutcomeCode, outcomes } from "../../law/outcomes/outcome.ts";
import type { Where } from "../population/where.ts";
import type { Slice } from "./section-builder.ts";

const outcomeIs = (...codes: readonly OutcomeCode[]): Where => ({ outcome: codes });
const allBut = (...codes: readonly OutcomeCode[]): Where => ({
  outcome: (Object.keys(outcomes) as OutcomeCode[]).filter((code) => !codes.includes(code)),
});

/** Rows that stand for another row: left out of every share (domain brief 3.8, invariant 4). */
export const setAside: Where = outcomeIs("SUPERSEDED", "DUPLICATE");
/** The requests that shares are taken of. */
export const counted: Where = allBut("SUPERSEDED", "DUPLICATE");
/** No end is recorded: open, or never written down. */
export const open: Where = outcomeIs("PENDING_OR_UNRECORDED");
/** An end is recorded, whatever it was. */
export const closed: Where = allBut("SUPERSEDED", "DUPLICATE", "PENDING_OR_UNRECORDED");
/** Requests whose outcome nobody can read from the record. */
export const unknownOutcome: Where = outcomeIs("PENDING_OR_UNRECORDED", "REDACTED", "UNMAPPED");
export const inIceCustody: Where = outcomeIs("ICE_CUSTODY");
export const declined: Where = { counts_as_declined: ["yes"] };
/** Not declined by the source's own words, and not taken into custody either. */
export const notCollected: Where = outcomeIs(
  "RELEASED_LATE_NOTICE",
  "RELEASED_EARLIER_THAN_EXPECTED",
  "NOT_IN_CUSTODY",
  "ICE_DID_NOT_ASSUME",
  "TRANSFERRED",
  "DIED",
);
export const endedByIce: Where = outcomeIs("CANCELLED_BY_ICE", "LIFTED_UNSPECIFIED");

/** Every end in the record other than ICE's custody and a decline recorded by ICE; withheld and unmapped ones among them. */
export const endedOtherwise: Where = allBut(
  "SUPERSEDED",
  "DUPLICATE",
  "PENDING_OR_UNRECORDED",
  "ICE_CUSTODY",
  "DECLINED_REPORTED_BY_ICE",
);

/** One row a neutral outcome, in the order in which they are explained. */
export const outcomeRows: readonly Slice[] = (Object.entries(outcomes) as [OutcomeCode, string][]).map(
  ([code, label]) => ({
    key: code.toLowerCase(),
    label,
    where: outcomeIs(code),
  }),
);

/** What was asked, apart: a request can ask for a hold and for notice, or for notice alone. */
export const requestColumns: readonly Slice[] = [
  { key: "all", label: "All requests", where: {} },
  { key: "asks_hold", label: "Ask to hold and to notify", where: { asks_hold: [true] } },
  { key: "notice_only", label: "Ask only for notice", where: { asks_hold: [false] } },
  { key: "form_unknown", label: "Form not known", where: { asks_hold: [null] } },
];
