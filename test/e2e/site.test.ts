import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import { chromium, type Page } from "@playwright/test";
import { openPublicSite } from "../support/public-site.ts";

const site = await openPublicSite({ after });
const server = serve({ fetch: site.app.fetch, hostname: "127.0.0.1", port: 0 });
await new Promise((resolve) => server.once("listening", resolve));
after(() => void server.close());
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const browser = await chromium.launch({
  executablePath: process.env.ACCORD_TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
after(() => browser.close());
const context = await browser.newContext({ reducedMotion: "reduce" });

const widths = [320, 1280] as const;
const pages: readonly string[] = [
  "/",
  "/editions",
  `/editions/${site.edition}/`,
  "/jurisdictions",
  "/jurisdictions?state=ZZ",
  "/jurisdictions/99001",
  "/jurisdictions/9900100",
  "/jurisdictions/06075/law?on=2014-06-01",
  "/jurisdictions/06075/law?on=never",
  "/facilities",
  "/facilities?name=SAMPLE+COUNTY+JAIL",
  "/facilities?name=TWIN+JAIL",
  "/facilities?name=X&on=never",
  "/sources",
  "/quality",
  "/trace",
  `/trace/${site.edition}`,
  `/trace/${site.edition}?figure=requests.total`,
  "/methodology",
  "/methodology/outcomes",
  "/corrections",
  "/about",
  "/api",
  "/nowhere",
];

/** Opens a page and notes every error that the browser tells, but for the statuses that are meant. */
async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && message.location().url !== `${base}${path}`)
      errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${base}${path}`);
  return { page, errors };
}

describe("every page", { concurrency: 2 }, () => {
  for (const path of pages) {
    test(`${path} has no barrier that axe knows, fits both widths, and asks for nothing that is not there`, async () => {
      const { page, errors } = await open(path);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, `${width} px: ${over} px too wide`);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        assert.deepEqual(
          violations.map(
            (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`,
          ),
          [],
          `${width} px`,
        );
      }
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
});

/** What has the keyboard's focus: its text and whether an outline shows it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      text: (at.textContent ?? "").trim().slice(0, 60),
      tag: at.tagName,
      isShown: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1,
    };
  });

test("the keyboard alone goes through a page from the skip link to the last link, always seen, and is never caught", async () => {
  const { page } = await open("/jurisdictions/99001");
  await page.setViewportSize({ width: 1280, height: 900 });
  const walked: Awaited<ReturnType<typeof focused>>[] = [];
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.tag === "BODY") break;
    walked.push(at);
  }
  assert.equal(walked[0]?.text, "Skip to the content");
  assert.equal(walked.at(-1)?.text, "API");
  assert.ok(
    walked.some((at) => at.tag === "SUMMARY"),
    "the details can be opened",
  );
  assert.ok(walked.length >= 18 && walked.length < 80, `${walked.length} stops`);
  assert.deepEqual(
    walked.filter((at) => !at.isShown),
    [],
  );
  await page.close();
});

test("the skip link leads past the navigation, and details open with the keyboard", async () => {
  const { page } = await open("/jurisdictions/99001");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).text, "Jurisdictions in ZZ");
  const weeks = page.locator("details.more", { hasText: "Requests by week" });
  assert.equal(await weeks.locator("table").isVisible(), false);
  await weeks.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await weeks.locator("table").isVisible(), true);
  await page.close();
});

test("a facility is asked for with the keyboard alone, and an error leads to its field", async () => {
  const { page } = await open("/facilities");
  await page.locator("#on").focus();
  await page.keyboard.type("never");
  await page.keyboard.press("Shift+Tab");
  await page.locator("#name").focus();
  await page.keyboard.type("SAMPLE COUNTY JAIL");
  await page.keyboard.press("Enter");
  await page.waitForURL(/on=never/);
  assert.equal(await page.locator("#on").getAttribute("aria-invalid"), "true");
  await page.locator('a[href="#on"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.locator("#on").fill("2024-02-01");
  await page.keyboard.press("Enter");
  await page.waitForURL(/on=2024-02-01/);
  assert.match(
    String(await page.locator("#answer").textContent()),
    /Resolved[\s\S]*Sample County Sheriff \(sheriff\), on 2024-02-01/,
  );
  await page.close();
});

test("without scripts a reader goes from the home page to the report and to a jurisdiction", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${base}/`);
  await page.getByRole("link", { name: "Read the report" }).click();
  assert.match(await page.title(), /^Weekly report on immigration detainers/);
  await page.goBack();
  await page.getByRole("link", { name: "Jurisdictions", exact: true }).click();
  await page.getByLabel("Name").fill("sample");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "Sample County, ZZ" }).click();
  assert.equal(await page.locator("h1").textContent(), "Sample County, ZZ");
  await plain.close();
});

test("on paper there is no navigation, and what was folded away is there", async () => {
  const { page } = await open("/jurisdictions/99001");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".site-nav").isVisible(), false);
  assert.equal(await page.locator("h1").isVisible(), true);
  const folded = await page.locator("#by-week table").boundingBox();
  assert.ok((folded?.height ?? 0) > 100, "the weeks are printed");
  await page.close();
});
