import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { NotAllowed, NotFound } from "../../base/errors.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { Actor } from "./actor.ts";
import { organisationKinds, roles } from "./role.ts";

const actorRow = z.object({
  member_id: z.number(),
  login: z.string(),
  organisation_id: z.string(),
  organisation_kind: z.enum(organisationKinds),
  roles: z.array(z.enum(roles)),
  acts_for: z.array(z.string()),
  is_active: z.boolean(),
});

const actors = (login: Sql) =>
  defineQuery(
    actorRow,
    sql`select m.member_id, m.login, m.organisation_id, o.kind as organisation_kind, m.roles, m.is_active,
               array[m.organisation_id] || array(select c.organisation_id from organisation_counsel c
                                                  where c.counsel_organisation_id = m.organisation_id
                                                  order by c.organisation_id collate "C") as acts_for
          from member_now() m join organisation o on o.organisation_id = m.organisation_id
         where m.login = ${login}`,
  );

/** Who an active account is now, with whose records they see; null for a login that is unknown or may not sign in. */
export async function actorByLogin(db: Reader, login: string): Promise<Actor | null> {
  const found = await db.maybe(actors(sql`${login}`));
  if (found === null || !found.is_active) return null;
  const { is_active: _, ...actor } = found;
  return actor;
}

/**
 * Who the account that a member version belongs to is now. Throws `NotFound` for a number that no version has, and `NotAllowed`
 * for an account that may not sign in.
 */
export async function actorOf(db: Reader, memberId: number): Promise<Actor> {
  const found = await db.maybe(
    actors(sql`(select version.login from member version where version.member_id = ${memberId})`),
  );
  if (found === null) throw new NotFound(`there is no member ${memberId}`);
  if (!found.is_active)
    throw new NotAllowed(
      `"${found.login}" is deactivated; an administrator of "${found.organisation_id}" can activate it`,
    );
  const { is_active: _, ...actor } = found;
  return actor;
}
