import { z } from "zod";
import { type Draft, requestAction } from "../action.ts";
import { localTime } from "../booking-input.ts";
import { pastInstant } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { speaksFor } from "../sides.ts";

/** Records that ICE took the person into its custody; where the jail says so, its booking ends with it. */
export const recordCustodyAssumed = requestAction(
  {
    id: "record_custody_assumed",
    organisations: ["jail_operator", "ero_field_office"],
    roles: ["clerk", "supervisor", "officer"],
    summary: "Record that ICE took custody",
    input: z.strictObject({
      at: localTime.describe("When, on the facility's clock"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
    }),
  },
  async (context, { at, note }, { request, booking }) => {
    const state = request.state_now;
    const { time_zone } = await standingFacility(context, state.facility_id);
    const organisation_id = speaksFor(context.actor, state);
    const base = { organisation_id, occurred_at: pastInstant(at, time_zone, "at", context.now) } as const;
    const isJails = organisation_id === state.custodian_organisation_id && booking?.custody === "held";
    const left: Draft[] = isJails
      ? [
          {
            ...base,
            kind: "released",
            booking_id: booking.booking_id,
            is_shared: false,
            details: {
              reason: "to_other_agency",
              criminal_warrants_checked: true,
              requests_checked: true,
              note: "into ICE custody",
            },
          },
        ]
      : [];
    return {
      events: [
        {
          ...base,
          kind: "custody_assumed",
          request_id: request.request_id,
          is_shared: true,
          details: { note },
        },
        ...left,
      ],
    };
  },
);
