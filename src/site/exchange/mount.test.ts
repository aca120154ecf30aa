import assert from "node:assert/strict";
import { after, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { Browser } from "../../../test/support/access-browser.ts";
import type { ActorName } from "../../../test/support/exchange.ts";
import { writeCases } from "../../../test/support/exchange-cases.ts";
import { openExchangeSite } from "../../../test/support/exchange-site.ts";

const site = await openExchangeSite({ after });
const cases = await writeCases(site);

async function browserOf(who: ActorName): Promise<Browser> {
  const browser = new Browser(site.app);
  const [name = "", value = ""] = (await site.cookie(who)).split("=");
  browser.cookies.set(name, value);
  return browser;
}

const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
async function faultsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((one) => one.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
}

const pages: readonly (readonly [who: ActorName, path: string, status: number])[] = [
  ["clerk", "/exchange", 200],
  ["officer", "/exchange", 200],
  ["administrator", "/exchange", 200],
  ["editor", "/exchange", 200],
  ["clerk", "/exchange/desk", 200],
  ["texas_clerk", "/exchange/desk?hours=168", 200],
  ["clerk", "/exchange/requests", 200],
  ["clerk", "/exchange/requests?which=all", 200],
  ["officer", "/exchange/requests?which=closed", 200],
  ["clerk", `/exchange/requests/${cases.disputed}`, 200],
  ["officer", `/exchange/requests/${cases.disputed}`, 200],
  ["editor", `/exchange/requests/${cases.disputed}`, 200],
  ["counsel", `/exchange/requests/${cases.waiting}`, 200],
  ["texas_clerk", `/exchange/requests/${cases.held}`, 200],
  ["texas_clerk", `/exchange/requests/${cases.late}`, 200],
  ["clerk", `/exchange/requests/${cases.issued}`, 200],
  ["clerk", "/exchange/requests/new", 200],
  ["officer", "/exchange/requests/new", 200],
  ["clerk", "/exchange/bookings", 200],
  ["clerk", "/exchange/bookings?number=B-10&custody=held", 200],
  ["clerk", "/exchange/bookings/new", 200],
  ["supervisor", `/exchange/bookings/${cases.waiting_booking}`, 200],
  ["clerk", `/exchange/bookings/${cases.waiting_booking}/release`, 200],
  ["texas_clerk", `/exchange/bookings/${cases.held_booking}/release`, 200],
  ["auditor", "/exchange/audit", 200],
  ["administrator", "/exchange/audit", 200],
  ["clerk", "/exchange/audit", 403],
  ["officer", "/exchange/bookings", 403],
  ["administrator", "/exchange/requests", 403],
  ["editor", "/exchange/requests/new", 403],
  ["officer", `/exchange/bookings/${cases.waiting_booking}`, 403],
  ["texas_clerk", `/exchange/requests/${cases.waiting}`, 404],
  ["texas_clerk", `/exchange/bookings/${cases.waiting_booking}`, 404],
  ["clerk", "/exchange/requests/nine", 404],
  ["clerk", "/exchange/nowhere", 404],
];

for (const [who, path, status] of pages)
  test(`${path} for ${who} is sound HTML with status ${status}, and nobody keeps it`, async () => {
    const answer = await (await browserOf(who)).get(path);
    const html = await answer.text();
    assert.equal(answer.status, status);
    assert.deepEqual(await faultsOf(html), []);
    assert.doesNotMatch(html, / on[a-z]+="|javascript:| style="/i);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self'/);
    assert.match(html, /Synthetic data/);
  });

test("without a session one is sent to sign in, and comes back to the page", async () => {
  const answer = await new Browser(site.app).get("/exchange/requests?which=all");
  assert.equal(answer.status, 303);
  assert.equal(
    answer.headers.get("location"),
    `/sign-in?next=${encodeURIComponent("/exchange/requests?which=all")}`,
  );
});

test("the public site is still only read, and has no script", async () => {
  const answer = await site.app.request("/", { method: "POST" });
  assert.equal(answer.status, 405);
  const home = await site.app.request("/");
  assert.doesNotMatch(home.headers.get("content-security-policy") ?? "", /script-src/);
});

test("a page that a role does not have says which role does", async () => {
  const html = await (await (await browserOf("clerk")).get("/exchange/audit")).text();
  assert.match(html, /auditor or administrator of your organisation/);
});

/** The hidden and filled-in fields of the form with an action, as the page that is open has them. */
function fieldsOf(page: string, action: string): Record<string, string | string[]> {
  const form = new RegExp(`action="[^"]*${action}"[^>]*>([\\s\\S]*?)</form>`).exec(page)?.[1] ?? "";
  const found: Record<string, string | string[]> = {};
  for (const [, name = "", value = ""] of form.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  ))
    found[name] = value;
  return found;
}

const entered = (number: string, page: string) => ({
  ...fieldsOf(page, "/exchange/actions/log_request"),
  booking_number: number,
  received_at: "2026-03-02T08:30",
  channel: "fax",
  form: "I-247A",
  issued_on: "2026-03-01",
  issuer_organisation_id: "sample-ero-office",
  issuing_unit: "",
  warrant: "I-200",
  bases: ["final_order", "biometric_match"],
});

