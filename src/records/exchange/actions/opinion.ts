import { z } from "zod";
import { requestAction } from "../action.ts";
import { asCustodian } from "../sides.ts";

/** Records counsel's opinion on a request; the issuing office never sees it. */
export const recordOpinion = requestAction(
  {
    id: "record_opinion",
    organisations: ["county_counsel", "jail_operator"],
    roles: ["counsel"],
    summary: "Record counsel's opinion",
    input: z.strictObject({
      text: z.string().min(3).max(4000).describe("The opinion"),
      is_privileged: z
        .boolean()
        .default(true)
        .describe("Attorney-client privileged; left out of evidence packets"),
    }),
  },
  async ({ actor, now }, details, { request }) => ({
    events: [
      {
        kind: "opinion_recorded",
        request_id: request.request_id,
        organisation_id: asCustodian(actor, request.state_now),
        occurred_at: now,
        is_shared: false,
        details,
      },
    ],
  }),
);
