import type { Hono } from "hono";
import sql from "sql-template-tag";
import { z } from "zod";
import { type Db, defineQuery } from "../../db/db.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { mayDo } from "../../records/exchange/perform.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { facilityId, type Side } from "./cast.ts";
import { concerns, forbiddenTo, type Walker } from "./member.ts";
import { type Address, apiAddresses, siteAddresses } from "./routes.ts";
import type { SeededTenants, Subject } from "./seed.ts";

/** Something that an account was shown, or could do, and must not. */
export interface Leak {
  readonly login: string;
  readonly address: string;
  readonly what: string;
}

/** What a walk came by. */
export interface Walked {
  readonly routes: number;
  readonly roles: number;
  readonly requests: number;
  readonly leaked: readonly Leak[];
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const origin = "http://127.0.0.1:4180"; // a name of this machine's own; nothing listens there
const absent = 987_650_000;

/** The fields of a form as a page of the site sends them. */
function formFields(input: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(input).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined) return [];
    if (!Array.isArray(value)) return [[name, String(value)]];
    return value.flatMap((each, at): [string, string][] =>
      typeof each === "object" && each !== null
        ? Object.entries(each).map(([cell, text]) => [`${name}.${at}.${cell}`, String(text)])
        : [[name, String(each)]],
    );
  });
}

