import { readAccessConfig } from "../../access/config.ts";
import { connectionAddress } from "../../access/http/connection.ts";
import type { AccessParts } from "../../access/http/parts.ts";
import { openKeys } from "../../access/keys.ts";
import { en } from "../../access/messages/en.ts";
import { oidcClient } from "../../access/oidc.ts";
import type { ReadBookingFile } from "../../api/exchange/batch.ts";
import type { Clock } from "../../base/clock.ts";
import type { Store } from "../../db/open-store.ts";
import { standingPolicies } from "../../records/exchange/standing-policies.ts";
import { versionFor } from "../../records/exchange/version-for.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { standingOrganisations } from "../../records/organisations/standing-organisations.ts";
import { ExchangeRecord } from "../../reports/exchange/exchange-record.ts";
import { loadOrCreateSigningKey } from "../../reports/publish/signing-key.ts";
import type { OrganisationEntry } from "../../site/exchange/parts.ts";
import { mappingFor } from "../../sources/bookings/mapping-record.ts";
import { readBookings } from "../../sources/bookings/read-bookings.ts";
import { personSecret } from "../services.ts";

/** Signing in and the exchange, as the site and the API take them. */
export interface ExchangeFaces {
  readonly record: ExchangeRecord;
  readonly access: Omit<AccessParts, "render">;
  /** Every organisation of the exchange, by which pages name them. */
  readonly directory: () => Promise<readonly OrganisationEntry[]>;
  /** The version of a case as an actor sees it, without reading the case. */
  readonly versionOf: (actor: Actor, subject: "request" | "booking", id: number) => Promise<number | null>;
  /** Reads a jail's own export with the mapping that it saved under a name, for the API. */
  readonly readBookings: ReadBookingFile;
}

/** An export read with a mapping that the actor's organisation saved. */
const readExport =
  (store: Store, clock: Clock): ReadBookingFile =>
  async (actor, name, bytes) => {
    const { mapping } = await mappingFor(store.db, actor.organisation_id, name);
    const { bookings, quarantined } = await readBookings(bytes, mapping, { now: clock.now() });
    return { facility_id: mapping.facility_id, bookings, quarantined };
  };

/** Wires signing in and the exchange for a store; throws `InvalidInput` that names every variable which cannot be used. */
export function exchangeFaces(store: Store, clock: Clock, warn: (line: string) => void): ExchangeFaces {
  const config = readAccessConfig(process.env);
  const keys = openKeys(store.folder, config.secret_key);
  const services = { person_secret: personSecret(store.folder), instruments: standingPolicies() };
  return {
    directory: standingOrganisations(store.db),
    versionOf: (actor, subject, id) => versionFor(store.db, actor, subject, id),
    readBookings: readExport(store, clock),
    record: new ExchangeRecord({
      db: store.db,
      clock,
      services,
      signingKey: () => loadOrCreateSigningKey(store.folder),
    }),
    access: {
      db: store.db,
      clock,
      keys,
      config,
      words: en,
      oidc: config.oidc === null ? null : oidcClient(config.oidc, keys, config.public_url ?? ""),
      remoteAddress: connectionAddress,
      home: "/exchange",
      warn,
    },
  };
}
