import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../db/db.ts";
import { roles } from "./role.ts";

const memberRow = z.object({
  member_id: z.number(),
  organisation_id: z.string(),
  login: z.string(),
  roles: z.array(z.enum(roles)),
  is_active: z.boolean(),
});

/** An account as it stands: `member_id` is the number of its present version, `login` is permanent. */
export type Member = z.infer<typeof memberRow>;

const membersWhere = (condition: Sql) =>
  defineQuery(
    memberRow,
    sql`select member_id, organisation_id, login, roles, is_active from member_now() as m
         where ${condition} order by login collate "C"`,
  );

/** The account of a login as it stands, deactivated ones included; no row when there is none. */
export function memberByLogin(login: string) {
  return membersWhere(sql`m.login = ${login}`);
}

/** The account that one of its versions belongs to, as it stands; no row when there is none. */
export function memberOfVersion(memberId: number) {
  return membersWhere(
    sql`m.login = (select version.login from member version where version.member_id = ${memberId})`,
  );
}

/** The accounts of an organisation as they stand, deactivated ones included, in order of logins. */
export function membersOf(organisationId: string) {
  return membersWhere(sql`m.organisation_id = ${organisationId}`);
}
