import { sign } from "node:crypto";
import { InvalidInput } from "../../base/errors.ts";
import type { Signature, SigningKey } from "../publish/signature.ts";
import { packetPaths } from "./packet-paths.ts";

/** The files of the detached signatures over a packet's two documents. */
export interface PacketSignatures {
  readonly json_signature: string;
  readonly pdf_signature: string;
}

const written = (name: string, { fingerprint, bytes }: Signature): string =>
  `accord-signature ed25519 ${name} key-sha256 ${fingerprint}\n${bytes.toString("base64")}\n`;

function signed(name: string, bytes: Buffer, key: SigningKey): string {
  return written(name, { fingerprint: key.fingerprint, bytes: sign(null, bytes, key.private_key) });
}

/**
 * A signature file over each document of a packet, in the form of `SHA256SUMS.sig` and naming what it signs, for who takes only
 * one of them. Ed25519 is deterministic: the same key and documents give the same files.
 */
export function signPacket(json: string, pdf: Buffer, key: SigningKey): PacketSignatures {
  return {
    json_signature: signed(packetPaths.json, Buffer.from(json), key),
    pdf_signature: signed(packetPaths.pdf, pdf, key),
  };
}

const form = /^accord-signature ed25519 (\S+) key-sha256 ([0-9a-f]{64})\n([A-Za-z0-9+/]{86}==)\n$/;

/** The parts of the signature file over a named document; `InvalidInput` where it is of another form or over another name. */
export function parsePacketSignature(file: string, name: string): Signature {
  const [, over = "", fingerprint = "", base64 = ""] = form.exec(file) ?? [];
  const signature = { fingerprint, bytes: Buffer.from(base64, "base64") };
  if (over !== name || written(name, signature) !== file)
    throw new InvalidInput(
      `${name}.sig: it is not a line that names ${name} and the key, and a line of base64`,
    );
  return signature;
}
