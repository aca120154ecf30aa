import { boundsOf } from "./bounds.ts";
import type { Instrument } from "./instrument.ts";

/** Whether following `supersedes` from an instrument comes back to it. */
function isInRing(one: Instrument, byId: ReadonlyMap<string, Instrument>): boolean {
  const passed = new Set<string>();
  let at = one.supersedes;
  while (at !== null && !passed.has(at)) {
    if (at === one.instrument_id) return true;
    passed.add(at);
    at = byId.get(at)?.supersedes ?? null;
  }
  return false;
}

/** Whether on some day both were in force beyond doubt. */
function overlap(before: Instrument, after: Instrument): boolean {
  const { begins, ends } = boundsOf(before);
  const next = boundsOf(after).begins.last;
  if (next === null || ends === null || begins.last === null) return false;
  return ends.first >= next;
}

function faultsOf(one: Instrument, byId: ReadonlyMap<string, Instrument>): string[] {
  if (one.supersedes === null) return [];
  const before = byId.get(one.supersedes);
  if (!before) return [`${one.instrument_id}: it supersedes ${one.supersedes}, which is not there`];
  if (isInRing(one, byId)) return [`${one.instrument_id}: it comes after itself by way of ${one.supersedes}`];
  if (before.jurisdiction_geoid.slice(0, 2) !== one.jurisdiction_geoid.slice(0, 2))
    return [`${one.instrument_id}: it supersedes ${one.supersedes} of another state`];
  return overlap(before, one)
    ? [
        `${one.instrument_id}: it begins while ${one.supersedes}, which it supersedes, is in force until ${before.effective_to}`,
      ]
    : [];
}

/** What does not hold between the instruments of a set: an earlier version that is not there, a ring, an overlap; by id, empty when sound. */
export function setFaults(instruments: readonly Instrument[]): string[] {
  const byId = new Map(instruments.map((one) => [one.instrument_id, one]));
  return instruments.flatMap((one) => faultsOf(one, byId));
}
