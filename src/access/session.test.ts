import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, linkedIn, signIn } from "../../test/support/access-browser.ts";
import { openAccessSite } from "../../test/support/access-site.ts";

const site = await openAccessSite({ after });
const { app } = site;
const minute = 60_000;
const intake = await site.local("intake-desk-1", ["clerk"]);
const signedIn = (): Promise<Browser> => linkedIn(site, "intake-desk-1");
const whoOf = async (browser: Browser): Promise<string | null> => {
  const answer = await browser.get("/who");
  return answer.status === 200 ? ((await answer.json()) as { actor: { login: string } }).actor.login : null;
};

test("half an hour without a request ends a session, half a day ends it whatever happens", async () => {
  const browser = await signedIn();
  site.later(29 * minute);
  assert.equal(await whoOf(browser), "intake-desk-1");
  site.later(29 * minute);
  assert.equal(await whoOf(browser), "intake-desk-1", "a request keeps it");
  site.later(30 * minute);
  assert.equal(await whoOf(browser), null);
  const busy = await signedIn();
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    assert.equal(await whoOf(busy), "intake-desk-1", `after ${minutes} minutes`);
    site.later(20 * minute);
  }
  site.later(20 * minute);
  assert.equal(await whoOf(busy), null);
});

test("signing in gives a new token, and the one that was there before opens nothing", async () => {
  const planted = "A".repeat(43);
  const victim = new Browser(app);
  victim.cookies.set("accord_session", planted);
  site.later(minute);
  assert.equal((await signIn(victim, intake)).status, 303);
  assert.notEqual(victim.cookies.get("accord_session"), planted);
  const former = new Browser(app);
  former.cookies.set("accord_session", victim.cookies.get("accord_session") ?? "");
  site.later(minute);
  assert.equal((await signIn(victim, intake)).status, 303);
  assert.equal(await whoOf(former), null, "signing in again ends the browser's former session");
});

test("signing out ends the session at the server, and is in the journal", async () => {
  const browser = await signedIn();
  const copy = new Browser(app);
  copy.cookies.set("accord_session", browser.cookies.get("accord_session") ?? "");
  assert.equal((await browser.get("/sign-out")).status, 404, "a link cannot sign anyone out");
  await browser.get("/account");
  assert.equal((await browser.post("/sign-out")).status, 303);
  assert.equal(browser.cookies.has("accord_session"), false);
  assert.equal(await whoOf(copy), null);
  assert.equal((await site.entries()).at(-1)?.body.what, "sign_out");
});
