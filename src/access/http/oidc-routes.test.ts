import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Browser } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { startOidcServer } from "../../../test/support/oidc-server.ts";
import { callbackPath } from "../oidc.ts";

const origin = "http://localhost:4180";
const acr = "urn:example:two-factor";
const provider = await startOidcServer({ after }, `${origin}${callbackPath}`);

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  ACCORD_PUBLIC_URL: origin,
  ACCORD_OIDC_ISSUER: provider.issuer,
  ACCORD_OIDC_CLIENT_ID: provider.client_id,
  ACCORD_OIDC_CLIENT_SECRET: provider.client_secret,
  ACCORD_OIDC_ACR: acr,
  ...more,
});

const site = await openAccessSite({ after }, environment());
await site.member("desk-1", ["clerk"]);
await site.member("desk-2", ["clerk"]);

beforeEach(() => {
  provider.visitor = { sub: "desk-1", acr };
  site.later(11 * 60_000); // the address's count of tries begins anew
});

/** Goes to the provider and comes back, without the last step: the browser, and the address that it was sent back to. */
async function goAndReturn(at = site, path = "/sign-in/oidc"): Promise<{ browser: Browser; back: URL }> {
  const browser = new Browser(at.app, origin);
  const start = await browser.get(path);
  assert.equal(start.status, 303);
  return { browser, back: await provider.visit(start.headers.get("location") ?? "") };
}
const come = (browser: Browser, back: URL) => browser.get(`${back.pathname}${back.search}`);
const whoOf = async (browser: Browser): Promise<string | null> => {
  const answer = await browser.get("/who");
  return answer.status === 200 ? ((await answer.json()) as { actor: { login: string } }).actor.login : null;
};
const last = async (at = site) => (await at.entries()).at(-1);

test("the provider's word signs in, with how sure it is", async () => {
  const { browser, back } = await goAndReturn(site, "/sign-in/oidc?next=/account");
  const answer = await come(browser, back);
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/account"]);
  assert.equal(await whoOf(browser), "desk-1");
  assert.deepEqual((await last())?.body, {
    what: "sign_in",
    organisation_id: "made-up-jail",
    login: "desk-1",
    method: "oidc",
    acr,
  });
  assert.equal(browser.cookies.has("accord_oidc"), false);
});

test("the provider is asked with PKCE, state, nonce and acr", async () => {
  const browser = new Browser(site.app, origin);
  const url = new URL((await browser.get("/sign-in/oidc")).headers.get("location") ?? "");
  assert.equal(url.origin, provider.issuer);
  const asked = Object.fromEntries(url.searchParams);
  assert.deepEqual(
    [asked.response_type, asked.code_challenge_method, asked.acr_values, asked.redirect_uri],
    ["code", "S256", acr, `${origin}${callbackPath}`],
  );
  for (const name of ["state", "nonce", "code_challenge"])
    assert.match(asked[name] ?? "", /^[\w-]{43}$/, name);
});

/** Comes back and is refused, without a session. */
async function refused(browser: Browser, back: URL, reason: string): Promise<void> {
  assert.equal((await come(browser, back)).status, 403);
  assert.equal(browser.cookies.has("accord_session"), false);
  assert.match(browser.page, /This sign-in cannot be accepted/);
  const entry = await last();
  assert.deepEqual(
    [entry?.body.what, entry?.body.login, entry?.body.reason],
    ["sign_in_refused", null, reason],
  );
}

test("a sign-in that the provider is less sure of is refused, as is one that it says nothing of", async () => {
  for (const less of ["urn:example:password", null]) {
    provider.visitor = { sub: "desk-1", acr: less };
    const { browser, back } = await goAndReturn();
    await refused(browser, back, "acr");
  }
});

test("a wrong state is refused", async () => {
  const { browser, back } = await goAndReturn();
  back.searchParams.set("state", "x".repeat(43));
  await refused(browser, back, "not_verified");
});

test("another issuer's answer is refused", async () => {
  const { browser, back } = await goAndReturn();
  back.searchParams.set("iss", "https://elsewhere.example");
  await refused(browser, back, "not_verified");
});

