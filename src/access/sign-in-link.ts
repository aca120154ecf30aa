import { readLink, useLink } from "./one-time-link.ts";
import type { AccessServices } from "./services.ts";
import { type Proof, type SignInAnswer, type SignInFrom, trySignIn } from "./sign-in.ts";

/** Where a link is opened from: it signs in only when the connection comes from the machine itself, through no proxy. */
export interface LinkFrom extends SignInFrom {
  readonly is_this_machine: boolean;
}

async function proveLink(services: AccessServices, token: string, from: LinkFrom): Promise<Proof | string> {
  const { db, clock } = services;
  if (!from.is_this_machine) return "elsewhere";
  const login = await readLink(db, token, "sign_in", clock.now());
  if (login === null) return "link";
  const use: Proof["use"] = async (tx) => (await useLink(tx, token, "sign_in", clock.now())) !== null;
  return { login, method: "link", acr: null, use };
}

/** Signs an account in by its one-time link, from this machine only; a link that is opened from elsewhere is not used up. */
export async function signInWithLink(
  services: AccessServices,
  token: string,
  from: LinkFrom,
): Promise<SignInAnswer> {
  return trySignIn(services, { login: null, method: "link" }, from, () => proveLink(services, token, from));
}
