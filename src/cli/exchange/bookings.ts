import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Clock } from "../../base/clock.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import type { Store } from "../../db/open-store.ts";
import { type BatchAnswer, bookBatch } from "../../records/exchange/book-batch.ts";
import { standingPolicies } from "../../records/exchange/standing-policies.ts";
import { type Actor, authorOf } from "../../records/organisations/actor.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { type BookingMapping, readMapping } from "../../sources/bookings/mapping.ts";
import { mappingFor, saveMapping } from "../../sources/bookings/mapping-record.ts";
import { type BookingsRead, readBookings } from "../../sources/bookings/read-bookings.ts";
import { shippedMapping, shippedMappingNames } from "../../sources/bookings/shipped-mapping.ts";
import { answer, type CommonOptions, withCommonOptions } from "../options.ts";
import { personSecret, withStore } from "../services.ts";

interface BookingsOptions extends CommonOptions {
  readonly mapping: string;
  readonly facility?: string;
  readonly login: string;
}

const fileAt = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InvalidInput(`${path} cannot be read: ${(error as Error).message.split(",")[0]}`);
  }
};

/** A mapping given as a file, as one that is shipped, or as one that the organisation saved before. */
async function chosenMapping(
  store: Store,
  actor: Actor,
  { mapping, facility }: BookingsOptions,
): Promise<BookingMapping> {
  const read = mapping.endsWith(".yaml")
    ? readMapping(new TextDecoder().decode(fileAt(mapping)))
    : shippedMappingNames().includes(mapping)
      ? shippedMapping(mapping)
      : (await mappingFor(store.db, actor.organisation_id, mapping)).mapping;
  return facility === undefined ? read : { ...read, facility_id: facility };
}

function lines(read: BookingsRead, batch: BatchAnswer): string[] {
  return [
    `${read.read.toLocaleString("en-US")} rows read: ${read.bookings.length.toLocaleString("en-US")} bookings, ${read.quarantined.length.toLocaleString("en-US")} put aside`,
    `${batch.recorded} recorded, ${batch.updated} updated, ${batch.known} known already, ${batch.refused.length} refused`,
    ...read.quarantined.slice(0, 10).map((one) => `  row ${one.line}: ${one.reason}`),
    ...batch.refused.slice(0, 10).map((one) => `  booking ${one.booking_number}: ${one.reason}`),
  ];
}

async function take(store: Store, clock: Clock, path: string, options: BookingsOptions): Promise<void> {
  const actor = await actorByLogin(store.db, options.login);
  if (actor === null) throw new NotFound(`there is no active account "${options.login.slice(0, 100)}"`);
  const mapping = await chosenMapping(store, actor, options);
  const read = await readBookings(fileAt(path), mapping, { name: path, now: clock.now() });
  const recorded_at = clock.now();
  const saved = { organisation_id: actor.organisation_id, mapping, recorded_at, author: authorOf(actor) };
  await store.db.transaction((tx) => saveMapping(tx, saved));
  const services = { person_secret: personSecret(store.folder), instruments: standingPolicies() };
  const batch = await bookBatch(
    { db: store.db, services, clock, actor, source: "csv" },
    mapping.facility_id,
    read.bookings,
  );
  answer(
    options,
    { read: read.read, quarantined: read.quarantined, other_words: read.other_words, ...batch },
    () => lines(read, batch),
  );
}

/** `accord exchange bookings FILE` */
export function defineBookings(command: Command): void {
  withCommonOptions(
    command.description(
      "take in the bookings that a jail's own system exported as CSV; the mapping is saved for the next time",
    ),
    "accord exchange bookings export.csv --mapping pierce-2016-17 --facility county-jail --login records-desk-1",
  )
    .argument("<file>", "the export")
    .requiredOption(
      "--mapping <name>",
      "a shipped or saved mapping, or a YAML file of one (docs/exchange/batch-intake.md)",
    )
    .option("--facility <id>", "the facility, where it is not the mapping's own")
    .requiredOption("--login <handle>", "the account that takes it in")
    .action(async (file: string, options: BookingsOptions) => {
      await withStore(options.data, (store, clock) => take(store, clock, file, options));
    });
}
