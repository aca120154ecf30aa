import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import { testKey } from "../../../test/support/test-key.ts";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { sealed } from "../publish/edition-files.ts";
import { paths } from "../publish/paths.ts";
import { filesUnder } from "../publish/place-folder.ts";
import { publishEdition } from "../publish/publish-edition.ts";
import { folderOf } from "./folder.ts";
import { sealChecks } from "./seal.ts";
import { verifyFolder } from "./verify-folder.ts";

const key = testKey();
const scratch = await mkdtemp(join(tmpdir(), "accord verify "));
const folder = join(scratch, "edition");
await publishEdition(sampleEdition(), folder, key);
const names = await filesUnder(folder);
const original = new Map(
  await Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(folder, name))]),
  ),
);

test.after(() => rm(scratch, { recursive: true }));

test("a published folder passes every check, and says whose it is", async () => {
  const result = await verifyFolder(folder);
  assert.deepEqual(
    result.checks.filter((check) => check.status === "fail"),
    [],
  );
  assert.deepEqual(
    result.checks.map((check) => check.name),
    ["signature", "files", "edition", "description", "figures", "tables", "totals", "shares", "page"],
  );
  const { ok, first_failure, edition, key_fingerprint } = result;
  assert.deepEqual(
    { ok, first_failure, edition, key_fingerprint },
    { ok: true, first_failure: null, edition: "accord.2015-01-31.p42", key_fingerprint: key.fingerprint },
  );
});

function flipped(bytes: Buffer, offset: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[offset] = (copy[offset] ?? 0) ^ mask;
  return copy;
}

test("flip any byte of any file, and verifying names that file", async () => {
  const flip = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(flip, async ([name, anywhere, mask]) => {
      const bytes = original.get(name)!;
      await writeFile(join(folder, name), flipped(bytes, anywhere % bytes.length, mask));
      const result = await verifyFolder(folder);
      await writeFile(join(folder, name), bytes);
      assert.equal(result.ok, false);
      assert.equal(
        result.first_failure?.startsWith(`${name}: `),
        true,
        `${name}: said "${result.first_failure}"`,
      );
    }),
    { numRuns: 200 },
  );
  assert.ok((await verifyFolder(folder)).ok);
});

test("every single byte of the seal, flipped at its lowest bit, is found and named", () => {
  let flips = 0;
  for (const name of [paths.sums, paths.signature, paths.key])
    for (let offset = 0; offset < original.get(name)!.length; offset += name === paths.sums ? 7 : 1) {
      const files = new Map(original).set(name, flipped(original.get(name)!, offset, 1));
      const failed = sealChecks(folderOf(files, [])).find((check) => check.status === "fail");
      assert.equal(
        failed?.detail.startsWith(`${name}: `),
        true,
        `${name} at ${offset}: said "${failed?.detail}"`,
      );
      flips += 1;
    }
  assert.ok(flips > 500);
});

test("a file more, less, cut, moved or turned into a link is found and named", async () => {
  const check = async (name: string, mend: () => Promise<void>) => {
    const said = (await verifyFolder(folder)).first_failure;
    await mend();
    assert.equal(said?.startsWith(`${name}: `), true, `${name}: said "${said}"`);
  };
  await writeFile(join(folder, "extra.html"), "");
  await check("extra.html", () => rm(join(folder, "extra.html")));
  for (const name of names) {
    await rm(join(folder, name));
    await check(name, () => writeFile(join(folder, name), original.get(name)!));
  }
  await writeFile(join(folder, "figures.csv"), original.get("figures.csv")!.subarray(0, -1));
  await check("figures.csv", () => writeFile(join(folder, "figures.csv"), original.get("figures.csv")!));
  await rename(join(folder, "report.pdf"), join(scratch, "report.pdf"));
  await symlink(join(scratch, "report.pdf"), join(folder, "report.pdf"));
  await check("report.pdf", async () => {
    await rm(join(folder, "report.pdf"));
    await rename(join(scratch, "report.pdf"), join(folder, "report.pdf"));
  });
  assert.ok((await verifyFolder(folder)).ok);
});

test("a pinned key tells a folder signed by somebody else", async () => {
  const own = join(scratch, "own.pub");
  await writeFile(own, key.public_pem);
  for (const pinned of [key.fingerprint, key.fingerprint.toUpperCase(), own])
    assert.ok((await verifyFolder(folder, { key: pinned })).ok);
  const result = await verifyFolder(folder, { key: testKey(9).fingerprint });
  assert.match(result.first_failure ?? "", /^signing-key\.pub: it is key .* not the expected/);
  await assert.rejects(verifyFolder(folder, { key: "nowhere.pem" }), /neither a fingerprint/);
});

test("what is no published folder is said to be none", async () => {
  await assert.rejects(verifyFolder(join(scratch, "nowhere")), NotFound);
  const empty = join(scratch, "empty");
  await mkdir(empty);
  assert.match((await verifyFolder(empty)).first_failure ?? "", /^signing-key\.pub: it is missing/);
});

