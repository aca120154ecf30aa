/** What the first bytes of a file say it is: one of the three that are read, or another thing by its name. */
export type FileKind =
  | { readonly kind: "delimited" | "xlsx" | "parquet" }
  | { readonly kind: "other"; readonly name: string; readonly mend: string };

/** How many bytes from the start `kindOf` wants to see. */
export const kindBytes = 512;

const asTable = "save the table in it as .xlsx or CSV";

/** Marks at the start of a file, as Latin-1 text; `offset` where the mark does not stand at byte 0. */
const marks: readonly (readonly [mark: string, name: string, mend: string, offset?: number])[] = [
  [
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "an old .xls or a password-protected workbook",
    "save it as .xlsx without a password, or as CSV",
  ],
  ["PARE", "an encrypted Parquet file", "write it again without encryption"],
  ["ARROW1", "an Arrow file", "write it as Parquet or CSV"],
  ["FEA1", "a Feather file", "write it as Parquet or CSV"],
  ["%PDF-", "a PDF document", asTable],
  ["\x89PNG\r\n\x1a\n", "a PNG picture", asTable],
  ["\xff\xd8\xff", "a JPEG picture", asTable],
  ["GIF8", "a GIF picture", asTable],
  ["II*\0", "a TIFF picture", asTable],
  ["MM\0*", "a TIFF picture", asTable],
  ["WEBP", "a WebP picture", asTable, 8],
  ["ftyp", "a picture or film", asTable, 4],
  ["\0\0\x01\0", "an icon", asTable],
  ["\x1f\x8b", "a gzip archive", "unpack it first"],
  ["BZh", "a bzip2 archive", "unpack it first"],
  ["\xfd7zXZ\0", "an xz archive", "unpack it first"],
  ["\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"],
  ["7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"],
  ["Rar!\x1a\x07", "a RAR archive", "unpack it first"],
  ["ustar", "a tar archive", "unpack it first", 257],
  ["SQLite format 3\0", "an SQLite database", "export its table as CSV"],
  ["\x7fELF", "a program", "name the table file"],
  ["\xff\xfe\0\0", "UTF-32 text", "save it as UTF-8"],
  ["\0\0\xfe\xff", "UTF-32 text", "save it as UTF-8"],
  ["\xff\xfe", "UTF-16 text", "save it as UTF-8"],
  ["\xfe\xff", "UTF-16 text", "save it as UTF-8"],
  ["PK\x05\x06", "an empty zip archive", "save the workbook again"],
  ["PK\x07\x08", "a part of a split zip archive", "save the workbook in one piece"],
  ["{\\rtf", "an RTF document", asTable],
];

/** Kinds that need more than a fixed mark, looked for behind a byte-order mark and white space. */
const forms: readonly (readonly [form: RegExp, name: string])[] = [
  [/^BM.{4}\0{4}/s, "a BMP picture"],
  [/^<(!doctype html|html|head|body)\b/i, "a web page"],
  [/^<svg\b/i, "an SVG picture"],
  [/^<(\?xml|!doctype|!--)/i, "an XML document"],
  [/^(\{\s*["}]|\[\s*[{[])/, "a JSON document"],
];

/** The kind of file that begins with `head` (its first 512 bytes or all of it); text of any kind is "delimited". */
export function kindOf(head: Uint8Array): FileKind {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString("latin1");
  if (text.startsWith("PK\x03\x04")) return { kind: "xlsx" };
  if (text.startsWith("PAR1")) return { kind: "parquet" };
  const mark = marks.find(([bytes, , , offset = 0]) => text.startsWith(bytes, offset));
  if (mark) return { kind: "other", name: mark[1], mend: mark[2] };
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  const markup = forms.find(([form]) => form.test(start));
  return markup ? { kind: "other", name: markup[1], mend: asTable } : { kind: "delimited" };
}
