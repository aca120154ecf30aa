import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { chmod, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { testKey } from "../../../test/support/test-key.ts";
import { InvalidInput } from "../../base/errors.ts";
import { formatSums, parseSums } from "./sha256sums.ts";
import { isSignedBy, parseSignature, signatureFile, signingKey } from "./signature.ts";
import { loadOrCreateSigningKey, signingKeyPath } from "./signing-key.ts";

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const path = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}(\/[a-z][a-z0-9_.-]{0,8})?$/);

test("a list of hashes reads back as it was written, sorted", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ path, sha256: hash }, { noNullPrototype: true }), {
        minLength: 1,
        selector: (line) => line.path,
      }),
      (lines) => {
        const read = parseSums(formatSums(lines));
        assert.deepEqual(
          read,
          lines.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        );
      },
    ),
  );
});

test("only the exact form is read: no path outside the folder, no second line for a file, no cut end", () => {
  const line = (name: string) => `${"a".repeat(64)}  ${name}\n`;
  for (const [text, why] of [
    [line("../x"), /line 1/],
    [line("a/./b"), /line 1/],
    [line("/etc/passwd"), /line 1/],
    [line("a").replace("  ", " *"), /line 1/],
    [line("a").toUpperCase(), /line 1/],
    [line("b") + line("a"), /sorted/],
    [line("a") + line("a"), /twice/],
    [line("a").trimEnd(), /cut/],
    ["", /cut/],
  ] as const)
    assert.throws(
      () => parseSums(text),
      (error) => error instanceof InvalidInput && why.test(error.message),
      text,
    );
});

test("a signature file is of its key and text only, and the same each time", () => {
  const [key, other] = [testKey(1), testKey(2)];
  const file = signatureFile("text", key);
  assert.equal(signatureFile("text", key), file);
  const signature = parseSignature(file);
  assert.equal(signature.fingerprint, key.fingerprint);
  assert.ok(isSignedBy(createPublicKey(key.public_pem), Buffer.from("text"), signature));
  assert.ok(!isSignedBy(createPublicKey(key.public_pem), Buffer.from("texs"), signature));
  assert.ok(!isSignedBy(createPublicKey(other.public_pem), Buffer.from("text"), signature));
});

test("a signature file with any byte more, less or other is refused or is another signature", () => {
  const file = signatureFile("text", testKey());
  assert.throws(() => parseSignature(`${file}\n`), InvalidInput);
  assert.throws(() => parseSignature(file.slice(0, -1)), InvalidInput);
  // The last base64 digit before == carries four bits that decode to nothing; they must be zero.
  const loose = file.replace(
    /(.)==\n$/,
    (_, digit: string) => `${String.fromCharCode(digit.charCodeAt(0) + 1)}==\n`,
  );
  assert.throws(() => parseSignature(loose), InvalidInput);
});

test("only an Ed25519 key signs", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  assert.throws(() => signingKey(privateKey), /Ed25519/);
});

test("the key of a data folder is made once, for its owner only, and is the same ever after", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "accord key ")), "data");
  const all = await Promise.all([1, 2, 3].map(() => loadOrCreateSigningKey(folder)));
  const fingerprints = new Set([...all, await loadOrCreateSigningKey(folder)].map((key) => key.fingerprint));
  assert.equal(fingerprints.size, 1);
  assert.equal((await stat(signingKeyPath(folder))).mode & 0o777, 0o600);
  assert.match(await readFile(signingKeyPath(folder), "utf8"), /BEGIN PRIVATE KEY/);
});

test("a key that others may read, or that is none, is refused with how to mend it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "accord-key-"));
  await loadOrCreateSigningKey(folder);
  await chmod(signingKeyPath(folder), 0o644);
  await assert.rejects(loadOrCreateSigningKey(folder), /chmod 600/);
  await writeFile(signingKeyPath(folder), "not a key");
  await chmod(signingKeyPath(folder), 0o600);
  await assert.rejects(loadOrCreateSigningKey(folder), /not an Ed25519 private key/);
});
