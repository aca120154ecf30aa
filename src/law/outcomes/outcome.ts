/** The neutral outcome codes of a request (domain brief 3.3), with the words used for them in print. */
export const outcomes = {
  ICE_CUSTODY: "ICE took custody",
  DECLINED_REPORTED_BY_ICE: "declined, as recorded by ICE",
  RELEASED_LATE_NOTICE: "released; ICE records too little notice",
  RELEASED_EARLIER_THAN_EXPECTED: "released earlier than expected",
  NOT_IN_CUSTODY: "no longer in custody; how it ended is not said",
  ICE_DID_NOT_ASSUME: "ICE did not take custody (its own resources)",
  CANCELLED_BY_ICE: "ended by ICE",
  TRANSFERRED: "moved to another facility or agency",
  SUPERSEDED: "replaced by a newer form",
  DUPLICATE: "duplicate entry",
  DIED: "the person died",
  LIFTED_UNSPECIFIED: "lifted; no reason recorded",
  PENDING_OR_UNRECORDED: "open or not recorded",
  REDACTED: "outcome withheld in the release",
  UNMAPPED: "a value the rule does not know",
} as const;

export type OutcomeCode = keyof typeof outcomes;

/** Whether the source's own words say that the jail declined. */
export type Declined = "yes" | "no" | "disputed" | "unknown";

/** Evidence grades of domain brief 3.5; D (inferred from a policy) can never be an outcome. */
export type EvidenceGrade = "A" | "B" | "C" | "X";

/** What the rule finds for one request from what ICE recorded of its end. */
export interface OutcomeFinding {
  readonly outcome: OutcomeCode;
  readonly outcome_detail: string | null;
  readonly counts_as_declined: Declined;
  readonly evidence_grade: EvidenceGrade | null;
  readonly explanation: string;
}
