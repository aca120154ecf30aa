import { NotFound } from "../../base/errors.ts";
import { packetPaths } from "../../reports/packet/packet-paths.ts";
import { idOf } from "./reads.ts";
import type { Visit } from "./visit.ts";

const types = { pdf: "application/pdf", json: "application/json; charset=utf-8" } as const;

/** Sends one document of a request's evidence packet, made now for who asks, under a name to save it by. */
export async function sendPacket(visit: Visit, kind: "pdf" | "json"): Promise<Response> {
  const { pages, actor, c } = visit;
  const id = idOf(visit, "id");
  const files = await pages.record.packetFiles(actor, id);
  const found = files.find((file) => file.name === packetPaths[kind]);
  if (found === undefined) throw new NotFound(`the packet of request ${id} has no ${packetPaths[kind]}`);
  return c.body(new Uint8Array(found.bytes), 200, {
    "content-type": types[kind],
    "content-disposition": `inline; filename="request-${id}.${found.name}"`,
    "cache-control": "no-store",
  });
}
