import type { OidcClient } from "./oidc.ts";
import type { AccessServices } from "./services.ts";
import { type Proof, type SignInAnswer, type SignInFrom, trySignIn } from "./sign-in.ts";
import { spend } from "./spent.ts";

/** What a browser comes back with: the address that the provider sent it to, and the cookie of the flow that it began. */
export interface OidcReturn {
  readonly callback: URL;
  readonly sealed: string | null;
}

/** An answer, and where the browser wanted to go. */
export interface OidcSignIn {
  readonly answer: SignInAnswer;
  readonly next: string;
}

/** Signs an account in by the identity provider's word. Throws `ProviderUnreachable` when the provider does not answer. */
export async function signInWithOidc(
  services: AccessServices,
  client: OidcClient,
  back: OidcReturn,
  from: SignInFrom,
): Promise<OidcSignIn> {
  const flow = back.sealed === null ? null : client.flowOf(back.sealed, services.clock.now());
  const prove = async (): Promise<Proof | string> => {
    if (flow === null) return "flow";
    const vouched = await client.finish(flow, back.callback);
    if (!vouched.ok) return vouched.reason;
    const { login, acr } = vouched;
    return { login, acr, method: "oidc", use: (tx) => spend(tx, `oidc ${flow.state}`, flow.ends_at) };
  };
  const answer = await trySignIn(services, { login: null, method: "oidc" }, from, prove);
  return { answer, next: flow?.next ?? "/" };
}
