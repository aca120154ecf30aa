import { z } from "zod";
import { bookingAction, type Draft, type NewParty } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { facilityOf } from "../facility.ts";
import { fieldError, pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { openRequestsOn } from "../standing.ts";

/** Hands the person to another facility or agency, and with them the requests that are to be relayed. */
export const transfer = bookingAction(
  {
    id: "transfer",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Transfer the person",
    input: z.strictObject({
      at: localTime.describe("When the person was handed over, on the facility's clock"),
      to_facility_id: z
        .string()
        .min(1)
        .max(120)
        .nullable()
        .default(null)
        .describe("The facility, where it works in the exchange"),
      to_agency: z.string().min(1).max(200).describe("To whom, in words"),
      reason: z.string().min(1).max(200).describe("Why"),
      relay: z.boolean().default(true).describe("Pass the open requests on to that facility"),
    }),
  },
  async (context, { at, relay, ...to }, { booking }) => {
    const here = await standingFacility(context, booking.facility_id);
    const there = await facilityOf(context.tx, to.to_facility_id);
    if (to.to_facility_id !== null && there === null)
      throw fieldError([
        {
          field: "to_facility_id",
          message: `"${to.to_facility_id}" is no facility of the exchange; leave it out and name the agency`,
        },
      ]);
    const base = {
      booking_id: booking.booking_id,
      organisation_id: booking.organisation_id,
      occurred_at: pastInstant(at, here.time_zone, "at", context.now),
    } as const;
    const open = await openRequestsOn(context.tx, booking.booking_id);
    const next = relay ? (there?.organisation_id ?? null) : null;
    const relays = open.map(
      ({ request_id }): Draft => ({
        ...base,
        kind: "relayed",
        request_id,
        is_shared: relay,
        details: {
          from_facility_id: booking.facility_id,
          to_facility_id: to.to_facility_id,
          to_agency: to.to_agency,
          to_organisation_id: next,
        },
      }),
    );
    const parties: NewParty[] =
      next === null
        ? []
        : open.map(({ request_id }) => ({ request_id, organisation_id: next, capacity: "custodian" }));
    return { events: [{ ...base, kind: "transferred", is_shared: false, details: to }, ...relays], parties };
  },
);
