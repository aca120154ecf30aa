import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import type { ActorName } from "../support/exchange.ts";
import { writeCases } from "../support/exchange-cases.ts";
import { openExchangeSite } from "../support/exchange-site.ts";

const site = await openExchangeSite({ after });
const cases = await writeCases(site);
const server = serve({ fetch: site.app.fetch, hostname: "127.0.0.1", port: 0 });
await new Promise((resolve) => server.once("listening", resolve));
after(() => void server.close());
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const browser = await chromium.launch({
  executablePath: process.env.ACCORD_TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
after(() => browser.close());

/** A browser in which a member is signed in. */
async function signedIn(who: ActorName, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const [name = "", value = ""] = (await site.cookie(who)).split("=");
  await context.addCookies([{ name, value, url: base }]);
  return context;
}

/** A new page that notes every error that the browser tells. */
async function pageOf(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && message.location().url !== page.url())
      errors.push(`${message.location().url}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, errors };
}

const widths = [320, 768, 1280] as const;

async function check(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, `${width} px: ${over} px too wide`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    assert.deepEqual(
      violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(" ")}`),
      [],
      `${width} px`,
    );
  }
}

const pages: Readonly<Partial<Record<ActorName, readonly string[]>>> = {
  clerk: [
    "/exchange",
    "/exchange/desk",
    "/exchange/requests?which=all",
    `/exchange/requests/${cases.disputed}`,
    `/exchange/requests/${cases.issued}`,
    "/exchange/requests/new",
    "/exchange/bookings?number=B",
    "/exchange/bookings/new",
    `/exchange/bookings/${cases.waiting_booking}`,
    `/exchange/bookings/${cases.waiting_booking}/release`,
    "/exchange/audit",
    "/exchange/nowhere",
  ],
  counsel: [`/exchange/requests/${cases.waiting}?do=answer-hold`],
  texas_clerk: [
    "/exchange",
    "/exchange/desk",
    `/exchange/requests/${cases.held}`,
    `/exchange/requests/${cases.late}?do=close-incident`,
    `/exchange/bookings/${cases.held_booking}/release`,
  ],
  officer: ["/exchange", "/exchange/requests/new", `/exchange/requests/${cases.disputed}`],
  auditor: ["/exchange/audit"],
};

describe("every page of the exchange", { concurrency: 2 }, () => {
  for (const [who, paths] of Object.entries(pages) as [ActorName, readonly string[]][])
    for (const path of paths)
      test(`${path} for ${who} has no barrier that axe knows, fits every width, and runs without an error`, async () => {
        const context = await signedIn(who);
        const { page, errors } = await pageOf(context);
        await page.goto(`${base}${path}`);
        await check(page);
        assert.deepEqual(errors, []);
        await context.close();
      });
});

async function book(number: string): Promise<void> {
  await site.act("clerk", "book", null, {
    facility_id: "sample-il-jail",
    booking_number: number,
    person_id: `P-${number}`,
    booked_at: "2026-03-01T08:00",
  });
}

test("a received detainer is entered with the keyboard alone, in 12 fields or fewer", async () => {
  await book("B-500");
  const context = await signedIn("clerk");
  const { page, errors } = await pageOf(context);
  await page.goto(`${base}/exchange`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // past the navigation
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // "Enter a received request", the first thing of the desk
  await page.waitForURL(/requests\/new/);
  const controls = page.locator("main form").locator("input:visible, select:visible, textarea:visible");
  assert.ok((await controls.count()) <= 12, `${await controls.count()} fields are open`);
  await page.locator("#log-request-booking_number").focus();
  await page.keyboard.type("B-500");
  const walked: string[] = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => ({
      id: document.activeElement?.id ?? "",
      tag: document.activeElement?.tagName ?? "",
    }));
    walked.push(at.id);
    if (at.id === "log-request-issuer_organisation_id") await page.keyboard.type("sample-ero");
    if (at.id === "log-request-bases-3") await page.keyboard.press("Space");
    if (at.tag === "BUTTON") break;
  }
  assert.ok(walked.includes("log-request-warrant"), walked.join(" "));
  await page.keyboard.press("Enter");
  await page.waitForURL(/requests\/\d+\?done=log_request/);
  const shown = String(await page.locator("main").textContent());
  assert.match(shown, /The request is entered\./);
  assert.match(shown, /Biometric match and a records check/);
  assert.match(shown, /sample-ero-office \(made up\)/);
  assert.deepEqual(errors, []);
  await context.close();
});

test("an error leads with the keyboard to its field, and has no barrier", async () => {
  const context = await signedIn("clerk");
  const { page } = await pageOf(context);
  await page.goto(`${base}/exchange/requests/new`);
  await page.getByRole("button", { name: "Enter the request" }).press("Enter");
  await page.getByRole("alert").waitFor();
  await check(page);
  await page.locator('a[href="#log-request-booking_number"]').press("Enter");
  await page.keyboard.type("B-1");
  assert.equal(await page.locator("#log-request-booking_number").inputValue(), "B-1");
  await context.close();
});

test("without scripts a case is carried from the desk to its release", async () => {
  await book("B-501");
  const context = await signedIn("clerk", { javaScriptEnabled: false });
  const { page } = await pageOf(context);
  await page.goto(`${base}/exchange`);
  await page.getByRole("link", { name: "Enter a received request" }).click();
  await page.getByLabel("Booking number").fill("B-501");
  await page.getByLabel("Issuing office", { exact: true }).selectOption("sample-ero-office");
  await page.getByText("A final order of removal").click();
  await page.getByRole("button", { name: "Enter the request" }).click();
  await page.getByRole("link", { name: /^Next: Answer/ }).click();
  const answering = page.locator("details[open]");
  await answering.getByText("Yes, we will").click();
  await answering.getByLabel("Why").selectOption("follows_policy");
  await answering.getByRole("button", { name: "Record the answer" }).click();
  assert.match(String(await page.locator("main").textContent()), /The answer is recorded\./);
  await page.getByRole("link", { name: "B-501" }).first().click();
  await page.getByRole("link", { name: "Go to the release checklist" }).click();
  await page.getByLabel("Why the person was released").selectOption("bond_posted");
  await page.getByText("I looked for criminal warrants").click();
  await page.getByText("I looked at each immigration request").click();
  await page.getByRole("button", { name: "Record the release" }).click();
  assert.match(String(await page.locator("main").textContent()), /The release is recorded\.[\s\S]*Released/);
  await context.close();
});

test("a page says that somebody changed it, and the time left is counted on", async () => {
  const context = await signedIn("texas_clerk");
  const { page } = await pageOf(context);
  await page.clock.install();
  await page.goto(`${base}/exchange/requests/${cases.held}`);
  assert.equal(await page.locator(".time-left").first().textContent(), "47 h 45 min left");
  assert.equal(await page.locator("#changed a").isVisible(), false);
  await site.act("texas_clerk", "serve", cases.held, {
    at: "2026-03-02T07:55",
    manner: "in_person",
    language: "en",
  });
  await page.clock.runFor(15_000);
  await page.locator("#changed a").waitFor({ state: "visible" });
  await page.clock.runFor(120_000);
  assert.match(String(await page.locator(".time-left").first().textContent()), /^47 h 4[23] min left$/);
  await context.close();
});

test("signing out ends the session", async () => {
  const context = await signedIn("clerk");
  const { page } = await pageOf(context);
  await page.goto(`${base}/exchange`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  await page.goto(`${base}/exchange/requests`);
  assert.match(page.url(), /sign-in\?next=%2Fexchange%2Frequests/);
  await context.close();
});
