import type { Day } from "../../base/day.ts";
import { Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import type { Transaction } from "../../db/db.ts";
import { boundsOf, settleBounds } from "../../law/policies/bounds.ts";
import type { Instrument, Provision } from "../../law/policies/instrument.ts";
import { spanOf } from "../../law/policies/reduced-date.ts";
import { setFaults } from "../../law/policies/set-faults.ts";
import { reservePosition } from "../journal/journal.ts";
import { isJurisdiction } from "./jurisdiction-chain.ts";
import { appendPolicies, instrumentText, type PolicyAuthor } from "./policy-entry.ts";
import {
  instrumentsKnownAt,
  lastShippedVersions,
  type PolicyChange,
  type RecordedInstrument,
} from "./policy-rows.ts";
import { shippedInstruments } from "./shipped-instruments.ts";

/** What recording the shipped set did. */
export interface Seeded {
  /** The position of the entry; null where there was nothing to record. */
  readonly position: number | null;
  readonly instruments: number;
  readonly provisions: number;
  /** Instruments whose own version in the record stands although the shipped one has changed. */
  readonly kept: readonly string[];
}

/** What a change of one instrument did. */
export interface PolicyChanged {
  /** The position of its last version; that of an earlier entry where nothing changed. */
  readonly position: number;
  readonly changed: boolean;
  readonly instrument: Instrument;
  /** The position at which the shipped set was recorded before it, because the record held no policies. */
  readonly seeded_at: number | null;
}

async function known(tx: Transaction): Promise<Map<string, RecordedInstrument>> {
  const all = await instrumentsKnownAt(tx, Number.MAX_SAFE_INTEGER);
  return new Map(all.map((one) => [one.instrument.instrument_id, one]));
}

/** The text of each version by the instrument's id. */
function textsOf(versions: readonly RecordedInstrument[]): Map<string, string> {
  return new Map(versions.map(({ instrument }) => [instrument.instrument_id, instrumentText(instrument)]));
}

/**
 * Records the shipped set, or what is new in it, as one journal entry; nothing where the record holds it already. A version that
 * an office added, ended or confirmed is never written over.
 */
export async function seedPolicies(
  tx: Transaction,
  by: PolicyAuthor,
  shipped: readonly Instrument[] = shippedInstruments(),
): Promise<Seeded> {
  await reservePosition(tx);
  const seen = textsOf(await lastShippedVersions(tx));
  const standing = await known(tx);
  const fresh = shipped.filter((one) => seen.get(one.instrument_id) !== instrumentText(one));
  const isOwn = (one: Instrument) => (standing.get(one.instrument_id)?.change ?? "shipped") !== "shipped";
  const taken = fresh.filter((one) => !isOwn(one));
  const position = taken.length === 0 ? null : await appendPolicies(tx, "shipped", taken, by);
  const provisions = taken.reduce((sum, one) => sum + one.provisions.length, 0);
  const kept = fresh.filter(isOwn).map((one) => one.instrument_id);
  return { position, instruments: taken.length, provisions, kept };
}

/** The record's instruments; the shipped set is recorded first where there are none, so that one change does not hide it. */
async function seededFirst(
  tx: Transaction,
  by: PolicyAuthor,
): Promise<{ standing: Map<string, RecordedInstrument>; seeded_at: number | null }> {
  await reservePosition(tx);
  const standing = await known(tx);
  if (standing.size > 0) return { standing, seeded_at: null };
  const { position } = await seedPolicies(tx, { ...by, reason: "the shipped set, before the first change" });
  return { standing: await known(tx), seeded_at: position };
}

function checkSet(instrument: Instrument, standing: ReadonlyMap<string, RecordedInstrument>): void {
  const { instrument_id, jurisdiction_geoid } = instrument;
  if (!isJurisdiction(jurisdiction_geoid))
    throw new InvalidInput(
      `${instrument_id}: there is no state, county or place ${jurisdiction_geoid}; see reference/places`,
    );
  const before = [...standing.values()].map((one) => one.instrument);
  const after = [...before.filter((one) => one.instrument_id !== instrument_id), instrument];
  const old = new Set(setFaults(settleBounds(before)));
  const [fault] = setFaults(settleBounds(after)).filter((one) => !old.has(one));
  if (fault !== undefined) throw new InvalidInput(fault);
}

async function record(
  tx: Transaction,
  change: PolicyChange,
  instrument: Instrument,
  by: PolicyAuthor,
  { standing, seeded_at }: Awaited<ReturnType<typeof seededFirst>>,
): Promise<PolicyChanged> {
  const before = standing.get(instrument.instrument_id);
  if (before && instrumentText(before.instrument) === instrumentText(instrument))
    return { position: before.position, changed: false, instrument, seeded_at };
  checkSet(instrument, standing);
  const position = await appendPolicies(tx, change, [instrument], by);
  return { position, changed: true, instrument, seeded_at };
}

/**
 * Appends an instrument, or a corrected version of one that the record has; nothing where it is as recorded. Throws `InvalidInput`
 * for a jurisdiction that is not in reference/places, and for a supersession that runs in a ring, leads nowhere or overlaps.
 */
export async function addPolicy(
  tx: Transaction,
  instrument: Instrument,
  by: PolicyAuthor,
): Promise<PolicyChanged> {
  return record(tx, "added", instrument, by, await seededFirst(tx, by));
}

function standingOf(id: string, standing: ReadonlyMap<string, RecordedInstrument>): Instrument {
  const found = standing.get(id)?.instrument;
  if (!found) throw new NotFound(`there is no instrument ${id}; accord policy list names them`);
  return found;
}

/** A provision that ended earlier than its instrument keeps its own last day. */
function endedProvision(provision: Provision, { effective_to }: Instrument, on: Day): Provision {
  const { in_force_to } = provision;
  const isOwnEnd = in_force_to !== null && in_force_to !== effective_to && spanOf(in_force_to).last <= on;
  return isOwnEnd ? provision : { ...provision, in_force_to: on };
}

/** Appends the version of an instrument that ends on a day, its last one. Throws `NotFound`, or `InvalidInput` for a day before it began. */
export async function endPolicy(
  tx: Transaction,
  id: string,
  on: Day,
  by: PolicyAuthor,
): Promise<PolicyChanged> {
  const set = await seededFirst(tx, by);
  const found = standingOf(id, set.standing);
  const { first } = boundsOf(found).begins;
  if (first !== null && on < first)
    throw new InvalidInput(`${id} begins on ${first} at the earliest; it cannot end on ${on}`);
  const provisions = found.provisions.map((one) => endedProvision(one, found, on));
  return record(tx, "ended", { ...found, effective_to: on, provisions }, by, set);
}

/**
 * Appends the version of an instrument that an office confirmed to stand on a day. Throws `NotFound`; `InvalidInput` for a day on
 * which it was not in force; `Conflict` where a later confirmation is recorded.
 */
export async function confirmPolicy(
  tx: Transaction,
  id: string,
  confirmed: { readonly by: string; readonly on: Day },
  by: PolicyAuthor,
): Promise<PolicyChanged> {
  const set = await seededFirst(tx, by);
  const found = standingOf(id, set.standing);
  const settled = settleBounds([...set.standing.values()].map((one) => one.instrument));
  const { begins, ends } = boundsOf(settled.find((one) => one.instrument_id === id) ?? found);
  if (begins.first !== null && confirmed.on < begins.first)
    throw new InvalidInput(
      `${id} begins on ${begins.first} at the earliest; it cannot be confirmed for ${confirmed.on}`,
    );
  if (ends !== null && confirmed.on > ends.last)
    throw new InvalidInput(
      `${id} ended on ${ends.last} at the latest; it cannot be confirmed for ${confirmed.on}`,
    );
  if (found.confirmed_on !== null && confirmed.on < found.confirmed_on)
    throw new Conflict(
      `${id} is confirmed on ${found.confirmed_on} by ${found.confirmed_by}, after ${confirmed.on}`,
    );
  const version = { ...found, confirmed_on: confirmed.on, confirmed_by: confirmed.by };
  return record(tx, "confirmed", version, by, set);
}
