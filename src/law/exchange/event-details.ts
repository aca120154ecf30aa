import { z } from "zod";
import {
  answerReasons,
  answers,
  askedThings,
  basisBoxes,
  certainties,
  channels,
  chargeStages,
  holdEnds,
  languages,
  partyOutcomeCodes,
  probableCauseBases,
  releaseReasons,
  requestForms,
  serviceManners,
  warrants,
} from "./codes.ts";

const instant = z.iso.datetime();
const day = z.iso.date();
const note = z.string().min(1).max(2000).nullable();
const short = z.string().min(1).max(200);
const facility = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(120);

/** What each kind of event says, beside what all have; every field is there, null where it is not known. */
export const eventDetails = {
  booked: z.object({
    facility_id: facility,
    booking_number: z.string().min(1).max(40),
    person_key: z.string().regex(/^[0-9a-f]{64}$/),
    arrested_at: instant.nullable(),
    arresting_agency: short.nullable(),
    booked_at: instant,
    is_juvenile: z.boolean(),
    is_protected: z.boolean().describe("Whether 8 U.S.C. 1367 protects information about the person"),
    source: z.enum(["form", "csv", "api"]),
  }),
  charge_recorded: z.object({
    ordinal: z.number().int().min(1).max(99),
    stage: z.enum(chargeStages),
    description: short,
    statute: short.nullable(),
    charged_on: day.nullable(),
  }),
  court_date_set: z.object({ at: instant, court: short }),
  release_expected: z.object({ at: instant, reason: z.enum(releaseReasons), certainty: z.enum(certainties) }),
  criminal_warrant_recorded: z.object({
    agency: short.describe("The court or agency that holds the criminal warrant"),
    number: short,
    is_judicial: z.boolean(),
  }),
  criminal_warrant_cleared: z.object({ number: short, how: short }),
  otherwise_released: z.object({ reason: z.enum(releaseReasons), order: note }),
  released: z.object({
    reason: z.enum(releaseReasons),
    criminal_warrants_checked: z.literal(true),
    requests_checked: z.literal(true),
    note,
  }),
  transferred: z.object({ to_facility_id: facility.nullable(), to_agency: short, reason: short }),
  received_in_transfer: z.object({
    facility_id: facility,
    booking_number: z.string().min(1).max(40),
    from_facility_id: facility.nullable(),
  }),
  request_issued: z.object({
    form: z.enum(requestForms),
    revision: short.nullable(),
    entered_by: z.enum(["issuer", "custodian"]),
    issuer_organisation_id: facility
      .nullable()
      .optional()
      .describe("The issuing office, where a jail enters a paper of one that works in the exchange"),
    issuing_unit: short.describe("The office on the form: a field office or support centre, never a person"),
    ice_reference: short.nullable().describe("Event or subject number of the issuer; never an A-number"),
    facility_id: facility.nullable(),
    addressee: short.describe("To whom the form is addressed, as written on it"),
    booking_number: z.string().min(1).max(40).nullable(),
    issued_on: day,
    basis_box: z.enum(basisBoxes),
    bases: z.array(z.enum(probableCauseBases)).max(5),
    basis_wording: note,
    priority: short.nullable().describe("I-247D and I-247N: the enforcement priority ticked"),
    asks_notify: z.boolean(),
    notify_hours: z.number().int().min(1).max(720).nullable(),
    asks_hold: z.boolean(),
    asks_serve: z.boolean(),
    asks_interview: z.boolean(),
    asks_relay: z.boolean(),
    asks_event_notice: z.boolean().describe("Notice of death, hospitalization or transfer"),
    warrant: z.enum(warrants),
    warrant_signed_on: day.nullable(),
    warrant_reference: short.nullable(),
    scan_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .optional()
      .describe("SHA-256 of the scanned form; the scan itself, which has names on it, stays with its holder"),
    supersedes_request: z.number().int().nullable(),
    is_synthetic: z.boolean(),
  }),
  transmitted: z.object({ channel: z.enum(channels), receipt: short.nullable(), to: short }),
  received: z.object({
    channel: z.enum(channels),
    receipt: short.nullable(),
    by_desk: short,
    booking_id: z.number().int(),
  }),
  misdirected: z.object({ found_by: z.enum(["check_at_issue", "custodian"]), note }),
  not_in_custody: z.object({ left_at: instant.nullable(), reason: z.enum(releaseReasons).nullable(), note }),
  served: z.object({ manner: z.enum(serviceManners), language: z.enum(languages), by_role: short, note }),
  responded: z.object({
    asked: z.enum(askedThings),
    answer: z.enum(answers),
    reason_code: z.enum(answerReasons),
    provision: short.nullable().describe("The policy provision cited, by its id in the policy registry"),
    note,
    authority: z
      .record(z.string(), z.unknown())
      .describe("The authority shown when the answer was given, frozen"),
    authority_sha256: z.string().regex(/^[0-9a-f]{64}$/),
    decision: z.enum(["NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET", "NOT_DONE"]).nullable(),
  }),
  notice_sent: z.object({
    channel: z.enum(channels),
    reached: short.describe("The desk or role that was reached, never a person's name"),
    answer: z.enum([
      "will_come",
      "will_not_come",
      "will_call_back",
      "no_answer",
      "left_message",
      "delivered",
      "other",
    ]),
    release_at: instant.nullable().describe("The time of release that was given"),
    note,
  }),
  became_releasable: z.object({ reason: z.enum(releaseReasons), order: note }),
  hold_started: z.object({
    otherwise_released_at: instant,
    rule: short,
    rule_cite: short,
    ends_at: instant,
    other_ends: z.array(z.object({ rule: short, cite: short, ends_at: instant })),
  }),
  hold_ended: z.object({ why: z.enum(holdEnds), note }),
  incident_opened: z.object({ what: z.enum(["held_past_window", "held_without_answer"]), ends_at: instant }),
  incident_closed: z.object({ incident: z.number().int(), reason: z.string().min(3).max(2000) }),
  custody_assumed: z.object({ note }),
  person_released: z.object({ reason: z.enum(releaseReasons) }),
  relayed: z.object({
    from_facility_id: facility.nullable(),
    to_facility_id: facility.nullable(),
    to_agency: short,
    to_organisation_id: short.nullable(),
  }),
  cancelled: z.object({
    reason: z.enum([
      "case_closed",
      "discretion",
      "not_removable",
      "court",
      "duplicate",
      "custody_not_sought",
      "not_stated",
    ]),
    note,
  }),
  superseded: z.object({ by_request: z.number().int() }),
  outcome_asserted: z.object({
    outcome: z.enum(partyOutcomeCodes),
    asked: z.enum(askedThings).nullable(),
    happened_at: instant.nullable(),
    evidence: z.string().min(3).max(2000),
    basis: z.enum(["own_log", "own_observation", "record_only", "other_party", "inferred"]),
  }),
  opinion_recorded: z.object({ text: z.string().min(3).max(4000), is_privileged: z.boolean() }),
} as const;

export type EventKind = keyof typeof eventDetails;
export type EventDetails<K extends EventKind> = z.infer<(typeof eventDetails)[K]>;
export const eventKinds = Object.keys(eventDetails) as EventKind[];
