import type { Clock } from "../../base/clock.ts";
import type { Store } from "../../db/open-store.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { exchangeFaces } from "../serve/exchange-parts.ts";
import { type RunningSite, type SiteAddress, startSite } from "../serve.ts";
import { ApiClient, apiStage } from "./api-stage.ts";
import { type Begun, carry, handClock } from "./carry.ts";
import type { Case, CaseFile } from "./case-file.ts";
import { registerCast } from "./cast.ts";
import { signEverybodyIn } from "./sign-in.ts";

/** What was found of a case, as its own side reads it over the API. */
export interface CaseFound {
  readonly id: string;
  readonly situation: string;
  readonly outcome_by_jail: string | null;
  readonly outcome_by_ice: string | null;
  readonly finding: string;
  readonly disagreement: boolean;
}

/** A replay's answer; `chain` says what the check of the whole journal found. */
export interface ReplayAnswer {
  readonly cases: readonly CaseFound[];
  readonly chain: string;
}

/** A replay with what it found otherwise than the file of cases expects, in words. */
export interface Replay {
  readonly answer: ReplayAnswer;
  readonly unexpected: readonly string[];
}

type Serve = (store: Store, clock: Clock, address: SiteAddress) => Promise<RunningSite>;

async function foundOf(api: ApiClient, one: Case, begun: Begun): Promise<CaseFound> {
  const request = begun[one.expect.of]?.request_id;
  const response = await api.ask(one.expect.seen_by, `/requests/${request}`);
  const { finding: found } = (await response.json()) as { finding: Omit<CaseFound, "id" | "situation"> };
  const { outcome_by_jail, outcome_by_ice, finding, disagreement } = found;
  return { id: one.id, situation: one.situation, outcome_by_jail, outcome_by_ice, finding, disagreement };
}

const fields = ["finding", "outcome_by_jail", "outcome_by_ice", "disagreement"] as const;

function unexpectedOf({ id, expect }: Case, found: CaseFound): string[] {
  return fields
    .filter((field) => found[field] !== expect[field])
    .map((field) => `${id}: ${field} is ${found[field]}, expected ${expect[field]}`);
}

async function through(url: string, store: Store, file: CaseFile, clock: ReturnType<typeof handClock>) {
  const { access } = exchangeFaces(store, clock, () => undefined); // the same key file as the server's
  const api = new ApiClient(url, await signEverybodyIn(access, url, file.organisations));
  const begun = await carry(file, clock, apiStage(api));
  const found: CaseFound[] = [];
  for (const one of file.cases) found.push(await foundOf(api, one, begun.get(one.id) ?? {}));
  return found;
}

/**
 * Carries cases through the HTTP API of a server that is started for it on a free port of this machine, with real sign-ins and the
 * clock of the file, and checks the journal at the end. Throws what a step was refused with, naming the step.
 */
export async function replayExchange(
  store: Store,
  file: CaseFile,
  serve: Serve = startSite,
): Promise<Replay> {
  const clock = handClock(file.begins_at);
  await registerCast(store.db, file.organisations, clock.now(), "replay");
  const site = await serve(store, clock, { host: "127.0.0.1", port: 0 });
  try {
    const cases = await through(site.url, store, file, clock);
    const { first_wrong } = await verifyJournal(store.db);
    const unexpected = file.cases.flatMap((one, at) => unexpectedOf(one, cases[at] as CaseFound));
    return { answer: { cases, chain: first_wrong ?? "ok" }, unexpected };
  } finally {
    await site.close();
  }
}
