import { readFileSync } from "node:fs";
import { projectPath } from "../../base/paths.ts";

/** The faces that the PDF is set in: files of our own dependencies, never of the system, so that bytes are the same everywhere. */
const faces = [
  "public-sans/PublicSans-Regular.ttf",
  "public-sans/PublicSans-Bold.ttf",
  "public-sans/PublicSans-Italic.ttf",
  "public-sans/PublicSans-BoldItalic.ttf",
  "roboto-mono/roboto-mono-v5-latin-regular.ttf",
  "roboto-mono/roboto-mono-v5-latin-700.ttf",
];

/** The bytes of every face, in a fixed order. */
export function printFonts(): Buffer[] {
  return faces.map((face) =>
    readFileSync(projectPath("node_modules", "@uswds", "uswds", "dist", "fonts", face)),
  );
}

const spelledOut: Readonly<Record<string, string>> = {
  "→": "->",
  "←": "<-",
  "‑": "-",
  "‐": "-",
  "\u2009": " ",
  "\u202f": " ",
};

/** Text with the few characters that the print fonts lack spelled out, or else as a question mark. */
export function printable(text: string, covered: ReadonlySet<number>): string {
  return text.replace(/[^\x20-\x7e\n]/gu, (sign) =>
    covered.has(sign.codePointAt(0) ?? 0) ? sign : (spelledOut[sign] ?? "?"),
  );
}

/** The code points for which a TrueType font has a glyph, from its `cmap` table of format 4 (OpenType 1.9). */
export function codePointsOf(font: Buffer): ReadonlySet<number> {
  const start = formatFour(font, tableStart(font, "cmap"));
  const segments = font.readUInt16BE(start + 6) / 2;
  const [ends, starts] = [start + 14, start + 16 + 2 * segments];
  const covered = new Set<number>();
  for (let at = 0; at < segments; at += 1) {
    const [first, last] = [font.readUInt16BE(starts + 2 * at), font.readUInt16BE(ends + 2 * at)];
    for (let point = first; point <= last && point < 0xffff; point += 1) covered.add(point);
  }
  return covered;
}

function tableStart(font: Buffer, tag: string): number {
  const records = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const record = records.find((each) => font.toString("latin1", each, each + 4) === tag);
  if (record === undefined) throw new TypeError(`the font has no ${tag} table`);
  return font.readUInt32BE(record + 8);
}

function formatFour(font: Buffer, cmap: number): number {
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + 4 + 8 * at);
  const starts = records.map((record) => cmap + font.readUInt32BE(record + 4));
  const found = starts.find((start) => font.readUInt16BE(start) === 4);
  if (found === undefined) throw new TypeError("the font has no character map of format 4");
  return found;
}
