import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, linkedIn } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { safeNext } from "./forms.ts";

const site = await openAccessSite({ after });
const { app } = site;
const intake = await site.local("intake-desk-1", ["clerk"]);
const formTokenOf = async (browser: Browser): Promise<string> => (await browser.get("/form")).text();

const forged: readonly [what: string, fields: Record<string, string>, headers: Record<string, string>][] = [
  ["no form token", { form_token: "" }, {}],
  ["a wrong form token", { form_token: Buffer.alloc(64).toString("base64url") }, {}],
  ["another origin", {}, { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" }],
  [
    "another origin of a browser that says no more",
    {},
    { origin: "https://elsewhere.example", "sec-fetch-site": "" },
  ],
  ["another port of this host", {}, { origin: "http://localhost:81", "sec-fetch-site": "same-site" }],
  ["neither origin nor site", {}, { origin: "", "sec-fetch-site": "" }],
  ["a hidden origin", {}, { origin: "null", "sec-fetch-site": "" }],
];
const mine = await linkedIn(site, "intake-desk-1");
for (const [what, fields, headers] of forged) {
  test(`refused, with nothing changed: a form with ${what}`, async () => {
    const before = (await site.entries()).length;
    await mine.get("/account");
    const answer = await mine.post("/account/sessions", { session_id: "others", ...fields }, headers);
    assert.notEqual(answer.headers.get("location"), "/account?saved=1");
    assert.ok([303, 403].includes(answer.status));
    const changed = await mine.post("/change", { form_token: await formTokenOf(mine), ...fields }, headers);
    assert.ok([401, 403].includes(changed.status), String(changed.status));
    const stranger = new Browser(app);
    await stranger.get("/sign-in");
    const login = { login: intake.login, password: intake.password, code: intake.code(30_000) };
    assert.equal((await stranger.post("/sign-in", { ...login, ...fields }, headers)).status, 403);
    assert.match(stranger.page, /This form cannot be taken/);
    assert.equal((await site.entries()).length, before);
  });
}

test("a form token is good for its own session only, however often it is written anew", async () => {
  const other = await linkedIn(site, "intake-desk-1");
  const [first, second] = [await formTokenOf(mine), await formTokenOf(mine)];
  assert.notEqual(first, second);
  for (const form_token of [first, second])
    assert.equal((await mine.post("/change", { form_token })).status, 200);
  assert.equal((await other.post("/change", { form_token: first })).status, 403);
  const header = await mine.post("/change", { form_token: "" }, { "x-accord-form-token": first });
  assert.equal(header.status, 200);
  assert.equal((await new Browser(app).post("/change", { form_token: first })).status, 401);
});

test("a browser whose referrers are off still sends its own forms", async () => {
  const form_token = await formTokenOf(mine);
  assert.equal((await mine.post("/change", { form_token }, { origin: "null" })).status, 200);
});

const nexts: readonly [next: string, goes: string][] = [
  ["/account?x=1", "/account?x=1"],
  ["//elsewhere.example/", "/who"],
  ["/\\elsewhere.example", "/who"],
  ["https://elsewhere.example/", "/who"],
  ["/\t/elsewhere.example", "/who"],
  ["javascript:alert(1)", "/who"],
  ["", "/who"],
];
for (const [next, goes] of nexts) {
  test(`after signing in, ${JSON.stringify(next)} leads to ${goes}`, () =>
    assert.equal(safeNext(next, "/who"), goes));
}

test("where nobody can sign in, the page says why", async () => {
  const browser = new Browser(app, "http://accord.example");
  await browser.get("/sign-in");
  assert.equal((await browser.post("/sign-in", { login: "a", password: "b", code: "c" })).status, 403);
  assert.match(browser.page, /ACCORD_PUBLIC_URL/);
});
