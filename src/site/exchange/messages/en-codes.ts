import type {
  AnswerCode,
  AskedThing,
  answerReasons,
  basisBoxes,
  certainties,
  channels,
  chargeStages,
  holdEnds,
  languages,
  PartyOutcome,
  probableCauseBases,
  RequestForm,
  releaseReasons,
  serviceManners,
  Warrant,
} from "../../../law/exchange/codes.ts";
import type { EventDetails, EventKind } from "../../../law/exchange/event-details.ts";
import type { FindingCode } from "../../../law/exchange/finding-code.ts";
import type { RequestPhase } from "../../../law/exchange/request-state.ts";
import type { OrganisationKind, Role } from "../../../records/organisations/role.ts";

type Of<T extends readonly string[]> = Readonly<Record<T[number], string>>;
type Codes<T extends string> = Readonly<Record<T, string>>;

const form: Codes<RequestForm> = {
  "I-247A": "I-247A, Immigration Detainer (since April 2017)",
  "I-247D": "I-247D, request for voluntary action (2015 to 2017)",
  "I-247N": "I-247N, request for notice of release (2015 to 2017)",
  "I-247X": "I-247X, request for voluntary transfer (2015 to 2017)",
  "I-247G": "I-247G, request for advance notice of release",
  "I-247": "I-247, earlier detainer (before 2015)",
};
const basis_box: Of<typeof basisBoxes> = {
  probable_cause: "Box 1: probable cause that the person is removable",
  resume_custody: "Box 2: custody is to be resumed",
  not_on_form: "The form has neither box",
};
const bases: Of<typeof probableCauseBases> = {
  final_order: "A final order of removal",
  pending_proceedings: "Removal proceedings under way",
  biometric_match: "Biometric match and a records check",
  statements_or_evidence: "Statements or other reliable evidence",
  older_form_wording: "Words of an older form",
};
const warrant: Codes<Warrant> = {
  none: "Nothing",
  "I-200": "I-200 (an immigration officer’s, not a judge’s)",
  "I-205": "I-205 (an immigration officer’s, not a judge’s)",
  judicial_warrant: "A warrant signed by a judge",
  judicial_order: "An order signed by a judge",
};
const channel: Of<typeof channels> = {
  accord: "This exchange",
  email: "Email",
  fax: "Fax",
  phone: "Telephone",
  portal: "Another portal",
  mail: "Mail",
  in_person: "In person",
};
const asked: Codes<AskedThing> = {
  notify: "Notice before release",
  hold: "Hold past the time of release",
  serve: "Give the person a copy",
  interview: "Interview of the person",
};
const answer: Codes<AnswerCode> = {
  will: "Yes, we will",
  will_not: "No, we will not",
  conditions_not_met: "No, a condition of the rule is not met",
  not_permitted_by_law: "No, the law does not permit it",
  not_in_custody: "The person is not in custody here any more",
  not_ours: "The person was never here",
};
const reason_code: Of<typeof answerReasons> = {
  follows_policy: "It follows our policy",
  state_law: "State law",
  local_policy: "Local policy",
  court_decision: "A court decision",
  no_judicial_warrant: "No warrant signed by a judge",
  no_administrative_warrant: "No I-200 or I-205 came with it",
  form_incomplete: "The form is not complete",
  not_served: "The person was not served a copy",
  conviction_or_charge_not_covered: "The charge or conviction is not covered",
  identity_not_matched: "Identity not matched",
  released_before_receipt: "Released before it came in",
  transferred_before_receipt: "Transferred before it came in",
  never_in_custody: "Never in custody here",
  other_facility_named: "Another facility is named",
  protected_person: "Protected person (8 U.S.C. 1367)",
  counsel_advice: "Advice of counsel",
  resources: "No staff or space",
  other: "Another reason, said in the note",
};
const release_reason: Of<typeof releaseReasons> = {
  bond_posted: "Bond posted",
  charges_dropped: "Charges dropped",
  sentence_served: "Sentence served",
  time_credited: "Time credited",
  own_recognizance: "Own recognizance",
  court_order: "Court order",
  diversion: "Diversion",
  acquitted: "Acquitted",
  probation_or_parole: "Probation or parole",
  medical: "Medical",
  death: "Death",
  escape: "Escape",
  to_other_agency: "To another agency",
  other: "Another reason",
};
const certainty: Of<typeof certainties> = {
  fixed: "Fixed",
  likely: "Likely",
  estimate: "An estimate",
};
const hold_end: Of<typeof holdEnds> = {
  custody_assumed: "ICE took custody",
  window_ended: "The window ended",
  cancelled_by_ice: "ICE cancelled the request",
  court_order: "Court order",
  released_by_jail: "The jail released the person",
  transferred: "The person was transferred",
};
const manner: Of<typeof serviceManners> = {
  in_person: "In person",
  facility_mail: "By the facility's mail",
  other: "Another way",
  not_served: "It could not be served",
};
const language: Of<typeof languages> = {
  en: "English",
  es: "Spanish",
  pt: "Portuguese",
  fr: "French",
  ht: "Haitian Creole",
  zh: "Chinese",
  vi: "Vietnamese",
  ar: "Arabic",
  ru: "Russian",
  pa: "Punjabi",
  so: "Somali",
  tl: "Tagalog",
  other: "Another language",
};
const stage: Of<typeof chargeStages> = {
  arrest: "Arrest",
  filed: "Filed",
  convicted: "Convicted",
  dismissed: "Dismissed",
  acquitted: "Acquitted",
};
const outcome: Codes<PartyOutcome> = {
  ICE_CUSTODY: "ICE took custody",
  DECLINED: "Declined (say which of the things asked)",
  RELEASED_AFTER_NOTICE: "Released after notice; ICE did not take custody",
  RELEASED_WITHOUT_NOTICE: "Released without notice",
  RELEASED_LATE_NOTICE: "Released; notice came too late",
  NOTIFIED_NOT_HELD: "Notified, and did not hold",
  HELD_NOT_COLLECTED: "Held the whole window; ICE did not take custody",
  HELD_BEYOND_WINDOW: "Held past the window",
  ICE_DID_NOT_ASSUME: "ICE did not take custody",
  TRANSFERRED: "Moved to another facility or agency",
  NOT_IN_CUSTODY: "Not in custody when the request came",
  MISDIRECTED: "Sent to a place that did not have the person",
  NOT_PERMITTED_BY_LAW: "Not done, because the law did not permit it",
  CONDITIONS_NOT_MET: "Not done, because a condition of the law was not met",
  CANCELLED_BY_ICE: "Ended by ICE",
  SUPERSEDED: "Replaced by a newer form",
  DUPLICATE: "Duplicate entry",
  DIED: "The person died",
};
const finding: Codes<FindingCode> = {
  ...outcome,
  DECLINED: "Declined",
  ESCAPED: "The person escaped",
  OPEN: "Open",
  NOT_SETTLED: "Not settled by the record",
};
const notice_answer: Codes<EventDetails<"notice_sent">["answer"]> = {
  will_come: "ICE will come",
  will_not_come: "ICE will not come",
  will_call_back: "ICE will call back",
  no_answer: "Nobody answered",
  left_message: "A message was left",
  delivered: "Delivered",
  other: "Another answer, said in the note",
};
const cancel_reason: Codes<EventDetails<"cancelled">["reason"]> = {
  case_closed: "Case closed",
  discretion: "Prosecutorial discretion",
  not_removable: "Not removable",
  court: "A court's decision",
  duplicate: "Duplicate",
  custody_not_sought: "Custody is not sought any more",
  not_stated: "Not stated",
};
const basis: Codes<EventDetails<"outcome_asserted">["basis"]> = {
  own_log: "Our own log",
  own_observation: "Our own observation",
  record_only: "A record only",
  other_party: "The other side told us",
  inferred: "Inferred",
};
const condition: Codes<"true" | "false" | "unknown"> = {
  true: "It is met in this case",
  false: "It is not met in this case",
  unknown: "Not known, or the rule has none",
};

