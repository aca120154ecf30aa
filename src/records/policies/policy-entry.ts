import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/hash.ts";
import type { Reader, Transaction } from "../../db/db.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { appendEntry, type Entry, reservePosition } from "../journal/journal.ts";
import { insertVersions, instrumentsRecordedAt, type PolicyChange } from "./policy-rows.ts";

/** An instrument as one text, without what the whole set tells of it; equal instruments have equal texts. */
export function instrumentText({ bounds, provisions, ...one }: Instrument): string {
  const own = { ...one, provisions: provisions.map(({ bounds: _, ...provision }) => provision) };
  return canonicalJson(own as unknown as Json);
}

/** SHA-256 over the texts of instruments in order of their ids, one a line: what an entry seals. */
function digestOf(instruments: readonly Instrument[]): string {
  const sorted = [...instruments].sort((a, b) => (a.instrument_id < b.instrument_id ? -1 : 1));
  return sha256(sorted.map((one) => `${instrumentText(one)}\n`).join(""));
}

/** Who changes what is known of policies, when, and why. */
export interface PolicyAuthor {
  readonly recorded_at: string;
  readonly author: string;
  readonly reason: string;
}

/** Appends versions of instruments as one journal entry that seals them. Returns the position. */
export async function appendPolicies(
  tx: Transaction,
  change: PolicyChange,
  instruments: readonly Instrument[],
  { recorded_at, author, reason }: PolicyAuthor,
): Promise<number> {
  const provisions = instruments.reduce((sum, one) => sum + one.provisions.length, 0);
  const [only] = instruments;
  const what = instruments.length === 1 && only ? { instrument_id: only.instrument_id } : {};
  const position = await reservePosition(tx);
  await insertVersions(tx, position, change, instruments);
  await appendEntry(tx, {
    kind: "policy",
    recorded_at,
    author,
    body: { change, reason, ...what, instruments: instruments.length, provisions },
    content_sha256: digestOf(instruments),
  });
  return position;
}

/** What does not hold of a policy entry's rows against the digest that it sealed; null when they are those that were recorded. */
export async function policyEntryFault(
  db: Reader,
  entry: Pick<Entry, "position" | "content_sha256">,
): Promise<string | null> {
  const recorded = await instrumentsRecordedAt(db, entry.position);
  return digestOf(recorded.map((one) => one.instrument)) === entry.content_sha256
    ? null
    : `entry ${entry.position}: the policies of it are not those that were recorded`;
}
