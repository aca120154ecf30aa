import assert from "node:assert/strict";
import { after, test } from "node:test";
import { generateSync } from "otplib";
import { Browser, signIn } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { softwarePasskey } from "../../../test/support/software-passkey.ts";
import { createEnrolLink, createOneTimeLink } from "../one-time-link.ts";

const site = await openAccessSite({ after });
const { parts, app } = site;
const minute = 60_000;
const desk = await site.member("desk-1", ["clerk"]);
const newLink = (member = desk) => createOneTimeLink(parts.db, member, parts.clock);
const last = async () => (await site.entries()).at(-1);
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get("/who")).status === 200;

test("a link signs in on this machine when its button is pressed, and only then", async () => {
  const path = await newLink();
  assert.match(path, /^\/sign-in\/link\/[\w-]{43}$/);
  const scanner = new Browser(app);
  for (let looks = 1; looks <= 3; looks++) assert.equal((await scanner.get(path)).status, 200);
  assert.equal(await isIn(scanner), false, "looking at a link does not use it up");
  const browser = new Browser(app);
  await browser.get(path);
  const answer = await browser.post(path);
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/who"]);
  assert.equal(await isIn(browser), true);
  assert.deepEqual([(await last())?.body.what, (await last())?.body.method], ["sign_in", "link"]);
  assert.ok(!JSON.stringify(await site.entries()).includes(path.slice(-43)), "the journal has no secret");
});

async function isRefused(path: string, headers: Record<string, string> = {}): Promise<void> {
  const browser = new Browser(app, "http://localhost", headers);
  await browser.get("/sign-in");
  assert.equal((await browser.post(path)).status, 403);
  assert.equal(await isIn(browser), false);
  assert.equal((await last())?.body.what, "sign_in_refused");
}

test("a link works once, for fifteen minutes, and the next one ends it", async () => {
  const path = await newLink();
  const browser = new Browser(app);
  await browser.get(path);
  assert.equal((await browser.post(path)).status, 303);
  await isRefused(path);
  const late = await newLink();
  site.later(15 * minute);
  await isRefused(late);
  const [first, second] = [await newLink(), await newLink()];
  await isRefused(first);
  await browser.get(second);
  assert.equal((await browser.post(second)).status, 303);
});

test("of two that press the button at the same time one is signed in", async () => {
  const path = await newLink();
  const browsers = [new Browser(app), new Browser(app)];
  for (const browser of browsers) await browser.get(path);
  const answers = await Promise.all(browsers.map((browser) => browser.post(path)));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 403]);
});

const elsewhere: readonly [what: string, headers: Record<string, string>][] = [
  ["another address", { "x-test-address": "192.0.2.1" }],
  ["a proxy on this machine", { "x-forwarded-for": "192.0.2.1" }],
  [
    "another address that says it is this machine",
    { "x-test-address": "192.0.2.1", "x-forwarded-for": "127.0.0.1" },
  ],
];
for (const [what, headers] of elsewhere) {
  test(`a link from ${what} signs nobody in and is not used up`, async () => {
    site.later(minute);
    const path = await newLink();
    const away = new Browser(app, "http://localhost", headers);
    assert.equal((await away.get(path)).status, 403);
    await away.get("/sign-in");
    assert.equal((await away.post(path)).status, 403);
    assert.equal(await isIn(away), false);
    const here = new Browser(app);
    await here.get(path);
    assert.equal((await here.post(path)).status, 303);
  });
}

