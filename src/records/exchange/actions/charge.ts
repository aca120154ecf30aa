import { z } from "zod";
import { chargeStages } from "../../../law/exchange/codes.ts";
import { bookingAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";

/** Records a charge, or the next stage of one. */
export const recordCharge = bookingAction(
  {
    id: "record_charge",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Record a charge or its next stage",
    input: z.strictObject({
      ordinal: z.coerce
        .number()
        .int()
        .min(1)
        .max(99)
        .nullable()
        .default(null)
        .describe("The charge's number; a new one without"),
      stage: z.enum(chargeStages).describe("How far the charge has come"),
      description: z.string().min(1).max(200).describe("The charge, in the jail's words"),
      statute: z.string().min(1).max(200).nullable().default(null).describe("The statute, where known"),
      charged_on: z.iso.date().nullable().default(null).describe("The day of this stage"),
      at: localTime.nullable().default(null).describe("When it was learned; now without"),
    }),
  },
  async (context, { ordinal, at, ...charge }, { booking }) => {
    const { time_zone } = await standingFacility(context, booking.facility_id);
    const last = Math.max(0, ...booking.charges.map((one) => one.ordinal));
    return {
      events: [
        {
          kind: "charge_recorded",
          booking_id: booking.booking_id,
          organisation_id: booking.organisation_id,
          occurred_at: at === null ? context.now : pastInstant(at, time_zone, "at", context.now),
          is_shared: false,
          details: { ...charge, ordinal: ordinal ?? last + 1 },
        },
      ],
    };
  },
);
