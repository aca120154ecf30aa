import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";
import { organisationKinds } from "./role.ts";

const organisationRow = z.object({
  organisation_id: z.string(),
  position: z.number(),
  kind: z.enum(organisationKinds),
  name: z.string(),
  jurisdiction_geoid: z.string().nullable(),
  contact_email: z.string().nullable(),
  is_synthetic: z.boolean(),
});

/** A body that works in the exchange. */
export type Organisation = z.infer<typeof organisationRow>;

const facilityRow = z.object({
  facility_id: z.string(),
  position: z.number(),
  organisation_id: z.string(),
  name: z.string(),
  kind: z.string(),
  state_usps: z.string(),
  jurisdiction_geoid: z.string(),
  city: z.string().nullable(),
  time_zone: z.string(),
});

/** A facility that an organisation works in the exchange; `time_zone` is the IANA zone of its wall clock. */
export type ExchangeFacility = z.infer<typeof facilityRow>;

/** The organisations known at a position of the journal, one row each, in order of ids. */
export function organisationsAsOf(position: number) {
  return defineQuery(
    organisationRow,
    sql`select organisation_id, position, kind, name, jurisdiction_geoid, contact_email, is_synthetic
          from organisation where position <= ${position} order by organisation_id collate "C"`,
  );
}

/** The organisation of an id; no row when there is none. */
export function organisationById(organisationId: string) {
  return defineQuery(
    organisationRow,
    sql`select organisation_id, position, kind, name, jurisdiction_geoid, contact_email, is_synthetic
          from organisation where organisation_id = ${organisationId}`,
  );
}

/** The facility of an id as the exchange works it; no row when no organisation answers for it. */
export function exchangeFacility(facilityId: string) {
  return defineQuery(
    facilityRow,
    sql`select facility_id, position, organisation_id, name, kind, state_usps, jurisdiction_geoid, city, time_zone
          from organisation_facility where facility_id = ${facilityId}`,
  );
}

/** The facilities that an organisation answers for, one row each, in order of ids. */
export function facilitiesOf(organisationId: string) {
  return defineQuery(
    facilityRow,
    sql`select facility_id, position, organisation_id, name, kind, state_usps, jurisdiction_geoid, city, time_zone
          from organisation_facility where organisation_id = ${organisationId} order by facility_id collate "C"`,
  );
}
