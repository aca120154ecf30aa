import sql from "sql-template-tag";
import { z } from "zod";
import type { Day } from "../../base/day.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { outcomes } from "../../law/outcomes/outcome.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";

/** Outcomes that a party can assert besides those that ICE's field has (domain brief 3.4). */
export const partyOutcomes = [
  ...Object.keys(outcomes).filter(
    (code) => !["UNMAPPED", "REDACTED", "PENDING_OR_UNRECORDED", "DECLINED_REPORTED_BY_ICE"].includes(code),
  ),
  "DECLINED",
  "RELEASED_AFTER_NOTICE",
  "RELEASED_WITHOUT_NOTICE",
  "HELD_NOT_COLLECTED",
  "NOTIFIED_NOT_HELD",
  "MISDIRECTED",
  "NOT_PERMITTED_BY_LAW",
  "CONDITIONS_NOT_MET",
] as const;

const assertionRow = z.object({
  assertion_id: z.number(),
  position: z.number(),
  detainer_id: z.number(),
  party: z.string(),
  request: z.enum(["notify", "hold", "serve"]).nullable(),
  outcome: z.string(),
  occurred_on: z.string().nullable(),
  evidence_grade: z.enum(["A", "B", "C", "X"]),
  evidence: z.string(),
  supersedes: z.number().nullable(),
});
/** What a party says happened on one request. */
export type Assertion = z.infer<typeof assertionRow>;
export type NewAssertion = Omit<Assertion, "assertion_id" | "position">;

/** What parties say of a request as known at a position, corrected ones left out, in order. */
export function assertionsOn(detainerId: number, position: number) {
  return defineQuery(
    assertionRow,
    sql`select a.assertion_id, a.position, a.detainer_id, a.party, a.request, a.outcome, a.occurred_on, a.evidence_grade, a.evidence, a.supersedes
          from assertion a
         where a.detainer_id = ${detainerId} and a.position <= ${position}
           and not exists (select from assertion b where b.supersedes = a.assertion_id and b.position <= ${position})
         order by a.assertion_id`,
  );
}

const target = (id: number) =>
  defineQuery(
    z.object({ prepared_on: z.string(), asks_hold: z.boolean().nullable() }),
    sql`select d.prepared_on, o.asks_hold from detainer d
          join outcome_finding o on o.detainer_type_id = d.detainer_type_id and o.lift_reason_id = d.lift_reason_id
         where d.detainer_id = ${id} limit 1`,
  );

async function checkTarget(tx: Transaction, assertion: NewAssertion): Promise<void> {
  const found = await tx.maybe(target(assertion.detainer_id));
  if (found === null)
    throw new NotFound(
      `there is no request ${assertion.detainer_id}; accord trace prints the ids behind a figure`,
    );
  if (assertion.request === "hold" && found.asks_hold === false) {
    throw new InvalidInput(
      `request ${assertion.detainer_id} is on a form that asks for no hold; a hold outcome cannot be asserted of it`,
    );
  }
  if (assertion.occurred_on !== null && assertion.occurred_on < (found.prepared_on as Day)) {
    throw new InvalidInput(
      `request ${assertion.detainer_id}: ${assertion.occurred_on} is before the form was prepared (${found.prepared_on}); correct the date`,
    );
  }
}

async function checkSuperseded(tx: Transaction, assertion: NewAssertion): Promise<void> {
  if (assertion.supersedes === null) return;
  const before = (await tx.all(assertionsOn(assertion.detainer_id, Number.MAX_SAFE_INTEGER))).find(
    (a) => a.assertion_id === assertion.supersedes,
  );
  if (!before)
    throw new NotFound(
      `request ${assertion.detainer_id} has no standing assertion ${assertion.supersedes} to correct`,
    );
  if (before.party !== assertion.party)
    throw new InvalidInput(
      `assertion ${before.assertion_id} was made by ${before.party}; a party corrects only its own`,
    );
}

/** Appends what a party says of one request; throws when the request is not there or cannot have had that outcome. */
export async function recordAssertion(
  tx: Transaction,
  assertion: NewAssertion,
  recordedAt: string,
  author: string,
): Promise<Assertion> {
  const position = await reservePosition(tx);
  if (!(partyOutcomes as readonly string[]).includes(assertion.outcome)) {
    throw new InvalidInput(
      `"${assertion.outcome}" is no outcome that a party can assert; it is one of ${partyOutcomes.join(", ")}`,
    );
  }
  await checkTarget(tx, assertion);
  await checkSuperseded(tx, assertion);
  const a = assertion;
  await tx.run(sql`
    insert into assertion (assertion_id, position, detainer_id, party, request, outcome, occurred_on, evidence_grade, evidence, supersedes)
    values (${position}, ${position}, ${a.detainer_id}, ${a.party}, ${a.request}, ${a.outcome}, ${a.occurred_on}::date, ${a.evidence_grade}, ${a.evidence}, ${a.supersedes})`);
  await appendEntry(tx, {
    kind: "assertion",
    recorded_at: recordedAt,
    author,
    body: { ...assertion },
    content_sha256: null,
  });
  return { ...assertion, assertion_id: position, position };
}
