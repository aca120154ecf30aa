import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { InvalidInput } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { type EvidencePacket, packetFormat } from "./packet.ts";
import { packetPaths } from "./packet-paths.ts";

/** SHA-256 (hex) of a packet's canonical JSON, without the hash itself and without a line end. */
export function packetSha256(packet: EvidencePacket): string {
  return sha256(canonicalJson(packet as unknown as Json));
}

/** A packet as one line of canonical JSON (keys sorted, no white space) that carries its own hash as `packet_sha256`. */
export function packetJson(packet: EvidencePacket): string {
  const whole = { ...packet, packet_sha256: packetSha256(packet) };
  return `${canonicalJson(whole as unknown as Json)}\n`;
}

const refuse = (why: string, cause?: unknown): never => {
  throw new InvalidInput(`${packetPaths.json}: ${why}`, {}, cause);
};

/**
 * The packet in the text of its file; `InvalidInput` where it is not JSON, not a packet of this form, not byte for byte canonical,
 * or its content has another hash than the one that it carries.
 */
export function readPacketJson(text: string): EvidencePacket {
  let read: { packet_format?: unknown; packet_sha256?: unknown } | null = null;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    return refuse("it is not JSON", cause);
  }
  if (read === null || typeof read !== "object" || read.packet_format !== packetFormat)
    return refuse(`it is not an evidence packet of the form ${packetFormat}`);
  const { packet_sha256, ...packet } = read;
  const found = packet as unknown as EvidencePacket;
  if (packetSha256(found) !== packet_sha256)
    return refuse("its content does not have the hash that it carries");
  if (packetJson(found) !== text) return refuse("it is not in canonical form");
  return found;
}
