import assert from "node:assert/strict";
import { after, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { openEmptySite, openPublicSite } from "../../test/support/public-site.ts";
import { projectPath } from "../base/paths.ts";

const site = await openPublicSite({ after });
const empty = await openEmptySite({ after });
const edition = `/editions/${site.edition}/`;

/** The pages of the site by the name of their golden file; each is also checked as HTML. */
const pages: Readonly<Record<string, string>> = {
  home: "/",
  editions: "/editions",
  jurisdictions: "/jurisdictions",
  "jurisdictions-found": "/jurisdictions?q=sample&state=ZZ",
  "jurisdictions-none": "/jurisdictions?q=nowhere",
  jurisdiction: "/jurisdictions/99001",
  "jurisdiction-small": "/jurisdictions/9900100",
  "jurisdiction-empty": "/jurisdictions/99003",
  "jurisdiction-law": "/jurisdictions/56/law?on=2017-08-10&verification=seen",
  "jurisdiction-law-error": "/jurisdictions/06075/law?on=2017-02-30",
  facilities: "/facilities",
  "facility-resolved": "/facilities?name=SAMPLE+COUNTY+JAIL&state=ZZ&on=2024-02-01",
  "facility-ambiguous": "/facilities?name=TWIN+JAIL",
  "facility-error": "/facilities?name=X&on=2024-02-30",
  sources: "/sources",
  quality: "/quality",
  "trace-list": "/trace",
  "trace-choice": `/trace/${site.edition}`,
  trace: `/trace/${site.edition}?figure=requests.total`,
  methodology: "/methodology",
  corrections: "/corrections",
  about: "/about",
  api: "/api",
  "not-found": "/nowhere",
};
/** Pages whose text is written elsewhere (the checks, the documents): sound, but not golden. */
const writtenElsewhere: readonly string[] = ["quality", "methodology"];
const expected: Readonly<Record<string, number>> = {
  "facility-error": 400,
  "jurisdiction-law-error": 400,
  "not-found": 404,
};

/** Hashes and versions change with every byte of what they stand for; a golden page says only where they are. */
const settled = (html: string): string =>
  html.replaceAll(/[0-9a-f]{64}/g, "(SHA-256)").replaceAll(/site\.css\?v=[0-9a-f]+/g, "site.css?v=(version)");

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  // Ids are those of the record, section.figure; HTML allows the dot, the validator's strict mode does not.
  rules: { "valid-id": ["error", { relaxed: true }] },
});

async function faultsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`),
  );
}

for (const [name, path] of Object.entries(pages)) {
  test(`${path} is the golden page, and sound HTML that needs no script`, async (t) => {
    const response = await site.app.request(path);
    const html = await response.text();
    assert.equal(response.status, expected[name] ?? 200);
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    assert.deepEqual(await faultsOf(html), []);
    assert.doesNotMatch(html, /<script| on[a-z]+="|javascript:| style="/i);
    if (writtenElsewhere.includes(name)) return;
    t.assert.fileSnapshot(settled(html), projectPath("test", "golden", "site", `${name}.html`), {
      serializers: [(text: string) => text],
    });
  });
}

test("every page of an empty record is sound HTML and says that it is empty", async () => {
  for (const path of ["/", "/editions", "/jurisdictions", "/facilities", "/sources", "/quality", "/trace"]) {
    const response = await empty.app.request(path);
    const html = await response.text();
    assert.equal(response.status, 200, path);
    assert.deepEqual(await faultsOf(html), [], path);
  }
  assert.match(await (await empty.app.request("/sources")).text(), /The record is empty/);
});

/** Follows every link of the site from the home page on; answers the addresses with what they came to. */
async function crawl(): Promise<Map<string, { status: number; ids: Set<string>; anchors: string[] }>> {
  const seen = new Map<string, { status: number; ids: Set<string>; anchors: string[] }>();
  const waiting = ["/"];
  for (const path of waiting) {
    if (seen.has(path)) continue;
    const response = await site.app.request(path);
    const isPage = response.headers.get("content-type")?.startsWith("text/html") === true;
    const html = isPage ? await response.text() : "";
    const links = [...html.matchAll(/ href="([^"]+)"/g)].map((found) =>
      (found[1] ?? "").replaceAll("&amp;", "&"),
    );
    const inner = links.filter((link) => !link.startsWith("data:") && !/^https?:/.test(link));
    const here = inner
      .map((link) => new URL(link, `http://site${path}`))
      .map((url) => `${url.pathname}${url.search}${url.hash}`);
    seen.set(path, {
      status: response.status,
      ids: new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? "")),
      anchors: here.filter((link) => link.includes("#")),
    });
    waiting.push(...here.map((link) => link.split("#")[0] ?? ""));
  }
  return seen;
}

