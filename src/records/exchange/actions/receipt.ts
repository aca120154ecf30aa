import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../../db/db.ts";
import { channels, releaseReasons } from "../../../law/exchange/codes.ts";
import { requestAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { fieldError, pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { asCustodian } from "../sides.ts";

const heldBooking = (organisationId: string, bookingNumber: string) =>
  defineQuery(
    z.object({ booking_id: z.number() }),
    sql`select booking_id from booking_now
         where organisation_id = ${organisationId} and booking_number = ${bookingNumber} and custody = 'held'`,
  );

/** Takes in a request and ties it to the booking that it is about. */
export const receive = requestAction(
  {
    id: "receive",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Take in the request",
    input: z.strictObject({
      booking_number: z.string().min(1).max(40).describe("The booking of the person it names"),
      at: localTime.describe("When it came in, on the facility's clock"),
      channel: z.enum(channels).default("accord").describe("How it came in"),
      receipt: z
        .string()
        .min(1)
        .max(200)
        .nullable()
        .default(null)
        .describe("Fax header, message id or other proof"),
      by_desk: z.string().min(1).max(200).default("records desk").describe("The desk that took it"),
    }),
  },
  async (context, { at, booking_number, ...details }, { request }) => {
    const organisation_id = asCustodian(context.actor, request.state_now);
    const { time_zone } = await standingFacility(context, request.state_now.facility_id);
    const booking = await context.tx.maybe(heldBooking(organisation_id, booking_number));
    if (booking === null)
      throw fieldError([
        {
          field: "booking_number",
          message: `nobody is held under booking ${booking_number}; say "not in custody" or "not ours" instead`,
        },
      ]);
    return {
      events: [
        {
          kind: "received",
          request_id: request.request_id,
          organisation_id,
          occurred_at: pastInstant(at, time_zone, "at", context.now),
          is_shared: true,
          details: { ...details, booking_id: booking.booking_id },
        },
      ],
    };
  },
);

/** Says that the request is for somebody whom this facility never held. */
export const returnMisdirected = requestAction(
  {
    id: "return_misdirected",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Return it: the person was never here",
    input: z.strictObject({
      note: z
        .string()
        .min(1)
        .max(2000)
        .nullable()
        .default(null)
        .describe("Anything that helps the issuer to find the right place"),
    }),
  },
  async ({ actor, now }, { note }, { request }) => ({
    events: [
      {
        kind: "misdirected",
        request_id: request.request_id,
        organisation_id: asCustodian(actor, request.state_now),
        occurred_at: now,
        is_shared: true,
        details: { found_by: "custodian", note },
      },
    ],
  }),
);

/** Says that the person had left before the request came in. */
export const returnNotInCustody = requestAction(
  {
    id: "return_not_in_custody",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Return it: the person had left",
    input: z.strictObject({
      left_at: localTime
        .nullable()
        .default(null)
        .describe("When the person left; left out where it may not be told"),
      reason: z.enum(releaseReasons).nullable().default(null).describe("Why the person left"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
    }),
  },
  async (context, { left_at, reason, note }, { request }) => {
    const { time_zone } = await standingFacility(context, request.state_now.facility_id);
    return {
      events: [
        {
          kind: "not_in_custody",
          request_id: request.request_id,
          organisation_id: asCustodian(context.actor, request.state_now),
          occurred_at: context.now,
          is_shared: true,
          details: {
            left_at: left_at === null ? null : pastInstant(left_at, time_zone, "left_at", context.now),
            reason,
            note,
          },
        },
      ],
    };
  },
);