test("an answer that another browser asked for is refused", async () => {
  const mine = await goAndReturn();
  await refused(new Browser(site.app, origin), mine.back, "flow");
  const other = await goAndReturn();
  await refused(other.browser, mine.back, "not_verified");
});

test("a code works once", async () => {
  const { browser, back } = await goAndReturn();
  const cookie = browser.cookies.get("accord_oidc") ?? "";
  assert.equal((await come(browser, back)).status, 303);
  const again = new Browser(site.app, origin);
  again.cookies.set("accord_oidc", cookie);
  await refused(again, back, "provider_refused");
});

/** Changes what the browser's cookie remembers, as nobody without the key could. */
function remember(browser: Browser, change: Record<string, string>): void {
  const { keys } = site.parts;
  const flow = JSON.parse(keys.open("oidc flow", browser.cookies.get("accord_oidc") ?? "") ?? "{}") as object;
  browser.cookies.set("accord_oidc", keys.seal("oidc flow", JSON.stringify({ ...flow, ...change })));
}

test("a token that was made for another sign-in (nonce) is refused", async () => {
  const { browser, back } = await goAndReturn();
  remember(browser, { nonce: "n".repeat(43) });
  await refused(browser, back, "not_verified");
});

test("a code without the verifier that it was asked for with (PKCE) is refused by the provider", async () => {
  const { browser, back } = await goAndReturn();
  remember(browser, { verifier: "v".repeat(43) });
  await refused(browser, back, "provider_refused");
});

test("a cookie that was written by someone else is refused", async () => {
  const { browser, back } = await goAndReturn();
  browser.cookies.set("accord_oidc", `A${(browser.cookies.get("accord_oidc") ?? "").slice(1)}x`);
  await refused(browser, back, "flow");
});

test("a sign-in that took more than ten minutes is refused", async () => {
  const { browser, back } = await goAndReturn();
  site.later(10 * 60_000);
  await refused(browser, back, "flow");
});

test("a provider that says no is a refusal", async () => {
  const { browser, back } = await goAndReturn();
  const state = back.searchParams.get("state") ?? "";
  back.search = new URLSearchParams({ error: "access_denied", state, iss: provider.issuer }).toString();
  await refused(browser, back, "provider_refused");
});

test("whom the provider knows and the exchange does not is refused", async () => {
  provider.visitor = { sub: "stranger", acr };
  const { browser, back } = await goAndReturn();
  await refused(browser, back, "unknown_login");
});

test("an address as login counts only when the provider has verified it", async () => {
  const email = await openAccessSite({ after }, environment({ ACCORD_OIDC_CLAIM: "email" }));
  await email.member("records@jail.example", ["clerk"]);
  const claims = (email_verified: boolean) => ({ email: "records@jail.example", email_verified });
  provider.visitor = { sub: "u-1", acr, claims: claims(false) };
  const before = await goAndReturn(email);
  assert.equal((await come(before.browser, before.back)).status, 403);
  provider.visitor = { sub: "u-1", acr, claims: claims(true) };
  const { browser, back } = await goAndReturn(email);
  assert.equal((await come(browser, back)).status, 303);
  assert.equal(await whoOf(browser), "records@jail.example");
});

test("who signed in over the provider cannot add a password or passkey beside it", async () => {
  const { browser, back } = await goAndReturn();
  await come(browser, back);
  for (const path of ["/account/password", "/account/codes", "/account/passkeys"])
    assert.equal((await browser.get(path)).status, 403, path);
});

test("a provider that does not answer is said so, and nobody is signed in", async () => {
  const dead = await openAccessSite({ after }, environment({ ACCORD_OIDC_ISSUER: "http://127.0.0.1:9" }));
  const browser = new Browser(dead.app, origin);
  assert.equal((await browser.get("/sign-in/oidc")).status, 502);
  assert.match(browser.page, /identity provider does not answer/);
  assert.match(dead.warnings.join(), /identity provider does not answer/);
  assert.equal((await browser.get("/sign-in")).status, 200, "the other ways stay open");
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
