/** The forms that ask something of a jail; older ones stay active until they end (ICE guidance on form I-247A of 2017-04-02). */
export const requestForms = ["I-247A", "I-247D", "I-247N", "I-247X", "I-247G", "I-247"] as const;
export type RequestForm = (typeof requestForms)[number];

/** Forms that ask for notice only and can never have a hold (domain brief 3.8, invariant 6). */
export const noticeOnlyForms: readonly RequestForm[] = ["I-247N", "I-247G"];

/** Box 1, Box 2, or a form that has neither; a form ticks one of them (domain brief 3.8, invariant 5). */
export const basisBoxes = ["probable_cause", "resume_custody", "not_on_form"] as const;

/** The four bases that Box 1 of form I-247A prints, and those of older forms in their own words. */
export const probableCauseBases = [
  "final_order",
  "pending_proceedings",
  "biometric_match",
  "statements_or_evidence",
  "older_form_wording",
] as const;

/** What came with the form. Only the last is signed by a judge (domain brief 2.3). */
export const warrants = ["none", "I-200", "I-205", "judicial_warrant", "judicial_order"] as const;
export type Warrant = (typeof warrants)[number];

/** By which way a paper or a notice went. */
export const channels = ["accord", "email", "fax", "phone", "portal", "mail", "in_person"] as const;

/** What can be asked of a jail, each answered apart (domain brief 2.2). */
export const askedThings = ["notify", "hold", "serve", "interview"] as const;
export type AskedThing = (typeof askedThings)[number];

/** The answers that a jail has; the federal form has no box for any but the first. */
export const answers = [
  "will",
  "will_not",
  "conditions_not_met",
  "not_permitted_by_law",
  "not_in_custody",
  "not_ours",
] as const;
export type AnswerCode = (typeof answers)[number];

/** Why an answer is what it is. */
export const answerReasons = [
  "follows_policy",
  "state_law",
  "local_policy",
  "court_decision",
  "no_judicial_warrant",
  "no_administrative_warrant",
  "form_incomplete",
  "not_served",
  "conviction_or_charge_not_covered",
  "identity_not_matched",
  "released_before_receipt",
  "transferred_before_receipt",
  "never_in_custody",
  "other_facility_named",
  "protected_person",
  "counsel_advice",
  "resources",
  "other",
] as const;

/** Why the jail's own authority to hold ended, or the person left (domain brief 2.5). */
export const releaseReasons = [
  "bond_posted",
  "charges_dropped",
  "sentence_served",
  "time_credited",
  "own_recognizance",
  "court_order",
  "diversion",
  "acquitted",
  "probation_or_parole",
  "medical",
  "death",
  "escape",
  "to_other_agency",
  "other",
] as const;

export const certainties = ["fixed", "likely", "estimate"] as const;

/** How a hold ended. */
export const holdEnds = [
  "custody_assumed",
  "window_ended",
  "cancelled_by_ice",
  "court_order",
  "released_by_jail",
  "transferred",
] as const;

export const serviceManners = ["in_person", "facility_mail", "other", "not_served"] as const;

/** Whether the person could be told in a language that they understand. */
export const languages = [
  "en",
  "es",
  "pt",
  "fr",
  "ht",
  "zh",
  "vi",
  "ar",
  "ru",
  "pa",
  "so",
  "tl",
  "other",
] as const;

export const chargeStages = ["arrest", "filed", "convicted", "dismissed", "acquitted"] as const;

/** What a party can say came of a request in the exchange (domain brief 3.3 and 3.4). */
export const partyOutcomeCodes = [
  "ICE_CUSTODY",
  "DECLINED",
  "RELEASED_AFTER_NOTICE",
  "RELEASED_WITHOUT_NOTICE",
  "RELEASED_LATE_NOTICE",
  "NOTIFIED_NOT_HELD",
  "HELD_NOT_COLLECTED",
  "HELD_BEYOND_WINDOW",
  "ICE_DID_NOT_ASSUME",
  "TRANSFERRED",
  "NOT_IN_CUSTODY",
  "MISDIRECTED",
  "NOT_PERMITTED_BY_LAW",
  "CONDITIONS_NOT_MET",
  "CANCELLED_BY_ICE",
  "SUPERSEDED",
  "DUPLICATE",
  "DIED",
] as const;
export type PartyOutcome = (typeof partyOutcomeCodes)[number];
