import type { Json } from "../base/canonical-json.ts";
import type { Transaction } from "../db/db.ts";
import { appendEntry, reservePosition } from "../records/journal/journal.ts";

/** How somebody signed in or tried to. */
export type Method = "password" | "passkey" | "oidc" | "link";

/** The account that an entry is about; null where nobody has the login that was given. */
export type Account = { readonly login: string; readonly organisation_id: string } | null;

/** Something that the record keeps of signing in; never a secret, an address, or a login that nobody has. */
export interface AccessEvent {
  readonly what:
    | "sign_in"
    | "sign_in_refused"
    | "sign_out"
    | "account_locked"
    | "address_locked"
    | "link_made"
    | "enrolled"
    | "credential_changed"
    | "sessions_ended"
    | "token_issued"
    | "token_revoked";
  readonly about: Account;
  readonly details?: Readonly<Record<string, Json>>;
}

const authorOf = (account: Account): string =>
  account === null ? "sign-in" : `${account.organisation_id}/${account.login}`;

/**
 * Appends what happened to the journal, in the transaction in which it happens; `author` is who did it where that is not the
 * account itself. Call last: it takes the journal's lock.
 */
export async function appendAccess(
  tx: Transaction,
  event: AccessEvent,
  at: string,
  author: string = authorOf(event.about),
): Promise<void> {
  await reservePosition(tx);
  await appendEntry(tx, {
    kind: "access",
    recorded_at: at,
    author,
    body: {
      what: event.what,
      organisation_id: event.about?.organisation_id ?? null,
      login: event.about?.login ?? null,
      ...event.details,
    },
    content_sha256: null,
  });
}
