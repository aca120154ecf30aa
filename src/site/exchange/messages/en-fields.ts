/** How one field of a form is named; `hint` says how to fill it where the label does not. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  /** Said instead of the label where the field is a single tick. */
  readonly tick?: string;
}

const form: Record<string, FieldWords> = {
  form: { label: "Form" },
  issued_on: { label: "Date on the form" },
  basis_box: { label: "Box ticked" },
  bases: { label: "Box 1: on what probable cause rests", hint: "Tick what is ticked on the form." },
  basis_wording: { label: "Words of an older form, or of box 2" },
  warrant: { label: "What came with the form" },
  warrant_signed_on: { label: "Date on that warrant" },
  warrant_reference: { label: "Number of that warrant", hint: "Or the court and docket of a judge's." },
  revision: { label: "Revision of the form", hint: "As printed, for example 03/17." },
  scan_sha256: {
    label: "SHA-256 of the scanned form",
    hint: "Of the form and its warrant together. The scan itself stays with you.",
  },
  ice_reference: { label: "Event or subject number", hint: "As on the form. Never an A-number." },
  priority: { label: "Priority ticked", hint: "Forms I-247D and I-247N only." },
  asks_notify: { label: "Asks for notice before release" },
  notify_hours: { label: "Hours of notice asked for", hint: "Left empty: as the form prints." },
  asks_hold: { label: "Asks for a hold" },
  asks_serve: { label: "Asks that the person get a copy" },
  asks_interview: { label: "Asks to interview the person" },
  asks_relay: { label: "Asks that it be passed on at a transfer" },
  asks_event_notice: { label: "Asks for notice of death, hospitalization or transfer" },
  facility_id: { label: "Facility" },
  addressee: {
    label: "Addressed to",
    hint: "With county and State. Left empty: the facility chosen.",
  },
  issuing_unit: { label: "Name of the issuing office", hint: "As on the form, if it is not in the list." },
  issuer_organisation_id: { label: "Issuing office" },
  supersedes_request: {
    label: "Replaces request",
    hint: "The number of the request that this one replaces.",
  },
};

const receipt: Record<string, FieldWords> = {
  booking_number: { label: "Booking number" },
  received_at: { label: "When it came in" },
  channel: { label: "How it came in" },
  receipt: { label: "Proof of receipt", hint: "Fax header, message number or the like." },
  by_desk: { label: "Desk that took it", hint: "A desk, not a name." },
  left_at: { label: "When the person left", hint: "Left empty where it may not be told." },
};

const booking: Record<string, FieldWords> = {
  person_id: {
    label: "The jail's own number of the person",
    hint: "Only a keyed hash of it is kept. No name, no date of birth.",
  },
  booked_at: { label: "Booked in" },
  arrested_at: { label: "Arrested" },
  arresting_agency: { label: "Arresting agency" },
  is_juvenile: { label: "Juvenile", tick: "The person is a juvenile" },
  is_protected: {
    label: "Protected information",
    tick: "8 U.S.C. 1367 protects information about this person",
  },
  charges: { label: "Charges", hint: "In the jail's words." },
  description: { label: "Charge", hint: "In the jail's words." },
  stage: { label: "Stage" },
  statute: { label: "Statute" },
  charged_on: { label: "Day of this stage" },
  ordinal: { label: "Which charge" },
  expected_release_at: { label: "Release expected" },
  expected_release_reason: { label: "Why then" },
  expected_release_certainty: { label: "How sure" },
  released_at: { label: "Released", hint: "Only for a booking that has ended." },
  release_reason: { label: "Why released" },
  certainty: { label: "How sure" },
  court: { label: "Court" },
  agency: { label: "Court or agency" },
  number: { label: "Number of the warrant" },
  is_judicial: { label: "Signature", tick: "A judge signed it" },
  how: { label: "How it was cleared", hint: "And on whose word: a court, an agency." },
  order: { label: "Order or paper that says so", hint: "For example the court's order and its time." },
};