test("no link of the site leads nowhere, and no anchor is missing", async () => {
  const seen = await crawl();
  assert.ok(seen.size > 60, `only ${seen.size} addresses were found`);
  assert.deepEqual(
    [...seen].filter(([, { status }]) => status !== 200).map(([path, { status }]) => `${path}: ${status}`),
    [],
  );
  const missing = [...seen].flatMap(([from, { anchors }]) =>
    anchors
      .filter((link) => {
        const [path = "", anchor = ""] = link.split("#");
        return anchor !== "" && !(seen.get(path)?.ids.has(decodeURIComponent(anchor)) ?? false);
      })
      .map((link) => `${from} links to ${link}`),
  );
  assert.deepEqual(missing, []);
});

test("made-up rows are called synthetic on every page that shows them", async () => {
  for (const name of ["home", "jurisdiction", "jurisdiction-small", "sources", "trace-choice", "trace"])
    assert.match(await (await site.app.request(pages[name] ?? "")).text(), /Synthetic data: /, name);
});

test("a page answers as of the position asked for, and says so", async () => {
  assert.match(
    await (await site.app.request("/sources?as_of=1")).text(),
    /As known at position 1[\s\S]*You asked for this position/,
  );
  assert.match(await (await site.app.request("/sources")).text(), /As known at position 4 of/);
  assert.equal((await site.app.request("/sources?as_of=99")).status, 404);
  assert.equal((await site.app.request("/jurisdictions?as_of=x")).status, 400);
  assert.match(
    await (await site.app.request("/jurisdictions?state=ZZ&as_of=1")).text(),
    /href="\/jurisdictions\/99001\?as_of=1"/,
  );
});

test("what a reader types is shown again as text", async () => {
  const typed = '"><script>alert(1)</script>';
  for (const path of [
    "/jurisdictions?q=",
    "/facilities?name=",
    `/trace/${site.edition}?figure=`,
    "/jurisdictions/",
    "/",
  ]) {
    const html = await (await site.app.request(`${path}${encodeURIComponent(typed)}`)).text();
    assert.doesNotMatch(html, /<script/, path);
  }
});

test("no count of people from 1 to 9 stands on a jurisdiction's page", async () => {
  for (const path of ["/jurisdictions/99001", "/jurisdictions/9900100"]) {
    const html = await (await site.app.request(path)).text();
    const counts = [...html.matchAll(/<td class="count">([\d,]+)<\/td>/g)].map((found) =>
      Number((found[1] ?? "").replaceAll(",", "")),
    );
    assert.ok(counts.length > 0);
    assert.deepEqual(
      counts.filter((count) => count > 0 && count < 10),
      [],
      path,
    );
  }
});

test("a suppressed number is not traced, and neither is a party's own view", async () => {
  const { sections } = await site.record.edition(site.edition);
  const table = sections
    .flatMap((section) => section.tables)
    .find((each) => each.id === "outcomes-by-request");
  const row = table?.rows.find((each) =>
    each.cells.some((cell) => cell !== null && typeof cell === "object"),
  );
  const column =
    table?.columns[row?.cells.findIndex((cell) => cell !== null && typeof cell === "object") ?? -1];
  const refused = await site.app.request(
    `/trace/${site.edition}?figure=outcomes-by-request.${row?.key}.${column?.key}`,
  );
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /suppressed figures cannot be traced in public/);
  assert.equal((await site.app.request(`/trace/${site.party}?figure=requests.total`)).status, 404);
  assert.equal((await site.app.request(`/trace/${site.edition}?figure=nothing.here`)).status, 404);
});

test("a published folder is served as it is, each file with its type and a name to save it under", async () => {
  const { files } = await site.record.published(site.edition);
  const csv = [...files.keys()].find((path) => path.endsWith(".csv")) ?? "";
  const parquet = [...files.keys()].find((path) => path.endsWith(".parquet")) ?? "";
  const wanted: readonly (readonly [path: string, type: string, named: string | null])[] = [
    ["", "text/html; charset=utf-8", null],
    ["report.pdf", "application/pdf", `inline; filename="${site.edition}.report.pdf"`],
    ["edition.json", "application/json; charset=utf-8", `inline; filename="${site.edition}.edition.json"`],
    [
      csv,
      "text/csv; charset=utf-8; header=present",
      `attachment; filename="${site.edition}.${csv.split("/").at(-1)}"`,
    ],
    [
      parquet,
      "application/vnd.apache.parquet",
      `attachment; filename="${site.edition}.${parquet.split("/").at(-1)}"`,
    ],
    ["assets/report.css", "text/css; charset=utf-8", null],
    ["SHA256SUMS", "text/plain; charset=utf-8", `inline; filename="${site.edition}.SHA256SUMS"`],
    ["SHA256SUMS.sig", "text/plain; charset=utf-8", `inline; filename="${site.edition}.SHA256SUMS.sig"`],
  ];
  for (const [path, type, named] of wanted) {
    const response = await site.app.request(`${edition}${path}`);
    assert.deepEqual(
      [response.status, response.headers.get("content-type"), response.headers.get("content-disposition")],
      [200, type, named],
      path,
    );
    const again = await site.app.request(`${edition}${path}`, {
      headers: { "if-none-match": response.headers.get("etag") ?? "" },
    });
    assert.equal(again.status, 304, path);
  }
  const redirect = await site.app.request(edition.slice(0, -1));
  assert.deepEqual([redirect.status, redirect.headers.get("location")], [308, edition]);
});

