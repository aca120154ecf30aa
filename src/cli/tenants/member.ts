import { issueApiToken } from "../../access/api-token.ts";
import type { AccessServices } from "../../access/services.ts";
import { findSession, openSession } from "../../access/session.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { mayRead } from "../../reports/exchange/may-read.ts";
import type { Audience } from "./canaries.ts";
import { cast, type Side } from "./cast.ts";
import type { SeededTenants, Subject } from "./seed.ts";

/** Somebody who walks: an actor with a bearer token for the API and a session of a browser for the site. */
export interface Walker {
  readonly actor: Actor;
  readonly token: string;
  readonly cookie: string;
  readonly form_token: string;
}

async function walkerOf(services: AccessServices, login: string): Promise<Walker> {
  const { db, clock } = services;
  const actor = await actorByLogin(db, login);
  if (actor === null) throw new Error(`the seed has no account ${login}`);
  const asked = { login, label: "tenants check", days: 1, issued_by: "tenants check" };
  const token = await issueApiToken(db, asked, clock.now());
  const session = await db.transaction((tx) =>
    openSession(tx, { login, method: "link", acr: null }, clock.now()),
  );
  const found = await findSession(services, session.token);
  return { actor, token, cookie: `accord_session=${session.token}`, form_token: found?.form_token ?? "" };
}

/** Every member of the organisations of some sides, signed in. */
export async function walkersOf(services: AccessServices, sides: readonly Side[]): Promise<Walker[]> {
  const logins = cast
    .filter(({ organisation }) => sides.some((side) => organisation.organisation_id.endsWith(`-${side}`)))
    .flatMap(({ members }) => members.map((member) => member.login));
  const walkers: Walker[] = [];
  for (const login of logins) walkers.push(await walkerOf(services, login));
  return walkers;
}

const actsFor = (actor: Actor, organisations: readonly string[]): boolean =>
  organisations.some((id) => actor.acts_for.includes(id));

/** Whether a request or booking of the seed concerns an actor's organisation; a report office reads every request. */
export function concerns(actor: Actor, { kind, organisations }: Subject): boolean {
  return actsFor(actor, organisations) || (kind === "request" && actor.organisation_kind === "report_office");
}

function isSeen(actor: Actor, audience: Audience, requests: ReadonlyMap<string, Subject>): boolean {
  if (audience.organisation !== undefined && actsFor(actor, [audience.organisation])) return true;
  const request = requests.get(audience.request ?? "");
  return request !== undefined && concerns(actor, request);
}

/** What an actor must never be shown, as one pattern, and what each match is. */
export interface Forbidden {
  readonly pattern: RegExp;
  /** The same without numbers, for rows as they are stored, where those who share an event see of which booking it is. */
  readonly texts: RegExp;
  nameOf(match: string): string;
}

const forbidden = new WeakMap<SeededTenants, Map<string, Forbidden>>(); // a pattern serves all members of like rights

function forbiddenAnew(actor: Actor, seeded: SeededTenants, reads: boolean): Forbidden {
  const requests = new Map(
    seeded.subjects
      .filter((one) => one.kind === "request")
      .map((one) => [one.name.replace(/^request /, ""), one] as const),
  );
  const names = new Map<string, string>();
  for (const { text, field, audience } of seeded.planter.canaries)
    if (!reads || !isSeen(actor, audience, requests)) names.set(text, field);
  for (const subject of seeded.subjects)
    if (!concerns(actor, subject)) names.set(String(subject.id), `the number of ${subject.name}`);
  for (const { event_id, organisation } of seeded.own_events)
    if (!actsFor(actor, [organisation])) names.set(String(event_id), `an event of ${organisation}`);
  for (const { key: person, organisation } of seeded.person_keys)
    if (!reads || !actsFor(actor, [organisation])) names.set(person, `a person of ${organisation}`);
  const patternOf = (parts: readonly string[]): RegExp =>
    new RegExp(`(?<![0-9A-Za-z])(?:${parts.join("|")})(?![0-9A-Za-z])`, "g");
  const parts = [...names.keys()];
  return {
    pattern: patternOf(parts),
    texts: patternOf(parts.filter((part) => !/^\d+$/.test(part))),
    nameOf: (match: string) => names.get(match) ?? match,
  };
}

/** The texts, numbers and keys that must not be in any answer to an actor; of their own organisation's, those that no role of theirs reads. */
export function forbiddenTo(actor: Actor, seeded: SeededTenants): Forbidden {
  const reads = mayRead(actor, "request");
  const key = `${actor.acts_for.join()} ${actor.organisation_kind} ${reads}`;
  const own = forbidden.get(seeded) ?? new Map<string, Forbidden>();
  forbidden.set(seeded, own);
  const made = own.get(key) ?? forbiddenAnew(actor, seeded, reads);
  own.set(key, made);
  return made;
}
