import { z } from "zod";
import { releaseReasons } from "../../../law/exchange/codes.ts";
import { bookingAction, type Draft } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { openRequestsOn } from "../standing.ts";

const input = z.strictObject({
  at: localTime.describe("When, on the facility's clock"),
  reason: z.enum(releaseReasons).describe("Why"),
  order: z.string().min(1).max(2000).nullable().default(null).describe("The order or paper that says so"),
});

/** Records the moment at which the jail's own authority to hold ends; each open request on the booking learns of it. */
export const otherwiseRelease = bookingAction(
  {
    id: "otherwise_release",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Record that the person can be released",
    input,
  },
  async (context, { at, reason, order }, { booking }) => {
    const { time_zone } = await standingFacility(context, booking.facility_id);
    const base = {
      booking_id: booking.booking_id,
      organisation_id: booking.organisation_id,
      occurred_at: pastInstant(at, time_zone, "at", context.now),
      is_shared: false,
      details: { reason, order },
    } as const;
    const requests = (await openRequestsOn(context.tx, booking.booking_id)).map(
      ({ request_id }): Draft => ({ ...base, kind: "became_releasable", request_id }),
    );
    return { events: [{ ...base, kind: "otherwise_released" }, ...requests] };
  },
);

/** Records that the person left custody, after the two checks of the release checklist: criminal warrants, and requests. */
export const release = bookingAction(
  {
    id: "release",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Release the person",
    input: z.strictObject({
      at: localTime.describe("When the person left, on the facility's clock"),
      reason: z.enum(releaseReasons).describe("Why"),
      criminal_warrants_checked: z
        .literal(true, "confirm that you looked for criminal warrants")
        .describe("I looked for criminal warrants and found none that stands"),
      requests_checked: z
        .literal(true, "confirm that you looked at each immigration request")
        .describe("I looked at each immigration request, its answer and its notices"),
      tell_issuer: z
        .boolean()
        .default(false)
        .describe("Tell the issuing office that the person was released"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
    }),
  },
  async (context, { at, tell_issuer, ...details }, { booking }) => {
    const { time_zone } = await standingFacility(context, booking.facility_id);
    const base = {
      booking_id: booking.booking_id,
      organisation_id: booking.organisation_id,
      occurred_at: pastInstant(at, time_zone, "at", context.now),
    } as const;
    const requests = (await openRequestsOn(context.tx, booking.booking_id)).map(
      ({ request_id, state_now }): Draft => ({
        ...base,
        kind: "person_released",
        request_id,
        is_shared: tell_issuer || state_now.notices.length > 0,
        details: { reason: details.reason },
      }),
    );
    return { events: [{ ...base, kind: "released", is_shared: false, details }, ...requests] };
  },
);
