import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { generateSync } from "otplib";
import { createEnrolLink, createOneTimeLink } from "../../src/access/one-time-link.ts";
import { memberByLogin } from "../../src/records/organisations/member.ts";
import { Assets } from "../../src/site/assets.ts";
import { respond } from "../../src/site/layout/respond.ts";
import { openAccessSite, testPassword } from "../support/access-site.ts";

const assets = new Assets();
const frame = { stylesheet: assets.stylesheet, version: "0.0.0" };
const site = await openAccessSite({ after }, {}, (c, page, status) => respond(c, page, frame, status));
site.app.get("/assets/:name", (c) => assets.send(c, c.req.param("name")));
const server = serve({ fetch: site.app.fetch, hostname: "127.0.0.1", port: 0 });
await new Promise((resolve) => server.once("listening", resolve));
after(() => void server.close());
const base = `http://localhost:${(server.address() as AddressInfo).port}`;

const browser = await chromium.launch({
  executablePath: process.env.ACCORD_TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
after(() => browser.close());
const { db, clock } = site.parts;
const desk = await site.member("desk-1", ["clerk"]);
await site.member("admin-1", ["administrator"]);
const minute = 60_000;

/** A page of a browser of its own, with what its console says of errors. */
async function newPage(options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, errors };
}

const codeOf = (secret: string): string =>
  generateSync({ secret, epoch: Math.floor(Date.parse(site.now()) / 1000) });

async function checkBarriers(page: Page): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, `${page.url()} at ${width} px: ${over} px too wide`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    assert.deepEqual(
      violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`),
      [],
      `${page.url()} at ${width} px`,
    );
  }
}

let secret = "";
test("without JavaScript: an account is set up, signs out and signs in by keyboard alone", async () => {
  const { page } = await newPage({ javaScriptEnabled: false });
  await page.goto(`${base}${await createEnrolLink(db, desk, clock)}`);
  secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Password", { exact: true }).fill(testPassword);
  await page.getByLabel("One-time code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  assert.equal(new URL(page.url()).pathname, "/who");
  await page.goto(`${base}/account`);
  await page.getByRole("button", { name: "Sign out" }).click();
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  assert.equal(await page.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), false);
  site.later(minute);
  await page.getByLabel("Login").focus();
  for (const text of ["desk-1", testPassword, codeOf(secret)]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(`${base}/who`);
});

test("what is missing is led to from the top of the page", async () => {
  const { page } = await newPage();
  await page.goto(`${base}/sign-in`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("link", { name: "Type your password" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id ?? location.hash), "password");
  await checkBarriers(page);
});

/** A key in the browser itself, as a phone or laptop has one; it says yes to everything. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a passkey is added and then signs in by itself, in a real browser", async () => {
  const { page, errors } = await newPage();
  await withAuthenticator(page);
  site.later(minute);
  await page.goto(`${base}/sign-in?next=/account/passkeys`);
  await page.getByLabel("Login").fill("desk-1");
  await page.getByLabel("Password", { exact: true }).fill(testPassword);
  await page.getByLabel("One-time code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByLabel("Name of the passkey").fill("key ring");
  await checkBarriers(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("key ring, never used").waitFor();
  await checkBarriers(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(`${base}/who`);
  assert.match((await page.textContent("body")) ?? "", /"login":"desk-1"/);
  assert.deepEqual(errors, []);
});

test("a new account can be set up with a passkey alone", async () => {
  const { page, errors } = await newPage();
  await withAuthenticator(page);
  const made = await site.member("desk-2", ["clerk"]);
  await page.goto(`${base}${await createEnrolLink(db, made, clock)}`);
  await checkBarriers(page);
  await page.getByLabel("Name of the passkey").fill("desk computer");
  await page.getByRole("button", { name: "Set up and sign in" }).last().click();
  await page.waitForURL(`${base}/who`);
  assert.match((await page.textContent("body")) ?? "", /"login":"desk-2"/);
  assert.deepEqual(errors, []);
});

test("the link of the terminal opens the accounts, and no page there has a barrier that axe knows", async () => {
  const { page, errors } = await newPage();
  const administrator = await db.one(memberByLogin("admin-1"));
  await page.goto(`${base}${await createOneTimeLink(db, administrator, clock)}`);
  await checkBarriers(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${base}/who`);
  for (const path of ["/account/password", "/account/codes", "/account/members", "/account/members/desk-1"]) {
    await page.goto(`${base}${path}`);
    await checkBarriers(page);
  }
  await page.goto(`${base}/account/members`);
  await page.getByLabel("Login").fill("desk-3");
  await page.getByRole("group").getByText("Clerk").click();
  await page.getByRole("button", { name: "Add an account" }).click();
  assert.match((await page.locator("code").textContent()) ?? "", new RegExp(`^${base}/enrol/[\\w-]{43}$`));
  await checkBarriers(page);
  assert.deepEqual(errors, []);
});

test("no page was our own fault", () => assert.deepEqual(site.warnings, []));
