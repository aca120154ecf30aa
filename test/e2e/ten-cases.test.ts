import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type BrowserContext, chromium, type Locator, type Page } from "@playwright/test";
import { createOneTimeLink } from "../../src/access/one-time-link.ts";
import { carry, type Done, handClock, type Stage } from "../../src/cli/replay/carry.ts";
import { type Step, tenCases } from "../../src/cli/replay/case-file.ts";
import { registerCast } from "../../src/cli/replay/cast.ts";
import { startSite } from "../../src/cli/serve.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { memberByLogin } from "../../src/records/organisations/member.ts";
import { openTestStore } from "../support/store.ts";

const store = await openTestStore({ after });
const file = tenCases();
const clock = handClock(file.begins_at);
await registerCast(store.db, file.organisations, clock.now(), "test");
const site = await startSite(store, clock, { host: "127.0.0.1", port: 0 });
after(() => site.close());

const browser = await chromium.launch({
  executablePath: process.env.ACCORD_TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
after(() => browser.close());

const contexts = new Map<string, BrowserContext>();

/** The page of an account in a browser of its own, which needs no script. */
async function pageOf(login: string): Promise<Page> {
  const context = contexts.get(login) ?? (await browser.newContext({ javaScriptEnabled: false }));
  contexts.set(login, context);
  return context.pages()[0] ?? (await context.newPage());
}

async function signIn(page: Page, login: string): Promise<void> {
  const member = await store.db.maybe(memberByLogin(login));
  assert.ok(member, login);
  await page.goto(`${site.url}${await createOneTimeLink(store.db, member, clock)}`);
  await page.locator("main button[type=submit]").click();
}

/** Opens an address as an account; days pass between steps, so a session may have ended and is begun anew. */
async function open(login: string, path: string): Promise<Page> {
  const page = await pageOf(login);
  await page.goto(`${site.url}${path}`);
  if (!new URL(page.url()).pathname.startsWith("/sign-in")) return page;
  await signIn(page, login);
  await page.goto(`${site.url}${path}`);
  return page;
}

const openings: Readonly<Record<string, string>> = {
  book: "/exchange/bookings/new",
  log_request: "/exchange/requests/new",
  issue_request: "/exchange/requests/new",
};

function pathOf({ action }: Step, subjectId: number | null): string {
  if (action.subject === "none") return openings[action.id] ?? "";
  if (action.id === "release") return `/exchange/bookings/${subjectId}/release`;
  return action.subject === "booking" ? `/exchange/bookings/${subjectId}` : `/exchange/requests/${subjectId}`;
}

/** The form of an action; of those that answer, the one for the thing asked. */
async function formOf(page: Page, { action, input }: Step): Promise<Locator> {
  const forms = page.locator(`form[action$="/actions/${action.id}"]`);
  if (action.id !== "answer") return forms.first();
  return forms.filter({ has: page.locator(`input[name=asked][value="${input.asked}"]`) }).first();
}

/** Ticks a choice as a person does: on its label, for the design system draws the control itself. */
async function tick(form: Locator, name: string, value: string): Promise<void> {
  const choice = form
    .locator(`[name="${name}"][value="${value}"], [name="${name}[]"][value="${value}"]`)
    .first();
  if (!(await choice.isChecked()))
    await form.locator(`label[for="${await choice.getAttribute("id")}"]`).click();
}

/** Enters one value the way its control takes it; a control that is folded away is unfolded first. */
async function enter(form: Locator, name: string, value: unknown): Promise<void> {
  const control = form.locator(`[name="${name}"], [name="${name}[]"]`);
  const kind = await control
    .first()
    .evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName.toLowerCase()));
  if (kind === "hidden") return assert.equal(await control.first().inputValue(), String(value), name);
  const folds = form
    .locator("details:not([open])")
    .filter({ has: form.page().locator(`[name="${name}"], [name="${name}[]"]`) });
  while ((await folds.count()) > 0) await folds.first().locator("summary").first().click();
  if (kind === "select") await control.first().selectOption(String(value));
  else if (kind === "radio" || kind === "checkbox")
    for (const each of [value].flat()) await tick(form, name, String(each));
  else await control.first().fill(String(value));
}

async function fill(form: Locator, input: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(input)) {
    const rows = Array.isArray(value) && value.every((row) => typeof row === "object") ? value : null;
    if (rows === null) await enter(form, name, value);
    else
      for (const [at, row] of rows.entries())
        for (const [cell, text] of Object.entries(row as object))
          await enter(form, `${name}.${at}.${cell}`, text);
  }
}

async function unfold(form: Locator): Promise<void> {
  const around = form.locator("xpath=ancestor::details[not(@open)]");
  while ((await around.count()) > 0) await around.first().locator("summary").first().click();
}

const said = async (page: Page): Promise<string> =>
  (await page.locator(".usa-alert, .usa-error-message").allTextContents())
    .join(" ")
    .replace(/\s+/g, " ")
    .slice(0, 500);

const inBrowser: Stage = {
  async take(step, subjectId): Promise<Done> {
    const page = await open(step.who, pathOf(step, subjectId));
    const form = await formOf(page, step);
    assert.equal(
      await form.count(),
      1,
      `${step.case_id} ${step.number}: no form for ${step.action.id} at ${page.url()}`,
    );
    await unfold(form);
    await fill(form, step.input);
    await form.locator("button[type=submit]").last().click();
    const { pathname, searchParams } = new URL(page.url());
    const where = `${step.case_id}, step ${step.number} (${step.action.id})`;
    assert.equal(searchParams.get("done"), step.action.id, `${where}: ${await said(page)}`);
    const id = Number(/\/(\d+)$/.exec(pathname)?.[1] ?? subjectId);
    const isBooking = pathname.includes("/bookings/");
    return { request_id: isBooking ? null : id, booking_id: isBooking ? id : null };
  },
};

test("clerks, a counsel and an ICE officer carry the ten cases from booking to outcome in a browser without a script", async () => {
  const begun = await carry(file, clock, inBrowser);
  for (const one of file.cases) {
    const request = begun.get(one.id)?.[one.expect.of]?.request_id;
    const page = await open(one.expect.seen_by, `/exchange/requests/${request}`);
    const shown = (await page.locator("main").textContent()) ?? "";
    const found = await page.request.get(`${site.url}/api/v1/exchange/requests/${request}`);
    const { finding } = (await found.json()) as { finding: Record<string, unknown> };
    for (const field of ["finding", "outcome_by_jail", "outcome_by_ice", "disagreement"] as const)
      assert.equal(finding[field], one.expect[field], `${one.id}: ${field}`);
    assert.ok(shown.includes("What is found"), one.id);
  }
  assert.equal((await verifyJournal(store.db)).first_wrong, null);
});

test("the week's page of the ICE office shows the ten, each as what it was", async () => {
  const page = await open("ero-duty-1", "/exchange/week?week=2026-03-02");
  assert.equal(await page.locator("main tbody tr").count(), 10);
});