test("a received request is entered, sent twice it is entered once, and the page says what was done", async () => {
  await site.act("clerk", "book", null, {
    facility_id: "sample-il-jail",
    booking_number: "B-300",
    person_id: "P-300",
    booked_at: "2026-03-01T08:00",
  });
  const browser = await browserOf("clerk");
  await browser.get("/exchange/requests/new");
  const fields = entered("B-300", browser.page);
  const first = await browser.post("/exchange/actions/log_request", fields);
  assert.equal(first.status, 303);
  const again = await browser.post("/exchange/actions/log_request", fields);
  assert.equal(again.headers.get("location"), first.headers.get("location"));
  const shown = await (await browser.get(first.headers.get("location") ?? "")).text();
  assert.match(shown, /The request is entered\./);
  assert.match(shown, /A final order of removal; Biometric match and a records check/);
  assert.match(shown, /sample-ero-office \(made up\) → sample-il-jail/);
});

test("a form with errors comes back as it was typed, each error tied to its field and led to from the top", async () => {
  const browser = await browserOf("clerk");
  await browser.get("/exchange/requests/new");
  const answer = await browser.post("/exchange/actions/log_request", {
    ...entered("", browser.page),
    received_at: "2026-03-02T23:30",
    notify_hours: "soon",
    basis_wording: "first line\n\n  second line",
  });
  const html = await answer.text();
  assert.equal(answer.status, 400);
  assert.deepEqual(await faultsOf(html), []);
  assert.match(html, /<a href="#log-request-booking_number">Booking number: fill this in<\/a>/);
  assert.match(
    html,
    /id="log-request-booking_number"[^>]*aria-describedby="log-request-booking_number-error"[^>]*aria-invalid="true"/s,
  );
  assert.match(html, /id="log-request-notify_hours"[^>]*\s+value="soon"/s);
  assert.match(html, /first line\n\n {2}second line/);
  assert.match(html, /value="biometric_match" checked/);
  const late = await browser.post("/exchange/actions/log_request", {
    ...entered("B-300", browser.page),
    received_at: "2026-03-02T23:30",
  });
  assert.equal(late.status, 400);
  assert.match(await late.text(), /When it came in: 2026-03-02T23:30 is after the present minute/);
});

test("two clerks on one request: the second sees what is new, keeps what was typed, and can send it again", async () => {
  const [first, second] = [await browserOf("clerk"), await browserOf("supervisor")];
  const path = `/exchange/requests/${cases.waiting}`;
  await first.get(path);
  await second.get(path);
  const served = {
    at: "2026-03-02T08:45",
    manner: "in_person",
    language: "es",
    by_role: "records desk",
    note: "",
  };
  const done = await first.post(`${path}/actions/serve`, {
    ...fieldsOf(first.page, `${path}/actions/serve`),
    ...served,
  });
  assert.equal(done.status, 303);
  const notice = {
    at: "2026-03-02T08:50",
    channel: "phone",
    reached: "duty officer",
    answer: "will_come",
    release_at: "",
    note: "kept",
  };
  const refused = await second.post(`${path}/actions/log_notice`, {
    ...fieldsOf(second.page, `${path}/actions/log_notice`),
    ...notice,
  });
  const html = await refused.text();
  assert.equal(refused.status, 412);
  assert.deepEqual(await faultsOf(html), []);
  assert.match(
    html,
    /Somebody changed this since you opened it[\s\S]*Copy given to the person[\s\S]*Spanish/,
  );
  assert.match(html, />\nkept<\/textarea>/);
  const taken = await second.post(`${path}/actions/log_notice`, {
    ...fieldsOf(second.page, `${path}/actions/log_notice`),
    ...notice,
  });
  assert.equal(taken.status, 303);
});

test("a form that is both wrong and late says both", async () => {
  const browser = await browserOf("clerk");
  const path = `/exchange/requests/${cases.waiting}`;
  await browser.get(path);
  await site.act("supervisor", "answer", cases.waiting, {
    asked: "notify",
    answer: "will_not",
    reason_code: "state_law",
  });
  const notice = {
    ...fieldsOf(browser.page, `${path}/actions/log_notice`),
    at: "2026-03-02T08:50",
    reached: "",
  };
  const html = await (await browser.post(`${path}/actions/log_notice`, notice)).text();
  assert.match(html, /Who was reached: fill this in/);
  assert.match(html, /Somebody changed this since you opened it[\s\S]*No, we will not/);
});

test("what cannot be done as things stand is said with its reason, on the clock of the facility", async () => {
  const browser = await browserOf("supervisor");
  const path = `/exchange/requests/${cases.issued}`;
  await browser.get(path);
  const answer = await browser.post(`${path}/actions/log_notice`, {
    version: "1",
    at: "2026-03-02T08:50",
    channel: "phone",
    reached: "duty officer",
    answer: "will_come",
  });
  assert.equal(answer.status, 409);
  assert.match(
    await answer.text(),
    /a notice cannot be recorded, because the request is issued and not received here yet/,
  );
});

