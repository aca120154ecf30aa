import { z } from "zod";
import { bookingAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { anyInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";

/** Records a court date. */
export const setCourtDate = bookingAction(
  {
    id: "set_court_date",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Record a court date",
    input: z.strictObject({
      at: localTime.describe("When the court sits"),
      court: z.string().min(1).max(200).describe("Which court"),
    }),
  },
  async (context, { at, court }, { booking }) => {
    const { time_zone } = await standingFacility(context, booking.facility_id);
    return {
      events: [
        {
          kind: "court_date_set",
          booking_id: booking.booking_id,
          organisation_id: booking.organisation_id,
          occurred_at: context.now,
          is_shared: false,
          details: { at: anyInstant(at, time_zone, "at"), court },
        },
      ],
    };
  },
);
