import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { instantAfter } from "../base/time.ts";
import type { OidcConfig } from "./config.ts";
import type { Keys } from "./keys.ts";

const lasts = 10 * 60_000; // milliseconds that a sign-in at the provider may take
const patience = 10; // seconds that the provider has to answer

export const callbackPath = "/sign-in/oidc/callback";

const flowShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  ends_at: z.string(),
});

/** A sign-in at the provider that is under way; it lives sealed in a cookie of the browser that began it, and nowhere else. */
export type OidcFlow = z.infer<typeof flowShape>;

/** Whom the provider vouches for, or why not: a word for the journal, never for the page. */
export type OidcAnswer =
  | { readonly ok: true; readonly login: string; readonly acr: string }
  | { readonly ok: false; readonly reason: "provider_refused" | "not_verified" | "acr" | "claim" };

/** The identity provider, as far as signing in needs it. */
export interface OidcClient {
  /** The provider's page that the browser is sent to, and the sealed flow that its cookie keeps. Throws when the provider does not answer. */
  start(next: string, at: string): Promise<{ readonly url: string; readonly sealed: string }>;
  /** The flow of a cookie; null when it was not made here or has ended. */
  flowOf(sealed: string, at: string): OidcFlow | null;
  /** Redeems what the provider sent the browser back with. Throws when the provider does not answer. */
  finish(flow: OidcFlow, callback: URL): Promise<OidcAnswer>;
}

/** The provider cannot be reached, as opposed to refusing: a fault of the network or of its name. */
export class ProviderUnreachable extends Error {
  constructor(cause: unknown) {
    super("the identity provider does not answer", { cause });
    this.name = new.target.name;
  }
}

const isPlain = (issuer: string): boolean => issuer.startsWith("http://"); // loopback only, as the configuration checks

async function discover(config: OidcConfig): Promise<Configuration> {
  try {
    return await discovery(new URL(config.issuer), config.client_id, config.client_secret, undefined, {
      timeout: patience,
      ...(isPlain(config.issuer) ? { execute: [allowInsecureRequests] } : {}),
    });
  } catch (error) {
    throw new ProviderUnreachable(error);
  }
}

function loginOf(config: OidcConfig, claims: Readonly<Record<string, unknown>>): string | null {
  const value = claims[config.claim];
  if (typeof value !== "string" || value === "") return null;
  return config.claim === "email" && claims.email_verified !== true ? null : value;
}

function judge(config: OidcConfig, claims: Readonly<Record<string, unknown>>): OidcAnswer {
  const { acr } = claims;
  if (typeof acr !== "string" || !config.acr.includes(acr)) return { ok: false, reason: "acr" };
  const login = loginOf(config, claims);
  return login === null ? { ok: false, reason: "claim" } : { ok: true, login, acr };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? "");

/** What a failed redemption means: the provider said no, its answer does not hold, or it said nothing at all. */
function failure(error: unknown): OidcAnswer {
  const name = (error as Error).name;
  if (name === "AuthorizationResponseError" || name === "ResponseBodyError")
    return { ok: false, reason: "provider_refused" };
  if (codeOf(error).startsWith("OAUTH_") && codeOf(error) !== "OAUTH_TIMEOUT")
    return { ok: false, reason: "not_verified" };
  throw new ProviderUnreachable(error);
}

/**
 * A client of the configured provider: authorization code with PKCE (S256), state, nonce and `acr_values`; what comes back must carry
 * one of the configured `acr` values. `origin` is the site's own. The provider is asked for its metadata at first use.
 */
export function oidcClient(config: OidcConfig, keys: Keys, origin: string): OidcClient {
  let found: Promise<Configuration> | null = null;
  const provider = (): Promise<Configuration> => {
    found ??= discover(config).catch((error: unknown) => {
      found = null; // so that the next sign-in asks again
      throw error;
    });
    return found;
  };
  return {
    async start(next, at) {
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      const url = buildAuthorizationUrl(await provider(), {
        redirect_uri: `${origin}${callbackPath}`,
        scope: config.claim === "email" ? "openid email" : "openid profile",
        acr_values: config.acr.join(" "),
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      const flow: OidcFlow = { state, nonce, verifier, next, ends_at: instantAfter(at, lasts) };
      return { url: url.href, sealed: keys.seal("oidc flow", JSON.stringify(flow)) };
    },
    flowOf(sealed, at) {
      const text = keys.open("oidc flow", sealed);
      const flow = text === null ? null : flowShape.parse(JSON.parse(text));
      return flow !== null && Date.parse(flow.ends_at) > Date.parse(at) ? flow : null;
    },
    async finish(flow, callback) {
      const current = new URL(callbackPath, origin); // the address as the provider knows it, whatever a proxy made of it
      current.search = callback.search;
      try {
        const answer = await authorizationCodeGrant(await provider(), current, {
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          pkceCodeVerifier: flow.verifier,
          idTokenExpected: true,
        });
        return judge(config, { ...answer.claims() });
      } catch (error) {
        return failure(error);
      }
    },
  };
}
