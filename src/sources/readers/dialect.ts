/** How the rows and cells of a delimited text are set apart. */
export interface Dialect {
  readonly delimiter: "," | "\t" | "|";
  readonly line_end: "lf" | "crlf" | "cr";
}

/** What a sample looks like when it is read with one delimiter. */
interface Reading {
  readonly delimiter: Dialect["delimiter"];
  /** Cells in each record that is not blank; the last is left out when the sample may have cut it. */
  readonly widths: readonly number[];
  readonly line_end: Dialect["line_end"];
}

// In order of trust: commas stand in ordinary text, tabs hardly ever.
const candidates = ["\t", "|", ","] as const;
const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];

/**
 * The delimiter and line end of a sample from a file's start (`whole` when it is all of the file): the delimiter that
 * cuts the most records into one same number of cells, whatever stands in preamble lines and inside quotes. Text
 * without any of the three is taken as one column.
 */
export function sniffDialect(sample: Uint8Array, whole: boolean): Dialect {
  const readings = candidates.map((delimiter) => readAs(sample, delimiter, whole));
  const best = readings.reduce((one, other) => (evenness(other) > evenness(one) ? other : one));
  const found = evenness(best) > 0 ? best : (readings[2] as Reading);
  return { delimiter: found.delimiter, line_end: found.line_end };
}

/** The share of records that have the commonest width of two cells or more; wider wins among equals. */
function evenness(reading: Reading): number {
  const records = new Map<number, number>();
  for (const width of reading.widths) if (width > 1) records.set(width, (records.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of records) {
    best = Math.max(best, count / reading.widths.length + Math.min(width, 1000) / 1e6);
  }
  return best;
}

function readAs(sample: Uint8Array, delimiter: Dialect["delimiter"], whole: boolean): Reading {
  const split = delimiter.charCodeAt(0);
  const widths: number[] = [];
  const ends = { lf: 0, crlf: 0, cr: 0 };
  let [width, cellStart, recordStart, i] = [1, 0, 0, 0];
  while (i < sample.length) {
    const byte = sample[i];
    if (byte === QUOTE && i === cellStart) i = afterQuoted(sample, i);
    else if (byte === split) {
      width++;
      cellStart = ++i;
    } else if (byte === LF || byte === CR) {
      const end = lineEnd(sample, i);
      ends[end]++;
      if (i > recordStart) widths.push(width);
      i += end === "crlf" ? 2 : 1;
      [width, cellStart, recordStart] = [1, i, i];
    } else i++;
  }
  if (recordStart < sample.length && (whole || widths.length === 0)) widths.push(width);
  return { delimiter, widths, line_end: commonest(ends) };
}

function lineEnd(sample: Uint8Array, at: number): Dialect["line_end"] {
  if (sample[at] === LF) return "lf";
  return sample[at + 1] === LF ? "crlf" : "cr";
}

/** The place behind a quoted text that opens at `at`, or the end of the sample. */
function afterQuoted(sample: Uint8Array, at: number): number {
  let i = at + 1;
  for (;;) {
    const quote = sample.indexOf(QUOTE, i);
    if (quote < 0) return sample.length;
    if (sample[quote + 1] !== QUOTE) return quote + 1;
    i = quote + 2;
  }
}

/** A bare CR ends lines only in a file where nothing else does. */
function commonest(ends: Readonly<Record<Dialect["line_end"], number>>): Dialect["line_end"] {
  if (ends.lf + ends.crlf === 0) return ends.cr > 0 ? "cr" : "lf";
  return ends.crlf >= ends.lf ? "crlf" : "lf";
}
