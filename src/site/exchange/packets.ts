import type { Hono } from "hono";
import { NotFound } from "../../base/errors.ts";
import type { PacketFile } from "../../reports/packet/packet-files.ts";
import { packetPaths } from "../../reports/packet/packet-paths.ts";
import { reading } from "./guard.ts";
import type { ExchangePages } from "./parts.ts";
import { idOf } from "./reads.ts";
import type { Visit } from "./visit.ts";

const kinds: Readonly<Record<string, string>> = {
  [packetPaths.pdf]: "application/pdf",
  [packetPaths.json]: "application/json; charset=utf-8",
};

/** The files of a packet as one asks for them: `packet.pdf` and `packet.json` by themselves, all others as text. */
function send({ c }: Visit, file: PacketFile, requestId: number): Response {
  const isDocument = file.name in kinds;
  return c.body(new Uint8Array(file.bytes), 200, {
    "content-type": kinds[file.name] ?? "text/plain; charset=utf-8",
    "content-disposition": `${isDocument ? "inline" : "attachment"}; filename="request-${requestId}-${file.name}"`,
    "cache-control": "no-store",
  });
}

async function sendPacket(visit: Visit, name: string): Promise<Response> {
  const requestId = idOf(visit, "id");
  const include_booking_number = visit.c.req.query("booking_number") === "yes";
  const files = await visit.pages.record.packetFiles(visit.actor, requestId, { include_booking_number });
  const file = files.find((one) => one.name === name);
  if (file === undefined)
    throw new NotFound(
      `a packet has no file "${name.slice(0, 60)}"; it has ${files.map((one) => one.name).join(", ")}`,
    );
  return send(visit, file, requestId);
}

/** Adds the evidence packets of requests: `/exchange/requests/:id/packet` (the PDF), `….pdf`, `….json`, and each file below it. */
export function addPackets(app: Hono, pages: ExchangePages): void {
  const files: readonly (readonly [path: string, name: string])[] = [
    ["/exchange/requests/:id/packet", packetPaths.pdf],
    ["/exchange/requests/:id/packet.pdf", packetPaths.pdf],
    ["/exchange/requests/:id/packet.json", packetPaths.json],
  ];
  for (const [path, name] of files)
    app.get(
      path,
      reading(pages, "packet", (visit) => sendPacket(visit, name)),
    );
  app.get(
    "/exchange/requests/:id/packet/:file",
    reading(pages, "packet", (visit) => sendPacket(visit, visit.c.req.param("file") ?? "")),
  );
}
