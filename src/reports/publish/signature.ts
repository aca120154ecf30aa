import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { InvalidInput } from "../../base/errors.ts";

/** The key that signs editions, with what the world may know of it. */
export interface SigningKey {
  readonly private_key: KeyObject;
  /** The public key as PEM (SPKI), as published beside each edition. */
  readonly public_pem: string;
  /** SHA-256 (hex) of the public key's DER (SPKI) bytes. */
  readonly fingerprint: string;
}

/** A signature as read from its file: whose key, and the 64 bytes of Ed25519 (RFC 8032). */
export interface Signature {
  readonly fingerprint: string;
  readonly bytes: Buffer;
}

/** A private Ed25519 key with its public part and fingerprint; `InvalidInput` for a key of another kind. */
export function signingKey(privateKey: KeyObject): SigningKey {
  if (privateKey.asymmetricKeyType !== "ed25519")
    throw new InvalidInput(
      `the signing key is of kind ${privateKey.asymmetricKeyType}; editions are signed with Ed25519`,
    );
  const publicKey = createPublicKey(privateKey);
  return { private_key: privateKey, public_pem: pemOf(publicKey), fingerprint: fingerprintOf(publicKey) };
}

/** A public key as PEM (SPKI) text. */
export function pemOf(publicKey: KeyObject): string {
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

/** SHA-256 (hex) of a public key's DER (SPKI) bytes: short enough to print and to compare by eye. */
export function fingerprintOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/**
 * The signature file over a text: one line that says what it is and whose, one line of base64. Ed25519 is deterministic,
 * so the same key and text give the same file.
 */
export function signatureFile(text: string, key: SigningKey): string {
  return formatSignature({
    fingerprint: key.fingerprint,
    bytes: sign(null, Buffer.from(text), key.private_key),
  });
}

function formatSignature(signature: Signature): string {
  return `accord-signature ed25519 SHA256SUMS key-sha256 ${signature.fingerprint}\n${signature.bytes.toString("base64")}\n`;
}

const form = /^accord-signature ed25519 SHA256SUMS key-sha256 ([0-9a-f]{64})\n([A-Za-z0-9+/]{86}==)\n$/;

/** The parts of a signature file; `InvalidInput` when it is not byte for byte in the form that `signatureFile` writes. */
export function parseSignature(file: string): Signature {
  const [, fingerprint = "", base64 = ""] = form.exec(file) ?? [];
  const signature = { fingerprint, bytes: Buffer.from(base64, "base64") };
  if (fingerprint === "" || formatSignature(signature) !== file)
    throw new InvalidInput("SHA256SUMS.sig: it is not a line that names the key and a line of base64");
  return signature;
}

/** Whether a signature over a text is that of a public key. */
export function isSignedBy(publicKey: KeyObject, text: Buffer, signature: Signature): boolean {
  return verify(null, text, publicKey, signature.bytes);
}
