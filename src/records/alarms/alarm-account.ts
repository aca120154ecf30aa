import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import type { Actor } from "../organisations/actor.ts";
import { memberByLogin } from "../organisations/member.ts";
import type { OrganisationKind } from "../organisations/role.ts";

/** The login of the account under which the alarm clock writes for an organisation; the store lets it be nobody's and never sign in. */
export const alarmLogin = (organisationId: string): string => `alarms@${organisationId}`;

const inserted = (login: string, organisationId: string, position: number) =>
  defineQuery(
    z.object({ member_id: z.number() }),
    sql`insert into member (member_id, position, organisation_id, login, roles, is_active, supersedes)
        select coalesce(max(member_id), 0) + 1, ${position}, ${organisationId}, ${login}, array['auditor'], false, null from member
        returning member_id`,
  );

async function madeAccount(tx: Transaction, organisation_id: string, now: string): Promise<number> {
  const login = alarmLogin(organisation_id);
  const position = await reservePosition(tx); // the journal's lock is held, so no one else takes the number
  const { member_id } = await tx.one(inserted(login, organisation_id, position));
  const member = { member_id, organisation_id, login, roles: ["auditor"], is_active: false };
  await appendEntry(tx, {
    kind: "organisation",
    recorded_at: now,
    author: "accord",
    body: { what: "alarm_account_registered", ...member },
    content_sha256: null,
  });
  return member_id;
}

/**
 * Who the alarm clock is when it writes for an organisation, which has it see what that organisation sees and no more. The account
 * is made at the organisation's first alarm, by an entry of its own, and is never active.
 */
export async function alarmActor(
  tx: Transaction,
  organisation: { readonly organisation_id: string; readonly organisation_kind: OrganisationKind },
  now: string,
): Promise<Actor> {
  const { organisation_id, organisation_kind } = organisation;
  const login = alarmLogin(organisation_id);
  const known = await tx.maybe(memberByLogin(login));
  const member_id = known?.member_id ?? (await madeAccount(tx, organisation_id, now));
  return {
    member_id,
    login,
    organisation_id,
    organisation_kind,
    roles: ["auditor"],
    acts_for: [organisation_id],
  };
}
