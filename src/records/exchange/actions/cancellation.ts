import { z } from "zod";
import { eventDetails } from "../../../law/exchange/event-details.ts";
import { requestAction } from "../action.ts";
import { speaksFor } from "../sides.ts";

/** Cancels a request; a jail that got the cancellation on paper records it. */
export const cancelRequest = requestAction(
  {
    id: "cancel_request",
    organisations: ["ero_field_office", "jail_operator"],
    roles: ["officer", "supervisor", "clerk"],
    summary: "Cancel the request",
    input: z.strictObject({
      reason: eventDetails.cancelled.shape.reason.describe("Why, as the issuing office says"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
    }),
  },
  async ({ actor, now }, details, { request }) => ({
    events: [
      {
        kind: "cancelled",
        request_id: request.request_id,
        organisation_id: speaksFor(actor, request.state_now),
        occurred_at: now,
        is_shared: true,
        details,
      },
    ],
  }),
);