test("no path leads out of a published folder, and a party's own view is not served at all", async () => {
  const outside = [
    "../../keys/person-hash.secret",
    "..%2f..%2fstore.lock",
    "%2e%2e/%2e%2e/store.lock",
    "tables",
    "%",
    "%00",
    "index.html%00.pdf",
  ];
  for (const path of outside) {
    const response = await site.app.request(`${edition}${path}`);
    assert.ok([400, 404].includes(response.status), `${path}: ${response.status}`);
  }
  assert.equal((await site.app.request(`/editions/${site.party}/`)).status, 404);
  assert.equal((await site.app.request(`/editions/${site.party}/edition.json`)).status, 404);
  assert.doesNotMatch(await (await site.app.request("/editions")).text(), /\.party/);
});

test("every answer carries the headers that keep other sites and scripts out", async () => {
  for (const path of ["/", edition, "/api/v1/health", "/assets/site.css", "/nowhere", "/api/v1/nothing"]) {
    const { headers } = await site.app.request(path);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|script-src|\*/, path);
    assert.deepEqual(
      [headers.get("x-content-type-options"), headers.get("referrer-policy"), headers.get("x-frame-options")],
      ["nosniff", "no-referrer", "DENY"],
      path,
    );
  }
});

test("a page is only read: other methods are refused with what is allowed, HEAD has no body, and an ETag saves it", async () => {
  const refused = await site.app.request("/sources", { method: "POST", body: "x" });
  assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD, OPTIONS"]);
  assert.match(await refused.text(), /<h1>Only reading is possible here<\/h1>/);
  assert.equal((await site.app.request("/sources", { headers: { "content-length": "9" } })).status, 413);
  assert.equal((await site.app.request(`/sources?x=${"x".repeat(5000)}`)).status, 414);
  const head = await site.app.request("/sources", { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
  const etag = head.headers.get("etag") ?? "";
  assert.equal((await site.app.request("/sources", { headers: { "if-none-match": etag } })).status, 304);
  assert.equal((await site.app.request("/sources/")).headers.get("location"), "/sources");
});

test("the stylesheet may be kept for ever under its own address, comes packed, and fetches nothing but our letters", async () => {
  const html = await (await site.app.request("/")).text();
  const href = / href="(\/assets\/site\.css\?v=[^"]+)"/.exec(html)?.[1] ?? "";
  const plain = await site.app.request(href);
  const packed = await site.app.request(href, { headers: { "accept-encoding": "gzip, br" } });
  assert.match(plain.headers.get("cache-control") ?? "", /immutable/);
  assert.doesNotMatch(
    (await site.app.request("/assets/site.css")).headers.get("cache-control") ?? "",
    /immutable/,
  );
  const text = await plain.text();
  assert.equal(packed.headers.get("content-encoding"), "br");
  assert.ok((await packed.arrayBuffer()).byteLength * 8 < text.length);
  const used = [...text.matchAll(/@font-face\s*\{[^}]*url\("([^"]+)"\)/g)].map((found) => found[1] ?? "");
  assert.deepEqual(used, ["PublicSans-Regular.woff2", "PublicSans-Bold.woff2"]);
  for (const name of used)
    assert.equal((await site.app.request(`/assets/${name}`)).headers.get("content-type"), "font/woff2");
  assert.equal((await site.app.request("/assets/app.ts")).status, 404);
});

test("a fault of our own is a page that says nothing of its cause, and is told to who runs the server", async () => {
  const broken = await openEmptySite({ after });
  await broken.store.close();
  const response = await broken.app.request("/sources");
  const html = await response.text();
  assert.equal(response.status, 500);
  assert.match(html, /<h1>The fault is ours<\/h1>/);
  assert.doesNotMatch(html, /embedded store|stack|node_modules/);
  assert.deepEqual(await faultsOf(html), []);
});
