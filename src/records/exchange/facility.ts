import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";

const facilityRow = z.object({
  facility_id: z.string(),
  organisation_id: z.string(),
  name: z.string(),
  kind: z.string(),
  state_usps: z.string(),
  jurisdiction_geoid: z.string(),
  city: z.string().nullable(),
  time_zone: z.string(),
  is_synthetic: z.boolean(),
});
/** A facility that is worked in the exchange: who answers for it, whose rules bind it, and its clock's IANA zone. */
export type ExchangeFacility = z.infer<typeof facilityRow>;

const columns = sql`f.facility_id, f.organisation_id, f.name, f.kind, f.state_usps, f.jurisdiction_geoid, f.city, f.time_zone, o.is_synthetic`;

/** What each transaction has read; a facility is never changed in place. */
const read = new WeakMap<Reader, Map<string, ExchangeFacility>>();

/** The facility with an id, or null where none of that id is worked in the exchange. */
export async function facilityOf(db: Reader, facilityId: string | null): Promise<ExchangeFacility | null> {
  if (facilityId === null) return null;
  const known = read.get(db) ?? new Map<string, ExchangeFacility>();
  const found = known.get(facilityId) ?? (await readFacility(db, facilityId));
  if (found !== null && "run" in db) read.set(db, known.set(facilityId, found)); // of a transaction, not of the store
  return found;
}

async function readFacility(db: Reader, facilityId: string): Promise<ExchangeFacility | null> {
  return db.maybe(
    defineQuery(
      facilityRow,
      sql`select ${columns} from organisation_facility f join organisation o using (organisation_id) where f.facility_id = ${facilityId}`,
    ),
  );
}

/** Every facility worked in the exchange, or those of some organisations, by name. */
export async function facilitiesOf(
  db: Reader,
  organisations: readonly string[] | null,
): Promise<ExchangeFacility[]> {
  return db.all(
    defineQuery(
      facilityRow,
      sql`select ${columns} from organisation_facility f join organisation o using (organisation_id)
           where ${organisations}::text[] is null or f.organisation_id = any (${organisations}::text[])
           order by f.name, f.facility_id`,
    ),
  );
}
