import { SaxesParser, type SaxesTagNS } from "saxes";
import { AppError } from "../../base/errors.ts";
import { counted, refusal } from "./refusal.ts";
import { xmlChunks } from "./xml-chunks.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** Far more than the lists of sheets and styles of any workbook, little enough to hold. */
const maxPartBytes = 32 * 1024 ** 2;
const maxDepth = 64;

/** An element as it opens, with the local names of the elements around it, outermost first. */
export type OnElement = (element: SaxesTagNS, path: readonly string[]) => void;

/**
 * Walks through a small XML part of a workbook and calls `onElement` for each element. Throws `SourceRejected` for a
 * part that is too large, no well-formed XML, or has a document type (and with it entities of its own).
 */
export async function walkXmlPart(archive: ZipArchive, part: string, onElement: OnElement): Promise<void> {
  const where = `${archive.name}, ${part}`;
  const parser = listening(where, onElement);
  const decoder = new TextDecoder("utf-8");
  let bytes = 0;
  try {
    for await (const piece of xmlChunks(archive, part)) {
      bytes += piece.length;
      if (bytes > maxPartBytes) throw refusal(where, `larger than ${counted(maxPartBytes)} bytes`, saveAgain);
      parser.write(decoder.decode(piece, { stream: true }));
    }
    parser.close();
  } catch (error) {
    if (error instanceof AppError || "errno" in (error as object)) throw error;
    throw refusal(where, `no well-formed XML (${(error as Error).message})`, saveAgain, error);
  }
}

function listening(where: string, onElement: OnElement): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  parser.on("doctype", () => {
    throw documentType(where);
  });
  parser.on("opentag", (element) => {
    onElement(element, path);
    if (path.push(element.local) > maxDepth)
      throw refusal(where, `nested more than ${maxDepth} deep`, saveAgain);
  });
  parser.on("closetag", () => path.pop());
  return parser;
}

/** The refusal of XML with a document type: no workbook has one, and entities that grow without end need one. */
export function documentType(where: string) {
  return refusal(where, "the XML declares a document type or entities, as no workbook does", saveAgain);
}

const saveAgain = "open the workbook and save it again as .xlsx";
