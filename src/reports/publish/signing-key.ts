import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InvalidInput } from "../../base/errors.ts";
import { type SigningKey, signingKey } from "./signature.ts";

/** Where a data folder keeps the key that signs its editions. */
export function signingKeyPath(dataDir: string): string {
  return join(dataDir, "keys", "edition-signing-key.pem");
}

/**
 * The key that signs the editions of a data folder, made on first use and readable by its owner only (mode 0600).
 * `InvalidInput` when the file is no Ed25519 key in PEM (PKCS #8), or when others may read it.
 */
export async function loadOrCreateSigningKey(dataDir: string): Promise<SigningKey> {
  const path = signingKeyPath(dataDir);
  const pem = (await readKey(path)) ?? (await createKey(path));
  try {
    return signingKey(createPrivateKey(pem));
  } catch (cause) {
    throw new InvalidInput(
      `${path} is not an Ed25519 private key in PEM; restore it, or move it away to start a new key`,
      {},
      cause,
    );
  }
}

async function readKey(path: string): Promise<string | null> {
  const found = await stat(path).catch(absent);
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0)
    throw new InvalidInput(`${path} can be read by others; run: chmod 600 "${path}"`);
  return await readFile(path, "utf8");
}

/** Writes the whole key aside and links it into place, so that of two processes at once one key wins for both. */
async function createKey(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  const { privateKey } = generateKeyPairSync("ed25519");
  await writeFile(aside, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside);
  }
  return await readFile(path, "utf8");
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
