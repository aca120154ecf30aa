import type { Reader } from "../../db/db.ts";
import { type Entry, entriesBetween, headPosition } from "../../records/journal/journal.ts";

/** An entry of the journal for the public; `body` is null where it would tell of one request or of a party's own view. */
export interface PublicEntry extends Omit<Entry, "body" | "author"> {
  readonly body: Entry["body"] | null;
  /** Null in the exchange: when an office's desks work is theirs to know. */
  readonly author: string | null;
  readonly is_body_withheld: boolean;
}

/** Some entries in order of their positions; `next_after` continues, null at the end. */
export interface JournalPage {
  readonly head: number;
  readonly entries: readonly PublicEntry[];
  readonly next_after: number | null;
}

const isOfExchange = ({ kind }: Entry): boolean =>
  kind === "exchange" || kind === "access" || kind === "organisation";

/** What an assertion says is of one person's case, and a party's view is not for the public; their hashes are for everyone. */
function isWithheld(entry: Entry): boolean {
  if (isOfExchange(entry)) return true;
  return entry.kind === "assertion" || (entry.kind === "edition" && entry.body.disclosure !== "public");
}

/** The entries after a position, at most so many. */
export async function readJournalPage(db: Reader, after: number, most: number): Promise<JournalPage> {
  const head = await headPosition(db);
  const last = Math.min(after + most, head);
  const entries = (await db.all(entriesBetween(after + 1, last))).map((entry) => {
    const is_body_withheld = isWithheld(entry);
    const author = isOfExchange(entry) ? null : entry.author;
    return { ...entry, author, body: is_body_withheld ? null : entry.body, is_body_withheld };
  });
  return { head, entries, next_after: last < head ? last : null };
}