test("a release with a criminal warrant is blocked, and the two papers are told apart", async () => {
  const browser = await browserOf("clerk");
  const html = await (await browser.get(`/exchange/bookings/${cases.waiting_booking}/release`)).text();
  assert.match(html, /Step 1\. Criminal warrants[\s\S]*Signed by a judge[\s\S]*Blocks the release/);
  assert.match(
    html,
    /Step 2\. Immigration requests[\s\S]*Not signed by a judge; I-200 came with it[\s\S]*Does not block the release by itself/,
  );
  assert.match(html, /A criminal warrant stands\. Clear it/);
  assert.doesNotMatch(html, /actions\/release"/);
});

test("an issuing office sees no booking and no opinion, and does not answer for the jail", async () => {
  const browser = await browserOf("officer");
  const html = await (await browser.get(`/exchange/requests/${cases.waiting}`)).text();
  assert.doesNotMatch(html, /\/exchange\/bookings\/|actions\/answer|actions\/serve|CR-77/);
  const answer = await browser.post(`/exchange/requests/${cases.waiting}/actions/answer`, {
    asked: "hold",
    answer: "will",
    reason_code: "other",
  });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /clerk or supervisor or counsel/);
});

test("a form without its token, from another site, of another kind or too large is not taken", async () => {
  const browser = await browserOf("clerk");
  const path = `/exchange/requests/${cases.waiting}/actions/serve`;
  await browser.get(`/exchange/requests/${cases.waiting}`);
  assert.equal((await browser.post(path, { form_token: "none" })).status, 403);
  assert.equal((await browser.post(path, {}, { "sec-fetch-site": "cross-site" })).status, 303);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, "sec-fetch-site": "same-origin", origin: "http://localhost" };
  const json = await site.app.request(`http://localhost${path}`, {
    method: "POST",
    body: "{}",
    headers: { ...headers, "content-type": "application/json" },
  });
  assert.equal(json.status, 415);
  const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
  const large = await site.app.request(`http://localhost${path}`, {
    method: "POST",
    body: `note=${"x".repeat(10_000_000)}`,
    headers: form,
  });
  const told = await large.text();
  assert.equal(large.status, 413);
  assert.match(told, /a form has at most 1 MB; shorten what you typed, nothing was kept/);
  assert.ok(told.length < 10_000);
});

test("a text with a control character, and one longer than is kept, name their field", async () => {
  const browser = await browserOf("clerk");
  const path = `/exchange/requests/${cases.waiting}/actions/log_notice`;
  await browser.get(`/exchange/requests/${cases.waiting}`);
  const notice = { at: "2026-03-02T08:55", channel: "phone", answer: "no_answer" };
  const control = await browser.post(path, { ...notice, reached: "duty\u0007officer" });
  assert.equal(control.status, 400);
  assert.match(await control.text(), /Who was reached: holds the control character U\+0007; take it out/);
  const long = await browser.post(path, { ...notice, reached: "desk", note: "x".repeat(3000) });
  assert.equal(long.status, 400);
  assert.match(await long.text(), /Note: at most 2000 characters are kept; shorten it/);
});

test("a script asks for the version and nothing else, and only who sees the case is told", async () => {
  const browser = await browserOf("clerk");
  const answer = await browser.get(`/exchange/requests/${cases.disputed}/version`);
  assert.deepEqual(Object.keys((await answer.json()) as object), ["version"]);
  assert.equal(
    (await (await browserOf("texas_clerk")).get(`/exchange/requests/${cases.disputed}/version`)).status,
    404,
  );
  const script = await browser.get("/exchange/live.js");
  assert.match(script.headers.get("content-type") ?? "", /^text\/javascript/);
});

test("the evidence packet is a PDF and a JSON, for who may have it", async () => {
  const browser = await browserOf("clerk");
  const pdf = await browser.get(`/exchange/requests/${cases.disputed}/packet`);
  assert.equal(pdf.headers.get("content-type"), "application/pdf");
  assert.match(pdf.headers.get("content-disposition") ?? "", /filename="request-\d+\.packet\.pdf"/);
  const json = await browser.get(`/exchange/requests/${cases.disputed}/packet.json`);
  assert.equal(typeof (await json.json()), "object");
  assert.equal(
    (await (await browserOf("texas_clerk")).get(`/exchange/requests/${cases.disputed}/packet`)).status,
    404,
  );
  assert.equal(
    (await (await browserOf("administrator")).get(`/exchange/requests/${cases.disputed}/packet`)).status,
    403,
  );
});

test("what somebody types is shown again as text", async () => {
  const browser = await browserOf("clerk");
  const typed = '"><script>alert(1)</script>';
  for (const path of [
    "/exchange/bookings?number=",
    "/exchange/requests/new?booking_number=",
    "/exchange/nowhere/",
  ])
    assert.doesNotMatch(await (await browser.get(path + encodeURIComponent(typed))).text(), /<script>/, path);
});

test("no page told of a fault of ours", () => assert.deepEqual(site.warnings, []));
