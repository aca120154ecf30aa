import { sha256 } from "../../base/hash.ts";
import { formatSums } from "../publish/sha256sums.ts";
import { type SigningKey, signatureFile } from "../publish/signature.ts";
import type { EvidencePacket } from "./packet.ts";
import { packetJson } from "./packet-json.ts";
import { packetPaths } from "./packet-paths.ts";
import { renderPacketPdf } from "./packet-pdf.ts";

/** One file of a packet, by its name in the folder. */
export interface PacketFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The files of a packet: both documents, the public key, the list of their hashes and the signature over that list, by name. The
 * same packet and key give the same bytes.
 */
export async function packetFiles(packet: EvidencePacket, key: SigningKey): Promise<PacketFile[]> {
  const content: PacketFile[] = [
    { name: packetPaths.json, bytes: Buffer.from(packetJson(packet)) },
    { name: packetPaths.pdf, bytes: await renderPacketPdf(packet, key.fingerprint) },
    { name: packetPaths.key, bytes: Buffer.from(key.public_pem) },
  ];
  const sums = formatSums(content.map(({ name, bytes }) => ({ path: name, sha256: sha256(bytes) })));
  return [
    ...content,
    { name: packetPaths.sums, bytes: Buffer.from(sums) },
    { name: packetPaths.signature, bytes: Buffer.from(signatureFile(sums, key)) },
  ];
}
