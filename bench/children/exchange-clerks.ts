/**
 * Two hundred people at their browsers: `node exchange-clerks.ts PLAN.json`. Each does one thing every few seconds, at times fixed before
 * the run; a thing that takes long delays nobody's next one, and its time counts from when it was due (no coordinated omission).
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { systemClock } from "../../src/base/clock.ts";
import type { ClerksAnswer, ClerksPlan, Timed, User } from "../cases/exchange-runs.ts";
import { SeededRandom } from "../generate/random.ts";

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as ClerksPlan;
const random = new SeededRandom(plan.seed);
const clock = systemClock();
const agent = new Agent({ keepAlive: true, maxSockets: plan.users.length });

interface Thing {
  readonly kind: string;
  readonly is_write: boolean;
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Told where the browser is sent after a write. */
  readonly sentTo?: (path: string) => void;
}

const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
const now = (): string => `${clock.now().slice(0, 16)}Z`;

const pagesOf: Readonly<
  Record<User["role"], readonly (readonly [share: number, kind: string, path: (user: User) => string])[]>
> = {
  clerk: [
    [0.15, "desk", () => "/exchange/desk"],
    [0.1, "home", () => "/exchange"],
    [
      0.25,
      "requests",
      () => pick(["/exchange/requests", "/exchange/requests", "/exchange/requests?which=closed"]),
    ],
    [0.35, "request", (user) => `/exchange/requests/${pick(user.requests)}`],
    [
      0.15,
      "bookings",
      (user) => `/exchange/bookings?number=${pick(user.bookings).slice(0, 5 + random.below(5))}`,
    ],
  ],
  officer: [
    [0.5, "requests", () => pick(["/exchange/requests", "/exchange/requests?which=all"])],
    [0.5, "request", (user) => `/exchange/requests/${pick(user.requests)}`],
  ],
};

function page(user: User): Thing {
  let left = random.share();
  for (const [share, kind, path] of pagesOf[user.role]) {
    left -= share;
    if (left < 0) return { kind, is_write: false, path: path(user) };
  }
  return { kind: "requests", is_write: false, path: "/exchange/requests" };
}

/** What is written: papers that came in, service of a copy, answers and notices, each as a form of the site sends it. */
function write(user: User): Thing {
  const on = (action: string, id: number | undefined, form: Record<string, string>): Thing => ({
    kind: action,
    is_write: true,
    path: `/exchange/requests/${id}/actions/${action}`,
    form,
  });
  const unserved = user.unserved.shift();
  const kind = pick(["log_request", "serve", "answer", "log_notice"]);
  if (kind === "serve" && unserved !== undefined)
    return on("serve", unserved, { at: now(), manner: "in_person", language: "es" });
  if (unserved !== undefined) user.unserved.unshift(unserved);
  if (kind === "answer")
    return on("answer", pick(user.requests), {
      asked: "notify",
      answer: "will",
      reason_code: "follows_policy",
    });
  if (kind === "log_notice")
    return on("log_notice", pick(user.requests), {
      at: now(),
      channel: "phone",
      reached: "duty officer",
      answer: "will_come",
    });
  return {
    kind: "log_request",
    is_write: true,
    path: "/exchange/actions/log_request",
    form: {
      form: "I-247A",
      issued_on: now().slice(0, 10),
      facility_id: user.organisation_id,
      booking_number: pick(user.bookings),
      issuer_organisation_id: user.office,
      issuing_unit: "a made-up office",
      received_at: now(),
      channel: "fax",
    },
    sentTo: (path) => user.unserved.push(Number(/requests\/(\d+)/.exec(path)?.[1])),
  };
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly bytes: number;
  readonly text: string;
  /** The moment of its last byte. */
  readonly at: number;
}

function send(user: User, { path, form }: Thing): Promise<Answer> {
  const own = { form_token: user.form_token, idempotency_key: randomUUID() };
  const body = form && new URLSearchParams({ ...form, ...own }).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const headers = {
    cookie: user.cookie,
    "accept-encoding": "gzip",
    "sec-fetch-site": "same-origin",
    ...(body === undefined ? {} : { ...type, "content-length": Buffer.byteLength(body) }),
  };
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve, reject) => {
    const sent = request(`${plan.url}${path}`, { method, headers, agent }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece)).on("error", reject);
      answer.on("end", () => {
        const at = performance.now();
        const all = Buffer.concat(pieces);
        const text = answer.headers["content-encoding"] === "gzip" ? gunzipSync(all) : all;
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? null,
          bytes: all.length,
          text: text.toString("utf8"),
          at,
        });
      });
    });
    sent.on("error", reject).end(body);
  });
}

const timed: Timed[] = [];
const errors: string[] = [];

/** What the page says is wrong, without the page. */
const told = (text: string): string =>
  text
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 300);

/** Does one thing, due at a moment; returns where the browser is sent next. */
async function doThing(user: User, thing: Thing, due: number, isCounted: boolean): Promise<string | null> {
  try {
    const { status, location, bytes, text, at } = await send(user, thing);
    const isDone = thing.is_write ? status === 303 : status === 200 && text.includes("</html>");
    if (!isDone) errors.push(`${thing.kind} ${thing.path}: ${status} ${location ?? ""} ${told(text)}`);
    if (isCounted) timed.push({ kind: thing.kind, is_write: thing.is_write, ms: at - due, bytes });
    return isDone ? location : null;
  } catch (error) {
    errors.push(`${thing.kind} ${thing.path}: ${(error as Error).message}`);
    return null;
  }
}

/** A page, or something written and then the page that the browser is sent to. */
async function act(user: User, due: number, isCounted: boolean): Promise<void> {
  const thing = random.share() < user.write_share ? write(user) : page(user);
  const next = await doThing(user, thing, due, isCounted);
  if (next === null || !thing.is_write) return;
  thing.sentTo?.(next);
  const shown = { kind: "request after a write", is_write: false, path: next };
  await doThing(user, shown, performance.now(), isCounted);
}

async function work(user: User, at: number): Promise<void> {
  const started = performance.now();
  const under: Promise<void>[] = [];
  const offset = (at / plan.users.length) * plan.every_ms;
  const counted = plan.warm_seconds * 1000;
  for (let due = offset; due < counted + plan.seconds * 1000; due += plan.every_ms) {
    await sleep(Math.max(0, started + due - performance.now()));
    under.push(act(user, started + due, due >= counted));
  }
  await Promise.all(under);
}

await Promise.all(plan.users.map(work));
agent.destroy();
process.stdout.write(JSON.stringify({ timed, errors } satisfies ClerksAnswer));
