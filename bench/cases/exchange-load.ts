import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import sql from "sql-template-tag";
import { z } from "zod";
import { formToken } from "../../src/access/csrf.ts";
import { type Keys, openKeys } from "../../src/access/keys.ts";
import { systemClock } from "../../src/base/clock.ts";
import { projectPath } from "../../src/base/paths.ts";
import { withRunFolder } from "../../src/cli/tooling/run-folder.ts";
import { type Db, defineQuery } from "../../src/db/db.ts";
import { offices } from "../generate/exchange-names.ts";
import { type SignedIn, signIn } from "../generate/exchange-parties.ts";
import { runChild } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import { type Plan, thousands } from "../plan.ts";
import type { ClerksAnswer, ClerksPlan, Timed, User } from "./exchange-runs.ts";
import { benchServer, madeExchange } from "./exchange-store.ts";

const people = 200;
const every = 5_000; // milliseconds between two things that one of them does
const writeShare = 0.4; // of everything; officers only read
const mostPage = 100;
const mostWrite = 50;

const openOf = (organisationId: string, role: SignedIn["role"]) => {
  const whose =
    role === "clerk"
      ? sql`audience = 'custodian' and custodian_organisation_id = ${organisationId}`
      : sql`audience = 'issuer' and issuer_organisation_id = ${organisationId}`;
  return defineQuery(
    z.object({
      request_id: z.number(),
      booking_number: z.string(),
      issuer: z.string(),
      is_served: z.boolean(),
    }),
    sql`select request_id, state_now->'issue'->>'booking_number' as booking_number, issuer_organisation_id as issuer,
               state_now->>'served' is not null as is_served
          from request_now where is_open and ${whose} order by request_id desc limit 200`,
  );
};

/** What each has to do with; the requests of a desk are dealt out among its clerks. */
async function usersOf(db: Db, keys: Keys, signed: readonly SignedIn[]): Promise<User[]> {
  const clerks = signed.filter((one) => one.role === "clerk").length;
  return Promise.all(
    signed.map(async ({ organisation_id, role, token, login }) => {
      const open = await db.all(openOf(organisation_id, role));
      const desk = signed.filter((one) => one.organisation_id === organisation_id).map((one) => one.login);
      const own = open.filter((_, at) => at % desk.length === desk.indexOf(login));
      return {
        role,
        organisation_id,
        cookie: `accord_session=${token}`,
        form_token: formToken(keys, token),
        requests: own.map((one) => one.request_id),
        unserved: own.filter((one) => !one.is_served).map((one) => one.request_id),
        bookings: own.map((one) => one.booking_number),
        office: open[0]?.issuer ?? (offices[0] as string),
        write_share: role === "clerk" ? (writeShare * signed.length) / clerks : 0,
      };
    }),
  );
}

