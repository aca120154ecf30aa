import { projectPath } from "../../base/paths.ts";
import { codePointsOf, printable, printFonts } from "../render/print-fonts.ts";
import type { EvidencePacket } from "./packet.ts";
import { packetSha256 } from "./packet-json.ts";
import { packetPrint } from "./packet-print.ts";

/**
 * A packet as a tagged PDF (PDF/UA-1, set by Typst from `templates/packet.typ`): the first page sums up, the rest gives the twelve
 * items. `fingerprint` is that of the key that will sign it (hex). Equal input gives equal bytes.
 */
export async function renderPacketPdf(packet: EvidencePacket, fingerprint: string): Promise<Buffer> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const fonts = printFonts();
  const covered = codePointsOf(fonts[0] as Buffer);
  const compiler = NodeCompiler.create({
    workspace: projectPath("templates"),
    fontArgs: [{ fontBlobs: fonts }],
  });
  const model = JSON.stringify(packetPrint(packet, packetSha256(packet), fingerprint));
  const main = {
    mainFilePath: projectPath("templates", "packet.typ"),
    inputs: { packet: printable(model, covered) },
  };
  const pdf = compiler.pdf(main, { pdfStandard: "ua-1", creationTimestamp: 0 });
  compiler.evictCache(0);
  return pdf;
}