/** The words of each vocabulary that a form offers, by its group. */
export const choices = {
  form,
  basis_box,
  bases,
  warrant,
  channel,
  asked,
  answer,
  reason_code,
  release_reason,
  certainty,
  hold_end,
  manner,
  language,
  stage,
  outcome,
  notice_answer,
  cancel_reason,
  basis,
  condition,
};

const phase: Codes<RequestPhase> = {
  issued: "Issued, not taken in yet",
  active: "Received and active",
  misdirected: "Ended: sent to the wrong place",
  not_in_custody: "Ended: the person was not in custody",
  released: "Ended: the person was released",
  in_ice_custody: "Ended: ICE took custody",
  transferred: "Ended: the person was transferred",
  cancelled: "Ended: cancelled by the issuing office",
  superseded: "Ended: replaced by a newer form",
};
const custody: Codes<"held" | "released" | "transferred"> = {
  held: "In custody",
  released: "Released",
  transferred: "Transferred",
};
const event: Codes<EventKind> = {
  booked: "Booked in",
  charge_recorded: "Charge recorded",
  court_date_set: "Court date recorded",
  release_expected: "Expected release recorded",
  criminal_warrant_recorded: "Criminal warrant recorded",
  criminal_warrant_cleared: "Criminal warrant cleared",
  otherwise_released: "The jail's own authority to hold ended",
  released: "Released",
  transferred: "Transferred",
  received_in_transfer: "Received in a transfer",
  request_issued: "Request issued",
  transmitted: "Sent",
  received: "Received",
  misdirected: "Found to be sent to the wrong place",
  not_in_custody: "Found that the person was not in custody",
  served: "Copy given to the person",
  responded: "Answered",
  notice_sent: "Notice given to ICE",
  became_releasable: "The person could be released",
  hold_started: "Hold began",
  hold_ended: "Hold ended",
  incident_opened: "Incident opened",
  incident_closed: "Incident closed",
  custody_assumed: "ICE took custody",
  person_released: "The person was released",
  relayed: "Passed on with the person",
  cancelled: "Cancelled",
  superseded: "Replaced by a newer form",
  outcome_asserted: "Said what came of it",
  opinion_recorded: "Counsel's opinion recorded",
};
const modality: Codes<
  "must" | "may" | "must_not" | "must_if" | "must_not_unless" | "unsettled" | "contested" | "no_rule_found"
