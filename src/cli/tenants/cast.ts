import { type OrganisationKind, type Role, rolesOf } from "../../records/organisations/role.ts";
import type { Cast } from "../replay/case-file.ts";

/** The two of each kind of organisation. */
export const sides = ["a", "b"] as const;
export type Side = (typeof sides)[number];

const kinds: Readonly<Record<OrganisationKind, string>> = {
  jail_operator: "jail",
  county_counsel: "counsel",
  ero_field_office: "ero",
  report_office: "report",
  grant_office: "grant",
  observer: "observer",
};

/** The id of the organisation of a kind on a side. */
export const organisationId = (kind: OrganisationKind, side: Side): string => `${kinds[kind]}-${side}`;
/** The login of the member with a role. */
export const loginOf = (kind: OrganisationKind, side: Side, role: Role): string =>
  `${organisationId(kind, side)}-${role}`;
/** The facility of a jail. */
export const facilityId = (side: Side): string => `${organisationId("jail_operator", side)}-main`;

const places = {
  a: { state_usps: "TX", jurisdiction_geoid: "48", time_zone: "America/Chicago" },
  b: { state_usps: "GA", jurisdiction_geoid: "13", time_zone: "America/New_York" },
} as const;

function castOf(kind: OrganisationKind, side: Side): Cast {
  const id = organisationId(kind, side);
  const isJail = kind === "jail_operator";
  return {
    organisation: {
      organisation_id: id,
      kind,
      name: `${id} (made up)`,
      jurisdiction_geoid: isJail ? places[side].jurisdiction_geoid : null,
      contact_email: `desk@${id}.example`,
      is_synthetic: true,
    },
    facilities: isJail
      ? [
          {
            facility_id: facilityId(side),
            name: `${id} main (made up)`,
            kind: "county_jail",
            city: null,
            ...places[side],
          },
        ]
      : [],
    counsels_for: kind === "county_counsel" ? [organisationId("jail_operator", side)] : [],
    members: rolesOf[kind].map((role) => ({ login: loginOf(kind, side, role), roles: [role] })),
  };
}

/** Two made-up organisations of each kind, each with one member for every role that it can give; a counsel's office for each jail. */
export const cast: readonly Cast[] = sides.flatMap((side) =>
  (Object.keys(kinds) as OrganisationKind[]).map((kind) => castOf(kind, side)),
);
