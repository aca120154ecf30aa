import { z } from "zod";
import { channels } from "../../../law/exchange/codes.ts";
import { eventDetails } from "../../../law/exchange/event-details.ts";
import { requestAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { anyInstant, pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { asCustodian } from "../sides.ts";

/** Logs a notice to the issuing office: the minute, the way, the desk that was reached and what it answered. */
export const logNotice = requestAction(
  {
    id: "log_notice",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Log a notice to ICE",
    input: z.strictObject({
      at: localTime.describe("When, to the minute, on the facility's clock"),
      channel: z.enum(channels).describe("By which way"),
      reached: z
        .string()
        .min(1)
        .max(200)
        .describe("The desk or duty officer that was reached, without a name"),
      answer: eventDetails.notice_sent.shape.answer.describe("What was answered"),
      release_at: localTime.nullable().default(null).describe("The time of release that was given"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
      corrects: z.coerce
        .number()
        .int()
        .nullable()
        .default(null)
        .describe("The earlier entry that this one corrects"),
    }),
  },
  async (context, { at, corrects, release_at, ...details }, { request }) => {
    const { time_zone } = await standingFacility(context, request.state_now.facility_id);
    return {
      events: [
        {
          kind: "notice_sent",
          request_id: request.request_id,
          organisation_id: asCustodian(context.actor, request.state_now),
          occurred_at: pastInstant(at, time_zone, "at", context.now),
          is_shared: true,
          supersedes: corrects,
          details: {
            ...details,
            release_at: release_at === null ? null : anyInstant(release_at, time_zone, "release_at"),
          },
        },
      ],
    };
  },
);
