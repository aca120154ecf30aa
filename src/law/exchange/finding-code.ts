import { type AskedThing, type PartyOutcome, partyOutcomeCodes } from "./codes.ts";

/** What can be found of a request: what a party can say, and three that no party says. */
export const findingCodes = [...partyOutcomeCodes, "ESCAPED", "OPEN", "NOT_SETTLED"] as const;
export type FindingCode = (typeof findingCodes)[number];

/** The words used in print, without a verdict. */
export const findingWords: Readonly<Record<FindingCode, string>> = {
  ICE_CUSTODY: "ICE took custody",
  DECLINED: "declined",
  RELEASED_AFTER_NOTICE: "released after notice; ICE did not take custody",
  RELEASED_WITHOUT_NOTICE: "released without notice",
  RELEASED_LATE_NOTICE: "released; notice called too late",
  NOTIFIED_NOT_HELD: "notified, and did not hold",
  HELD_NOT_COLLECTED: "held the whole window; ICE did not take custody",
  HELD_BEYOND_WINDOW: "held past the window",
  ICE_DID_NOT_ASSUME: "ICE did not take custody",
  TRANSFERRED: "moved to another facility or agency",
  NOT_IN_CUSTODY: "not in custody when the request came",
  MISDIRECTED: "sent to a place that did not have the person",
  NOT_PERMITTED_BY_LAW: "not done, because the law did not permit it",
  CONDITIONS_NOT_MET: "not done, because a condition of the law was not met",
  CANCELLED_BY_ICE: "ended by ICE",
  SUPERSEDED: "replaced by a newer form",
  DUPLICATE: "duplicate entry",
  DIED: "the person died",
  ESCAPED: "the person escaped",
  OPEN: "open",
  NOT_SETTLED: "not settled by the record",
};

const askedWords: Readonly<Record<AskedThing, string>> = {
  notify: "to give notice",
  hold: "to hold",
  serve: "to serve the copy",
  interview: "to allow an interview",
};

/** A finding in words; a decline names what was declined (domain brief 3.4). */
export function findingText(code: FindingCode, declined: readonly AskedThing[]): string {
  const words = findingWords[code];
  return code === "DECLINED" ? `${words} ${declined.map((asked) => askedWords[asked]).join(" and ")}` : words;
}

/** A set of codes that say the same of the release, the notice and the hold, as far as either says it. */
type Pair = readonly [PartyOutcome, PartyOutcome];

/**
 * Codes that do not contradict each other: they tell different parts of one course of events. Any other two are a disagreement.
 * RELEASED_LATE_NOTICE agrees with nothing else: it says that notice was too late, which the jail's own account does not.
 */
export const agreeing: readonly Pair[] = [
  ["NOTIFIED_NOT_HELD", "RELEASED_AFTER_NOTICE"],
  ["NOTIFIED_NOT_HELD", "NOT_PERMITTED_BY_LAW"],
  ["NOTIFIED_NOT_HELD", "CONDITIONS_NOT_MET"],
  ["NOTIFIED_NOT_HELD", "ICE_DID_NOT_ASSUME"],
  ["RELEASED_AFTER_NOTICE", "NOT_PERMITTED_BY_LAW"],
  ["RELEASED_AFTER_NOTICE", "CONDITIONS_NOT_MET"],
  ["RELEASED_AFTER_NOTICE", "ICE_DID_NOT_ASSUME"],
  ["RELEASED_WITHOUT_NOTICE", "NOT_PERMITTED_BY_LAW"],
  ["RELEASED_WITHOUT_NOTICE", "CONDITIONS_NOT_MET"],
  ["HELD_NOT_COLLECTED", "ICE_DID_NOT_ASSUME"],
  ["HELD_BEYOND_WINDOW", "ICE_DID_NOT_ASSUME"],
  ["CANCELLED_BY_ICE", "DUPLICATE"],
  ["CANCELLED_BY_ICE", "SUPERSEDED"],
  ["SUPERSEDED", "DUPLICATE"],
];

/** What a decline of each thing goes together with, where the log shows that this thing was declined. */
export const agreeingWithDecline: Readonly<Record<AskedThing, readonly FindingCode[]>> = {
  hold: ["NOTIFIED_NOT_HELD", "RELEASED_AFTER_NOTICE", "RELEASED_WITHOUT_NOTICE"],
  notify: ["RELEASED_WITHOUT_NOTICE", "HELD_NOT_COLLECTED", "ICE_CUSTODY"],
  serve: [
    "NOTIFIED_NOT_HELD",
    "RELEASED_AFTER_NOTICE",
    "RELEASED_WITHOUT_NOTICE",
    "HELD_NOT_COLLECTED",
    "ICE_CUSTODY",
  ],
  interview: [
    "NOTIFIED_NOT_HELD",
    "RELEASED_AFTER_NOTICE",
    "RELEASED_WITHOUT_NOTICE",
    "HELD_NOT_COLLECTED",
    "ICE_CUSTODY",
  ],
};

/** One account of what came of a request; `asked` names the thing that a decline is about. */
export interface Account {
  readonly code: FindingCode;
  readonly asked: AskedThing | null;
}

function declineAgrees(decline: Account, other: Account, declined: readonly AskedThing[]): boolean {
  if (decline.asked === null || !declined.includes(decline.asked)) return false;
  return other.code === "DECLINED"
    ? other.asked !== null && declined.includes(other.asked)
    : agreeingWithDecline[decline.asked].includes(other.code);
}

/** Whether two accounts do not contradict each other; `declined` is what the log shows as declined. */
export function agree(a: Account, b: Account, declined: readonly AskedThing[]): boolean {
  if (a.code === b.code && a.asked === b.asked) return true;
  if (a.code === "DECLINED" && b.code === "DECLINED" && (a.asked === null || b.asked === null)) return true;
  if (a.code === "DECLINED") return declineAgrees(a, b, declined);
  if (b.code === "DECLINED") return declineAgrees(b, a, declined);
  return (
    a.code === b.code ||
    agreeing.some((pair) => pair.includes(a.code as PartyOutcome) && pair.includes(b.code as PartyOutcome))
  );
}
