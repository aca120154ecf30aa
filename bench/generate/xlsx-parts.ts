/** The small parts of a workbook: everything but its sheets and its shared strings. */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
const ofSpreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The number of the cell style that shows a serial number as a date. */
export const dateStyle = 1;

/** Text as XML has it between tags. */
export function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The name of the part that holds a sheet, counted from 1. */
export function sheetPart(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

function contentTypesPart(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${ofSpreadsheet}.${type}+xml"/>`;
  const listed = Array.from({ length: sheets }, (_, i) => part(sheetPart(i + 1), "worksheet"));
  return `${declaration}<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("xl/workbook.xml", "sheet.main")}${listed.join("")}${part("xl/styles.xml", "styles")}${part("xl/sharedStrings.xml", "sharedStrings")}</Types>`;
}

function relationsPart(targets: readonly (readonly [type: string, target: string])[]): string {
  const listed = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${relations}">${listed.join("")}</Relationships>`;
}

function workbookPart(names: readonly string[]): string {
  const listed = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join("")}</sheets></workbook>`;
}

function stylesPart(): string {
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';
  const date = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>';
  return `${declaration}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1">${plain}</cellStyleXfs><cellXfs count="2">${plain}${date}</cellXfs></styleSheet>`;
}

/** The parts that say what a workbook with these sheets is made of, by their names in the archive. */
export function workbookParts(sheetNames: readonly string[]): Record<string, string> {
  const sheets = sheetNames.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`] as const);
  return {
    "[Content_Types].xml": contentTypesPart(sheetNames.length),
    "_rels/.rels": relationsPart([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbookPart(sheetNames),
    "xl/_rels/workbook.xml.rels": relationsPart([
      ...sheets,
      ["styles", "styles.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/styles.xml": stylesPart(),
  };
}

/** The opening and closing text of a sheet's part, and of the part of shared strings. */
export const frames = {
  sheet: [`${declaration}<worksheet xmlns="${main}"><sheetData>`, "</sheetData></worksheet>"],
  strings: [`${declaration}<sst xmlns="${main}">`, "</sst>"],
} as const;
