import type { AccessParts } from "../access/http/parts.ts";
import type { PublicRecord } from "../reports/public/public-record.ts";
import type { ExchangeSite } from "./exchange/parts.ts";

/** One address of the API, as far as the page about it tells it. */
export interface ApiEntry {
  readonly path: string;
  readonly summary: string;
  readonly description: string;
}

/** What the site is made from; wired by the command that serves it. */
export interface SiteParts {
  readonly record: PublicRecord;
  readonly version: string;
  /** The API, mounted at its root, and what the page about it lists. */
  readonly api: {
    readonly root: string;
    readonly fetch: (request: Request) => Response | Promise<Response>;
    readonly entries: readonly ApiEntry[];
    /** What is read and done in the exchange, for who is signed in or has a token. */
    readonly exchange_entries: readonly (ApiEntry & { readonly method: string })[];
    readonly problems: Readonly<Record<string, string>>;
  };
  /** Signing in and the exchange behind it; null for a site that only publishes. */
  readonly exchange: (ExchangeSite & { readonly access: Omit<AccessParts, "render"> }) | null;
  /** Told of each fault of our own, in one line. */
  readonly warn: (line: string) => void;
}
