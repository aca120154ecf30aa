import { z } from "zod";
import { askedThings, partyOutcomeCodes } from "../../../law/exchange/codes.ts";
import { eventDetails } from "../../../law/exchange/event-details.ts";
import { requestAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { facilityOf } from "../facility.ts";
import { pastInstant } from "../input.ts";
import { speaksFor } from "../sides.ts";

/** Says what came of the request, for the actor's own side; the other side's word stands beside it. */
export const assertOutcome = requestAction(
  {
    id: "assert_outcome",
    organisations: ["jail_operator", "county_counsel", "ero_field_office"],
    roles: ["clerk", "supervisor", "counsel", "officer"],
    summary: "Say what came of it",
    input: z.strictObject({
      outcome: z.enum(partyOutcomeCodes).describe("What came of the request"),
      asked: z
        .enum(askedThings)
        .nullable()
        .default(null)
        .describe("Which of the things asked it is about; all of it where left out"),
      happened_at: localTime.nullable().default(null).describe("When it happened, on the facility's clock"),
      evidence: z.string().min(3).max(2000).describe("What shows it: which log, paper or message"),
      basis: eventDetails.outcome_asserted.shape.basis.default("own_log").describe("How your side knows"),
      corrects: z.coerce
        .number()
        .int()
        .nullable()
        .default(null)
        .describe("Your earlier statement that this one corrects"),
    }),
  },
  async (context, { happened_at, corrects, ...details }, { request }) => {
    const state = request.state_now;
    const facility = await facilityOf(context.tx, state.facility_id);
    const zone = facility?.time_zone ?? "UTC";
    return {
      events: [
        {
          kind: "outcome_asserted",
          request_id: request.request_id,
          organisation_id: speaksFor(context.actor, state),
          occurred_at: context.now,
          is_shared: true,
          supersedes: corrects,
          details: {
            ...details,
            happened_at:
              happened_at === null ? null : pastInstant(happened_at, zone, "happened_at", context.now),
          },
        },
      ],
    };
  },
);
