/** What kinds of body work in the exchange. */
export const organisationKinds = [
  "jail_operator",
  "county_counsel",
  "ero_field_office",
  "report_office",
  "grant_office",
  "observer",
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What a member may be allowed to do; nothing is allowed that no role names. */
export const roles = [
  "clerk",
  "supervisor",
  "counsel",
  "officer",
  "editor",
  "approver",
  "auditor",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Which roles a member of each kind of organisation can hold. */
export const rolesOf: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  jail_operator: ["clerk", "supervisor", "counsel", "auditor", "administrator"],
  county_counsel: ["counsel", "auditor", "administrator"],
  ero_field_office: ["officer", "supervisor", "auditor", "administrator"],
  report_office: ["editor", "approver", "auditor", "administrator"],
  grant_office: ["editor", "approver", "auditor", "administrator"],
  observer: ["auditor"],
};
