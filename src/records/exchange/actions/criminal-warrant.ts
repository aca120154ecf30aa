import { z } from "zod";
import { bookingAction } from "../action.ts";
import { fieldError } from "../input.ts";

/** Records a criminal warrant or another agency's criminal hold; never an immigration paper. */
export const recordCriminalWarrant = bookingAction(
  {
    id: "record_criminal_warrant",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Record a criminal warrant",
    input: z.strictObject({
      agency: z.string().min(1).max(200).describe("The court or agency whose criminal warrant it is"),
      number: z.string().min(1).max(200).describe("The warrant's number"),
      is_judicial: z.boolean().default(true).describe("Whether a judge signed it"),
    }),
  },
  async (context, details, { booking }) => ({
    events: [
      {
        kind: "criminal_warrant_recorded",
        booking_id: booking.booking_id,
        organisation_id: booking.organisation_id,
        occurred_at: context.now,
        is_shared: false,
        details,
      },
    ],
  }),
);

/** Says how a criminal warrant was cleared. */
export const clearCriminalWarrant = bookingAction(
  {
    id: "clear_criminal_warrant",
    organisations: ["jail_operator"],
    roles: ["supervisor"],
    summary: "Clear a criminal warrant",
    input: z.strictObject({
      number: z.string().min(1).max(200).describe("The warrant's number"),
      how: z.string().min(1).max(200).describe("How it was cleared, and on whose word"),
    }),
  },
  async (context, details, { booking }) => {
    const stands = booking.criminal_warrants.some(
      (one) => one.number === details.number && one.cleared_at === null,
    );
    if (!stands)
      throw fieldError([
        { field: "number", message: `no criminal warrant "${details.number}" stands on this booking` },
      ]);
    return {
      events: [
        {
          kind: "criminal_warrant_cleared",
          booking_id: booking.booking_id,
          organisation_id: booking.organisation_id,
          occurred_at: context.now,
          is_shared: false,
          details,
        },
      ],
    };
  },
);
