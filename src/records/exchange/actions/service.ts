import { z } from "zod";
import { languages, serviceManners } from "../../../law/exchange/codes.ts";
import { requestAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { asCustodian } from "../sides.ts";

/** Records how and when the person was given a copy of the request, and in which language it was explained. */
export const serve = requestAction(
  {
    id: "serve",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Record that the person was served a copy",
    input: z.strictObject({
      at: localTime.describe("When, on the facility's clock"),
      manner: z.enum(serviceManners).describe("How the copy was given"),
      language: z.enum(languages).describe("The language in which it was explained"),
      by_role: z.string().min(1).max(200).default("records desk").describe("The desk or role that served it"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
      corrects: z.coerce
        .number()
        .int()
        .nullable()
        .default(null)
        .describe("The earlier entry that this one corrects"),
    }),
  },
  async (context, { at, corrects, ...details }, { request }) => {
    const { time_zone } = await standingFacility(context, request.state_now.facility_id);
    return {
      events: [
        {
          kind: "served",
          request_id: request.request_id,
          organisation_id: asCustodian(context.actor, request.state_now),
          occurred_at: pastInstant(at, time_zone, "at", context.now),
          is_shared: true,
          supersedes: corrects,
          details,
        },
      ],
    };
  },
);