const work: Record<string, FieldWords> = {
  at: { label: "When" },
  manner: { label: "How the copy was given" },
  language: { label: "Language it was explained in" },
  by_role: { label: "Desk that served it", hint: "A desk or role, not a name." },
  asked: { label: "Which of the things asked" },
  answer: { label: "Answer" },
  reason_code: { label: "Why" },
  provision: { label: "Rests on", hint: "The rule or decision from the policy registry." },
  condition: { label: "Condition of the rule" },
  corrects: { label: "Corrects" },
  text: { label: "Opinion" },
  is_privileged: { label: "Privilege", tick: "Attorney-client privileged: left out of evidence packets" },
  reached: { label: "Who was reached", hint: "A desk or duty officer, not a name." },
  release_at: { label: "Time of release that was given" },
  despite: {
    label: "On what a hold rests instead",
    hint: "Only where a rule says must not.",
  },
  why: { label: "How it ended" },
  incident: { label: "Incident" },
  reason: { label: "Why" },
  to_facility_id: { label: "Facility of the exchange" },
  to_agency: { label: "To whom", hint: "The facility or agency, in words." },
  relay: { label: "Requests", tick: "Pass the open requests on with the person" },
  criminal_warrants_checked: {
    label: "Criminal warrants",
    tick: "I looked for criminal warrants and found none that stands",
  },
  requests_checked: {
    label: "Immigration requests",
    tick: "I looked at each immigration request, its answer and its notices",
  },
  tell_issuer: { label: "Issuing office", tick: "Tell the issuing office that the person was released" },
  outcome: { label: "What came of it" },
  happened_at: { label: "When it happened" },
  evidence: { label: "What shows it", hint: "Which log, paper or message. Both sides read this." },
  basis: { label: "How your side knows" },
  note: { label: "Note", hint: "Without names." },
};

/** How fields are named where they mean the same everywhere. */
export const fields: Readonly<Record<string, FieldWords>> = { ...form, ...receipt, ...booking, ...work };

/** How a field is named in one action, by `action.field`. */
export const fieldsOf: Readonly<Record<string, FieldWords>> = {
  "book.facility_id": { label: "Facility that holds the person" },
  "log_request.facility_id": { label: "Facility that received it" },
  "issue_request.facility_id": { label: "Facility", hint: "One that works in the exchange." },
  "issue_request.booking_number": {
    label: "Booking number",
    hint: "The jail's number, where known. One that the jail does not hold is told at once.",
  },
  "issue_request.issuing_unit": { label: "Issuing office or support centre" },
  "receive.booking_number": { label: "Booking of the person it names" },
  "receive.at": { label: "When it came in" },
  "return_not_in_custody.reason": { label: "Why the person left" },
  "log_notice.at": { label: "When, to the minute" },
  "log_notice.channel": { label: "By which way" },
  "log_notice.answer": { label: "What was answered" },
  "start_hold.at": { label: "When the hold began" },
  "end_hold.at": { label: "When the hold ended" },
  "close_incident.reason": { label: "Why it ran past its window, and what was done" },
  "otherwise_release.at": { label: "When the jail's own authority to hold ended" },
  "otherwise_release.reason": { label: "Why it ended" },
  "expect_release.at": { label: "Release expected" },
  "expect_release.reason": { label: "Why then" },
  "set_court_date.at": { label: "When the court sits" },
  "record_charge.at": { label: "When it was learned", hint: "Left empty: now." },
  "record_custody_assumed.at": { label: "When ICE took custody" },
  "release.at": { label: "When the person left" },
  "release.reason": { label: "Why the person was released" },
  "transfer.at": { label: "When the person was handed over" },
  "transfer.reason": { label: "Why the person was transferred" },
  "cancel_request.reason": { label: "Why it is cancelled" },
};
