import { z } from "zod";
import { canonicalJson, type Json } from "../../../base/canonical-json.ts";
import { sha256 } from "../../../base/hash.ts";
import { dayIn } from "../../../base/time.ts";
import { nonPerformance } from "../../../law/authority/authority-for.ts";
import { answerReasons, answers, askedThings } from "../../../law/exchange/codes.ts";
import { requestAction } from "../action.ts";
import { authorityAt } from "../authority-at.ts";
import { standingFacility } from "../own-facility.ts";
import { asCustodian } from "../sides.ts";

/** Answers one of the things asked, with the law and policy that were shown at that moment frozen beside it. */
export const answer = requestAction(
  {
    id: "answer",
    organisations: ["jail_operator", "county_counsel"],
    roles: ["clerk", "supervisor", "counsel"],
    summary: "Answer one of the things asked",
    input: z.strictObject({
      asked: z.enum(askedThings).describe("Which of the things asked"),
      answer: z.enum(answers).describe("The answer"),
      reason_code: z.enum(answerReasons).describe("Why"),
      provision: z
        .string()
        .min(1)
        .max(200)
        .nullable()
        .default(null)
        .describe("The provision that it rests on, by its id in the policy registry"),
      condition: z
        .enum(["true", "false", "unknown"])
        .default("unknown")
        .describe("Where the rule has a condition: whether it is met in this case"),
      note: z.string().min(1).max(2000).nullable().default(null).describe("Anything that explains it"),
      corrects: z.coerce
        .number()
        .int()
        .nullable()
        .default(null)
        .describe("The answer that this one corrects"),
    }),
  },
  async (context, { condition, corrects, ...given }, { request }) => {
    const { now, actor, tx, services } = context;
    const facility = await standingFacility(context, request.state_now.facility_id);
    const authority = await authorityAt(tx, services, facility, given.asked, dayIn(now, facility.time_zone));
    const frozen = { ...authority, condition } as unknown as Record<string, unknown>;
    const performs =
      given.answer === "will" || given.answer === "not_in_custody" || given.answer === "not_ours";
    return {
      events: [
        {
          kind: "responded",
          request_id: request.request_id,
          organisation_id: asCustodian(actor, request.state_now),
          occurred_at: now,
          is_shared: true,
          supersedes: corrects,
          details: {
            ...given,
            authority: frozen,
            authority_sha256: sha256(canonicalJson(frozen as unknown as Json)),
            decision: performs ? null : nonPerformance(authority, condition),
          },
        },
      ],
    };
  },
);
