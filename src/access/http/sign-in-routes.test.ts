import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Browser, signIn } from "../../../test/support/access-browser.ts";
import { openAccessSite } from "../../../test/support/access-site.ts";
import { memberByLogin } from "../../records/organisations/member.ts";
import { changeMember } from "../../records/organisations/register-member.ts";

const site = await openAccessSite({ after });
const { app } = site;
const minute = 60_000;
const intake = await site.local("intake-desk-1", ["clerk"]);
const whoOf = async (browser: Browser): Promise<string | null> => {
  const answer = await browser.get("/who");
  return answer.status === 200 ? ((await answer.json()) as { actor: { login: string } }).actor.login : null;
};
/** A browser that is signed in; a step of one-time codes later than any before. */
async function signedIn(account = intake): Promise<Browser> {
  site.later(minute);
  const browser = new Browser(app);
  assert.equal((await signIn(browser, account)).status, 303);
  return browser;
}
const last = async () => (await site.entries()).at(-1);

test("password and code sign in, and the journal has it without a secret", async () => {
  const browser = new Browser(app);
  const answer = await signIn(browser, intake);
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/who"]);
  assert.equal(await whoOf(browser), "intake-desk-1");
  const entry = await last();
  assert.deepEqual(
    [entry?.author, entry?.body],
    [
      "made-up-jail/intake-desk-1",
      { what: "sign_in", organisation_id: "made-up-jail", login: "intake-desk-1", method: "password" },
    ],
  );
  const all = JSON.stringify(await site.entries());
  for (const secret of [intake.password, intake.code(), browser.cookies.get("accord_session") ?? "?"])
    assert.ok(!all.includes(secret));
});

test("the cookies are out of a script's reach, and behind TLS bound to host and path", async () => {
  site.later(minute);
  const plain = await signIn(new Browser(app), intake);
  assert.match(
    plain.headers.getSetCookie().join("\n"),
    /^accord_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/m,
  );
  const secure = await openAccessSite({ after }, { ACCORD_PUBLIC_URL: "https://accord.example" });
  const account = await secure.local("desk-1", ["clerk"]);
  const browser = new Browser(secure.app, "https://accord.example");
  const answer = await signIn(browser, account);
  assert.match(
    answer.headers.getSetCookie().join("\n"),
    /^__Host-accord=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
  );
  assert.equal(answer.headers.get("strict-transport-security"), "max-age=63072000");
  assert.equal(await whoOf(browser), "desk-1");
  assert.equal((await new Browser(app).get("/sign-in")).headers.get("strict-transport-security"), null);
});

test("a page to sign in is kept by nobody, and needs no script", async () => {
  const browser = new Browser(app);
  const answer = await browser.get("/sign-in?next=/account");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.match(browser.page, /<form class="usa-form site-form" method="post" action="\/sign-in"/);
  assert.match(browser.page, /name="next" value="\/account"/);
  assert.match(browser.page, /data-passkey="get"[^>]* hidden/);
});

test("a code works once, a minute early or late not at all", async () => {
  site.later(minute);
  const code = intake.code();
  assert.equal((await signIn(new Browser(app), intake, { code })).status, 303);
  assert.equal((await signIn(new Browser(app), intake, { code })).status, 403);
  assert.deepEqual((await last())?.body.reason, "code");
  site.later(5 * minute);
  assert.equal((await signIn(new Browser(app), intake, { code: intake.code(-2 * minute) })).status, 403);
  assert.equal((await signIn(new Browser(app), intake, { code: intake.code(2 * minute) })).status, 403);
  assert.equal((await signIn(new Browser(app), intake, { code: intake.code(-30_000) })).status, 303);
});

test("of two sign-ins with one code at the same time one succeeds", async () => {
  site.later(minute);
  const answers = await Promise.all([1, 2].map(() => signIn(new Browser(app), intake)));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 403]);
});

test("what is missing is said at its field, and is no try", async () => {
  const browser = new Browser(app);
  await browser.get("/sign-in");
  for (let tries = 1; tries <= 6; tries++) {
    const answer = await browser.post("/sign-in", { login: intake.login, password: "", code: "" });
    assert.equal(answer.status, 400);
  }
  assert.match(browser.page, /<a href="#password">Type your password<\/a>/);
  assert.match(browser.page, /id="code"[^>]*aria-describedby="code-hint code-error" aria-invalid="true"/s);
  assert.ok(!browser.page.includes(intake.password));
  site.later(minute);
  assert.equal((await signIn(browser, intake)).status, 303);
});

test("a deactivated account is refused as any other", async () => {
  const account = await site.local("leaver", ["clerk"]);
  const browser = await signedIn(account);
  const member = await site.store.db.one(memberByLogin("leaver"));
  const change = (member_id: number, is_active: boolean) =>
    site.store.db.transaction((tx) =>
      changeMember(tx, { member_id, login: "leaver", roles: ["clerk"], is_active }, site.now(), "test"),
    );
  const left = await change(member.member_id, false);
  assert.equal(await whoOf(browser), null);
  site.later(minute);
  assert.equal((await signIn(new Browser(app), account)).status, 403);
  await change(left.member_id, true);
  assert.equal(await whoOf(browser), null, "a session that ended does not come back");
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
