const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const reference = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));|&/g;

/** Text as XML means it: line ends as LF, the five named entities and character references decoded; null if it breaks the rules. */
export function decodedText(raw: string): string | null {
  const lines = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  if (!lines.includes("&")) return lines;
  let isValid = true;
  const text = lines.replace(reference, (_, decimal?: string, hex?: string, name?: string) => {
    const found = name ? named[name] : character(decimal ? Number(decimal) : Number.parseInt(hex ?? "0", 16));
    if (found === undefined) isValid = false;
    return found ?? "";
  });
  return isValid ? text : null;
}

/** A character that XML 1.0 allows, by its number. */
function character(code: number): string | undefined {
  const isControl = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isControl || isSurrogate || code === 0xfffe || code === 0xffff || code > 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}

/** Text of a cell with the characters that workbooks write as `_xHHHH_` put back (ECMA-376 part 1, 22.9.2.19). */
export function withoutEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
