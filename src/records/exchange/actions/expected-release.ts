import { z } from "zod";
import { certainties, releaseReasons } from "../../../law/exchange/codes.ts";
import { bookingAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { anyInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";

/** Says when release is expected, why, and how sure that is. */
export const expectRelease = bookingAction(
  {
    id: "expect_release",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Say when release is expected",
    input: z.strictObject({
      at: localTime.describe("When release is expected"),
      reason: z.enum(releaseReasons).describe("Why release is expected then"),
      certainty: z.enum(certainties).default("likely").describe("How sure that is"),
    }),
  },
  async (context, { at, ...rest }, { booking }) => {
    const { time_zone } = await standingFacility(context, booking.facility_id);
    return {
      events: [
        {
          kind: "release_expected",
          booking_id: booking.booking_id,
          organisation_id: booking.organisation_id,
          occurred_at: context.now,
          is_shared: false,
          details: { at: anyInstant(at, time_zone, "at"), ...rest },
        },
      ],
    };
  },
);
