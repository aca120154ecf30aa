import { createPublicKey, type KeyObject } from "node:crypto";
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, InvalidInput, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { paths } from "../publish/paths.ts";
import { filesUnder } from "../publish/place-folder.ts";
import { parseSums, type SumLine } from "../publish/sha256sums.ts";
import { fingerprintOf, isSignedBy, parseSignature, type Signature } from "../publish/signature.ts";

/** A part of the folder that was read, or the line that says why it could not be. */
export type Read<Value> =
  | { readonly value: Value; readonly problem: null }
  | { readonly value: null; readonly problem: string };

/** A published folder as it lies there: its files, and its seal as far as it could be read. */
export interface Folder {
  readonly files: ReadonlyMap<string, Buffer>;
  /** Things in the folder that are no plain files, such as links. */
  readonly odd: readonly string[];
  readonly sums: Read<readonly SumLine[]>;
  readonly key: Read<KeyObject>;
  readonly signature: Read<Signature>;
  /** Whether the signature over the list of hashes is that of the folder's key. */
  readonly is_signed: boolean;
}

/** Everything in a folder; `NotFound` when there is no such folder. */
export async function readFolder(dir: string): Promise<Folder> {
  const found = await lstat(dir).catch(() => null);
  if (found === null) throw new NotFound(`there is no folder ${dir}`);
  const [files, odd] = [new Map<string, Buffer>(), [] as string[]];
  for (const path of await filesUnder(dir)) {
    if ((await lstat(join(dir, path))).isFile()) files.set(path, await readFile(join(dir, path)));
    else odd.push(path);
  }
  return folderOf(files, odd);
}

/** A folder from files that are at hand, with its seal as far as it can be read. */
export function folderOf(files: ReadonlyMap<string, Buffer>, odd: readonly string[]): Folder {
  const sums = part(files, paths.sums, (bytes) => parseSums(textOf(paths.sums, bytes)));
  const key = part(files, paths.key, publicKeyOf);
  const signature = part(files, paths.signature, (bytes) => parseSignature(textOf(paths.signature, bytes)));
  const list = files.get(paths.sums);
  const canTell = key.value !== null && signature.value !== null && list !== undefined;
  return {
    files,
    odd,
    sums,
    key,
    signature,
    is_signed: canTell && isSignedBy(key.value, list, signature.value),
  };
}

function part<Value>(
  files: ReadonlyMap<string, Buffer>,
  path: string,
  read: (bytes: Buffer) => Value,
): Read<Value> {
  const bytes = files.get(path);
  if (bytes === undefined) return { value: null, problem: `${path}: it is missing` };
  try {
    return { value: read(bytes), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { value: null, problem: error.message };
  }
}

/** The text of a file of the folder; `InvalidInput` when its bytes are not UTF-8. */
export function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInput(`${path}: it is not text in UTF-8`, {}, cause);
  }
}

/** An Ed25519 public key from PEM (SPKI); `InvalidInput` for anything else. */
export function publicKeyOf(pem: Buffer | string): KeyObject {
  const refusal = `${paths.key}: it is not an Ed25519 public key in PEM`;
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (cause) {
    throw new InvalidInput(refusal, {}, cause);
  }
  throw new InvalidInput(refusal);
}

/** What the seal says of the folder's files, and how each differs from it: one line a difference, files in order. */
export function differences(folder: Folder): string[] {
  const listed = folder.sums.value ?? [];
  const known = new Set([paths.sums, paths.signature, ...listed.map((line) => line.path)]);
  const missing = listed.flatMap(({ path }) =>
    folder.files.has(path) ? [] : [`${path}: it is listed and missing`],
  );
  const extra = [...folder.files.keys(), ...folder.odd].filter(
    (path) => !known.has(path) || folder.odd.includes(path),
  );
  return [
    ...missing,
    ...extra.map((path) => `${path}: it is not a listed file of this edition`),
    ...changed(folder, listed),
  ];
}

function changed(folder: Folder, listed: readonly SumLine[]): string[] {
  return listed.flatMap((line) => {
    const bytes = folder.files.get(line.path);
    return bytes === undefined || sha256(bytes) === line.sha256
      ? []
      : [`${line.path}: its bytes are not those that were published`];
  });
}

/** The fingerprint of the folder's key, or null where the key cannot be read. */
export function folderFingerprint(folder: Folder): string | null {
  return folder.key.value === null ? null : fingerprintOf(folder.key.value);
}
