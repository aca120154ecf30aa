import { kindOfBuiltIn, kindOfCode, type NumberKind } from "./number-format.ts";
import { walkXmlPart } from "./xml-part.ts";
import type { ZipArchive } from "./zip-archive.ts";

/**
 * For each cell style of a workbook, by its number, how numbers under it are to be read. Faults elsewhere in the styles
 * are no matter here; a style that is not in the list means a plain number. Throws `SourceRejected` for XML that cannot
 * be read.
 */
export async function readStyles(archive: ZipArchive, part: string | null): Promise<readonly NumberKind[]> {
  if (part === null || !archive.has(part)) return [];
  const codes = new Map<string, string>();
  const formats: string[] = [];
  await walkXmlPart(archive, part, (element, path) => {
    const read = (name: string) => element.attributes[name]?.value ?? "";
    if (element.local === "numFmt" && path.at(-1) === "numFmts")
      codes.set(read("numFmtId"), read("formatCode"));
    if (element.local === "xf" && path.at(-1) === "cellXfs") formats.push(read("numFmtId"));
  });
  return formats.map((id) => kindOf(id, codes.get(id)));
}

function kindOf(id: string, code: string | undefined): NumberKind {
  return code === undefined ? kindOfBuiltIn(Number(id || 0)) : kindOfCode(code);
}
