import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, linkedIn } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { memberByLogin } from "../../records/organisations/member.ts";
import { issueApiToken } from "../api-token.ts";

const site = await openAccessSite({ after });
const { app } = site;
const minute = 60_000;
await site.member("admin-1", ["administrator"]);
await site.member("desk-1", ["clerk"]);
await site.member("far-desk", ["clerk"], "other-jail");
const last = async () => (await site.entries()).at(-1);

const signedIn = (login = "admin-1"): Promise<Browser> => linkedIn(site, login);
const versionOf = async (login: string): Promise<string> =>
  String((await site.store.db.one(memberByLogin(login))).member_id);

test("an administrator adds an account and gets the link to set it up, once", async () => {
  const browser = await signedIn();
  await browser.get("/account/members");
  assert.match(browser.page, /desk-1/);
  assert.ok(!browser.page.includes("far-desk"), "another organisation's accounts are not shown");
  const answer = await browser.post("/account/members", { login: "desk-2", roles: ["clerk", "supervisor"] });
  assert.equal(answer.status, 200);
  const path = /http:\/\/localhost(\/enrol\/[\w-]{43})/.exec(browser.page)?.[1] ?? "";
  const invited = new Browser(app);
  assert.equal((await invited.get(path)).status, 200);
  assert.match(invited.page, /the account desk-2 signs in/);
  assert.deepEqual(
    [(await last())?.author, (await last())?.body],
    [
      "made-up-jail/admin-1",
      { what: "link_made", organisation_id: "made-up-jail", login: "desk-2", purpose: "enrol" },
    ],
  );
});

const wrongs: readonly [what: string, fields: Record<string, string | string[]>, says: RegExp][] = [
  ["a login that is taken", { login: "desk-1", roles: "clerk" }, /login &quot;desk-1&quot; is taken/],
  ["a login that is taken elsewhere", { login: "far-desk", roles: "clerk" }, /is taken/],
  ["a name for a login", { login: "A Person", roles: "clerk" }, /cannot be used/],
  ["a role of another kind", { login: "desk-9", roles: "officer" }, /not one of a jail_operator/],
  ["no role", { login: "desk-9" }, /<a href="#roles">Choose at least one role/],
];
for (const [what, fields, says] of wrongs) {
  test(`no account is added for ${what}`, async () => {
    const browser = await signedIn();
    await browser.get("/account/members");
    assert.equal((await browser.post("/account/members", fields)).status, 400);
    assert.match(browser.page, says);
    assert.equal(await site.store.db.maybe(memberByLogin("desk-9")), null);
  });
}

test("roles change from the next request on, and a stale form changes nothing", async () => {
  const [browser, desk] = [await signedIn(), await signedIn("desk-1")];
  await browser.get("/account/members/desk-1");
  const member_id = await versionOf("desk-1");
  const path = "/account/members/desk-1/roles";
  const answer = await browser.post(path, { member_id, roles: ["supervisor", "clerk"] });
  assert.equal(answer.headers.get("location"), "/account/members/desk-1?saved=1");
  const { actor } = (await (await desk.get("/who")).json()) as { actor: { roles: string[] } };
  assert.deepEqual(actor.roles, ["clerk", "supervisor"]);
  assert.equal((await browser.post(path, { member_id, roles: "clerk" })).status, 400);
  assert.match(browser.page, /was changed by someone else meanwhile/);
});

test("a deactivated account is out at once, with its tokens, and comes back by hand only", async () => {
  await site.member("leaver", ["clerk"]);
  const [browser, desk] = [await signedIn(), await signedIn("leaver")];
  const wanted = { login: "leaver", label: "intake", days: 30, issued_by: "test" };
  const token = await issueApiToken(site.store.db, wanted, site.now());
  const asMachine = () => new Browser(app).get("/who", { authorization: `Bearer ${token}` });
  assert.equal((await asMachine()).status, 200);
  await browser.get("/account/members/leaver");
  const state = "/account/members/leaver/state";
  const stop = { member_id: await versionOf("leaver"), is_active: "no" };
  assert.equal((await browser.post(state, stop)).status, 303);
  assert.deepEqual([(await desk.get("/who")).status, (await asMachine()).status], [401, 401]);
  const go = { member_id: await versionOf("leaver"), is_active: "yes" };
  assert.equal((await browser.post(state, go)).status, 303);
  assert.deepEqual([(await desk.get("/who")).status, (await asMachine()).status], [401, 401]);
});

test("the last administrator cannot put themselves out", async () => {
  const browser = await signedIn();
  await browser.get("/account/members/admin-1");
  const fields = { member_id: await versionOf("admin-1"), is_active: "no" };
  assert.equal((await browser.post("/account/members/admin-1/state", fields)).status, 400);
  assert.match(browser.page, /is the last administrator/);
});

