import { z } from "zod";
import { Conflict } from "../../../base/errors.ts";
import { dayIn } from "../../../base/time.ts";
import { holdEnds } from "../../../law/exchange/codes.ts";
import { holdClocks } from "../../../law/exchange/hold-clocks.ts";
import { requestAction } from "../action.ts";
import { authorityAt } from "../authority-at.ts";
import { localTime } from "../booking-input.ts";
import { fieldError, pastInstant, withMilliseconds } from "../input.ts";
import { standingFacility } from "../own-facility.ts";
import { asCustodian } from "../sides.ts";

/** Begins a hold past the time of otherwise release; its end is computed by the form's own clock and kept with the others that differ. */
export const startHold = requestAction(
  {
    id: "start_hold",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Begin a hold",
    input: z.strictObject({
      at: localTime.describe("When the hold began, on the facility's clock"),
      despite: z
        .string()
        .min(3)
        .max(2000)
        .nullable()
        .default(null)
        .describe("Where a rule says must not: on what the hold rests instead"),
    }),
  },
  async (context, { at, despite }, { request }) => {
    const state = request.state_now;
    const organisation_id = asCustodian(context.actor, state);
    const facility = await standingFacility(context, state.facility_id);
    if (state.releasable_at === null)
      throw new Conflict(
        "a hold begins when the jail's own authority ends: record first that the person can be released",
      );
    if (state.answers.hold?.answer !== "will")
      throw new Conflict(
        'the answer to the hold is not "will"; answer it first, so that the authority shown is kept with it',
      );
    const authority = await authorityAt(
      context.tx,
      context.services,
      facility,
      "hold",
      dayIn(context.now, facility.time_zone),
    );
    if (authority.modality === "must_not" && despite === null)
      throw fieldError([
        { field: "despite", message: `${authority.decided_by} says must not; say on what a hold would rest` },
      ]);
    const occurred_at = pastInstant(at, facility.time_zone, "at", context.now);
    if (occurred_at < state.releasable_at)
      throw fieldError([
        { field: "at", message: "is before the person could be released; a hold cannot begin before that" },
      ]);
    const clocks = holdClocks(state, facility, state.releasable_at);
    const used = clocks?.rules.find((rule) => rule.is_used);
    if (clocks === null || used?.end_at == null)
      throw new Conflict(
        `form ${state.issue.form} has no hold clock${clocks === null ? "" : `: ${clocks.reason}`}`,
      );
    const other_ends = clocks.rules
      .filter((rule) => !rule.is_used && rule.end_at !== null && rule.differs_from_used === true)
      .map((rule) => ({
        rule: rule.rule,
        cite: rule.cite.slice(0, 200),
        ends_at: withMilliseconds(rule.end_at as string),
      }));
    return {
      events: [
        {
          kind: "hold_started",
          request_id: request.request_id,
          organisation_id,
          occurred_at,
          is_shared: true,
          details: {
            otherwise_released_at: state.releasable_at,
            rule: used.rule,
            rule_cite: used.cite.slice(0, 200),
            ends_at: withMilliseconds(used.end_at),
            other_ends,
          },
        },
        ...(despite === null
          ? []
          : [
              {
                kind: "opinion_recorded" as const,
                request_id: request.request_id,
                organisation_id,
                occurred_at: context.now,
                is_shared: false,
                details: { text: `Hold despite ${authority.decided_by}: ${despite}`, is_privileged: false },
              },
            ]),
      ],
    };
  },
);

/** Ends a hold and says how; one that ran past its window leaves an incident that stays open until somebody says why. */
export const endHold = requestAction(
  {
    id: "end_hold",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "End the hold",
    input: z.strictObject({
      at: localTime.describe("When the hold ended, on the facility's clock"),
      why: z.enum(holdEnds).describe("How it ended"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
    }),
  },
  async (context, { at, why, note }, { request }) => {
    const { time_zone } = await standingFacility(context, request.state_now.facility_id);
    const organisation_id = asCustodian(context.actor, request.state_now);
    const occurred_at = pastInstant(at, time_zone, "at", context.now);
    const base = { request_id: request.request_id, organisation_id, occurred_at, is_shared: true } as const;
    const { hold, incidents } = request.state_now;
    const isLate = hold !== null && Date.parse(occurred_at) > Date.parse(hold.ends_at);
    const isKnown = incidents.some((one) => one.ends_at === hold?.ends_at);
    return {
      events: [
        { ...base, kind: "hold_ended", details: { why, note } },
        ...(isLate && !isKnown
          ? [
              {
                ...base,
                kind: "incident_opened" as const,
                details: { what: "held_past_window" as const, ends_at: hold.ends_at },
              },
            ]
          : []),
        ...(why === "custody_assumed"
          ? [{ ...base, kind: "custody_assumed" as const, details: { note } }]
          : []),
      ],
    };
  },
);

/** Closes an incident with its reason. */
export const closeIncident = requestAction(
  {
    id: "close_incident",
    organisations: ["jail_operator", "county_counsel"],
    roles: ["supervisor", "counsel"],
    summary: "Close an incident",
    input: z.strictObject({
      incident: z.coerce.number().int().describe("The incident's number"),
      reason: z.string().min(3).max(2000).describe("Why the hold ran past its window, and what was done"),
    }),
  },
  async ({ actor, now }, details, { request }) => ({
    events: [
      {
        kind: "incident_closed",
        request_id: request.request_id,
        organisation_id: asCustodian(actor, request.state_now),
        occurred_at: now,
        is_shared: true,
        details,
      },
    ],
  }),
);
