import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/hash.ts";
import type { EventOf } from "../../law/exchange/event.ts";
import { itemOf, missing } from "./fact.ts";
import type { FrozenAuthority, PacketAnswer, PacketItems } from "./packet.ts";
import { standing, type View } from "./view.ts";

const day = z.string().nullable();
const frozen = z.object({
  request: z.string(),
  on: z.string(),
  modality: z.string(),
  decided_by: z.string().nullable(),
  sources: z.array(
    z.object({
      source_id: z.string(),
      layer: z.string(),
      modality: z.string(),
      cite: z.string(),
      text: z.string(),
      condition_text: z.string().nullable(),
      in_force: z.object({ from: day, to: day }),
      verification: z.string(),
      source_url: z.string(),
    }),
  ),
  conflicts: z.array(z.object({ between: z.tuple([z.string(), z.string()]), why: z.string() })),
  explanation: z.array(z.string()),
  condition: z.string().nullable().default(null),
});

/** An authority as it was kept with an answer; null where what was kept has another shape. */
function readFrozen(kept: unknown): FrozenAuthority | null {
  const read = frozen.safeParse(kept);
  return read.success ? (read.data as FrozenAuthority) : null;
}

function answerOf(view: View, event: EventOf<"responded">): PacketAnswer {
  const { asked, answer, reason_code, provision, note, decision, authority, authority_sha256 } =
    event.details;
  const isProtected = reason_code === "protected_person";
  return {
    asked,
    at: view.moment(event.occurred_at),
    answer,
    reason_code: isProtected ? null : reason_code,
    provision: provision === null ? null : view.plain(provision),
    note: note === null || isProtected ? null : view.plain(note),
    decision,
    authority: readFrozen(authority),
    authority_sha256,
    is_as_kept: sha256(canonicalJson(authority as Json)) === authority_sha256,
    source: view.source(event),
  };
}

/** Item 8: each answer that was given, with the provision it names and the law and policy that were shown at that moment. */
export function answersItem(view: View): PacketItems["answers"] {
  const given = standing(view, "responded").map((event) => answerOf(view, event));
  const facts = given.length > 0 ? [] : [missing(view, "answers", "Answers", "not_recorded")];
  const notes = [
    "The federal form has no box for an answer other than “will”; the answers here are those of this record.",
    "Law and policy stand here as they were shown when the answer was given. Decision support, not legal advice.",
  ];
  return { ...itemOf(8, facts, notes), given };
}
