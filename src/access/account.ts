import { NotFound } from "../base/errors.ts";
import { millisecondsBetween } from "../base/time.ts";
import type { Transaction } from "../db/db.ts";
import type { Member } from "../records/organisations/member.ts";
import { appendAccess } from "./access-entry.ts";
import { keepPassword, keepTotp, totpUse } from "./credential.ts";
import { proveTotp } from "./enrol.ts";
import { checkRegistration, keepPasskey, type PasskeyPlace, removePasskey } from "./passkey.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { fieldProblem } from "./problem.ts";
import { replaceRecoveryCodes } from "./recovery-code.ts";
import type { AccessServices } from "./services.ts";
import { endSessionById, endSessionsOf, type Session } from "./session.ts";
import { newTotpSecret } from "./totp.ts";

const fresh = 15 * 60_000; // milliseconds

/** Whether somebody signed in so lately that they may change how they sign in. */
export function isFresh(session: Session, at: string): boolean {
  return millisecondsBetween(session.created_at, at) < fresh;
}

type Credential = "password" | "one_time_codes" | "recovery_codes" | "passkey_added" | "passkey_removed";

async function changed(
  tx: Transaction,
  about: Pick<Member, "login" | "organisation_id">,
  credential: Credential,
  at: string,
  author?: string,
): Promise<void> {
  await appendAccess(tx, { what: "credential_changed", about, details: { credential } }, at, author);
}

/** Changes the password of who is signed in and ends their other sessions; throws `InvalidInput` for one that cannot be taken. */
export async function changePassword(
  { db, clock }: AccessServices,
  { actor, id }: Session,
  password: string,
): Promise<void> {
  checkPassword(password, actor.login);
  const hash = await hashPassword(password);
  const at = clock.now();
  await db.transaction(async (tx) => {
    await keepPassword(tx, actor.login, hash, at);
    await endSessionsOf(tx, actor.login, id);
    await changed(tx, actor, "password", at);
  });
}

/** Takes an offered secret of one-time codes into use; throws `InvalidInput` when the code does not fit it. */
export async function changeTotp(
  services: AccessServices,
  { actor, id }: Session,
  form: { readonly totp: string; readonly code: string },
): Promise<void> {
  const proven = proveTotp(services, actor.login, form.totp, form.code);
  const at = services.clock.now();
  await services.db.transaction(async (tx) => {
    await keepTotp(tx, actor.login, proven.sealed, proven.step, at);
    await endSessionsOf(tx, actor.login, id);
    await changed(tx, actor, "one_time_codes", at);
  });
}

/** Replaces the recovery codes of who is signed in; returns the new ones, to be shown once. */
export async function newRecoveryCodes(
  { db, keys, clock }: AccessServices,
  { actor }: Session,
): Promise<string[]> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const codes = await replaceRecoveryCodes(tx, keys, actor.login, at);
    await changed(tx, actor, "recovery_codes", at);
    return codes;
  });
}

/** Registers a passkey of who is signed in; throws `InvalidInput` for one that does not hold or has no name. */
export async function addPasskey(
  services: AccessServices,
  { actor }: Session,
  form: { readonly response: string; readonly label: string },
  place: PasskeyPlace,
): Promise<void> {
  const label = form.label.trim();
  if (label === "" || label.length > 60) throw fieldProblem("label", "passkey_label");
  const checked = await checkRegistration(services, form.response, place);
  const at = services.clock.now();
  const isKept = await services.db.transaction(async (tx) => {
    if (checked === null || !(await keepPasskey(tx, actor.login, label, checked, at))) return false;
    await changed(tx, actor, "passkey_added", at);
    return true;
  });
  if (!isKept) throw fieldProblem("label", "passkey_wrong");
}

/** Removes a passkey of who is signed in; throws `NotFound` when they have none of that id. */
export async function dropPasskey(
  { db, clock }: AccessServices,
  { actor }: Session,
  passkeyId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await removePasskey(tx, actor.login, passkeyId)) === 0)
      throw new NotFound("this passkey is removed already");
    await changed(tx, actor, "passkey_removed", clock.now());
  });
}

/** Ends one session of who is signed in (by number), or all but the present one (null); returns how many ended. */
export async function endSessions(
  { db, clock }: AccessServices,
  { actor, id }: Session,
  which: number | null,
): Promise<number> {
  return db.transaction(async (tx) => {
    const ended =
      which === null
        ? await endSessionsOf(tx, actor.login, id)
        : await endSessionById(tx, actor.login, which);
    if (ended > 0)
      await appendAccess(tx, { what: "sessions_ended", about: actor, details: { ended } }, clock.now());
    return ended;
  });
}

/** Sets an account's password from the terminal of who runs the installation; throws `InvalidInput` for one that cannot be taken. */
export async function setPassword(
  { db, clock }: AccessServices,
  member: Pick<Member, "login" | "organisation_id">,
  password: string,
): Promise<void> {
  checkPassword(password, member.login);
  const hash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await keepPassword(tx, member.login, hash, clock.now());
    await endSessionsOf(tx, member.login);
    await changed(tx, member, "password", clock.now(), "terminal");
  });
}

/** Gives an account a new secret of one-time codes from the terminal; returns it in base32, to be shown once. */
export async function setTotp(
  { db, keys, clock }: AccessServices,
  member: Pick<Member, "login" | "organisation_id">,
): Promise<string> {
  const secret = newTotpSecret();
  await db.transaction(async (tx) => {
    await keepTotp(tx, member.login, keys.seal(totpUse(member.login), secret), 0, clock.now());
    await changed(tx, member, "one_time_codes", clock.now(), "terminal");
  });
  return secret;
}
