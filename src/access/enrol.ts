import type { Transaction } from "../db/db.ts";
import { memberByLogin } from "../records/organisations/member.ts";
import { appendAccess, type Method } from "./access-entry.ts";
import { forgetCredentials, keepPassword, keepTotp, totpUse } from "./credential.ts";
import { readLink, useLink } from "./one-time-link.ts";
import { checkRegistration, keepPasskey, type PasskeyPlace } from "./passkey.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { fieldProblem } from "./problem.ts";
import type { AccessServices } from "./services.ts";
import { endSessionsOf, type NewSession } from "./session.ts";
import { admit, type SignInFrom } from "./sign-in.ts";
import { newTotpSecret, totpStep } from "./totp.ts";

const pendingUse = (login: string): string => `totp offered to ${login}`;

/** A secret of one-time codes that is offered to an account, and the same sealed, for the form to bring back. */
export interface OfferedTotp {
  readonly secret: string;
  readonly sealed: string;
}

/** Offers a secret of one-time codes: a new one, or the one that a form brought back. */
export function offerTotp({ keys }: AccessServices, login: string, sealed: string | null): OfferedTotp {
  const again = sealed === null ? null : keys.open(pendingUse(login), sealed);
  if (again !== null && sealed !== null) return { secret: again, sealed };
  const secret = newTotpSecret();
  return { secret, sealed: keys.seal(pendingUse(login), secret) };
}

/** A secret that its owner showed to have, by a code of it: sealed to be kept, with the step of that code. */
export interface ProvenTotp {
  readonly sealed: string;
  readonly step: number;
}

/** Checks that a code fits an offered secret; throws `InvalidInput` when it does not. */
export function proveTotp(
  { keys, clock }: AccessServices,
  login: string,
  sealed: string,
  code: string,
): ProvenTotp {
  const secret = keys.open(pendingUse(login), sealed);
  const step = secret === null ? null : totpStep(code, secret, clock.now(), null);
  if (secret === null || step === null) throw fieldProblem("code", "code_wrong");
  return { sealed: keys.seal(totpUse(login), secret), step };
}

/** Whose account a link sets up; null when it was used or has ended. */
export async function enrolmentOf({ db, clock }: AccessServices, token: string): Promise<string | null> {
  return readLink(db, token, "enrol", clock.now());
}

async function enrol(
  { db, clock }: AccessServices,
  token: string,
  method: Method,
  from: SignInFrom,
  keep: (tx: Transaction, login: string) => Promise<boolean>,
): Promise<NewSession | null> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const login = await useLink(tx, token, "enrol", at);
    const about = login === null ? null : await tx.maybe(memberByLogin(login));
    if (about === null) return null;
    await forgetCredentials(tx, about.login); // whatever was lost or leaked before does not open the account any more
    await endSessionsOf(tx, about.login);
    if (!(await keep(tx, about.login))) throw fieldProblem("label", "passkey_wrong");
    await appendAccess(tx, { what: "enrolled", about, details: { method } }, at);
    return admit(tx, { login: about.login, method, acr: null }, from, at);
  });
}

/** What the form that sets an account up sends. */
export interface EnrolForm {
  readonly password: string;
  readonly totp: string;
  readonly code: string;
}

/**
 * Sets an account up with a password and one-time codes and signs it in; what it signed in with before is void. Null when the link
 * was used or has ended; throws `InvalidInput` (with the `field`) for a password or code that cannot be taken, the link unused.
 */
export async function enrolWithPassword(
  services: AccessServices,
  token: string,
  form: EnrolForm,
  from: SignInFrom,
): Promise<NewSession | null> {
  const login = await enrolmentOf(services, token);
  if (login === null) return null;
  checkPassword(form.password, login);
  const totp = proveTotp(services, login, form.totp, form.code);
  const hash = await hashPassword(form.password);
  const at = services.clock.now();
  return enrol(services, token, "password", from, async (tx) => {
    await keepPassword(tx, login, hash, at);
    await keepTotp(tx, login, totp.sealed, totp.step, at);
    return true;
  });
}

/** The same with a passkey in place of password and codes; throws `InvalidInput` for one that does not hold. */
export async function enrolWithPasskey(
  services: AccessServices,
  token: string,
  form: { readonly response: string; readonly label: string },
  place: PasskeyPlace,
  from: SignInFrom,
): Promise<NewSession | null> {
  if ((await enrolmentOf(services, token)) === null) return null;
  const checked = await checkRegistration(services, form.response, place);
  if (checked === null) throw fieldProblem("label", "passkey_wrong");
  const at = services.clock.now();
  return enrol(services, token, "passkey", from, (tx, login) =>
    keepPasskey(tx, login, form.label, checked, at),
  );
}