const headOf = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from journal where kind = 'exchange'`,
);

/** What differs from one answer to the next whatever was asked: tokens and keys of forms. */
const withoutTokens = (text: string): string => text.replaceAll(/\b(?:value|nonce)="[^"]*"/g, "");

const otherSide = ({ organisation_id }: Actor): Side => (organisation_id.endsWith("-a") ? "b" : "a");

/** One walk: asks as every account for everything, and keeps what must not have been answered. */
class Walk {
  readonly leaked: Leak[] = [];
  requests = 0;
  readonly #app: Hono;
  readonly #db: Db;
  readonly #seeded: SeededTenants;

  constructor(app: Hono, db: Db, seeded: SeededTenants) {
    this.#app = app;
    this.#db = db;
    this.#seeded = seeded;
  }

  /** What the seed wrote with an action, with other words in place of its texts, so that no answer repeats those. */
  #typed(action: string): Record<string, unknown> {
    const input = this.#seeded.inputs.get(action);
    if (input === undefined) throw new Error(`the seed takes no action ${action}; add it there`);
    return JSON.parse(JSON.stringify(input).replaceAll(/zq\d{4}canary/g, "as typed")) as Record<
      string,
      unknown
    >;
  }

  /** The request that a form of an account pretends to replace: one that the other field office issued. */
  #replaced({ actor }: Pick<Walker, "actor">): Subject | undefined {
    return this.#seeded.subjects.find((one) => one.name === `request open-${otherSide(actor)}`);
  }

  #inputFor({ actor }: Walker, { action }: Address): Record<string, unknown> {
    const side = otherSide(actor);
    const facility_id = facilityId(side);
    if (action === "book_batch") return { facility_id, bookings: [{ ...this.#typed("book"), facility_id }] };
    const input = this.#typed(action ?? "");
    if (action === "book" || action === "log_request") return { ...input, facility_id };
    if (action !== "issue_request") return { ...input };
    const supersedes_request = this.#replaced({ actor })?.id;
    return { ...input, facility_id, booking_number: null, supersedes_request };
  }

  #init(walker: Walker, address: Address): RequestInit {
    const isApi = address.face === "api";
    const headers: Record<string, string> = isApi
      ? { authorization: `Bearer ${walker.token}` }
      : { cookie: walker.cookie, "sec-fetch-site": "same-origin" };
    if (address.method === "GET") return { headers };
    const input = this.#inputFor(walker, address);
    const key = `walk-key-${String(this.requests).padStart(8, "0")}`;
    if (isApi) {
      const write = { "content-type": "application/json", "idempotency-key": key, "if-match": '"v1"' };
      return { method: "POST", headers: { ...headers, ...write }, body: JSON.stringify(input) };
    }
    const fields = { form_token: walker.form_token, idempotency_key: key, version: "1" };
    return {
      method: "POST",
      headers,
      body: new URLSearchParams([...formFields(input), ...Object.entries(fields)]),
    };
  }

  /** Asks for an address with a number in its place; the number that was asked for is left out of what is looked at. */
  async #ask(walker: Walker, address: Address, id: number | null): Promise<Answer> {
    this.requests++;
    const path = address.path.replace("{id}", String(id));
    const response = await this.#app.request(`${origin}${path}`, this.#init(walker, address));
    const typed = address.action === "issue_request" ? this.#replaced(walker)?.id : undefined;
    const told = [id, typed].filter((each) => each !== null && each !== undefined); // repeated as it was given
    const text = told.reduce<string>(
      (rest, each) => rest.replaceAll(String(each), "ID"),
      await response.text(),
    );
    return { status: response.status, text };
  }

  #leak(walker: Walker, { method, path }: Address, what: string): void {
    this.leaked.push({ login: walker.actor.login, address: `${method} ${path}`, what });
  }

  #look(walker: Walker, address: Address, { status, text }: Answer, about: Subject | null): void {
    if (status >= 500) this.#leak(walker, address, `a fault of our own (${status})`);
    const { pattern, nameOf } = forbiddenTo(walker.actor, this.#seeded);
    const found = new Set([...text.matchAll(pattern)].map(([match]) => nameOf(match)));
    for (const what of found)
      this.#leak(walker, address, `${what}${about === null ? "" : `, on ${about.name}`}`);
  }

  /** Reads an address that takes no number, or that of one request or booking, and looks at what is shown. */
  async read(walker: Walker, address: Address, subject: Subject | null): Promise<void> {
    const answer = await this.#ask(walker, address, subject?.id ?? null);
    this.#look(walker, address, answer, subject);
    if (subject === null || concerns(walker.actor, subject)) return;
    if (answer.status !== 403 && answer.status !== 404)
      this.#leak(walker, address, `${subject.name} was answered ${answer.status}`);
  }

  /** Writes to what is another's, or in its name. */
  async write(walker: Walker, address: Address, subject: Subject | null): Promise<void> {
    const answer = await this.#ask(walker, address, subject?.id ?? null);
    this.#look(walker, address, answer, subject);
    const isRefused =
      subject === null
        ? answer.status >= 400 && answer.status < 500
        : answer.status === 403 || answer.status === 404;
    if (!isRefused)
      this.#leak(walker, address, `a write to ${subject?.name ?? "another's"} was answered ${answer.status}`);
  }

  /** Whether what is another's is answered otherwise than what is not there. */
  async compare(walker: Walker, address: Address, subject: Subject): Promise<void> {
    const foreign = await this.#ask(walker, address, subject.id);
    const nothing = await this.#ask(walker, address, absent);
    if (foreign.status !== nothing.status || withoutTokens(foreign.text) !== withoutTokens(nothing.text))
      this.#leak(walker, address, `tells ${subject.name} from what is not there`);
  }

  /** The last position at which something was written in the exchange. */
  async head(): Promise<number> {
    return (await this.#db.one(headOf)).position;
  }

  wrote(walker: Walker): void {
    this.leaked.push({ login: walker.actor.login, address: "POST", what: "something was written" });
  }
}

/** The requests and bookings that are asked for one by one: of each side a whole case, an open one, and one that was passed on. */
const asked = (subjects: readonly Subject[], kind: Address["subject"]): Subject[] =>
  subjects.filter((one) => one.kind === kind && / (?:whole|open|relayed|arrived-from)-[ab]$/.test(one.name));

const isAllowed = ({ actor }: Walker, { action }: Address): boolean =>
  action !== null && action !== "book_batch" && mayDo(actor, actionNamed(action));

/** What an account asks for by its number: of a packet, which takes long to make and is the same at each address, one of its own. */
function sampleOf({ actor }: Walker, { path }: Address, all: readonly Subject[]): readonly Subject[] {
  if (!path.includes("/packet")) return all;
  const isOwnAsked = ({ name }: Subject) => path.endsWith("{id}/packet.json") && name.includes("relayed");
  return all.filter((one) => !concerns(actor, one) || isOwnAsked(one));
}

async function readAll(
  walk: Walk,
  walker: Walker,
  addresses: readonly Address[],
  subjects: readonly Subject[],
) {
  for (const address of addresses) {
    if (address.subject === "none" && (!address.is_public || walker.actor.organisation_kind === "observer"))
      await walk.read(walker, address, null); // what is public is the same for everybody
    const all = asked(subjects, address.subject);
    for (const subject of sampleOf(walker, address, all)) await walk.read(walker, address, subject);
    const foreign = all.find((subject) => !concerns(walker.actor, subject));
    if (foreign !== undefined) await walk.compare(walker, address, foreign);
  }
}

async function writeAll(
  walk: Walk,
  walker: Walker,
  addresses: readonly Address[],
  subjects: readonly Subject[],
) {
  for (const address of addresses) {
    const isOpening = address.subject === "none";
    if (isOpening && address.action !== null) await walk.write(walker, address, null);
    const foreign = asked(subjects, address.subject).filter((one) => !concerns(walker.actor, one));
    for (const subject of isAllowed(walker, address) ? foreign : foreign.slice(0, 1))
      await walk.write(walker, address, subject);
    const [first] = foreign;
    if (first !== undefined && isAllowed(walker, address)) await walk.compare(walker, address, first);
  }
}

/**
 * Asks an application as each account for every address of the API and, where it has them, of the site's exchange: lists, every
 * sample of the seed by its number, and every action on what is another's. Keeps each text, number and key that was shown and must
 * not be, each answer that tells what is another's from what is not there, and each write that was not refused.
 */
export async function walkTenants(
  app: Hono,
  db: Db,
  seeded: SeededTenants,
  walkers: readonly Walker[],
): Promise<Walked> {
  const walk = new Walk(app, db, seeded);
  const addresses = [...apiAddresses(), ...siteAddresses(app)];
  const reads = addresses.filter(({ method }) => method === "GET");
  const writes = addresses.filter(({ method }) => method === "POST");
  for (const walker of walkers) {
    const head = await walk.head();
    await readAll(walk, walker, reads, seeded.subjects);
    await writeAll(walk, walker, writes, seeded.subjects);
    if ((await walk.head()) !== head) walk.wrote(walker);
  }
  const roles = new Set(walkers.map(({ actor }) => `${actor.organisation_kind} ${actor.roles.join()}`));
  return { routes: addresses.length, roles: roles.size, requests: walk.requests, leaked: walk.leaked };
}
