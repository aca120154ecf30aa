import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { defineQuery, type Reader, type Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../../records/journal/journal.ts";
import { type BookingMapping, mappingOf } from "./mapping.ts";
import { shown } from "./plain-text.ts";

const savedRow = z.object({
  mapping_id: z.number(),
  position: z.number(),
  organisation_id: z.string(),
  name: z.string(),
  version: z.number(),
  facility_id: z.string(),
  mapping: z.record(z.string(), z.unknown()),
  mapping_sha256: z.string(),
});

/** A mapping as an organisation saved it; `version` counts from 1 within organisation and name. */
export interface SavedMapping extends Omit<z.infer<typeof savedRow>, "mapping"> {
  readonly mapping: BookingMapping;
}

const columns = sql`mapping_id, position, organisation_id, name, version, facility_id, mapping, mapping_sha256`;

const lastOf = (organisationId: string, name: string, version: number | null) =>
  defineQuery(
    savedRow,
    sql`select ${columns} from booking_mapping
         where organisation_id = ${organisationId} and name = ${name} and (${version}::integer is null or version = ${version})
         order by version desc limit 1`,
  );

const asSaved = (row: z.infer<typeof savedRow>): SavedMapping => ({
  ...row,
  mapping: mappingOf(row.mapping),
});

/** The last version of each mapping of an organisation, in order of names. */
export async function mappingsOf(db: Reader, organisationId: string): Promise<SavedMapping[]> {
  const query = defineQuery(
    savedRow,
    sql`select ${columns} from booking_mapping m
         where organisation_id = ${organisationId}
           and not exists (select from booking_mapping later
                            where later.organisation_id = m.organisation_id and later.name = m.name and later.version > m.version)
         order by name collate "C"`,
  );
  return (await db.all(query)).map(asSaved);
}

/** A mapping of an organisation by its name, the last version or the one given; throws `NotFound` that names the nearest. */
export async function mappingFor(
  db: Reader,
  organisationId: string,
  name: string,
  version: number | null = null,
): Promise<SavedMapping> {
  const found = await db.maybe(lastOf(organisationId, name, version));
  if (found !== null) return asSaved(found);
  const names = (await mappingsOf(db, organisationId)).map((one) => one.name);
  const near = nearestName(name, names);
  const others = names.length === 0 ? "none is saved yet" : `there are ${names.join(", ")}`;
  const hint = near === null || near === name ? others : `did you mean ${near}?`;
  const which = version === null ? "" : ` of version ${version}`;
  throw new NotFound(`no mapping "${shown(name, 80)}"${which} is saved for "${organisationId}"; ${hint}`);
}

const facilityIds = (organisationId: string) =>
  defineQuery(
    z.object({ facility_id: z.string() }),
    sql`select facility_id from organisation_facility where organisation_id = ${organisationId} order by facility_id`,
  );

async function checkFacility(tx: Transaction, organisationId: string, facilityId: string): Promise<void> {
  const ids = (await tx.all(facilityIds(organisationId))).map((row) => row.facility_id);
  if (ids.includes(facilityId)) return;
  const near = nearestName(facilityId, ids) ?? ids[0];
  throw new InvalidInput(
    `mapping: facility_id "${facilityId}" is no facility of "${organisationId}"; ${near === undefined ? "register it first" : `write one of its own, such as ${near}`}`,
  );
}

/** What is saved: whose mapping, the mapping as read, and who saves it when (ISO). */
export interface NewSavedMapping {
  readonly organisation_id: string;
  readonly mapping: BookingMapping;
  readonly recorded_at: string;
  readonly author: string;
}

/**
 * Saves a mapping of an organisation as the next version of its name and returns it; one that is the last version already is
 * returned as it stands, with nothing appended. Throws `InvalidInput` for a facility that is not the organisation's.
 */
export async function saveMapping(tx: Transaction, saved: NewSavedMapping): Promise<SavedMapping> {
  const { organisation_id, recorded_at, author } = saved;
  const mapping = mappingOf(saved.mapping);
  const text = canonicalJson(mapping as unknown as Json);
  const position = await reservePosition(tx); // from here on nobody else takes the version
  await checkFacility(tx, organisation_id, mapping.facility_id);
  const last = await tx.maybe(lastOf(organisation_id, mapping.name, null));
  const mapping_sha256 = sha256(text);
  if (last?.mapping_sha256 === mapping_sha256) return asSaved(last);
  const version = (last?.version ?? 0) + 1;
  const { name, facility_id } = mapping;
  await tx.run(sql`
    insert into booking_mapping (mapping_id, position, organisation_id, name, version, facility_id, mapping, mapping_sha256)
    values (${position}, ${position}, ${organisation_id}, ${name}, ${version}, ${facility_id}, ${text}::jsonb, ${mapping_sha256})`);
  await appendEntry(tx, {
    kind: "organisation",
    recorded_at,
    author,
    body: { what: "booking_mapping_saved", organisation_id, name, version, facility_id, mapping_sha256 },
    content_sha256: null,
  });
  return {
    mapping_id: position,
    position,
    organisation_id,
    name,
    version,
    facility_id,
    mapping,
    mapping_sha256,
  };
}