test("a link needs the page's own form, and one of the other kind opens nothing", async () => {
  site.later(11 * minute);
  const path = await newLink();
  const browser = new Browser(app);
  await browser.get(path);
  assert.equal((await browser.post(path, { form_token: "" })).status, 403);
  assert.equal((await browser.post(path, {}, { "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await browser.get(path.replace("/sign-in/link/", "/enrol/"))).status, 403);
  const enrol = await createEnrolLink(parts.db, desk, parts.clock);
  await isRefused(enrol.replace("/enrol/", "/sign-in/link/"));
  await isRefused(`/sign-in/link/${"x".repeat(43)}`);
});

const secretOf = (browser: Browser): string =>
  (/<code>([A-Z2-7 ]+)<\/code>/.exec(browser.page)?.[1] ?? "").replaceAll(" ", "");
const sealedOf = (browser: Browser): string => /name="totp" value="([^"]+)"/.exec(browser.page)?.[1] ?? "";
const codeOf = (secret: string): string =>
  generateSync({ secret, epoch: Math.floor(Date.parse(site.now()) / 1000) });

test("an account is set up with a password and codes, from anywhere, once", async () => {
  const path = await createEnrolLink(parts.db, desk, parts.clock);
  const browser = new Browser(app, "http://localhost", { "x-test-address": "192.0.2.9" });
  await browser.get(path);
  assert.match(browser.page, /<img src="data:image\/svg\+xml,[^"]*" alt="QR code/);
  const secret = secretOf(browser);
  const totp = sealedOf(browser);
  const password = "several made-up words";
  const wrong = await browser.post(path, { password: "short", totp, code: codeOf(secret) });
  assert.equal(wrong.status, 400);
  assert.match(browser.page, /<a href="#password">Choose a password of 12 to 256/);
  assert.equal(secretOf(browser), secret, "the secret that was scanned stays");
  assert.equal((await browser.post(path, { password, totp, code: "000000" })).status, 400);
  assert.equal((await browser.post(path, { password, totp: "x", code: codeOf(secret) })).status, 400);
  const code = codeOf(secret);
  assert.equal((await browser.post(path, { password, totp, code })).status, 303);
  assert.equal(await isIn(browser), true);
  const again = new Browser(app);
  assert.equal((await again.get(path)).status, 403);
  await again.get("/sign-in");
  assert.equal((await again.post(path, { password, totp, code })).status, 403);
  const account = { login: "desk-1", password, code: () => codeOf(secret) };
  assert.equal((await signIn(new Browser(app), account)).status, 403, "the code was used to set it up");
  site.later(minute);
  assert.equal((await signIn(new Browser(app), account)).status, 303);
});

test("setting an account up anew voids what it had: password, codes, passkeys, sessions", async () => {
  const account = await site.local("desk-2", ["clerk"]);
  const before = new Browser(app);
  await signIn(before, account);
  await before.get("/account");
  assert.equal((await before.post("/account/recovery-codes")).status, 200);
  const recovery = /<code>([a-z0-9-]{17})<\/code>/.exec(before.page)?.[1] ?? "";
  const member = { login: "desk-2", organisation_id: "made-up-jail" };
  const path = await createEnrolLink(parts.db, member, parts.clock);
  const browser = new Browser(app);
  await browser.get(path);
  const key = softwarePasskey();
  const options = JSON.parse(
    (/data-options="([^"]*)"/.exec(browser.page)?.[1] ?? "").replaceAll("&quot;", '"'),
  ) as Parameters<typeof key.register>[0];
  const response = key.register(options, "http://localhost");
  assert.equal((await browser.post(`${path}/passkey`, { response: "{}", label: "key" })).status, 400);
  assert.equal((await browser.post(`${path}/passkey`, { response, label: "key" })).status, 303);
  assert.equal(await isIn(browser), true);
  assert.equal(await isIn(before), false);
  site.later(minute);
  assert.equal((await signIn(new Browser(app), account)).status, 403);
  assert.equal((await signIn(new Browser(app), account, { code: recovery })).status, 403);
});

test("a recovery code stands in for a one-time code, once, for its own account", async () => {
  const [account, other] = [await site.local("desk-3", ["clerk"]), await site.local("desk-4", ["clerk"])];
  const browser = new Browser(app);
  await signIn(browser, account);
  await browser.get("/account");
  const shown = await browser.post("/account/recovery-codes");
  assert.equal(shown.headers.get("cache-control"), "no-store");
  const codes = [...browser.page.matchAll(/<code>([a-z0-9-]{17})<\/code>/g)].map((found) => found[1] ?? "");
  assert.equal(new Set(codes).size, 10);
  const [code = ""] = codes;
  assert.equal((await signIn(new Browser(app), other, { code })).status, 403);
  assert.equal((await signIn(new Browser(app), account, { code: code.toUpperCase() })).status, 303);
  assert.equal((await signIn(new Browser(app), account, { code })).status, 403);
  await browser.get("/account");
  assert.match(browser.page, /9 left/);
});

test("a changed password ends the other sessions and works at the next sign-in", async () => {
  const account = await site.local("desk-5", ["clerk"]);
  const [mine, other] = [new Browser(app), new Browser(app)];
  await signIn(other, account);
  site.later(minute);
  await signIn(mine, account);
  await mine.get("/account/password");
  assert.equal((await mine.post("/account/password", { password: "desk-5desk-5desk-5" })).status, 400);
  const password = "other words than before";
  assert.equal(
    (await mine.post("/account/password", { password })).headers.get("location"),
    "/account?saved=1",
  );
  assert.deepEqual([await isIn(mine), await isIn(other)], [true, false]);
  await mine.get("/account/codes");
  const secret = secretOf(mine);
  const changed = await mine.post("/account/codes", { totp: sealedOf(mine), code: codeOf(secret) });
  assert.equal(changed.status, 303);
  site.later(minute);
  assert.equal((await signIn(new Browser(app), account)).status, 403);
  const now = { login: "desk-5", password, code: () => codeOf(secret) };
  assert.equal((await signIn(new Browser(app), now)).status, 303);
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
