import { z } from "zod";
import { alarmKinds } from "../../law/exchange/alarms.ts";
import { askedThings } from "../../law/exchange/codes.ts";
import { eventDetails } from "../../law/exchange/event-details.ts";
import { urgencies } from "../../law/exchange/urgency.ts";
import { organisationKinds, roles } from "../../records/organisations/role.ts";
import {
  authoritiesSchema,
  eventSchema,
  findingSchema,
  instant,
  requestStateSchema,
  standingRequestSchema,
} from "./request-schemas.ts";

const id = z.number().int();

/** A facility that is worked in the exchange. */
export const facilitySchema = z.object({
  facility_id: z.string(),
  organisation_id: z.string().describe("Who answers for it"),
  name: z.string(),
  kind: z.string(),
  state_usps: z.string(),
  jurisdiction_geoid: z.string().describe("The government whose rules bind it"),
  city: z.string().nullable(),
  time_zone: z.string().describe("IANA zone of its wall clock"),
  is_synthetic: z.boolean(),
});

const bookingState = z.object({
  booking_id: id,
  organisation_id: z.string(),
  facility_id: z.string(),
  booking_number: z.string().describe("The jail's own number"),
  person_key: z.string().describe("A keyed hash of the jail's number of the person; no name is kept"),
  arrested_at: instant.nullable(),
  arresting_agency: z.string().nullable(),
  booked_at: instant,
  is_juvenile: z.boolean(),
  is_protected: z.boolean(),
  custody: z.enum(["held", "released", "transferred"]),
  stays: z.array(
    z.object({
      facility_id: z.string(),
      from_at: instant,
      to_at: instant.nullable(),
      left: z.string().nullable(),
    }),
  ),
  charges: z.array(eventDetails.charge_recorded.extend({ recorded_at: instant })),
  court_dates: z.array(eventDetails.court_date_set),
  criminal_warrants: z.array(
    eventDetails.criminal_warrant_recorded.extend({ recorded_at: instant, cleared_at: instant.nullable() }),
  ),
  expected_release: eventDetails.release_expected.nullable(),
  otherwise_released_at: instant.nullable(),
  otherwise_released_reason: z.string().nullable(),
  released_at: instant.nullable(),
  release_reason: z.string().nullable(),
});

/** What stands of a booking, with the version that a write to it names. */
export const standingBookingSchema = z.object({
  booking_id: id,
  version: id.describe("What a write names in If-Match"),
  state: bookingState,
});

const duty = z.object({
  duty_key: z.string(),
  request_id: id,
  booking_id: id.nullable(),
  asked: z.enum(askedThings),
  standing: z.string().nullable().describe("What law and policy say today"),
  answer: z.string().nullable(),
  performance: z.string(),
  missing: z.array(z.string()).describe("What is not there yet"),
  due: z.string().nullable().describe("The next step"),
  due_at: instant.nullable(),
  urgency: z.enum(urgencies),
  hold_clock: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("The window by the rule used, and by those that differ"),
});
const dutiesSchema = z
  .array(duty)
  .describe("What is due for each thing asked, the most urgent first; for the custodian");

const actionIds = z.array(z.string()).describe("What the roles of who asks allow on it, by action");
const nextBefore = id.nullable().describe("The `before` of the next page; null at the end");

/** One request with what is found and what law and policy say. */
export const requestSchema = standingRequestSchema.extend({
  facility: facilitySchema.nullable(),
  finding: findingSchema,
  authority: authoritiesSchema.describe("What law and policy say today of each thing asked"),
  duties: dutiesSchema,
  booking: standingBookingSchema.nullable().describe("For who holds the person, or counsels them"),
  actions: actionIds,
});

/** One booking with the requests on it and its own events. */
export const bookingSchema = standingBookingSchema.extend({
  facility: facilitySchema.nullable(),
  events: z.array(eventSchema),
  requests: z.array(standingRequestSchema),
  actions: actionIds,
});

export const requestsSchema = z.object({
  requests: z.array(standingRequestSchema),
  next_before: nextBefore,
});
export const bookingsSchema = z.object({
  bookings: z.array(standingBookingSchema),
  next_before: nextBefore,
});
export const eventsSchema = z.object({ request_id: id, version: id, events: z.array(eventSchema) });

/** The release desk. */
export const deskSchema = z.object({
  now: instant,
  hours: id,
  lines: z.array(
    z.object({
      booking: standingBookingSchema,
      facility: facilitySchema.nullable(),
      requests: z.array(
        z.object({ request: standingRequestSchema, authority: authoritiesSchema, duties: dutiesSchema }),
      ),
      urgency: z.enum(urgencies),
      checklist: z
        .record(z.string(), z.unknown())
        .describe("Criminal warrants and civil requests, apart, and what must be confirmed before a release"),
    }),
  ),
});

/** The requests that ended in a week, each with its finding. */
export const weekSchema = z.object({
  week: z.object({ from: z.iso.date(), to: z.iso.date() }),
  cases: z.array(z.object({ request_id: id, state: requestStateSchema, finding: findingSchema })),
});

/** What the desk was warned of and has not seen to yet. */
export const alarmsSchema = z.object({
  alarms: z.array(
    z.object({
      alarm_id: id,
      alarm_key: z.string(),
      kind: z.enum(alarmKinds),
      request_id: id,
      booking_id: id.nullable(),
      organisation_id: z.string(),
      due_at: instant,
      about_at: instant,
      raised_at: instant,
      text: z.string(),
    }),
  ),
});

/** An evidence packet; docs/methodology/evidence-packet.md says what stands in it. */
export const packetSchema = z.record(z.string(), z.unknown());

export const auditSchema = z.object({
  lines: z.array(
    z.object({
      position: id,
      kind: z.enum(["exchange", "access"]),
      recorded_at: instant,
      author: z.string().describe("Organisation and account, never a person"),
      what: z.string(),
      page: z.string().nullable(),
      requests: z.array(id),
      bookings: z.array(id),
      hash: z.string(),
    }),
  ),
  next_before: nextBefore,
});

export const facilitiesSchema = z.object({ facilities: z.array(facilitySchema) });

export const actionsSchema = z.object({
  actions: z.array(
    z.object({
      action: z.string(),
      summary: z.string(),
      subject: z.enum(["request", "booking", "none"]),
      path: z.string().describe("Where to POST it"),
      organisations: z.array(z.enum(organisationKinds)),
      roles: z.array(z.enum(roles)),
      is_allowed: z.boolean().describe("Whether the roles of who asks allow it"),
      input: z.record(z.string(), z.unknown()).describe("JSON Schema of what it takes"),
    }),
  ),
});

/** What a write brought. */
export const writtenSchema = z.object({
  action: z.string(),
  position: id.describe("The journal entry that recorded it"),
  request_id: id.nullable(),
  booking_id: id.nullable(),
  events: z.array(id).describe("The events that were appended"),
});

/** What a batch of bookings brought; every booking given is in one of the four counts. */
export const batchSchema = z.object({
  given: id,
  recorded: id,
  known: id,
  updated: id,
  refused: z.array(z.object({ booking_number: z.string(), reason: z.string() })),
  put_aside: z
    .array(z.object({ line: id, reason: z.string() }))
    .describe("Rows of a file that are no booking, by line; empty for JSON"),
});
