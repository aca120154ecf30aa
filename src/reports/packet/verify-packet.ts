import type { KeyObject } from "node:crypto";
import { AppError, InvalidInput } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { parseSums } from "../publish/sha256sums.ts";
import { fingerprintOf, isSignedBy, parseSignature, type Signature } from "../publish/signature.ts";
import { type Check, checkOf } from "../verify/check.ts";
import { publicKeyOf, textOf } from "../verify/folder.ts";
import type { PacketFile } from "./packet-files.ts";
import { readPacketJson } from "./packet-json.ts";
import { packetPaths } from "./packet-paths.ts";
import { parsePacketSignature } from "./packet-signature.ts";

/** What became of checking the files of a packet. */
export interface PacketVerification {
  readonly ok: boolean;
  /** In the order they were made; what a packet says is looked at only where its seal holds. */
  readonly checks: readonly Check[];
  /** The first wrong thing in one line: the file, and what is wrong with it. */
  readonly first_failure: string | null;
  /** The request, where the packet could be read. */
  readonly request_id: number | null;
  /** SHA-256 (hex) of the key; compare it with one that the publisher gave in another way. */
  readonly key_fingerprint: string | null;
}

type Files = ReadonlyMap<string, Buffer>;

/** Whether files are those of a packet, so that `verify` can tell a packet from an edition. */
export function isPacket(names: Iterable<string>): boolean {
  const known = new Set(names);
  return known.has(packetPaths.json) || known.has(packetPaths.pdf);
}

/**
 * Whether the files of a packet are whole, signed by the key among them, and a packet: either the folder with its list of hashes, or
 * one or both documents with their own signature files. `key` pins who signed by the fingerprint (64 hex digits). Nothing but the
 * files is needed: no network and no store.
 */
export function verifyPacket(
  files: readonly PacketFile[],
  options: { readonly key?: string } = {},
): PacketVerification {
  const found: Files = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const key = attempt(() => publicKeyIn(found));
  const fingerprint = key.value === null ? null : fingerprintOf(key.value);
  const seal = key.value === null ? [checkOf("signature", key.problem, "")] : sealOf(found, key.value);
  const pinned = options.key === undefined ? [] : [pinnedCheck(options.key, fingerprint)];
  const checks = [...seal, ...pinned];
  if (checks.some((check) => check.status === "fail")) return outcome(checks, null, fingerprint);
  const text = found.get(packetPaths.json);
  if (text === undefined) return outcome(checks, null, fingerprint);
  const read = attempt(() => readPacketJson(textOf(packetPaths.json, text)));
  const content = checkOf(
    "packet",
    read.problem,
    `${packetPaths.json} is a canonical packet with its own hash`,
  );
  return outcome([...checks, content], read.value?.request_id ?? null, fingerprint);
}

function outcome(
  checks: readonly Check[],
  request_id: number | null,
  key_fingerprint: string | null,
): PacketVerification {
  const first_failure = checks.find((check) => check.status === "fail")?.detail ?? null;
  return { ok: first_failure === null, checks, first_failure, request_id, key_fingerprint };
}

function bytesOf(files: Files, name: string): Buffer {
  const bytes = files.get(name);
  if (bytes === undefined) throw new InvalidInput(`${name}: it is missing`);
  return bytes;
}

function publicKeyIn(files: Files): KeyObject {
  const bytes = bytesOf(files, packetPaths.key);
  try {
    return publicKeyOf(bytes);
  } catch (cause) {
    throw new InvalidInput(`${packetPaths.key}: it is not an Ed25519 public key in PEM`, {}, cause);
  }
}

function pinnedCheck(expected: string, fingerprint: string | null): Check {
  const isSame = expected.toLowerCase() === fingerprint;
  const problem = `${packetPaths.key}: it is key ${fingerprint ?? "(unreadable)"}, not the expected ${expected}`;
  return checkOf("publisher", isSame ? null : problem, `the key is the expected one, ${expected}`);
}

