import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import type { Lifetime } from "./folder.ts";

/** An identity provider on loopback, as a town's could be, and who is signed in there. */
export interface OidcServer {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** Whom the provider takes its next visitor for, and how sure it is. */
  visitor: { sub: string; acr: string | null; claims?: Record<string, unknown> };
  /** Follows the provider's pages from where it was entered to where it sends the browser back. */
  visit(url: string): Promise<URL>;
}

const acrValues = ["urn:example:password", "urn:example:two-factor"];

const signingKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

function configuration(
  client: { id: string; secret: string },
  callback: string,
  server: Pick<OidcServer, "visitor">,
) {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [callback],
        response_types: ["code" as const],
        grant_types: ["authorization_code"],
      },
    ],
    acrValues,
    conformIdTokenClaims: false,
    claims: {
      acr: null,
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["preferred_username"],
    },
    cookies: { keys: ["a key of the tests"] },
    jwks: { keys: [{ ...signingKey(), use: "sig", alg: "RS256", kid: "of-the-tests" }] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 }, // seconds
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...server.visitor.claims }),
    }),
  };
}

/** Says yes to everything that the provider asks of its visitor. */
async function consent(
  provider: Provider,
  { visitor }: Pick<OidcServer, "visitor">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: visitor.sub, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const grantId = await grant.save();
  const { sub, acr } = visitor;
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: sub, ...(acr === null ? {} : { acr }) }, consent: { grantId } },
    { mergeWithLastSubmission: false },
  );
}

function jar(): { header(): string; keep(lines: readonly string[]): void } {
  const cookies = new Map<string, string>();
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    keep(lines) {
      for (const line of lines) {
        const [pair = ""] = line.split(";");
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        cookies.set(name, value);
      }
    },
  };
}

async function follow(issuer: string, url: string): Promise<URL> {
  const cookies = jar();
  let at = new URL(url);
  for (let hops = 0; at.origin === issuer; hops++) {
    if (hops > 10) throw new Error(`the provider goes round in circles at ${at.pathname}`);
    const answer = await fetch(at, { redirect: "manual", headers: { cookie: cookies.header() } });
    cookies.keep(answer.headers.getSetCookie());
    const next = answer.headers.get("location");
    if (next === null) throw new Error(`the provider stops at ${at.pathname}: ${await answer.text()}`);
    at = new URL(next, at);
  }
  return at;
}

/** Starts a real provider (oidc-provider) on loopback that sends browsers back to `callback`. */
export async function startOidcServer(t: Lifetime, callback: string): Promise<OidcServer> {
  const http = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => http.once("listening", resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const client = { id: "accord", secret: "a client secret of the tests" };
  const server: OidcServer = {
    issuer,
    client_id: client.id,
    client_secret: client.secret,
    visitor: { sub: "desk-1", acr: "urn:example:two-factor" },
    visit: (url) => follow(issuer, url),
  };
  const provider = new Provider(issuer, configuration(client, callback, server));
  const answer = provider.callback();
  http.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    consent(provider, server, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return server;
}
