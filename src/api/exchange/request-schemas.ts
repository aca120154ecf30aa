import { z } from "zod";
import { answers, askedThings } from "../../law/exchange/codes.ts";
import { type EventKind, eventDetails, eventKinds } from "../../law/exchange/event-details.ts";
import { findingCodes } from "../../law/exchange/finding-code.ts";
import { performances } from "../../law/exchange/performance.ts";
import { requestStates } from "../../law/exchange/request-state.ts";
import { authoritySchema } from "../law-schemas.ts";

const id = z.number().int();
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime().describe("Instant, ISO 8601 in UTC");
const organisation = z.string().describe("An organisation, by its id");
const asked = z.enum(askedThings);

/** One value for each thing that can be asked, where there is one. */
const perAsked = <T extends z.ZodType>(shape: T) =>
  z.object({
    notify: shape.optional(),
    hold: shape.optional(),
    serve: shape.optional(),
    interview: shape.optional(),
  });

const standingAnswer = z.object({
  event_id: id,
  organisation_id: organisation,
  answer: z.enum(answers),
  reason_code: z.string(),
  provision: z.string().nullable(),
  at: instant,
  decision: z.enum(["NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET", "NOT_DONE"]).nullable(),
  modality: z.string().nullable().describe("What law and policy said when it was given"),
  condition: z
    .enum(["true", "false", "unknown"])
    .nullish()
    .describe("What the rule's condition came to, where that was kept"),
});
const notice = z.object({
  event_id: id,
  at: instant,
  channel: z.string(),
  reached: z.string(),
  answer: z.string(),
  release_at: instant.nullable(),
});
const hold = z.object({
  event_id: id,
  started_at: instant,
  ends_at: instant,
  rule: z.string(),
  rule_cite: z.string(),
  ended_at: instant.nullable(),
  why: z.string().nullable(),
});
const incident = z.object({
  event_id: id,
  what: z.string(),
  at: instant,
  ends_at: instant,
  closed_at: instant.nullable(),
  reason: z.string().nullable(),
});
const saidOutcome = z.object({
  event_id: id,
  organisation_id: organisation,
  side: z.enum(["custodian", "issuer"]),
  outcome: z.string(),
  asked: asked.nullable(),
  happened_at: instant.nullable(),
  evidence: z.string(),
  basis: z.string(),
  at: instant,
});

/** A request as it stands for the side of who asks. */
export const requestStateSchema = z.object({
  request_id: id,
  phase: z.enum(requestStates),
  issue: eventDetails.request_issued.describe("What the form says"),
  issuer_organisation_id: organisation.nullable(),
  custodian_organisation_id: organisation.nullable(),
  facility_id: z.string().nullable(),
  booking_id: id.nullable().describe("The jail's booking; null for the other side"),
  issued_at: instant,
  received_at: instant.nullable(),
  served: eventDetails.served.extend({ at: instant }).nullable(),
  answers: perAsked(standingAnswer),
  notices: z.array(notice),
  releasable_at: instant.nullable(),
  releasable_reason: z.string().nullable(),
  hold: hold.nullable(),
  incidents: z.array(incident),
  released_at: instant.nullable(),
  release_reason: z.string().nullable(),
  custody_assumed_at: instant.nullable(),
  relays: z.array(eventDetails.relayed.extend({ at: instant, by: organisation })),
  cancelled_at: instant.nullable(),
  ended_at: instant.nullable(),
  outcomes: z.array(saidOutcome),
});

/** What stands of a request, with the version that a write to it names. */
export const standingRequestSchema = z.object({
  request_id: id,
  audience: z.enum(["custodian", "issuer"]).describe("Whose view this is"),
  version: id.describe("What a write names in If-Match"),
  state: requestStateSchema,
});

const performance = z.object({ standing: z.enum(performances), why: z.string() });
const link = z.object({
  organisation_id: organisation.nullable(),
  facility_id: z.string().nullable(),
  agency: z.string().nullable(),
  until: instant.nullable(),
  finding: z.enum(findingCodes).nullable(),
});

/** What came of a request, found from the log and from what each side says. */
export const findingSchema = z.object({
  rule: z.string(),
  finding: z.enum(findingCodes),
  words: z.string(),
  grade: z.string().nullable(),
  disagreement: z.boolean(),
  outcome_by_jail: z.string().nullable(),
  outcome_by_ice: z.string().nullable(),
  outcome_by_log: z.enum(findingCodes),
  also_found: z.array(z.enum(findingCodes)),
  by_request: z.object({
    notify: performance,
    hold: performance,
    serve: performance,
    interview: performance,
  }),
  counts_as_declined: z.array(asked),
  not_settled_by_law: z.array(asked),
  minutes_past_window: z.number().int().nullable(),
  explanation: z.array(z.string()),
  custodian_chain: z.array(link),
  last_custodian: link,
});

/** What law and policy say of each thing asked. */
export const authoritiesSchema = perAsked(authoritySchema);

const eventOf = (kind: EventKind) =>
  z.object({
    event_id: id,
    position: id.describe("The journal entry that recorded it"),
    kind: z.literal(kind),
    booking_id: id.nullable().describe("Null for who does not see the booking"),
    request_id: id.nullable(),
    organisation_id: organisation.describe("Who says so"),
    member_id: id,
    occurred_at: instant,
    recorded_at: instant,
    is_shared: z.boolean(),
    supersedes: id.nullable().describe("The event that it corrects"),
    details: kind === "received" ? receivedDetails : eventDetails[kind],
  });
const receivedDetails = eventDetails.received.extend({ booking_id: id.nullable() });

/** One event, as whoever asks may see it; what it says depends on its kind. */
export const eventSchema = z.discriminatedUnion(
  "kind",
  eventKinds.map(eventOf) as [ReturnType<typeof eventOf>, ...ReturnType<typeof eventOf>[]],
);
