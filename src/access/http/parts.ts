import type { Context } from "hono";
import type { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AccessConfig } from "../config.ts";
import type { AccessWords } from "../messages/en.ts";
import type { OidcClient } from "../oidc.ts";
import type { AccessServices } from "../services.ts";

/** A piece of a page, already escaped. */
export type Markup = ReturnType<typeof html>;

/** A page of signing in, as the site's frame takes it. */
export interface AccessPage {
  readonly title: string;
  readonly description: string;
  readonly section: string;
  readonly main: Markup;
}

/** What the pages of signing in are made from; wired by the command that serves the site. */
export interface AccessParts extends AccessServices {
  readonly config: AccessConfig;
  readonly words: AccessWords;
  /** The identity provider; null where none is configured. */
  readonly oidc: OidcClient | null;
  /** Puts a page into the site's frame. */
  readonly render: (
    c: Context,
    page: AccessPage,
    status: ContentfulStatusCode,
  ) => Response | Promise<Response>;
  /** The connection's remote address; null where there is none. */
  readonly remoteAddress: (c: Context) => string | null;
  /** Where a browser goes after signing in when it wanted to go nowhere else. */
  readonly home: string;
  /** Told of each fault of our own, in one line without secrets. */
  readonly warn: (line: string) => void;
}
