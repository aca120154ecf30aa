import { projectPath } from "../../base/paths.ts";
import type { Edition } from "../edition.ts";
import type { Picture } from "./charts/draw.ts";
import { codePointsOf, printable, printFonts } from "./print-fonts.ts";
import { printModel } from "./print-model.ts";

/**
 * The whole edition as a tagged PDF (PDF/UA-1, set by Typst from `templates/report.typ`); equal input gives equal bytes.
 * The compiler is a native module of 50 MB: only a publication pays for loading it.
 */
export async function renderPdf(
  edition: Edition,
  pictures: ReadonlyMap<string, Picture>,
  keyFingerprint: string,
): Promise<Buffer> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const fonts = printFonts();
  const covered = codePointsOf(fonts[0] as Buffer);
  const compiler = NodeCompiler.create({
    workspace: projectPath("templates"),
    fontArgs: [{ fontBlobs: fonts }],
  });
  const model = printable(JSON.stringify(printModel(edition, pictures, keyFingerprint)), covered);
  const report = { mainFilePath: projectPath("templates", "report.typ"), inputs: { edition: model } };
  const pdf = compiler.pdf(report, { pdfStandard: "ua-1", creationTimestamp: 0 });
  compiler.evictCache(0);
  return pdf;
}
