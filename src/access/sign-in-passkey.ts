import { checkAssertion, type PasskeyPlace, useAssertion } from "./passkey.ts";
import type { AccessServices } from "./services.ts";
import { type Proof, type SignInAnswer, type SignInFrom, trySignIn } from "./sign-in.ts";

async function provePasskey(
  services: AccessServices,
  response: string,
  place: PasskeyPlace,
): Promise<Proof | string> {
  const checked = await checkAssertion(services, response, place);
  if (checked === null) return "passkey";
  return {
    login: checked.login,
    method: "passkey",
    acr: null,
    use: (tx) => useAssertion(tx, checked, services.clock.now()),
  };
}

/** Signs an account in by a passkey, from the JSON that the browser made of its signature. */
export async function signInWithPasskey(
  services: AccessServices,
  response: string,
  place: PasskeyPlace,
  from: SignInFrom,
): Promise<SignInAnswer> {
  return trySignIn(services, { login: null, method: "passkey" }, from, () =>
    provePasskey(services, response, place),
  );
}