test("a token acts as its account, without a cookie or a form token, until it ends or is taken back", async () => {
  const browser = await signedIn();
  await browser.get("/account/members/desk-1");
  const path = "/account/members/desk-1/tokens";
  for (const wrong of [
    { label: "", days: "30" },
    { label: "x", days: "0" },
    { label: "x", days: "367" },
    { label: "x", days: "1e2" },
  ])
    assert.equal((await browser.post(path, wrong)).status, 400, JSON.stringify(wrong));
  const shown = await browser.post(path, { label: "jail system", days: "30" });
  assert.deepEqual([shown.status, shown.headers.get("cache-control")], [200, "no-store"]);
  const token = /accord_[\w-]{43}/.exec(browser.page)?.[0] ?? "";
  const authorization = `Bearer ${token}`;
  const machine = new Browser(app);
  const found = (await (await machine.get("/who", { authorization })).json()) as {
    actor: { login: string };
    kind: string;
  };
  assert.deepEqual([found.actor.login, found.kind], ["desk-1", "token"]);
  const change = await machine.post("/change", {}, { authorization, origin: "", "sec-fetch-site": "" });
  assert.equal(change.status, 200);
  assert.equal(
    (await machine.get("/account", { authorization })).status,
    303,
    "a machine has no account pages",
  );
  for (const wrong of [`Bearer ${token}x`, "Bearer", `Basic ${token}`, "Bearer accord_"])
    assert.equal(
      (await browser.get("/who", { authorization: wrong })).status,
      401,
      "nor falls back to a cookie",
    );
  await browser.get("/account/members/desk-1");
  assert.match(browser.page, /jail system: issued/);
  assert.ok(!browser.page.includes(token));
  const token_id = /name="token_id" value="(\d+)"/.exec(browser.page)?.[1] ?? "";
  assert.equal((await browser.post(`${path}/revoke`, { token_id })).status, 303);
  assert.equal((await machine.get("/who", { authorization })).status, 401);
  assert.equal((await last())?.body.what, "token_revoked");
  const wanted = { login: "desk-1", label: "short", days: 1, issued_by: "test" };
  const short = { authorization: `Bearer ${await issueApiToken(site.store.db, wanted, site.now())}` };
  site.later(24 * 60 * minute - 1);
  assert.equal((await machine.get("/who", short)).status, 200);
  site.later(1);
  assert.equal((await machine.get("/who", short)).status, 401);
  assert.ok(!JSON.stringify(await site.entries()).includes(token.slice(7)));
});

const paths: readonly [method: "get" | "post", path: string][] = [
  ["get", "/account/members"],
  ["post", "/account/members"],
  ["get", "/account/members/desk-1"],
  ...["roles", "state", "link", "tokens", "tokens/revoke"].map((name): ["post", string] => [
    "post",
    `/account/members/desk-1/${name}`,
  ]),
];
test("nobody but an administrator comes to the accounts, and they to their own organisation's only", async () => {
  const [stranger, desk, browser] = [new Browser(app), await signedIn("desk-1"), await signedIn()];
  await desk.get("/account");
  await browser.get("/account/members");
  for (const [method, path] of paths) {
    assert.equal((await stranger[method](path)).status, 303, path);
    assert.equal((await desk[method](path)).status, 403, path);
    if (!path.includes("desk-1")) continue;
    const foreign = path.replace("desk-1", "far-desk");
    const fields = {
      member_id: await versionOf("far-desk"),
      roles: "clerk",
      is_active: "no",
      label: "x",
      days: "1",
      token_id: "1",
    };
    const answer =
      method === "get"
        ? await browser.get(foreign)
        : await browser.post(foreign, { ...fields, form_token: await (await browser.get("/form")).text() });
    assert.equal(answer.status, 404, foreign);
  }
  assert.equal((await site.store.db.one(memberByLogin("far-desk"))).is_active, true);
});

test("links and tokens are made only soon after signing in", async () => {
  const browser = await signedIn();
  site.later(15 * minute);
  await browser.get("/account/members");
  for (const path of ["/account/members", "/account/members/desk-1/link", "/account/members/desk-1/tokens"])
    assert.equal(
      (await browser.post(path, { login: "desk-8", roles: "clerk", label: "x", days: "1" })).status,
      403,
    );
});

test("a form of many bytes is refused before it is read", async () => {
  const browser = await signedIn();
  await browser.get("/account");
  assert.equal((await browser.post("/account/members", { login: "x".repeat(70_000) })).status, 413);
  assert.equal((await new Browser(app).post("/sign-in", { login: "x".repeat(70_000) })).status, 413);
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
