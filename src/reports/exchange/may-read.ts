import { NotAllowed } from "../../base/errors.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { OrganisationKind, Role } from "../../records/organisations/role.ts";

/** Pages of the exchange that show single persons' cases or who read them. */
export const casePages = [
  "requests",
  "request",
  "bookings",
  "booking",
  "desk",
  "audit",
  "packet",
  "week",
] as const;
export type CasePage = (typeof casePages)[number];

interface Readers {
  readonly organisations: readonly OrganisationKind[];
  readonly roles: readonly Role[];
}

const jailSide: readonly OrganisationKind[] = ["jail_operator", "county_counsel"];
const workers: readonly Role[] = [
  "clerk",
  "supervisor",
  "counsel",
  "officer",
  "editor",
  "approver",
  "auditor",
];

/** Who may read each page; what is not named is not allowed. An administrator manages accounts and reads no cases. */
export const readers: Readonly<Record<CasePage, Readers>> = {
  requests: { organisations: [...jailSide, "ero_field_office", "report_office"], roles: workers },
  request: { organisations: [...jailSide, "ero_field_office", "report_office"], roles: workers },
  bookings: { organisations: jailSide, roles: workers },
  booking: { organisations: jailSide, roles: workers },
  desk: { organisations: jailSide, roles: workers },
  audit: {
    organisations: [...jailSide, "ero_field_office", "report_office", "grant_office", "observer"],
    roles: ["auditor", "administrator"],
  },
  packet: { organisations: [...jailSide, "ero_field_office", "report_office"], roles: workers },
  week: { organisations: [...jailSide, "ero_field_office", "report_office"], roles: workers },
};

/** Whether an actor may read a page of the exchange. */
export function mayRead(actor: Actor, page: CasePage): boolean {
  const { organisations, roles } = readers[page];
  return organisations.includes(actor.organisation_kind) && roles.some((role) => actor.roles.includes(role));
}

/** Throws `NotAllowed` where an actor may not read a page. */
export function checkMayRead(actor: Actor, page: string): void {
  if (mayRead(actor, page as CasePage)) return;
  throw new NotAllowed(
    `this page is not for ${actor.roles.join(", ")} of ${actor.organisation_id} (${actor.organisation_kind.replaceAll("_", " ")})`,
  );
}
