import type { Actor } from "../../records/organisations/actor.ts";
import type { OrganisationKind } from "../../records/organisations/role.ts";
import type { ExchangeRecord } from "../../reports/exchange/exchange-record.ts";
import type { Frame } from "../layout/page.ts";

/** An organisation as a page names it. */
export interface OrganisationEntry {
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly is_synthetic: boolean;
}

/** What the pages of the exchange are made from. */
export interface ExchangeSite {
  readonly record: ExchangeRecord;
  /** Every organisation of the exchange, by which names and issuing offices are shown; ids stand in their place without it. */
  readonly directory?: () => Promise<readonly OrganisationEntry[]>;
  /** The version of a request or booking as the actor sees it, without its details; null for what is not theirs. No live notice of changes without it. */
  readonly versionOf?: (actor: Actor, subject: "request" | "booking", id: number) => Promise<number | null>;
}

/** The same with the frame that pages stand in, and who is told of faults of our own. */
export interface ExchangePages extends ExchangeSite {
  readonly frame: Frame;
  /** Where the script for live notices is; null where pages have none. */
  readonly script: string | null;
  readonly warn: (line: string) => void;
}
