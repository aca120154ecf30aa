import { z } from "zod";
import { certainties, chargeStages, releaseReasons } from "../../law/exchange/codes.ts";

/** A moment as a person writes it: the wall clock of the facility, or ISO with an offset. */
export const localTime = z
  .string()
  .min(1)
  .max(40)
  .describe("YYYY-MM-DDTHH:MM on the facility's clock, or with an offset");

/** A charge as it is entered with a booking. */
export const chargeInput = z.strictObject({
  description: z.string().min(1).max(200),
  stage: z.enum(chargeStages).default("arrest"),
  statute: z.string().min(1).max(200).nullable().default(null),
  charged_on: z.iso.date().nullable().default(null),
});

/** A booking as a jail enters it or its system exports it; `person_id` is hashed at once and never kept. */
export const bookingInput = z.strictObject({
  facility_id: z.string().min(1).max(120).describe("The facility that holds the person"),
  booking_number: z.string().min(1).max(40).describe("The jail's own number of the booking"),
  person_id: z
    .string()
    .min(1)
    .max(80)
    .describe("The jail's own number of the person; only a keyed hash of it is kept"),
  booked_at: localTime.describe("When the person was booked in"),
  arrested_at: localTime.nullable().default(null).describe("When the person was arrested"),
  arresting_agency: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe("Which agency made the arrest"),
  is_juvenile: z.boolean().default(false).describe("Whether the person is a juvenile"),
  is_protected: z
    .boolean()
    .default(false)
    .describe("Whether 8 U.S.C. 1367 protects information about the person"),
  charges: z.array(chargeInput).max(50).default([]).describe("The charges, one each"),
  expected_release_at: localTime.nullable().default(null).describe("When release is expected"),
  expected_release_reason: z
    .enum(releaseReasons)
    .nullable()
    .default(null)
    .describe("Why release is expected then"),
  expected_release_certainty: z.enum(certainties).default("estimate").describe("How sure that is"),
  released_at: localTime
    .nullable()
    .default(null)
    .describe("When the person was released, for bookings that have ended"),
  release_reason: z.enum(releaseReasons).nullable().default(null).describe("Why the person was released"),
});
export type BookingInput = z.input<typeof bookingInput>;
export type ReadBooking = z.output<typeof bookingInput>;
