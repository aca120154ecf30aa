import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { z } from "zod";
import { openEmptySite, openPublicSite } from "../../test/support/public-site.ts";
import { projectPath } from "../base/paths.ts";
import { apiRoot, apiRoutes } from "./app.ts";
import { problemSchema, problemTitles } from "./problem.ts";

const site = await openPublicSite({ after });
const empty = await openEmptySite({ after });

const get = (path: string, init: RequestInit = {}) => site.app.request(`${apiRoot}${path}`, init);
const json = async (path: string): Promise<Record<string, unknown>> =>
  (await get(path)).json() as Promise<Record<string, unknown>>;

/** An address of each route, with its parameters filled in. */
const addresses: Readonly<Record<string, string>> = {
  "/editions/{edition_id}": `/editions/${site.edition}`,
  "/jurisdictions/{geoid}": "/jurisdictions/99001",
  "/jurisdictions/{geoid}/law": "/jurisdictions/06075/law?on=2017-08-10",
  "/facilities/resolve": "/facilities/resolve?name=SAMPLE+COUNTY+JAIL&state=ZZ",
};
const addressOf = (path: string): string => addresses[path] ?? path;

for (const route of apiRoutes) {
  const path = addressOf(route.path);

  test(`${route.path} answers what its description says, and nothing else`, async () => {
    const response = await get(path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
    const body = await response.json();
    assert.deepEqual((route.answer.schema as z.ZodType).parse(body), body);
  });

  test(`${route.path} says 304 to its own ETag, to HEAD the same as to GET, and what it allows to OPTIONS`, async () => {
    const first = await get(path);
    const etag = first.headers.get("etag") ?? "";
    assert.match(etag, /^"[^"]+"$/);
    const again = await get(path, { headers: { "if-none-match": etag } });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    const head = await get(path, { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("etag"), await head.text()], [200, etag, ""]);
    const options = await get(path, { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS"]);
  });

  test(`${route.path} answers an empty record with something readable`, async () => {
    const response = await empty.app.request(`${apiRoot}${path}`);
    const isThere = !route.path.startsWith("/editions/{");
    assert.equal(response.status, isThere ? 200 : 404);
  });
}

/** Every way to be refused, on every route it can happen on. */
const refusals: readonly (readonly [what: string, path: string, status: number, init?: RequestInit])[] = [
  ...apiRoutes.flatMap(({ path }): (readonly [string, string, number, RequestInit?])[] => {
    const address = addressOf(path);
    const unknown = `${address}${address.includes("?") ? "&" : "?"}nonsense=1`;
    return [
      ["a parameter that is not known", unknown, 400],
      ["a method that writes", address, 405, { method: "POST", body: "x" }],
      ["a method that nobody knows", address, 405, { method: "BREW" }],
      ["a body", address, 413, { headers: { "content-length": "5" } }],
      ["an endless address", `${address}${"?x=".padEnd(5000, "x")}`, 414],
    ];
  }),
  ["nothing", "/nothing", 404],
  ["the root", "", 404],
  ["a position that is none", "/releases?as_of=minus", 400],
  ["a position that is not there", "/releases?as_of=99999", 404],
  ["a number out of bounds", "/journal/entries?limit=0", 400],
  ["a number that is none", "/journal/entries?after=x", 400],
  ["a parameter given twice", "/journal/entries?limit=1&limit=2", 400],
  ["an edition that is not there", "/editions/accord.2024-02-03.p9", 404],
  ["a party's own view", `/editions/${site.party}`, 404],
  ["a code that is no GEOID", "/jurisdictions/abc", 404],
  ["a GEOID that nobody knows", "/jurisdictions/98765", 404],
  ["a facility without a name", "/facilities/resolve?city=X", 400],
  ["a day that is none", "/facilities/resolve?name=X&on=2024-02-30", 400],
  ["a day of no calendar", "/jurisdictions/06075/law?on=2017-02-30", 400],
  ["a grade that is none", "/jurisdictions/06075/law?verification=maybe", 400],
  ["the rules of nobody", "/jurisdictions/98765/law", 404],
  ["the rules of federal bodies", "/jurisdictions/US/law", 404],
  ["a code that was not in use", "/jurisdictions/02261/law?on=2024-01-01", 400],
  ["a text without end", `/facilities/resolve?name=${"x".repeat(201)}`, 400],
  ["a page after what is not listed", "/jurisdictions?after=12345", 400],
];

for (const [what, path, status, init] of refusals) {
  test(`${what} is a problem of one shape: ${init?.method ?? "GET"} ${path.slice(0, 60)}`, async () => {
    const response = await get(path, init);
    assert.equal(response.status, status);
    assert.equal(response.headers.get("content-type"), "application/problem+json; charset=utf-8");
    const problem = problemSchema.parse(await response.json());
    assert.equal(problem.status, status);
    assert.equal(problem.title, problemTitles[problem.code]);
    assert.equal(problem.type, `/api#${problem.code}`);
    assert.ok(problem.detail.length > 20 && !problem.detail.includes("\n"), problem.detail);
    assert.equal(response.headers.get("allow"), status === 405 ? "GET, HEAD, OPTIONS" : null);
  });
}

test("a fault of our own is a problem too, says nothing of its cause, and is told to who runs the server", async () => {
  const broken = await openEmptySite({ after });
  await broken.store.close();
  const response = await broken.app.request(`${apiRoot}/health`);
  const text = await response.text();
  assert.equal(response.status, 500);
  assert.equal(problemSchema.parse(JSON.parse(text)).code, "internal");
  assert.doesNotMatch(text, /store|sql|select/i);
});

test("an unknown parameter names the nearest one", async () => {
  const { detail, nearest, parameter } = await json("/releases?asof=1");
  assert.deepEqual([nearest, parameter], [["as_of"], "asof"]);
  assert.match(String(detail), /did you mean as_of\?/);
});

test("the journal is read page by page to its end, each entry once", async () => {
  const seen: number[] = [];
  let path: string | null = "/journal/entries?limit=2";
  while (path !== null) {
    const response: Response = await get(path);
    const { entries } = (await response.json()) as { entries: { position: number }[] };
    seen.push(...entries.map((entry) => entry.position));
    const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "");
    path = next === null ? null : (next[1] ?? "").slice(apiRoot.length);
  }
  assert.deepEqual(seen, [1, 2, 3, 4]);
});

test("what an assertion says of one request, and a party's own view, stay out of the public journal; their hashes do not", async () => {
  const { entries } = (await json("/journal/entries")) as {
    entries: { kind: string; body: object | null; is_body_withheld: boolean; hash: string }[];
  };
  assert.deepEqual(
    entries.map((entry) => [entry.kind, entry.body === null, entry.is_body_withheld]),
    [
      ["import", false, false],
      ["edition", false, false],
      ["edition", true, true],
      ["assertion", true, true],
    ],
  );
  for (const entry of entries) assert.match(entry.hash, /^[0-9a-f]{64}$/);
});

test("a jurisdiction is listed by name, and found by a part of it or by its state", async () => {
  const namesAt = async (query: string): Promise<string[]> =>
    ((await json(`/jurisdictions${query}`)).jurisdictions as { name: string }[]).map((each) => each.name);
  assert.deepEqual(await namesAt(""), ["Example City city, ZZ", "Sample County, ZZ"]);
  assert.deepEqual(await namesAt("?q=sheriff"), ["Sample County, ZZ"]);
  assert.deepEqual(await namesAt("?state=made-up%20state&q=city"), ["Example City city, ZZ"]);
  assert.deepEqual(await namesAt("?after=9900100"), ["Sample County, ZZ"]);
});

test("no count of people from 1 to 9 leaves through a jurisdiction's tables", async () => {
  for (const geoid of ["99001", "9900100"]) {
    const { tables } = (await json(`/jurisdictions/${geoid}`)) as {
      tables: { rows: { cells: unknown[] }[] }[];
    };
    const numbers = tables
      .flatMap((table) => table.rows.flatMap((row) => row.cells))
      .filter((cell) => typeof cell === "number");
    assert.ok(numbers.length > 0, geoid);
    assert.deepEqual(
      numbers.filter((count) => (count as number) > 0 && (count as number) < 10),
      [],
    );
  }
});

test("the edition of the API is the edition as it was published", async () => {
  const published = await site.app.request(`/editions/${site.edition}/edition.json`);
  assert.deepEqual(await json(`/editions/${site.edition}`), await published.json());
});

test("the description of the API is the golden one, and every reference in it leads somewhere", async (t) => {
  const text = await (await get("/openapi.json")).text();
  t.assert.fileSnapshot(JSON.parse(text), projectPath("test", "golden", "openapi.json"), {
    serializers: [(value: unknown) => JSON.stringify(value, null, 2)],
  });
  const document = JSON.parse(text) as { openapi: string; components: { schemas: Record<string, unknown> } };
  assert.match(document.openapi, /^3\.1\./);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (found) => found[1] ?? "",
  );
  assert.ok(references.length >= apiRoutes.length);
  assert.deepEqual(
    references.filter((name) => !(name in document.components.schemas)),
    [],
  );
});
