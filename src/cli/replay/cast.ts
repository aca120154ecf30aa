import type { Db } from "../../db/db.ts";
import { memberByLogin } from "../../records/organisations/member.ts";
import { organisationById } from "../../records/organisations/organisation.ts";
import { registerMember } from "../../records/organisations/register-member.ts";
import { registerOrganisation } from "../../records/organisations/register-organisation.ts";
import { seedPolicies } from "../../records/policies/record-policy.ts";
import type { Cast } from "./case-file.ts";

/**
 * Registers organisations with their facilities and accounts, and the shipped policies, as far as they are not there; `at` is ISO
 * UTC. Throws what registering throws.
 */
export async function registerCast(db: Db, cast: readonly Cast[], at: string, author: string): Promise<void> {
  await db.transaction((tx) => seedPolicies(tx, { recorded_at: at, author, reason: "the shipped set" }));
  for (const { members, ...registration } of cast) {
    const { organisation_id } = registration.organisation;
    if ((await db.maybe(organisationById(organisation_id))) === null)
      await db.transaction((tx) => registerOrganisation(tx, registration, at, author));
    for (const { login, roles } of members)
      if ((await db.maybe(memberByLogin(login))) === null)
        await db.transaction((tx) => registerMember(tx, { organisation_id, login, roles }, at, author));
  }
}
