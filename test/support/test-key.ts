import { createPrivateKey } from "node:crypto";
import { type SigningKey, signingKey } from "../../src/reports/publish/signature.ts";

/** PKCS #8 before the 32 bytes of an Ed25519 seed (RFC 8410). */
const before = Buffer.from("302e020100300506032b657004220420", "hex");

/** A signing key for tests only, the same each time: its seed is one byte, repeated. */
export function testKey(seed = 7): SigningKey {
  const der = Buffer.concat([before, Buffer.alloc(32, seed)]);
  return signingKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
}
