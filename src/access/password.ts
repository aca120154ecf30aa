import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { fieldProblem } from "./problem.ts";

const scrypt = promisify(scryptCallback) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

// 32 MiB and three passes: one of the settings that OWASP's Password Storage Cheat Sheet names as equal for scrypt.
const cost = { ln: 15, r: 8, p: 3 };
const maxmem = 64 * 1024 * 1024;
const shortest = 12;
const longest = 256;

const b64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
const normal = (password: string): string => password.normalize("NFKC");

async function derive(password: string, salt: Buffer, { ln, r, p }: typeof cost): Promise<Buffer> {
  return scrypt(normal(password), salt, 32, { N: 2 ** ln, r, p, maxmem });
}

/** Throws `InvalidInput` when a password is too short, too long, or little more than the login or one letter. */
export function checkPassword(password: string, login: string): void {
  const characters = [...normal(password)];
  if (characters.length < shortest || characters.length > longest)
    throw fieldProblem("password", "password_length");
  const rest = normal(password).toLowerCase().replaceAll(login.toLowerCase(), "");
  if (new Set(characters).size < 4 || [...rest].length < shortest / 2)
    throw fieldProblem("password", "password_weak");
}

/** The hash of a password to be kept: scrypt with its parameters and a salt of its own, in PHC string form. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${b64(salt)}$${b64(hash)}`;
}

const phc = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const nobodys = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${b64(Buffer.alloc(16))}$${b64(Buffer.alloc(32))}`;

/**
 * Whether a password is the one of a hash. Without a hash (null) the same work is done and the answer is no, so that the time does
 * not tell whether an account is there.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const found = phc.exec(kept ?? nobodys);
  if (found === null) throw new Error("the kept password hash is not in PHC form of scrypt");
  const [, ln, r, p, salt = "", hash = ""] = found;
  const given = [...password].length > longest ? "" : password;
  const derived = await derive(given, Buffer.from(salt, "base64"), {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(derived, Buffer.from(hash, "base64")) && kept !== null && given === password;
}
