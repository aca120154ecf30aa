import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, signIn } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { softwarePasskey } from "../../../test/support/software-passkey.ts";

const origin = "http://localhost";
const site = await openAccessSite({ after });
const account = await site.local("desk-1", ["clerk"]);
const minute = 60_000;

/** The options of WebAuthn that the open page carries. */
const optionsOf = <T>(browser: Browser): T =>
  JSON.parse((/data-options="([^"]*)"/.exec(browser.page)?.[1] ?? "null").replaceAll("&quot;", '"')) as T;
type Key = ReturnType<typeof softwarePasskey>;
type Creation = Parameters<Key["register"]>[0];
type Request = Parameters<Key["assert"]>[0];

async function addKey(key: Key, change: (answer: string, browser: Browser) => string = (answer) => answer) {
  site.later(minute);
  const browser = new Browser(site.app);
  await signIn(browser, account);
  await browser.get("/account/passkeys");
  const response = change(key.register(optionsOf<Creation>(browser), origin), browser);
  const answer = await browser.post("/account/passkeys", { label: "key ring", response });
  return { browser, answer, response };
}
const key = softwarePasskey();
const added = await addKey(key);

/** Opens the page to sign in, lets the key answer, and sends that. */
async function byPasskey(from: Key, change: Partial<{ origin: string; host: string }> = {}) {
  const browser = new Browser(site.app);
  await browser.get("/sign-in");
  const options = optionsOf<Request>(browser);
  const asked = change.host === undefined ? options : { ...options, rpId: change.host };
  const response = from.assert(asked, change.origin ?? origin);
  return { browser, response, send: () => browser.post("/sign-in/passkey", { response, next: "/account" }) };
}
const last = async () => (await site.entries()).at(-1);

test("a passkey is registered, named, and in the journal", async () => {
  assert.equal(added.answer.headers.get("location"), "/account?saved=1");
  await added.browser.get("/account");
  assert.match(added.browser.page, /key ring, never used/);
  const entry = (await site.entries()).find((each) => each.body.credential === "passkey_added");
  assert.deepEqual([entry?.author, entry?.body.what], ["made-up-jail/desk-1", "credential_changed"]);
});

test("a passkey signs in without login or password", async () => {
  const { browser, send } = await byPasskey(key);
  const answer = await send();
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/account"]);
  assert.equal((await browser.get("/who")).status, 200);
  assert.deepEqual((await last())?.body, {
    what: "sign_in",
    organisation_id: "made-up-jail",
    login: "desk-1",
    method: "passkey",
  });
});

async function refused(answer: Response, browser: Browser, reason: string): Promise<void> {
  assert.equal(answer.status, 403);
  assert.equal(browser.cookies.has("accord_session"), false);
  const entry = await last();
  assert.deepEqual([entry?.body.what, entry?.body.reason], ["sign_in_refused", reason]);
}

for (const is_counting of [true, false]) {
  const own = softwarePasskey();
  own.is_counting = is_counting;
  const what = `a key that ${is_counting ? "counts" : "does not count"}`;

  test(`a signature of ${what} works once`, async () => {
    await addKey(own);
    const { browser, response, send } = await byPasskey(own);
    const [cookies, page] = [new Map(browser.cookies), browser.page];
    assert.equal((await send()).status, 303);
    const again = new Browser(site.app);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    again.page = page;
    const answer = await again.post("/sign-in/passkey", { response });
    await refused(answer, again, is_counting ? "passkey" : "used_or_inactive");
  });

  test(`of two that send one signature of ${what} at the same time one succeeds`, async () => {
    const { response, browser } = await byPasskey(own);
    const answers = await Promise.all([1, 2].map(() => browser.post("/sign-in/passkey", { response })));
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 403]);
  });
}

test("a challenge is for who holds the page, and for five minutes", async () => {
  const [mine, other] = [await byPasskey(key), await byPasskey(key)];
  const answer = await other.browser.post("/sign-in/passkey", { response: mine.response });
  await refused(answer, other.browser, "passkey");
  const late = await byPasskey(key);
  site.later(5 * minute);
  await refused(await late.send(), late.browser, "passkey");
});

const wrongs: readonly [what: string, make: () => ReturnType<typeof byPasskey>][] = [
  ["a key that is not registered", () => byPasskey(softwarePasskey())],
  ["a page of another origin", () => byPasskey(key, { origin: "https://elsewhere.example" })],
  ["another host", () => byPasskey(key, { host: "elsewhere.example" })],
];
for (const [what, make] of wrongs) {
  test(`refused: a signature of ${what}`, async () => {
    const { browser, send } = await make();
    await refused(await send(), browser, "passkey");
  });
}

test("refused: a key whose holder was not verified, or whose count went back, or who is another user", async () => {
  site.later(11 * minute);
  key.is_verified = false;
  const unverified = await byPasskey(key);
  await refused(await unverified.send(), unverified.browser, "passkey");
  key.is_verified = true;
  const count = key.count;
  key.count = 0;
  const back = await byPasskey(key);
  await refused(await back.send(), back.browser, "passkey");
  key.count = count;
  const user = key.user;
  key.user = Buffer.from("someone else").toString("base64url");
  const another = await byPasskey(key);
  await refused(await another.send(), another.browser, "passkey");
  key.user = user;
  const good = await byPasskey(key);
  assert.equal((await good.send()).status, 303);
});

test("refused: an answer that is none", async () => {
  for (const response of ["", "{}", "null", "[]", '{"id":1}', "x".repeat(5000)]) {
    site.later(minute * 5);
    const browser = new Browser(site.app);
    await browser.get("/sign-in");
    await refused(await browser.post("/sign-in/passkey", { response }), browser, "passkey");
  }
});

test("refused: a registration with another's challenge, twice the same, or without a name", async () => {
  site.later(11 * minute);
  const foreign = softwarePasskey();
  const stolen = (answer: string): string =>
    answer.replace(/"clientDataJSON":"[^"]*"/, '"clientDataJSON":"e30"');
  assert.equal((await addKey(foreign, stolen)).answer.status, 400);
  const { browser, response, answer } = await addKey(foreign);
  assert.equal(answer.status, 303);
  await browser.get("/account/passkeys");
  assert.equal((await browser.post("/account/passkeys", { label: "again", response })).status, 400);
  assert.equal((await browser.post("/account/passkeys", { label: " ", response })).status, 400);
  assert.match(browser.page, /<a href="#label">Name the passkey/);
});

test("a passkey that was removed signs in no more", async () => {
  site.later(11 * minute);
  const gone = softwarePasskey();
  const { browser } = await addKey(gone);
  const attempt = await byPasskey(gone);
  await browser.get("/account");
  assert.equal((await browser.post("/account/passkeys/remove", { passkey_id: gone.id })).status, 303);
  await refused(await attempt.send(), attempt.browser, "passkey");
});

test("credentials are changed only soon after signing in", async () => {
  site.later(minute);
  const browser = new Browser(site.app);
  await signIn(browser, account);
  assert.equal((await browser.get("/account/passkeys")).status, 200);
  site.later(15 * minute);
  for (const path of ["/account/passkeys", "/account/password", "/account/codes"])
    assert.equal((await browser.get(path)).status, 403, path);
  await browser.get("/account");
  assert.match(browser.page, /more than 15 minutes ago/);
  assert.equal((await browser.post("/account/recovery-codes")).status, 403);
});

test("at a bare address no passkey is offered", async () => {
  const browser = new Browser(site.app, "http://127.0.0.1:4180");
  await browser.get("/sign-in");
  assert.ok(!browser.page.includes("data-passkey"));
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
