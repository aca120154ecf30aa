import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../../db/db.ts";
import { channels } from "../../../law/exchange/codes.ts";
import { type Draft, type NewParty, openingAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { fieldError, pastInstant } from "../input.ts";
import { ownFacility } from "../own-facility.ts";
import { asksOf, formFields } from "../request-input.ts";

const booking = (organisationId: string, bookingNumber: string) =>
  defineQuery(
    z.object({ booking_id: z.number(), custody: z.string() }),
    sql`select booking_id, custody from booking_now where organisation_id = ${organisationId} and booking_number = ${bookingNumber}`,
  );

const office = (id: string) =>
  defineQuery(
    z.object({ organisation_id: z.string() }),
    sql`select organisation_id from organisation where organisation_id = ${id} and kind = 'ero_field_office'`,
  );

const input = z.strictObject({
  ...formFields,
  facility_id: z.string().min(1).max(120).describe("The facility that received it"),
  booking_number: z
    .string()
    .min(1)
    .max(40)
    .describe("The booking that it is about, as the form or your search has it"),
  issuing_unit: z.string().min(1).max(200).describe("The office on the form"),
  issuer_organisation_id: z
    .string()
    .min(1)
    .max(120)
    .nullable()
    .default(null)
    .describe("That office, where it works in the exchange"),
  received_at: localTime.describe("When it came in, on the facility's clock"),
  channel: z.enum(channels).describe("How it came in"),
  receipt: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe("Fax header, message id or other proof"),
  by_desk: z.string().min(1).max(200).default("records desk").describe("The desk that took it"),
});

/** Enters a request that came by fax, mail or phone; one for a person who is not held is marked so at once. */
export const logRequest = openingAction(
  {
    id: "log_request",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Enter a request that came in on paper",
    input,
  },
  async (context, entered) => {
    const { tx, now } = context;
    const facility = await ownFacility(context, entered.facility_id);
    const { organisation_id } = facility;
    const issuer =
      entered.issuer_organisation_id === null ? null : await tx.maybe(office(entered.issuer_organisation_id));
    if (entered.issuer_organisation_id !== null && issuer === null)
      throw fieldError([
        { field: "issuer_organisation_id", message: "is no issuing office of the exchange; leave it out" },
      ]);
    const { received_at, channel, receipt, by_desk, booking_number, ...form } = entered;
    const at = pastInstant(received_at, facility.time_zone, "received_at", now);
    const found = await tx.maybe(booking(organisation_id, booking_number));
    const base = {
      request_id: "new",
      booking_id: null,
      organisation_id,
      occurred_at: at,
      is_shared: true,
    } as const;
    const events: Draft[] = [
      {
        ...base,
        kind: "request_issued",
        details: {
          ...form,
          ...asksOf(entered),
          booking_number,
          entered_by: "custodian",
          addressee: facility.name,
          supersedes_request: null,
          is_synthetic: facility.is_synthetic,
        },
      },
    ];
    if (found === null)
      events.push({
        ...base,
        kind: "misdirected",
        details: { found_by: "custodian", note: "no booking of that number is recorded here" },
      });
    else if (found.custody !== "held")
      events.push({
        ...base,
        kind: "not_in_custody",
        details: { left_at: null, reason: null, note: "the person had left before it came in" },
      });
    else
      events.push({
        ...base,
        kind: "received",
        details: { channel, receipt, by_desk, booking_id: found.booking_id },
      });
    const parties: NewParty[] = [{ request_id: "new", organisation_id, capacity: "custodian" }];
    if (issuer !== null)
      parties.push({ request_id: "new", organisation_id: issuer.organisation_id, capacity: "issuer" });
    return { events, parties };
  },
);
