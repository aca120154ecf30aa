import { AppError } from "../base/errors.ts";

const oids = { int8: 20, numeric: 1700, date: 1082, timestamptz: 1184, json: 114, jsonb: 3802 };

function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new AppError("store", `the number ${text} is outside the safe range`);
  return value;
}

/** PostgreSQL prints `2026-11-21 12:00:00.5+00` for an instant when the session's zone is UTC. */
function instant(text: string): string {
  return new Date(text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00")).toISOString();
}

/**
 * How text from the server becomes a value, alike on both engines: dates stay ISO days, instants become ISO UTC,
 * int8 a safe number, numeric stays text, json is parsed. Everything else is the engine's own (text, int4, bool, arrays).
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oids.int8]: int8,
  [oids.numeric]: (text) => text,
  [oids.date]: (text) => text,
  [oids.timestamptz]: instant,
  [oids.json]: (text) => JSON.parse(text) as unknown,
  [oids.jsonb]: (text) => JSON.parse(text) as unknown,
};

const settings = {
  timezone: "UTC",
  intervalstyle: "iso_8601",
  datestyle: "ISO,YMD",
  client_min_messages: "warning",
};

/** What each session is told at its start, so that text output is the same everywhere: as statements. */
export const sessionSettings: string = Object.entries(settings)
  .map(([name, value]) => `set ${name} = ${value};`)
  .join(" ");

/** The same as a server takes it when a session is opened, so that no query can come before it. */
export const sessionOptions: string = Object.entries(settings)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(" ");
