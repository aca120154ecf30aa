import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { AppError } from "../base/errors.ts";

/** The installation's key, as what is done with it: each use has a key of its own that is derived from it. */
export interface Keys {
  /** Hides text under the key; it opens again for the same use only. */
  seal(use: string, text: string): string;
  /** The text that was sealed for this use, or null for anything else. */
  open(use: string, sealed: string): string | null;
  /** A keyed hash (HMAC-SHA-256) of text, base64url. */
  mac(use: string, text: string): string;
}

const algorithm = "aes-256-gcm";

/** The uses of a key of 32 bytes, given as 64 hex digits. */
export function keysOf(hex: string): Keys {
  const root = Buffer.from(hex, "hex");
  const derived = (use: string): Buffer => Buffer.from(hkdfSync("sha256", root, "accord access", use, 32));
  const macKeys = new Map<string, Buffer>(); // one of a handful, and asked for on every page
  const macKey = (use: string): Buffer => {
    const key = macKeys.get(use) ?? derived(`mac ${use}`);
    macKeys.set(use, key);
    return key;
  };
  return {
    seal(use, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(algorithm, derived(`seal ${use}`), iv);
      const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString("base64url");
    },
    open(use, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < 28) return null;
      const decipher = createDecipheriv(algorithm, derived(`seal ${use}`), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        return null; // changed, or sealed under another key or for another use
      }
    },
    mac: (use, text) => createHmac("sha256", macKey(use)).update(text).digest("base64url"),
  };
}

/** Of two processes that start at once the first one's key stands: it is linked into place whole, and never written over. */
function makeKeyFile(path: string): void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(own);
  }
}

/**
 * The keys of an installation: from the configured hex digits, else from `keys/access.secret` of the data folder, which is made at
 * first use and readable by its owner only. Processes that share a PostgreSQL store need the same key.
 */
export function openKeys(folder: string, configured: string | null): Keys {
  if (configured !== null) return keysOf(configured);
  const path = `${folder}/keys/access.secret`;
  if (!existsSync(path)) {
    mkdirSync(`${folder}/keys`, { recursive: true, mode: 0o700 });
    makeKeyFile(path);
  }
  const hex = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new AppError(
      "invalid_input",
      `${path} is not a key of 64 hex digits; bring back the one from your backup`,
    );
  return keysOf(hex);
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** 256 random bits, base64url: 43 characters that nobody can guess. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}
