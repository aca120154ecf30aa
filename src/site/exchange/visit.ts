import type { Context } from "hono";
import type { Session } from "../../access/session.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { Words } from "./messages/en.ts";
import { wordsFor } from "./messages.ts";
import type { ExchangePages, OrganisationEntry } from "./parts.ts";

/** One request for a page by somebody who is signed in. */
export interface Visit {
  readonly c: Context;
  readonly pages: ExchangePages;
  readonly session: Session;
  readonly actor: Actor;
  readonly words: Words;
  /** The present instant, ISO UTC. */
  readonly now: string;
  readonly organisations: readonly OrganisationEntry[];
}

/** What a page is made for: who asks, in which words, when, and how organisations are called. */
export async function visitOf(c: Context, pages: ExchangePages, session: Session): Promise<Visit> {
  return {
    c,
    pages,
    session,
    actor: session.actor,
    words: wordsFor(c),
    now: pages.record.parts.clock.now(),
    organisations: (await pages.directory?.()) ?? [],
  };
}

/** How an organisation is called; its id where nothing else is known. */
export function organisationName({ organisations }: Visit, id: string | null): string {
  return organisations.find((one) => one.organisation_id === id)?.name ?? id ?? "";
}

/** Whether the organisation of who asks is made up. */
export function isSynthetic({ organisations, actor }: Visit): boolean {
  return organisations.some((one) => one.organisation_id === actor.organisation_id && one.is_synthetic);
}
