/** How a cell's number is to be read: as a number, as a moment counted in days, or as a length of time in days. */
export type NumberKind = "number" | "moment" | "elapsed";

/** Formats that every program knows by number alone, and that are dates or times (ECMA-376 part 1, 18.8.30). */
const builtInMoments: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
];
const builtInElapsed = 46;

/** The kind that a built-in number format gives a cell. */
export function kindOfBuiltIn(id: number): NumberKind {
  if (id === builtInElapsed) return "elapsed";
  return builtInMoments.some(([from, to]) => id >= from && id <= to) ? "moment" : "number";
}

/** The kind that a workbook's own format code gives a cell: a date or time where it has a letter that stands for one. */
export function kindOfCode(code: string): NumberKind {
  const bare = code.replace(/"[^"]*"?|[\\_*].?/gs, "").split(";")[0] as string;
  if (/\[(h+|m+|s+)\]/i.test(bare)) return "elapsed";
  return /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]|general|standard/gi, "")) ? "moment" : "number";
}
