import { zipSync } from "fflate";
import { NotFound } from "../../base/errors.ts";
import type { PacketFile } from "../../reports/packet/packet-files.ts";
import { packetPaths } from "../../reports/packet/packet-paths.ts";
import { idOf } from "./reads.ts";
import type { Visit } from "./visit.ts";

/** How a packet is asked for: one of its documents, or all of its files with their hashes and signature in one archive. */
export type PacketKind = "pdf" | "json" | "zip";

const types: Readonly<Record<PacketKind, string>> = {
  pdf: "application/pdf",
  json: "application/json; charset=utf-8",
  zip: "application/zip",
};

/** All files in one archive whose bytes hang on theirs alone; a ZIP cannot bear an earlier day than this one. */
function archived(files: readonly PacketFile[]): Uint8Array {
  const entries = files.map(({ name, bytes }) => [name, new Uint8Array(bytes)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date("1980-01-02T00:00:00Z"), level: 6 });
}

function bytesOf(files: readonly PacketFile[], kind: PacketKind, id: number): Uint8Array {
  if (kind === "zip") return archived(files);
  const found = files.find((file) => file.name === packetPaths[kind]);
  if (found === undefined) throw new NotFound(`the packet of request ${id} has no ${packetPaths[kind]}`);
  return new Uint8Array(found.bytes);
}

/** Sends a request's evidence packet, made now for who asks, under a name to save it by; `booking_number=yes` puts the numbers in. */
export async function sendPacket(visit: Visit, kind: PacketKind): Promise<Response> {
  const { pages, actor, c } = visit;
  const id = idOf(visit, "id");
  const include_booking_number = c.req.query("booking_number") === "yes";
  const files = await pages.record.packetFiles(actor, id, { include_booking_number });
  return c.body(new Uint8Array(bytesOf(files, kind, id)), 200, {
    "content-type": types[kind],
    "content-disposition": `${kind === "zip" ? "attachment" : "inline"}; filename="request-${id}.packet.${kind}"`,
    "cache-control": "no-store",
  });
}
