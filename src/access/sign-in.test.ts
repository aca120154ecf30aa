import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, signIn } from "../../test/support/access-browser.ts";
import { openAccessSite } from "../../test/support/access-site.ts";

const site = await openAccessSite({ after });
const { app } = site;
const minute = 60_000;
const last = async () => (await site.entries()).at(-1);

const wrongs: readonly [what: string, wrong: Record<string, string>][] = [
  ["passwords", { password: "not the right words" }],
  ["codes", { code: "000000" }],
];
for (const [what, wrong] of wrongs) {
  test(`five wrong ${what} lock the account for ten minutes, whatever is typed then`, async () => {
    const account = await site.local(`wrong-${what}`, ["clerk"]);
    for (let tries = 1; tries <= 5; tries++)
      assert.equal((await signIn(new Browser(app), account, wrong)).status, 403);
    assert.deepEqual((await last())?.body, {
      what: "account_locked",
      organisation_id: "made-up-jail",
      login: account.login,
      locked_until_at: new Date(Date.parse(site.now()) + 10 * minute).toISOString().replace(".000Z", "Z"),
    });
    const browser = new Browser(app);
    const locked = await signIn(browser, account);
    assert.deepEqual([locked.status, locked.headers.get("retry-after")], [429, "600"]);
    assert.match(browser.page, /another 10 minutes/);
    const before = (await site.entries()).length;
    site.later(10 * minute - 1000);
    assert.equal((await signIn(new Browser(app), account)).status, 429);
    assert.equal((await site.entries()).length, before, "a try that is not looked at is not told");
    site.later(1000);
    assert.equal((await signIn(new Browser(app), account)).status, 303);
  });
}

test("four that fail and one that succeeds begin the count anew", async () => {
  const account = await site.local("clumsy", ["clerk"]);
  for (let round = 1; round <= 2; round++) {
    site.later(minute);
    for (let tries = 1; tries <= 4; tries++)
      assert.equal((await signIn(new Browser(app), account, { code: "000000" })).status, 403);
    assert.equal((await signIn(new Browser(app), account)).status, 303);
  }
});

test("a login that nobody has is answered as one that is there, and locks as it", async () => {
  site.later(60 * minute);
  const nobody = { login: "no-such-desk", password: "some long words", code: () => "123456" };
  const known = await site.local("known", ["clerk"]);
  const pageOf = async (account: typeof nobody): Promise<string> => {
    const browser = new Browser(app);
    const answer = await signIn(browser, { ...account, password: "some other words" }, { code: "000000" });
    const page = browser.page
      .replaceAll(/name="form_token" value="[^"]*"/g, "")
      .replaceAll(/data-options="[^"]*"/g, "");
    return `${answer.status} ${page.replaceAll(account.login, "LOGIN")}`;
  };
  for (let tries = 1; tries <= 6; tries++)
    assert.equal(await pageOf(nobody), await pageOf(known), `try ${tries}`);
  assert.match(await pageOf(nobody), /^429/);
  const refused = (await site.entries()).filter((entry) => entry.body.what === "sign_in_refused").at(-2);
  assert.deepEqual([refused?.body.login, refused?.author], [null, "sign-in"]);
  assert.ok(
    !JSON.stringify(await site.entries()).includes("no-such-desk"),
    "what was typed may be a password",
  );
});

test("an account that is there takes no longer than one that is not", async () => {
  const known = await site.local("timed", ["clerk"]);
  const took = async (login: string): Promise<number> => {
    site.later(60 * minute);
    const browser = new Browser(app, "http://localhost", { "x-test-address": `198.51.100.${login.length}` });
    await browser.get("/sign-in");
    const begin = performance.now();
    await browser.post("/sign-in", { login, password: "some other words", code: "000000" });
    return performance.now() - begin;
  };
  const best = async (login: string): Promise<number> => {
    const times = [await took(login), await took(login), await took(login), await took(login)];
    return Math.min(...times);
  };
  const [there, not] = [await best(known.login), await best("nobody")];
  assert.ok(not > there / 2 && not < there * 2, `${there} ms and ${not} ms`);
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
