import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openExchange } from "../../../test/support/exchange.ts";
import { testFolder } from "../../../test/support/folder.ts";
import { caseFor, contextFor, holdWithIncident } from "../../../test/support/packet-cases.ts";
import { testKey } from "../../../test/support/test-key.ts";
import { type PacketFile, packetFiles } from "./packet-files.ts";
import { packetOf } from "./packet-of.ts";
import { packetPaths } from "./packet-paths.ts";
import { parsePacketSignature, signPacket } from "./packet-signature.ts";
import { isPacket, verifyPacket } from "./verify-packet.ts";

const exchange = await openExchange({ after });
const key = testKey();
const request = await holdWithIncident(exchange);
const seen = await caseFor(exchange, "texas_clerk", request);
const packet = packetOf(seen, await contextFor(exchange, "texas_clerk", seen));
const files = await packetFiles(packet, key);

const bytesOf = (name: string): Buffer => files.find((file) => file.name === name)?.bytes ?? Buffer.alloc(0);
const changed = (name: string, change: (bytes: Buffer) => Buffer): PacketFile[] =>
  files.map((file) => (file.name === name ? { name, bytes: change(file.bytes) } : file));
const without = (name: string): PacketFile[] => files.filter((file) => file.name !== name);

/** The bytes with one bit turned at a place. */
function turned(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const signatures = signPacket(bytesOf(packetPaths.json).toString(), bytesOf(packetPaths.pdf), key);
const alone: PacketFile[] = [
  { name: packetPaths.json, bytes: bytesOf(packetPaths.json) },
  { name: packetPaths.jsonSignature, bytes: Buffer.from(signatures.json_signature) },
  { name: packetPaths.key, bytes: bytesOf(packetPaths.key) },
];

test("the files are whole and signed, and say whose request it is", () => {
  assert.deepEqual(files.map((file) => file.name).toSorted(), [
    "SHA256SUMS",
    "SHA256SUMS.sig",
    "packet.json",
    "packet.pdf",
    "public-key.pem",
  ]);
  const found = verifyPacket(files, { key: key.fingerprint });
  assert.deepEqual([found.ok, found.first_failure, found.request_id], [true, null, request]);
  assert.equal(found.key_fingerprint, key.fingerprint);
  assert.ok(isPacket(files.map((file) => file.name)) && !isPacket(["edition.json", "SHA256SUMS"]));
});

test("the same packet and key give the same files", async () => {
  assert.deepEqual(await packetFiles(packet, key), files);
});

test("any changed byte of any file is found, and its file is named", () => {
  for (const { name, bytes } of files) {
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let at = 0; at < bytes.length; at += step) {
      const found = verifyPacket(changed(name, (whole) => turned(whole, at)));
      assert.equal(found.ok, false, `${name}, byte ${at}`);
    }
  }
  const pdf = verifyPacket(changed(packetPaths.pdf, (bytes) => turned(bytes, 500)));
  assert.match(pdf.first_failure ?? "", /^packet\.pdf: its bytes are not those that were signed/);
});

test("a missing file, one more, and a signature of another key are found", async () => {
  for (const { name } of files) assert.equal(verifyPacket(without(name)).ok, false, name);
  const more = [...files, { name: "notes.txt", bytes: Buffer.from("x") }];
  assert.match(verifyPacket(more).first_failure ?? "", /notes\.txt: it is not a listed file/);
  const others = await packetFiles(packet, testKey(8));
  assert.equal(verifyPacket(others).ok, true, "anybody can sign with a key of their own");
  assert.match(verifyPacket(others, { key: key.fingerprint }).first_failure ?? "", /not the expected/);
  const mixed = changed(
    packetPaths.signature,
    () => others.find((one) => one.name === packetPaths.signature)?.bytes ?? Buffer.alloc(0),
  );
  assert.match(verifyPacket(mixed).first_failure ?? "", /names another key/);
});

test("a well-signed folder whose JSON is no packet is refused", async () => {
  const { signatureFile } = await import("../publish/signature.ts");
  const { formatSums } = await import("../publish/sha256sums.ts");
  const { sha256 } = await import("../../base/hash.ts");
  const content = [
    { name: packetPaths.json, bytes: Buffer.from("{}\n") },
    { name: packetPaths.pdf, bytes: bytesOf(packetPaths.pdf) },
    { name: packetPaths.key, bytes: bytesOf(packetPaths.key) },
  ];
  const sums = formatSums(content.map(({ name, bytes }) => ({ path: name, sha256: sha256(bytes) })));
  const folder = [
    ...content,
    { name: packetPaths.sums, bytes: Buffer.from(sums) },
    { name: packetPaths.signature, bytes: Buffer.from(signatureFile(sums, key)) },
  ];
  assert.match(verifyPacket(folder).first_failure ?? "", /packet\.json: it is not an evidence packet/);
});

test("one document with its own signature is enough, and its signature names it", () => {
  assert.equal(verifyPacket(alone).ok, true);
  assert.match(signatures.pdf_signature, /^accord-signature ed25519 packet\.pdf key-sha256 [0-9a-f]{64}\n/);
  const swapped = alone.map((file) =>
    file.name === packetPaths.jsonSignature
      ? { ...file, bytes: Buffer.from(signatures.pdf_signature) }
      : file,
  );
  assert.match(
    verifyPacket(swapped).first_failure ?? "",
    /packet\.json\.sig: it is not a line that names packet\.json/,
  );
  for (const at of [0, 1000, bytesOf(packetPaths.json).length - 1]) {
    const other = alone.map((file) =>
      file.name === packetPaths.json ? { ...file, bytes: turned(file.bytes, at) } : file,
    );
    assert.equal(verifyPacket(other).ok, false, `byte ${at}`);
  }
  assert.equal(verifyPacket(alone.slice(0, 1)).ok, false);
  assert.equal(verifyPacket([alone[0] as PacketFile, alone[2] as PacketFile]).ok, false);
  assert.throws(
    () => parsePacketSignature(`${signatures.json_signature} `, packetPaths.json),
    /it is not a line/,
  );
});

const hasOpenssl =
  spawnSync("openssl", ["version"]).status === 0 && spawnSync("sha256sum", ["--version"]).status === 0;
test("the commands that it prints check it", {
  skip: hasOpenssl ? false : "openssl or sha256sum is not installed here",
}, (t) => {
  const folder = testFolder(t);
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  const commands = `sha256sum --check --strict --quiet SHA256SUMS && tail -n 1 SHA256SUMS.sig | base64 -d | openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile /dev/stdin`;
  const said = execFileSync("bash", ["-c", commands], { cwd: folder, encoding: "utf8" });
  assert.match(said, /Signature Verified Successfully/);
});
