/** Rows of cells from comma-separated text of our own (RFC 4180, LF or CRLF): for reference tables, not for foreign files. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/gy;
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  while (cell.lastIndex < body.length) {
    const found = cell.exec(body);
    if (!found)
      throw new SyntaxError(`row ${rows.length + 1}: a quote is not closed or stands inside a bare cell`);
    row.push(found[1] === undefined ? (found[2] ?? "") : found[1].replaceAll('""', '"'));
    if (found[3] !== ",") {
      rows.push(row);
      row = [];
    } else if (cell.lastIndex === body.length) row.push("");
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** One object a row, by header name; a row of another width than the header is an error that names it. */
export function csvRecords(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((cells, at) => {
    if (cells.length !== header.length)
      throw new SyntaxError(`row ${at + 2}: ${cells.length} cells under ${header.length} headers`);
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""]));
  });
}

/** A cell as RFC 4180 writes it: quoted only where it must be. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text cell that no spreadsheet takes for a formula: a leading = + - @, tab or return gets an apostrophe before it.
 * For text only; a number keeps its minus (OWASP, CSV injection).
 */
export function csvTextCell(text: string): string {
  return csvCell(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

/** Rows of cells as text with LF line ends, the last included. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}
