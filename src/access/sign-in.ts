import { instantAfter } from "../base/time.ts";
import type { Transaction } from "../db/db.ts";
import { actorByLogin } from "../records/organisations/actor-of.ts";
import { memberByLogin } from "../records/organisations/member.ts";
import { type AccessEvent, appendAccess, type Method } from "./access-entry.ts";
import { credentialOf, totpUse, useTotpStep } from "./credential.ts";
import { isPassword } from "./password.ts";
import { looksLikeRecoveryCode, useRecoveryCode } from "./recovery-code.ts";
import type { AccessServices } from "./services.ts";
import { endSession, type NewSession, openSession, sweep } from "./session.ts";
import { totpStep } from "./totp.ts";
import { clearTries, lockMinutes, type Taken, type TryKeys, takeTry } from "./tries.ts";

/** Where somebody signs in from: the connection's address, and the session that the browser had before, which ends. */
export interface SignInFrom {
  readonly address: string;
  readonly former_token: string | null;
}

/** A session, or a refusal that is the same for every cause, so that it does not tell whether an account is there. */
export type SignInAnswer =
  | { readonly ok: true; readonly session: NewSession }
  | { readonly ok: false; readonly why: "refused" }
  | { readonly ok: false; readonly why: "locked"; readonly locked_until_at: string };

/** Who proved to be whom, and what has to hold at the moment of admission for the proof to count. */
export interface Proof {
  readonly login: string;
  readonly method: Method;
  readonly acr: string | null;
  /** Uses the proof up; false when it was used already. */
  readonly use: (tx: Transaction) => Promise<boolean>;
}

/** Opens a session in a transaction of the caller's, ends the browser's former one, and appends the sign-in; null when the account may not. */
export async function admit(
  tx: Transaction,
  proof: Omit<Proof, "use">,
  from: SignInFrom,
  at: string,
): Promise<NewSession | null> {
  const actor = await actorByLogin(tx, proof.login);
  if (actor === null) return null;
  await sweep(tx, at);
  if (from.former_token !== null) await endSession(tx, from.former_token);
  const session = await openSession(tx, proof, at);
  const details = { method: proof.method, ...(proof.acr === null ? {} : { acr: proof.acr }) };
  await appendAccess(tx, { what: "sign_in", about: actor, details }, at);
  return session;
}

/** Says no: appends the refusal and the locks that it sets off. The login is kept only where an account has it. */
export async function refuse(
  { db, clock }: AccessServices,
  tried: { readonly login: string | null; readonly method: Method; readonly reason: string },
  taken: Taken,
): Promise<SignInAnswer> {
  const at = clock.now();
  const locks = taken.is_locked ? { login: false, address: false } : taken.locks;
  await db.transaction(async (tx) => {
    const about = tried.login === null ? null : await tx.maybe(memberByLogin(tried.login));
    const isUnknown = tried.login !== null && about === null;
    const details = { method: tried.method, reason: isUnknown ? "unknown_login" : tried.reason };
    const events: AccessEvent[] = [{ what: "sign_in_refused", about, details }];
    const until = { locked_until_at: instantAfter(at, lockMinutes * 60_000) };
    if (locks.login) events.push({ what: "account_locked", about, details: until });
    if (locks.address) events.push({ what: "address_locked", about: null, details: until });
    for (const event of events) await appendAccess(tx, event, at, "sign-in"); // nobody proved to be the account
  });
  return { ok: false, why: "refused" };
}

/**
 * Runs a try at signing in: counts it first, lets `prove` say who it is, and admits or refuses. `login` is what was typed, null where
 * the proof itself names the account.
 */
export async function trySignIn(
  services: AccessServices,
  tried: { readonly login: string | null; readonly method: Method },
  from: SignInFrom,
  prove: () => Promise<Proof | string>,
): Promise<SignInAnswer> {
  const { db, keys, clock } = services;
  const counted: TryKeys = { login: tried.login, address: from.address };
  const taken = await db.transaction((tx) => takeTry(tx, keys, counted, clock.now()));
  if (taken.is_locked) return { ok: false, why: "locked", locked_until_at: taken.locked_until_at };
  const proof = await prove();
  if (typeof proof === "string") return refuse(services, { ...tried, reason: proof }, taken);
  const session = await db.transaction(async (tx) => {
    const opened = (await proof.use(tx)) ? await admit(tx, proof, from, clock.now()) : null;
    if (opened !== null) await clearTries(tx, keys, counted);
    return opened;
  });
  if (session !== null) return { ok: true, session };
  return refuse(services, { login: proof.login, method: tried.method, reason: "used_or_inactive" }, taken);
}

/** What the form of a local account sends. */
export interface PasswordForm {
  readonly login: string;
  readonly password: string;
  /** The six digits of the moment, or a recovery code. */
  readonly code: string;
}

const noSecret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; // so that an account without codes takes as long as one with them

/** Whether a form proves to be its account: password and code both, checked alike whether or not there is such an account. */
async function provePassword(services: AccessServices, form: PasswordForm): Promise<Proof | string> {
  const { db, keys, clock } = services;
  const credential = await db.maybe(credentialOf(form.login));
  const isRight = await isPassword(form.password, credential?.password_hash ?? null);
  const sealed = credential?.totp_sealed ?? null;
  const secret = sealed === null ? null : keys.open(totpUse(form.login), sealed);
  const step = totpStep(form.code, secret ?? noSecret, clock.now(), credential?.totp_last_step ?? null);
  if (!isRight || secret === null) return "password";
  const { login } = form;
  const proof = { login, method: "password" as const, acr: null };
  if (step !== null) return { ...proof, use: (tx) => useTotpStep(tx, login, step) };
  if (looksLikeRecoveryCode(form.code))
    return { ...proof, use: (tx) => useRecoveryCode(tx, keys, login, form.code) };
  return "code";
}

/** Signs a local account in by password and one-time code. Five tries that fail lock the login for ten minutes, known or not. */
export async function signInWithPassword(
  services: AccessServices,
  form: PasswordForm,
  from: SignInFrom,
): Promise<SignInAnswer> {
  const read = { ...form, login: form.login.trim().toLowerCase().slice(0, 100) };
  return trySignIn(services, { login: read.login, method: "password" }, from, () =>
    provePassword(services, read),
  );
}

/** Ends the session of a cookie's token and appends that; nothing happens when it had ended. */
export async function signOut({ db, clock }: AccessServices, token: string): Promise<void> {
  await db.transaction(async (tx) => {
    const login = await endSession(tx, token);
    const about = login === null ? null : await tx.maybe(memberByLogin(login));
    if (about !== null) await appendAccess(tx, { what: "sign_out", about }, clock.now());
  });
}