/** The folder as a signer who publishes a lie would seal it: changed, then hashed and signed anew. */
async function lie(name: string, change: (text: string) => string): Promise<string> {
  const text = original.get(name)!.toString();
  assert.notEqual(change(text), text, `the change to ${name} changes nothing`);
  return await sealedWith(new Map([[name, Buffer.from(change(text))]]));
}

async function sealedWith(changes: ReadonlyMap<string, Buffer>): Promise<string> {
  const unsealed = new Map([...original, ...changes]);
  unsealed.delete(paths.sums);
  unsealed.delete(paths.signature);
  const place = await mkdtemp(join(scratch, "lie-"));
  for (const [name, bytes] of sealed(described(unsealed), key)) {
    await mkdir(dirname(join(place, name)), { recursive: true });
    await writeFile(join(place, name), bytes);
  }
  return (await verifyFolder(place)).first_failure ?? "it passed";
}

/** The hashes in datapackage.json made to fit, so that only the lie itself is left to find. */
function described(files: Map<string, Buffer>): Map<string, Buffer> {
  const described = JSON.parse(files.get(paths.datapackage)!.toString());
  for (const resource of described.resources) {
    const bytes = files.get(resource.path)!;
    resource.bytes = bytes.length;
    resource.hash = `sha256:${sha256(bytes)}`;
  }
  return files.set(paths.datapackage, Buffer.from(JSON.stringify(described)));
}

const replaced = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

test("a signed lie in one file is found in it: the folder must agree with itself", async () => {
  const lies: [string, (text: string) => string, RegExp][] = [
    [
      "figures.csv",
      replaced(",1200,", ",1201,"),
      /^figures\.csv: row requests\.prepared, value: "1201" where/,
    ],
    [
      "figures.csv",
      replaced("suppressed,suppressed", "7,suppressed"),
      /^figures\.csv: row requests\.withdrawn, value: "7"/,
    ],
    [
      "tables/outcomes.by_outcome.csv",
      replaced("540", "541"),
      /^tables\/outcomes\.by_outcome\.csv: row ice_custody, requests: "541"/,
    ],
    [
      "tables/outcomes.by_outcome.csv",
      replaced(/\n.*\n$/, "\n"),
      /^tables\/outcomes\.by_outcome\.csv: it has 5 rows/,
    ],
    [
      "index.html",
      replaced('<data value="1200">1,200', '<data value="1200">1,300'),
      /^index\.html: figure requests\.prepared shows "1,300"/,
    ],
    [
      "index.html",
      replaced('<data value="0.08">8.0%', '<data value="0.08">18.0%'),
      /^index\.html: figure outcomes\.declined_share/,
    ],
    [
      "index.html",
      replaced('id="declined.recorded"', 'id="declined.records"'),
      /^index\.html: it has no anchor for figure declined\.recorded/,
    ],
    [
      "index.html",
      replaced('<td class="count">144</td>', '<td class="count">14</td>'),
      /^index\.html: outcomes\.by_outcome\.not_collected\.requests/,
    ],
    [
      "index.html",
      replaced(/<span class="suppressed">suppressed<\/span><\/td>/, "3</td>"),
      /^index\.html: requests\.by_week\.w2_notify\.requests shows "3"/,
    ],
    ["edition.json", replaced('"as_of":', ' "as_of":'), /^edition\.json: it is not in the canonical form/],
    ["edition.json", replaced('"position":42', '"position":"42"'), /^edition\.json: position: /],
    ["edition.json", replaced('"share_unknown":0.3', '"share_unknown":3'), /^edition\.json: sections\.1/],
  ];
  for (const [name, change, said] of lies) assert.match(await lie(name, change), said);
});

test("a lie told in every file alike is found by adding up", async () => {
  const everywhere = async (change: (text: string) => string) => {
    const text = original.get(paths.edition)!.toString();
    assert.notEqual(change(text), text);
    const edition = JSON.parse(change(text));
    const place = await mkdtemp(join(scratch, "told-"));
    await publishEdition(edition, join(place, "edition"), key);
    assert.equal(
      `${canonicalJson(edition as Json)}\n`,
      await readFile(join(place, "edition", paths.edition), "utf8"),
    );
    return (await verifyFolder(join(place, "edition"))).first_failure ?? "it passed";
  };
  const total = replaced('"All requests of the week","",1200,1', '"All requests of the week","",1210,1');
  assert.match(
    await everywhere(total),
    /^edition\.json: outcomes\.by_outcome\.all\.requests: it says 1210, its rows add up to 1200/,
  );
  const hidden = replaced('"All jurisdictions","",null,96,25', '"All jurisdictions","",null,70,25');
  assert.match(await everywhere(hidden), /it says 70, the rows shown already come to 75/);
  const share = replaced("540,0.45", "540,0.54");
  assert.match(
    await everywhere(share),
    /outcomes\.by_outcome\.ice_custody\.share: it says 0\.54, 540 of 1200 is 0\.45/,
  );
});