function sealOf(files: Files, key: KeyObject): Check[] {
  const isFolder = files.has(packetPaths.sums) || files.has(packetPaths.signature);
  return isFolder ? folderChecks(files, key) : documentChecks(files, key);
}

function signatureProblem(name: string, bytes: Buffer, signature: Signature, key: KeyObject): string | null {
  if (signature.fingerprint !== fingerprintOf(key))
    return `${name}.sig: it names another key than ${packetPaths.key}`;
  return isSignedBy(key, bytes, signature)
    ? null
    : `${name}: it is not what was signed, or its signature was changed`;
}

/** A folder: the signature over the list of hashes, then each file against the list, and no file more. */
function folderChecks(files: Files, key: KeyObject): Check[] {
  const seal = attempt(() => {
    const sums = bytesOf(files, packetPaths.sums);
    const lines = parseSums(textOf(packetPaths.sums, sums));
    const file = textOf(packetPaths.signature, bytesOf(files, packetPaths.signature));
    return { lines, problem: signatureProblem(packetPaths.sums, sums, parseSignature(file), key) };
  });
  const problem = seal.problem ?? seal.value?.problem;
  const first = checkOf("signature", problem, `${packetPaths.sums} is signed by ${fingerprintOf(key)}`);
  if (seal.value === null || first.status === "fail") return [first];
  const { lines } = seal.value;
  const listed = new Set<string>([
    packetPaths.sums,
    packetPaths.signature,
    ...lines.map((line) => line.path),
  ]);
  const wrong = [
    ...lines.flatMap((line) => {
      const bytes = files.get(line.path);
      if (bytes === undefined) return [`${line.path}: it is listed and missing`];
      return sha256(bytes) === line.sha256 ? [] : [`${line.path}: its bytes are not those that were signed`];
    }),
    ...[packetPaths.json, packetPaths.pdf, packetPaths.key]
      .filter((name) => !listed.has(name))
      .map((name) => `${name}: it is not in the signed list`),
    ...[...files.keys()]
      .filter((name) => !listed.has(name) && !isDetached(name))
      .map((name) => `${name}: it is not a listed file of this packet`),
  ];
  const detached = documentSignatures(files).length > 0 ? documentChecks(files, key) : [];
  const whole = checkOf(
    "files",
    wrong[0],
    `${lines.length} files are there, no more, each with the bytes that were signed`,
  );
  return [first, whole, ...detached];
}

const isDetached = (name: string): boolean =>
  name === packetPaths.jsonSignature || name === packetPaths.pdfSignature;

const documentSignatures = (files: Files): string[] =>
  [packetPaths.json, packetPaths.pdf].filter((name) => files.has(`${name}.sig`));

/** Documents with signature files of their own: each document that is there must have one that fits, and none is there alone. */
function documentChecks(files: Files, key: KeyObject): Check[] {
  const isFolder = files.has(packetPaths.sums);
  const names = [packetPaths.json, packetPaths.pdf].filter(
    (name) => files.has(`${name}.sig`) || (files.has(name) && !isFolder),
  );
  if (names.length === 0)
    return [checkOf("signature", `${packetPaths.json}: it is missing, and ${packetPaths.pdf} too`, "")];
  return names.map((name) => {
    const problem = attempt(() => {
      const bytes = bytesOf(files, name);
      const file = textOf(`${name}.sig`, bytesOf(files, `${name}.sig`));
      return signatureProblem(name, bytes, parsePacketSignature(file, name), key);
    });
    return checkOf(
      "signature",
      problem.problem ?? problem.value,
      `${name} is signed by ${fingerprintOf(key)}`,
    );
  });
}

/** A result, or the one line of a refusal; faults of our own are thrown on. */
function attempt<Value>(work: () => Value): { value: Value | null; problem: string | null } {
  try {
    return { value: work(), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { value: null, problem: error.message };
  }
}
