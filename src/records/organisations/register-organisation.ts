import sql from "sql-template-tag";
import { z } from "zod";
import { Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import { ianaZone } from "../../base/time.ts";
import type { Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { exchangeFacility, organisationById } from "./organisation.ts";
import { organisationKinds } from "./role.ts";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not an id; write small letters, digits and single hyphens");
const geoid = z
  .string()
  .regex(/^([0-9]{2}|[0-9]{5}|[0-9]{7}|US)$/, "is not a Census GEOID of 2, 5 or 7 digits, or US");
const words = z.string().trim().min(1, "is empty; say it in words").max(200, "has more than 200 characters");

const newOrganisation = z.strictObject({
  organisation_id: slug,
  kind: z.enum(organisationKinds, `is none of ${organisationKinds.join(", ")}`),
  name: words,
  jurisdiction_geoid: geoid.nullable(),
  contact_email: z.email("is not an address such as records@jail.example").nullable(),
  is_synthetic: z.boolean(),
});

const newFacility = z.strictObject({
  facility_id: slug,
  name: words,
  kind: words,
  state_usps: z.string().regex(/^[A-Z]{2}$/, "is not a state's postal code of two capitals"),
  jurisdiction_geoid: geoid,
  city: words.nullable(),
  time_zone: z
    .string()
    .refine((zone) => ianaZone(zone) === zone, "is no IANA zone; write one such as America/Chicago"),
});

const registrationShape = z.strictObject({
  organisation: newOrganisation,
  facilities: z.array(newFacility),
  counsels_for: z.array(slug),
});

/** An organisation with the facilities that it answers for and, for a counsel's office, whom it acts for. */
export type Registration = z.input<typeof registrationShape>;

function readRegistration(registration: Registration): z.infer<typeof registrationShape> {
  const read = registrationShape.safeParse(registration);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new InvalidInput(`organisation: ${issue?.path.join(".")} ${issue?.message}`);
}

async function checkNew(tx: Transaction, { organisation, facilities }: Registration): Promise<void> {
  const { organisation_id } = organisation;
  if ((await tx.maybe(organisationById(organisation_id))) !== null)
    throw new Conflict(
      `organisation "${organisation_id}" is registered already; choose another id, ids are permanent`,
    );
  const ids = facilities.map((facility) => facility.facility_id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new InvalidInput(`facility "${twice}" is named twice; name it once`);
  for (const id of ids) {
    const taken = await tx.maybe(exchangeFacility(id));
    if (taken !== null)
      throw new Conflict(`facility "${id}" is answered for by "${taken.organisation_id}" already`);
  }
}

async function checkCounselled(tx: Transaction, { organisation, counsels_for }: Registration): Promise<void> {
  if (counsels_for.length > 0 && organisation.kind !== "county_counsel")
    throw new InvalidInput(
      `"${organisation.organisation_id}" is a ${organisation.kind}; only a county_counsel acts for others, leave counsels_for empty`,
    );
  for (const id of counsels_for)
    if ((await tx.maybe(organisationById(id))) === null)
      throw new NotFound(
        `"${organisation.organisation_id}" counsels "${id}", which is not registered; register that organisation first`,
      );
}

async function insertRows(tx: Transaction, at: number, registration: Registration): Promise<void> {
  const { organisation: o, facilities, counsels_for } = registration;
  await tx.run(sql`
    insert into organisation (organisation_id, position, kind, name, jurisdiction_geoid, contact_email, is_synthetic)
    values (${o.organisation_id}, ${at}, ${o.kind}, ${o.name}, ${o.jurisdiction_geoid}, ${o.contact_email}, ${o.is_synthetic})`);
  await tx.run(sql`
    insert into organisation_facility (facility_id, position, organisation_id, name, kind, state_usps, jurisdiction_geoid, city, time_zone)
    select facility_id, ${at}, ${o.organisation_id}, name, kind, state_usps, jurisdiction_geoid, city, time_zone
      from jsonb_to_recordset(${JSON.stringify(facilities)}::jsonb)
        as f (facility_id text, name text, kind text, state_usps text, jurisdiction_geoid text, city text, time_zone text)`);
  await tx.run(sql`
    insert into organisation_counsel (counsel_organisation_id, organisation_id, position)
    select ${o.organisation_id}, counselled, ${at} from jsonb_array_elements_text(${JSON.stringify([...new Set(counsels_for)])}::jsonb) as counselled`);
}

/**
 * Appends an organisation, the facilities that it answers for and whom it counsels; returns the position of its entry. Throws
 * `InvalidInput`, `NotFound` or `Conflict` in one line when it cannot be registered.
 */
export async function registerOrganisation(
  tx: Transaction,
  registration: Registration,
  recordedAt: string,
  author: string,
): Promise<number> {
  const read = readRegistration(registration);
  const position = await reservePosition(tx);
  await checkNew(tx, read);
  await checkCounselled(tx, read);
  await insertRows(tx, position, read);
  const { organisation, facilities, counsels_for } = read;
  return appendEntry(tx, {
    kind: "organisation",
    recorded_at: recordedAt,
    author,
    body: {
      what: "organisation_registered",
      organisation_id: organisation.organisation_id,
      organisation_kind: organisation.kind,
      facilities: facilities.map((facility) => facility.facility_id),
      counsels_for,
    },
    content_sha256: null,
  });
}