/** The application as an office runs it, in a process of its own, until `stop`; throws when it ends before it listens. */
async function startApp(folder: string, url: string) {
  const args = ["serve", "--data", folder, "--port", "0", "--json"];
  const child = spawn(process.execPath, [projectPath("src", "cli", "main.ts"), ...args], {
    env: { ...process.env, ACCORD_DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const said = await Promise.race([once(child.stdout, "data"), ended.then(() => null)]);
  if (said === null) throw new Error("accord serve ended before it listened; what it said stands above");
  return {
    url: (JSON.parse(String(said[0])) as { url: string }).url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const journal = defineQuery(
  z.object({ entries: z.number(), bytes: z.number() }),
  sql`select count(*) as entries, pg_total_relation_size('journal') as bytes from journal`,
);

const at = (share: number, sorted: readonly number[]): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

/** The 50th, 95th and 99th of a hundred of what was done. */
export function percentiles(
  timed: readonly Pick<Timed, "ms">[],
): Readonly<Record<"p50" | "p95" | "p99", number>> {
  const sorted = timed.map((one) => one.ms).sort((one, other) => one - other);
  return { p50: at(0.5, sorted), p95: at(0.95, sorted), p99: at(0.99, sorted) };
}

function linesOf(name: string, timed: readonly Timed[], most: number): Measurement[] {
  const found = percentiles(timed);
  return (["p50", "p95", "p99"] as const).map((which) => ({
    case: `${name}, ${which} of ${timed.length.toLocaleString("en-US")}`,
    unit: "ms",
    ours: found[which],
    other: null,
    bound: which === "p95" ? { kind: "at_most", value: most } : null,
    runs: [found[which]],
  }));
}

const count = (name: string, value: number, most: number | null): Measurement => ({
  case: name,
  unit: "count",
  ours: value,
  other: null,
  bound: most === null ? null : { kind: "at_most", value: most },
  runs: [value],
});

/** How each kind of page and write did, for whoever looks for what is slow. */
function sayKinds(plan: Plan, timed: readonly Timed[]): void {
  for (const [kind, all] of Map.groupBy(timed, (one) => one.kind)) {
    const { p50, p95, p99 } = percentiles(all);
    const [a, b, c] = [p50, p95, p99].map((ms) => ms.toFixed(1));
    plan.say(`exchange: ${all.length} x ${kind}: p50 ${a} ms, p95 ${b} ms, p99 ${c} ms`);
  }
}

/** What the people of a run did, and what it left. */
export interface Loaded {
  readonly answer: ClerksAnswer;
  /** By how much the journal grew: entries, and bytes with its indexes. */
  readonly entries: number;
  readonly bytes: number;
}

/** Signs two hundred people in to an open exchange that stands at an address, and lets them work for as long as the plan says. */
export async function load(plan: Plan, db: Db, url: string): Promise<Loaded> {
  const folder = `${plan.folder}/exchange`;
  const signed = await signIn(db, people, systemClock().now());
  const users = await usersOf(db, openKeys(folder, null), signed);
  const app = await startApp(folder, url);
  try {
    const [warm_seconds, seconds] = plan.is_full ? [30, plan.exchange_seconds] : [5, plan.exchange_seconds];
    const clerks: ClerksPlan = {
      url: app.url,
      seed: plan.seed,
      every_ms: every,
      warm_seconds,
      seconds,
      users,
    };
    const file = `${plan.folder}/clerks.json`;
    writeFileSync(file, JSON.stringify(clerks), { mode: 0o600 });
    const before = await db.one(journal);
    plan.say(`exchange: ${people} people, one thing every ${every / 1000} s each, for ${seconds} s`);
    const { answer } = await runChild<ClerksAnswer>("exchange-clerks", [file]);
    const after = await db.one(journal);
    return { answer, entries: after.entries - before.entries, bytes: after.bytes - before.bytes };
  } finally {
    await app.stop();
  }
}

function measurementsOf(plan: Plan, { answer, entries, bytes }: Loaded): Measurement[] {
  const name = `exchange of ${thousands(plan.exchange_requests)}, ${people} people`;
  const [writes = [], pages = []] = [true, false].map((is) =>
    answer.timed.filter((one) => one.is_write === is),
  );
  return [
    ...linesOf(`${name}: a page`, pages, mostPage),
    ...linesOf(`${name}: a write`, writes, mostWrite),
    count(`${name}: errors`, answer.errors.length, 0),
    count(`${name}: entries that the journal grew by`, entries, null),
    { ...count(`${name}: the journal grew by`, bytes / 1024 ** 2, null), unit: "MiB" },
  ];
}

async function measured(plan: Plan, url: string): Promise<Measurement[]> {
  const store = await madeExchange(plan, url, people);
  try {
    const loaded = await load(plan, store.db, url);
    for (const error of loaded.answer.errors.slice(0, 5)) plan.say(`exchange: ${error}`);
    sayKinds(plan, loaded.answer.timed);
    return measurementsOf(plan, loaded);
  } finally {
    await store.close();
  }
}

/**
 * What pages and writes of the exchange take while two hundred people work in it: one application process on PostgreSQL, with the
 * browsers in a process of their own on the same machine. The server's files stand in the temporary folder.
 */
export function exchangeLoad(plan: Plan): Promise<Measurement[]> {
  return withRunFolder(async ({ path }) => {
    const server = await benchServer(path);
    try {
      return await measured(plan, server.url);
    } finally {
      await server.stop();
    }
  });
}