> = {
  must: "must",
  may: "may",
  must_not: "must not",
  must_if: "must, if a condition is met",
  must_not_unless: "must not, unless a condition is met",
  unsettled: "unsettled",
  contested: "contested: sources conflict",
  no_rule_found: "no rule found",
};
const verification: Codes<"seen" | "partly_seen" | "general_knowledge"> = {
  seen: "source seen",
  partly_seen: "source partly seen",
  general_knowledge: "general knowledge, no source seen yet",
};
const incident: Codes<"held_past_window" | "held_without_answer"> = {
  held_past_window: "The hold ran past its window",
  held_without_answer: "Held without an answer on the hold",
};
const organisation_kind: Codes<OrganisationKind> = {
  jail_operator: "jail operator",
  county_counsel: "county counsel's office",
  ero_field_office: "ICE field office",
  report_office: "report office",
  grant_office: "grant office",
  observer: "observer",
};
const role: Codes<Role> = {
  clerk: "clerk",
  supervisor: "supervisor",
  counsel: "counsel",
  officer: "officer",
  editor: "editor",
  approver: "approver",
  auditor: "auditor",
  administrator: "administrator",
};

/** The words of each code that a page shows and no form offers. */
export const shown = {
  phase,
  custody,
  event,
  finding,
  modality,
  verification,
  incident,
  organisation_kind,
  role,
};
