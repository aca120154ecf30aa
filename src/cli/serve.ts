import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { serve as listen, type ServerType } from "@hono/node-server";
import type { Command } from "commander";
import type { Hono } from "hono";
import { apiRoot, apiRoutes, createApi } from "../api/app.ts";
import { exchangeEntries } from "../api/exchange/entries.ts";
import { problemTitles } from "../api/problem.ts";
import type { Clock } from "../base/clock.ts";
import { InvalidInput } from "../base/errors.ts";
import { projectPath } from "../base/paths.ts";
import type { Store } from "../db/open-store.ts";
import { type AlarmClock, startAlarmClock } from "../mail/alarm-clock.ts";
import { mailLine, readMailConfig } from "../mail/config.ts";
import { smtpTransport } from "../mail/smtp-transport.ts";
import { Gazetteer } from "../places/gazetteer.ts";
import { readTables } from "../places/tables.ts";
import { storeQuality } from "../records/quality/quality.ts";
import { type PublicRecord, publicRecord } from "../reports/public/public-record.ts";
import { createApp } from "../site/app.ts";
import { facilityResolver } from "./facility-resolver.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { goldQuality } from "./quality.ts";
import { exchangeFaces } from "./serve/exchange-parts.ts";
import { withStore } from "./services.ts";

/** Where the site is served; port 0 is any free one. */
export interface SiteAddress {
  readonly host: string;
  readonly port: number;
}

/** A site that is being served. */
export interface RunningSite {
  readonly url: string;
  /** Stops taking requests, lets those under way end, and resolves when all is closed; the store stays open. */
  close(): Promise<void>;
}

/** What is made at the first call and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function recordOf(store: Store, clock: Clock): PublicRecord {
  return publicRecord({
    db: store.db,
    folder: store.folder,
    clock,
    resolver: once(facilityResolver),
    placeNames: once(() => new Gazetteer(readTables())),
    quality: async () => [...(await storeQuality(store.db)), goldQuality()],
  });
}

const version = once(() => {
  const { version } = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { version: string };
  return version;
});

const warn = (line: string): void => void process.stderr.write(`accord serve: ${line}\n`);

/** Why a server could not listen, as something that a person can mend. */
function listenFault(error: NodeJS.ErrnoException, { host, port }: SiteAddress): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is in use by another program; name another one with --port`,
    EACCES: `port ${port} on ${host} may not be used by this user; name one from 1024 with --port`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; name one with --host`,
    ENOTFOUND: `${host} is not known as a host; name an address of this machine with --host`,
  };
  const reason = reasons[error.code ?? ""];
  return reason === undefined ? error : new InvalidInput(reason, {}, error);
}

const goodbye = 2000; // milliseconds that requests under way have to end

function closing(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), goodbye);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}

function urlOf(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The site and the API of an open store as one application, to be served or to be asked as it is. */
export function siteApp(store: Store, clock: Clock): Hono {
  const record = recordOf(store, clock);
  const exchange = exchangeFaces(store, clock, warn);
  const api = createApi({ record, version: version(), warn, exchange });
  return createApp({
    record,
    exchange,
    version: version(),
    warn,
    api: {
      root: apiRoot,
      fetch: (request: Request, env?: object) => api.fetch(request, env), // `env` has the connection
      entries: apiRoutes,
      exchange_entries: exchangeEntries,
      problems: problemTitles,
    },
  });
}

/**
 * Serves the site and the API of an open store, and resolves when it listens. Throws `InvalidInput` when the address cannot be
 * used, in one line that says why.
 */
export async function startSite(store: Store, clock: Clock, address: SiteAddress): Promise<RunningSite> {
  const app = siteApp(store, clock);
  return new Promise((resolve, reject) => {
    const server = listen(
      {
        fetch: app.fetch,
        hostname: address.host,
        port: address.port,
        serverOptions: { maxHeaderSize: 16_384 },
      },
      (info) => resolve({ url: urlOf(address.host, info), close: () => closing(server) }),
    );
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFault(error, address)));
  });
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidInput(
      `--port "${text}" is not a port; write a number from 1 to 65535, or 0 for any free one`,
    );
  return Number(text);
}

/** Resolves when the process is asked to stop (Ctrl-C or a TERM signal); a second time ends it at once. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
  });
}

/** Looks for due alarms and sends their mails every half minute; says where mails go, or that they wait. */
function startAlarms(store: Store, clock: Clock, url: string): AlarmClock {
  const mail = readMailConfig(process.env);
  const public_url = process.env.ACCORD_PUBLIC_URL ?? url;
  warn(mailLine(mail, public_url));
  const options = { every_seconds: 30, warn, public_url };
  return startAlarmClock(store.db, clock, mail === null ? null : smtpTransport(mail), options);
}

/** Serves an open store until the process is asked to stop; `say` is told the address. The caller closes the store. */
export async function serveUntilStopped(
  store: Store,
  clock: Clock,
  options: { readonly host: string; readonly port: string },
  say: (url: string) => void = (url) => void process.stdout.write(`Accord is at ${url} (Ctrl-C stops it)\n`),
): Promise<void> {
  const site = await startSite(store, clock, { host: options.host, port: portOf(options.port) });
  const alarms = startAlarms(store, clock, site.url);
  const stopped = asked();
  say(site.url);
  await stopped;
  await alarms.stop();
  await site.close();
}

/** `accord serve` */
export function define(command: Command): void {
  withCommonOptions(command, "accord serve --port 4180")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--port <n>", "the port to listen on; 0 for any free one", "4180")
    .action(async (options: CommonOptions & { readonly host: string; readonly port: string }) => {
      portOf(options.port);
      await withStore(options.data, (store, clock) =>
        serveUntilStopped(store, clock, options, (url) =>
          answer(options, { url }, () => [`Accord is at ${url} (Ctrl-C stops it)`]),
        ),
      );
    });
}
