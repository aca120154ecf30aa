import { InvalidInput, NotFound } from "../../base/errors.ts";
import type { Reader } from "../../db/db.ts";
import { factPosition, headPosition, recordedAt } from "./journal.ts";

/** A position of the record and the instant (ISO, UTC) at which it was appended; position 0, an empty record, has none. */
export interface KnownAt {
  readonly position: number;
  readonly recorded_at: string | null;
  /** Whether a reader asked for this position, rather than for what is known last. */
  readonly is_asked: boolean;
}

/**
 * The position that a reader asks to see the record as of, from its text; the last entry that changed what is known when the
 * text is absent or empty. Throws `InvalidInput` for text that is no position, `NotFound` for one that the record does not have.
 */
export async function knownAt(db: Reader, asked: string | undefined): Promise<KnownAt> {
  const text = asked?.trim() ?? "";
  if (text === "") {
    const position = await factPosition(db);
    return { position, recorded_at: await recordedAt(db, position), is_asked: false };
  }
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidInput(`as_of "${text.slice(0, 40)}" is not a position; write a whole number from 1`);
  const recorded_at = await recordedAt(db, Number(text));
  if (recorded_at === null)
    throw new NotFound(
      `the record has no position ${text}; its last one is ${await headPosition(db)}, and without as_of you see what is known last`,
    );
  return { position: Number(text), recorded_at, is_asked: true };
}
