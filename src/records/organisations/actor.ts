import type { OrganisationKind, Role } from "./role.ts";

/** Who is asking or writing: one member, what they may do, and whose records they may see. */
export interface Actor {
  readonly member_id: number;
  readonly login: string;
  readonly organisation_id: string;
  readonly organisation_kind: OrganisationKind;
  readonly roles: readonly Role[];
  /** The organisations whose records they see: their own, and those that theirs counsels. */
  readonly acts_for: readonly string[];
}

/** How the journal names an actor: the organisation and the account, never a person. */
export const authorOf = (actor: Actor): string => `${actor.organisation_id}/${actor.login}`;
